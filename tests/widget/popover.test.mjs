// Over the page: a dialog that takes the focus when asked to, keeps it, gives it back, and can be made small.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { open, serve, told } from "./page.mjs";

const { server, browser } = await browsing(serve);

const survey = {
  title: "A word?",
  elements: [
    { type: "text", name: "a" },
    { type: "boolean", name: "b" },
  ],
};

const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const inner = at?.shadowRoot?.activeElement ?? at;
    const named = inner.getAttribute("aria-label") ?? inner.id;
    return named || inner.textContent.trim() || inner.localName;
  });

test("it appears without taking the focus, and covers nothing that moves", async () => {
  const before = '<button id="shop">Buy</button>';
  const page = await open(browser, server.page({ survey, attributes: 'mode="popover"', before }), { shows: ".body" });
  assert.equal(await page.evaluate(() => document.activeElement.localName), "body");
  const dialog = page.getByRole("dialog", { name: "A word?" });
  assert.ok(await dialog.isVisible());
  assert.equal(await page.locator("patronage-survey").evaluate((host) => host.offsetHeight), 0);
  // In the top layer: no z-index of the page reaches it.
  assert.ok(await dialog.evaluate((element) => element.matches(":popover-open")));
});

test("it tells that it is there to be seen once it is, and never where it has nothing to ask", async () => {
  const script = `globalThis.shows = 0; document.addEventListener("patronage-show", () => (shows += 1));`;
  const opened = (attributes, survey) =>
    open(browser, server.page({ survey, attributes: `mode="popover" ${attributes}`, script }), { shows: "" });
  const shows = (page) => page.evaluate(() => globalThis.shows);
  const [unread, closed, small] = [
    await opened("", "{"),
    await opened('view="closed"', survey),
    await opened('view="small"', survey),
  ];
  await small.locator("patronage-survey .pill").waitFor();
  await small.waitForTimeout(300);
  assert.deepEqual([await shows(unread), await shows(closed), await shows(small)], [0, 0, 0]);
  for (const page of [closed, small, small]) {
    await page.locator("patronage-survey").evaluate((element) => element.show());
    await page.getByRole("dialog").waitFor();
    assert.equal(await shows(page), 1);
    await page.locator("patronage-survey").evaluate((element) => element.minimise());
  }
});

test("asked for, it takes the focus, keeps it, and escape gives it back without taking the survey away", async () => {
  const before = '<button id="ask">Ask me</button>';
  const script = 'document.querySelector("#ask").onclick = () => document.querySelector("patronage-survey").show();';
  const address = server.page({ survey, attributes: 'mode="popover" view="closed"', before, script });
  const page = await open(browser, address, { shows: "" });
  await page.waitForFunction(() => customElements.get("patronage-survey"));
  await page.waitForTimeout(300);
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.locator("#ask").press("Enter");
  await page.getByRole("dialog").waitFor();
  const seen = [];
  for (let tab = 0; tab < 8; tab += 1) {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "patronage-survey");
    seen.push(await focused(page));
  }
  assert.equal(seen[0], seen[5], `the tab key goes round: ${seen}`);
  // Backwards from the first: to the last.
  while ((await focused(page)) !== "Minimise") await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(page), "Send");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Minimise");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await focused(page), "ask");
  await page.getByRole("button", { name: "A word?" }).press("Enter");
  await page.getByRole("button", { name: "Close" }).press("Enter");
  assert.equal(await focused(page), "ask", "not the small button, which is gone");
  assert.equal((await told(page, "close", 1)).length, 1);
});

test("made small, it goes on where it was", async () => {
  const page = await open(browser, server.page({ survey, attributes: 'mode="popover"' }), { shows: ".body" });
  await page.getByRole("textbox", { name: "a" }).fill("half");
  await page.getByRole("button", { name: "Minimise" }).click();
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(await focused(page), "A word?");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByRole("textbox", { name: "a" }).inputValue(), "half");
  await page.getByRole("button", { name: "Close" }).click();
  assert.equal(await page.locator("patronage-survey").getAttribute("view"), "closed");
});

test("filling the page, it leaves nothing beneath it to be reached, and escape leaves it there", async () => {
  const beneath = '<button id="beneath">Buy</button>';
  const page = await open(browser, server.page({ survey, attributes: 'mode="page"', before: beneath, after: beneath }));
  const seen = new Set();
  for (let tab = 0; tab < 9; tab += 1) {
    await page.keyboard.press("Tab");
    seen.add(await focused(page));
  }
  assert.ok(seen.has("Send") && !seen.has("beneath"), [...seen].join());
  const [width, height] = await page.locator("patronage-survey .frame").evaluate((frame) => {
    const { width, height } = frame.getBoundingClientRect();
    return [width - innerWidth, height - innerHeight];
  });
  assert.deepEqual([width, height], [0, 0]);
  for (let time = 0; time < 3; time += 1) await page.keyboard.press("Escape");
  assert.ok(await page.getByRole("textbox", { name: "a" }).isVisible());
});

test("once it has ended, escape closes it", async () => {
  const page = await open(browser, server.page({ survey, attributes: 'mode="popover"' }), { shows: ".body" });
  await page.getByRole("button", { name: "Send" }).press("Enter");
  await page.getByText("Thank you.").waitFor();
  await page.getByRole("button", { name: "Minimise" }).press("Escape");
  assert.equal(await page.locator("patronage-survey").getAttribute("view"), "closed");
});
