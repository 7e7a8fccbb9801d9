// The storefront's cart in a real Chromium, as a visitor and as a keyboard and screen reader user meet it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { newPage } from "../browser.mjs";
import { browsing } from "../browsing.mjs";
import { overflow, violations } from "./looking.mjs";
import { start } from "./storefront.mjs";

const WIDE = { width: 1320, height: 900 };
const PHONE = { width: 390, height: 844 };

const { server: shop, browser } = await browsing(start);
let page;

beforeEach(async () => {
  await page?.close();
  page = await newPage(browser, { viewport: WIDE, locale: "en-GB" });
  // Offers have tests of their own.
  await page.route("**/offers.json", (route) => route.fulfill({ json: null }));
  await page.goto(`${shop.page}?cart`);
  await page.locator(".receipt .count").waitFor();
});

const points = async () => number(await page.locator(".receipt .count").innerText());
const number = (text) => Number(text.replaceAll(/[^\d−-]/g, "").replace("−", "-"));
const rule = (name) => page.locator(".rules li", { hasText: name }).locator(".figure").innerText();

test("the page answers at once, and the edge agrees to the byte", async () => {
  assert.ok((await points()) > 0);
  await page.locator('.verdict[data-kind="agrees"]').waitFor();
  assert.match(await page.locator(".verdict").innerText(), /The edge agrees: [\d,]+ bytes/);
  assert.deepEqual(page.complaints, []);
});

test("the points of the lines and of the rules add up to those above", async () => {
  const sum = async (selector) => {
    const texts = await page.locator(selector).allInnerTexts();
    return texts.map((text) => (text === "–" ? 0 : number(text))).reduce((a, b) => a + b, 0);
  };
  assert.equal(await sum(".rules .figure"), await points());
  assert.equal(await sum(".line .earns .points"), await points());
});

test("changing a quantity changes the points", async () => {
  const earlier = await points();
  const quantity = page.locator(".line input").first();
  await quantity.fill("9");
  const more = await points();
  assert.ok(more > earlier, `${more} after ${earlier}`);
  await page.locator(".line .quantity button").first().click();
  assert.equal(await quantity.inputValue(), "8");
  assert.ok((await points()) < more);
});

test("a product is found, added and removed", async () => {
  const field = page.getByRole("combobox", { name: "Add a product" });
  await field.fill("celadon");
  await page.getByRole("option", { name: /Celadon Cup/ }).click();
  assert.equal(await page.locator(".line").count(), 4);
  await page.getByRole("button", { name: "Remove Celadon Cup" }).click();
  assert.equal(await page.locator(".line").count(), 3);
});

test("an empty cart earns nothing and says what to do", async () => {
  for (let left = 3; left > 0; left -= 1) await page.locator(".line .remove").first().click();
  assert.equal(await points(), 0);
  assert.match(await page.locator(".cart .empty").innerText(), /Add a product/);
});

test("another member has another standing", async () => {
  const name = await page.locator(".person .name").innerText();
  await page.getByRole("combobox", { name: "Member" }).fill("gold");
  await page.locator("#members-list [role=option]").first().click();
  await page.locator(".holds .tier", { hasText: "Gold" }).waitFor();
  assert.notEqual(await page.locator(".person .name").innerText(), name);
  await becomeGuest();
  assert.equal(await page.locator(".holds").count(), 0);
});

async function becomeGuest() {
  await page.getByRole("combobox", { name: "Member" }).click();
  await page.locator("#members-list [role=option]", { hasText: "Guest" }).click();
  await page.locator(".person .name", { hasText: "Guest" }).waitFor();
}

test("Wednesday doubles", async () => {
  await becomeGuest();
  // Of whole yuan, so that nothing is rounded.
  for (let left = 3; left > 0; left -= 1) await page.locator(".line .remove").first().click();
  await page.getByRole("combobox", { name: "Add a product" }).fill("latte");
  await page.locator("#products-list [role=option]").first().click();
  await page.getByRole("radio", { name: "Wednesday" }).check({ force: true });
  const wednesday = await points();
  assert.match(await rule("Member day"), /^\+/);
  await page.getByRole("radio", { name: "Thursday" }).check({ force: true });
  assert.equal(wednesday, 2 * (await points()));
  assert.equal(await rule("Member day"), "–");
  assert.match(await page.locator(".rules li", { hasText: "Member day" }).locator(".why").innerText(), /Wednesday/);
});

test("the date field moves the purchase", async () => {
  await page.getByLabel("Date and time").fill("2026-11-20T18:30");
  assert.ok(await page.getByRole("radio", { name: "Friday" }).isChecked());
  assert.equal(await rule("Member day"), "–");
});

