// The time of a survey that stays open: the engine has no clock, and the widget tells it the moment.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { newPage } from "../browser.mjs";
import { crash } from "../responses/profile.mjs";
import { open, serve } from "./page.mjs";

const { server, browser } = await browsing(serve);

const survey = {
  elements: [
    { type: "text", name: "a" },
    { type: "expression", name: "day", title: "Day", expression: "iif({a} notempty, today(), 'unasked')" },
    { type: "text", name: "b" },
  ],
};

/** A page that was opened late on a Saturday, by a clock that the test turns. */
async function openLate() {
  const page = await newPage(browser, { timezoneId: "UTC" });
  await page.clock.install({ time: "2026-11-21T23:59:00Z" });
  await page.goto(server.page({ survey }));
  await page.getByRole("textbox", { name: "a" }).waitFor();
  await page.evaluate(() => {
    const { prototype } = customElements.get("patronage-question");
    const { update } = prototype;
    globalThis.painted = [];
    prototype.update = function (...changed) {
      globalThis.painted.push(this.path);
      return update.apply(this, changed);
    };
  });
  return page;
}

/** The day that the survey takes for today. */
async function today(page) {
  await page.getByRole("textbox", { name: "a" }).fill("x");
  const day = page.locator("patronage-survey output");
  await page.waitForFunction(() => globalThis.painted.includes("day"));
  return await day.innerText();
}

test("a survey that stays open knows the day that has come", async () => {
  const page = await openLate();
  await page.clock.runFor(3 * 60_000);
  assert.deepEqual(await page.evaluate(() => globalThis.painted), [], "nothing is painted for the moment alone");
  assert.match(await today(page), /^2026-11-22/);
});

test("one that is looked at again knows it at once", async () => {
  const page = await openLate();
  await page.clock.setSystemTime("2026-11-23T08:00:00Z");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  assert.match(await today(page), /^2026-11-23/);
});

const limited = {
  timeLimit: 60,
  pages: [
    { name: "one", elements: [{ type: "text", name: "a" }] },
    { name: "two", timeLimit: 30, elements: [{ type: "text", name: "b" }] },
  ],
};

/** The time that is left, as it is shown. */
const left = (page) => page.getByRole("timer").innerText();

/** Waits until so much time is left. */
async function waitFor(page, time) {
  await page.getByText(`Time left: ${time}`).waitFor();
}

test("a reload or a crash gives no time back, of the survey or of a page", async () => {
  const context = await browser.newContext();
  const address = server.page({ survey: limited });
  const page = await open(context, address);
  await waitFor(page, "0:57");
  await page.reload();
  await page.getByRole("timer").waitFor();
  assert.match(await left(page), /0:5[67]$/);
  await page.getByRole("button", { name: "Next" }).click();
  await waitFor(page, "0:27");
  await crash(page);
  const after = await open(context, address);
  await after.getByRole("textbox", { name: "b" }).waitFor();
  assert.match(await left(after), /0:2[67]$/, "the page's own time");
  await after.getByRole("button", { name: "Back" }).click();
  await after.getByRole("textbox", { name: "a" }).waitFor();
  assert.match(await left(after), /0:5[2-6]$/, "the survey's time");
  await context.close();
});

test("the time goes on in another language", async () => {
  const page = await open(browser, server.page({ survey: limited }));
  await waitFor(page, "0:58");
  await page.locator("patronage-survey").evaluate((host) => host.setAttribute("locale", "zh-CN"));
  await page
    .getByRole("timer")
    .filter({ hasText: /0:5[4-6]/ })
    .waitFor({ timeout: 10_000 });
});

test("who has no limit is not asked for the time every second", async () => {
  const script = `const { setInterval } = globalThis;
globalThis.intervals = [];
globalThis.setInterval = (work, pause) => (intervals.push(pause), setInterval(work, pause));`;
  const elements = [{ type: "text", name: "a" }];
  const ticks = async (more) => {
    const page = await open(browser, server.page({ survey: { pages: [{ elements, ...more }], timeLimit: 0 }, script }));
    return (await page.evaluate(() => intervals)).includes(1000);
  };
  assert.equal(await ticks({ timeLimit: 0 }), false);
  assert.equal(await ticks({ timeLimit: 9 }), true);
});

test("a limit that only a later page has is kept there", async () => {
  const survey = {
    pages: [
      { name: "one", elements: [{ type: "text", name: "a" }] },
      { name: "two", timeLimit: 1, elements: [{ type: "text", name: "b" }] },
    ],
  };
  const page = await open(browser, server.page({ survey }));
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("Thank you.").waitFor();
});