test("the channel counts", async () => {
  assert.equal(await rule("Ordered in the app"), "–");
  await page.getByRole("radio", { name: "App" }).check({ force: true });
  assert.match(await rule("Ordered in the app"), /^\+/);
});

test("both languages are whole, and the choice is remembered", async () => {
  await page.getByRole("button", { name: "中文" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  assert.equal(await page.locator("h1").innerText(), "四时咖啡与好物");
  assert.match(await page.locator(".rules li", { hasText: "周三会员日" }).locator(".why").innerText(), /[一-鿿]|×2/);
  const words = await page.locator("main").innerText();
  assert.doesNotMatch(words.replaceAll(/\{[\s\S]*\}/g, ""), /\b(points|Tier|Cart|Why|member)\b/);
  await page.reload();
  await page.locator(".receipt .count").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  await page.getByRole("button", { name: "English" }).click();
});

test("the keyboard alone does it all", async () => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focusedLabel(), "Add a product");
  await page.keyboard.type("latte");
  await page.keyboard.press("ArrowDown");
  const active = await page.locator("#products-field").getAttribute("aria-activedescendant");
  assert.equal(active, "products-1");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".line").count(), 4);
  const before = await points();
  for (let steps = 0; !/^Quantity of/.test(await focusedLabel()); steps += 1) {
    assert.ok(steps < 20, "no quantity field was reached");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("ArrowUp");
  assert.ok((await points()) > before);
  assert.match(await page.locator(".receipt [role=status]").innerText(), /points for this cart/);
});

const focusedLabel = () =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText.trim() ?? "";
  });

test("a bad program is refused at its place, and the last good one stays in force", async () => {
  const earlier = await points();
  const field = page.getByLabel("Program, as JSON");
  const text = await field.inputValue();
  await field.fill(text.replace('"per": "1.00"', '"per": "1.005"'));
  const verdict = page.locator(".program-verdict.bad");
  await verdict.waitFor();
  assert.match(await verdict.innerText(), /amount at \/earn\/0\/per/);
  const line = text.split("\n").findIndex((row) => row.includes('"per": "1.00"')) + 1;
  assert.equal(await page.locator(".numbers .wrong").innerText(), String(line));
  assert.equal(await points(), earlier);

  await field.fill(text.replace('"points": 1,', '"points": 2,'));
  await page.locator(".program-verdict.good").waitFor();
  assert.ok((await points()) > earlier);
  assert.match(await page.locator(".verdict").innerText(), /draft/);
  await page.getByRole("button", { name: "Back to the published program" }).click();
  assert.equal(await points(), earlier);
});

test("a missing brace is pointed at too", async () => {
  const field = page.getByLabel("Program, as JSON");
  await field.fill('{\n  "currency": "CNY",\n  "timeZone" "Asia/Shanghai"\n}');
  await page.locator(".program-verdict.bad").waitFor();
  assert.equal(await page.locator(".numbers .wrong").innerText(), "3");
});

test("without the edge worker the page goes on, and says so", async () => {
  await page.route(`${shop.edge}**`, (route) => route.abort());
  await page.locator(".line input").first().fill("5");
  await page.locator('.verdict[data-kind="offline"]').waitFor();
  assert.ok((await points()) > 0);
});

test("an edge worker with other bytes is caught", async () => {
  await page.route(`${shop.edge}**`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/"points":(\d)/, (_, digit) => `"points":${(Number(digit) + 1) % 10}`);
    await route.fulfill({ response, body });
  });
  await page.locator(".line input").first().fill("6");
  await page.locator('.verdict[data-kind="differs"]').waitFor();
});

for (const missing of ["**/shop/members.json", "**/loyalty.wasm"]) {
  test(`a page that cannot load ${missing} says so and tries again`, async () => {
    await page.route(missing, (route) => route.fulfill({ status: 500 }));
    await page.reload();
    await page.locator(".failure").waitFor();
    await page.unroute(missing);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".receipt .count").waitFor();
  });
}

for (const [size, viewport] of Object.entries({ wide: WIDE, phone: PHONE })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing: ${size}, ${colorScheme}`, async () => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const state of [() => {}, open, spoil]) {
        await state();
        assert.deepEqual(await violations(page), []);
      }
      assert.ok((await overflow(page)) <= 0);
    });
  }
}

/** Everything that opens, open. */
async function open() {
  for (const summary of await page.locator("summary").all()) await summary.click();
  await page.getByRole("combobox", { name: "Member" }).click();
}

/** A program that is refused. */
async function spoil() {
  await page.keyboard.press("Escape");
  await page.getByLabel("Program, as JSON").fill("{}");
  await page.locator(".program-verdict.bad").waitFor();
}
