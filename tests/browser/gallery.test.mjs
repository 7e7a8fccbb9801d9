// The gallery in a real Chromium: every survey is completed in the widget, and the metrics follow.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { afterEach, beforeEach, test } from "node:test";
import { newPage } from "../browser.mjs";
import { browsing } from "../browsing.mjs";
import { complete } from "./answering.mjs";
import { start } from "./storefront.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const WIDE = { width: 1320, height: 900 };
const PHONE = { width: 390, height: 844 };
const SURVEYS = ["nps", "csat", "ces", "kano", "churn", "study", "sus", "delivery", "picker", "event"];

const { server: shop, browser } = await browsing(start);
let page;

beforeEach(async () => {
  page = await newPage(browser, { viewport: WIDE, locale: "en-GB" });
});

afterEach(() => page.close());

/** Opens a survey, and waits until the widget shows it. */
async function open(id, tab = page) {
  await tab.goto(`${shop.page}gallery.html#${id}`);
  await tab.locator("patronage-survey .body").waitFor();
}

/** How many answers count: those given, or those made up. */
async function count(name) {
  const text = await page.locator(".source .choice button", { hasText: name }).innerText();
  return Number(/[（(]([\d,]+)[)）]/.exec(text)[1].replace(",", ""));
}

async function makeUp() {
  await page.locator(".make").click();
  await page.locator(".made").waitFor({ timeout: 30_000 });
}

for (const id of SURVEYS) {
  test(`${id} is completed in the widget, in both languages, and its metrics follow`, async () => {
    await open(id);
    for (const [place, [language, given, empty]] of [
      ["English", "Answers given", /No answers yet/],
      ["中文", "真实作答", /还没有答案/],
    ].entries()) {
      await page.getByRole("button", { name: language }).click();
      await page.getByRole("button", { name: given }).waitFor();
      const earlier = await count(given);
      if (earlier === 0) assert.match(await page.locator("gallery-metrics").innerText(), empty);
      await page.locator("patronage-survey .body").waitFor();
      await complete(page, place);
      await page.locator(".source .choice", { hasText: new RegExp(`[（(]${earlier + 1}[)）]`) }).waitFor();
      assert.equal(await count(given), earlier + 1);
      assert.ok((await page.locator("gallery-metrics .measure").count()) > 0);
      await page.locator(".beneath button").click();
    }
    assert.deepEqual(page.complaints, []);
  });
}

test("what was answered is stored by the edge worker, and counts for whoever opens the page next", async () => {
  await open("nps");
  await page.locator(".source", { hasText: "stored by the edge worker" }).waitFor();
  const earlier = await count("Answers given");
  await complete(page);
  await page.locator("patronage-survey", { hasText: "Your answers have arrived." }).waitFor();
  const other = await newPage(browser, { viewport: WIDE, locale: "en-GB" });
  await open("nps", other);
  await other.locator(".source", { hasText: `${earlier + 1} stored by the edge worker` }).waitFor();
  await other.close();
});

test("made-up respondents come on a button, are marked, and never count among the answers given", async () => {
  await open("nps");
  const given = await count("Answers given");
  await makeUp();
  assert.equal(await count("Made up"), 200);
  assert.equal(await count("Answers given"), given);
  assert.match(await page.locator(".made").innerText(), /Nobody said this.*seed 7/);
  const score = await page.locator(".score strong").first().innerText();
  await page.getByRole("button", { name: "Answers given" }).click();
  assert.equal(await page.locator(".made").count(), 0);
  await page.getByRole("button", { name: "Made up" }).click();
  assert.equal(await page.locator(".score strong").first().innerText(), score, "the same respondents");
});

test("what carelessness looks like is said of each response", async () => {
  await open("sus");
  await makeUp();
  const text = await page.locator("gallery-quality").innerText();
  assert.match(text, /\d+ of 200 have a sign of carelessness/);
  assert.match(text, /All 10 items of Statements got the same answer/);
  assert.match(text, /reading alone takes/);
});

test("who would be asked follows what is known", async () => {
  await open("nps");
  const invited = page.locator(".invited strong");
  const why = (name) => page.locator(".whys li", { hasText: name }).locator("span").first().innerText();
  assert.equal(await invited.innerText(), "Asks: Delivery");
  await page.getByLabel("What just happened").selectOption("subscription.ended");
  assert.equal(await invited.innerText(), "Asks: Before you go");
  assert.equal(await why("Delivery"), "Before you go comes first.");
  await page.getByLabel("Reads").selectOption("fr");
  assert.equal(await invited.innerText(), "Nobody is asked anything now");
  assert.match(await why("Before you go"), /only in en, zh-CN/);
  await page.getByLabel("Reads").selectOption("");
  await page.getByLabel("Asked last").selectOption("sus");
  assert.equal(await invited.innerText(), "Nobody is asked anything now");
  assert.match(await why("Before you go"), /^No survey before/);
  await page.getByLabel("days ago").fill("30");
  assert.equal(await invited.innerText(), "Asks: Before you go");
});

test("a survey that does not arrive is said, and comes at another try", async () => {
  const fresh = await newPage(browser, { viewport: WIDE, locale: "en-GB" });
  await fresh.route("**/surveys/nps.json", (route) => route.abort(), { times: 1 });
  await fresh.goto(`${shop.page}gallery.html`);
  await fresh.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await fresh.locator("patronage-survey .body").waitFor();
  await fresh.close();
});

for (const [name, viewport] of Object.entries({ "wide page": WIDE, phone: PHONE })) {
  test(`nothing moves on a ${name} when a survey appears, however long it is`, async () => {
    for (const id of SURVEYS) {
      const fresh = await newPage(browser, { viewport, locale: "en-GB" });
      // What letters of another width move is not the survey's doing.
      await fresh.route("**/*.woff2", (route) => route.abort());
      await fresh.addInitScript(() => {
        globalThis.moved = 0;
        const add = (list) => list.getEntries().forEach(({ value }) => (globalThis.moved += value));
        new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
      });
      await open(id, fresh);
      await fresh.locator("gallery-invitations .invited").waitFor();
      await fresh.locator(".source", { hasText: "stored by the edge worker" }).waitFor();
      assert.equal(await fresh.evaluate(() => globalThis.moved), 0, id);
      await fresh.close();
    }
  });
}

for (const [name, viewport, colorScheme] of [
  ["wide and light", WIDE, "light"],
  ["on a phone and dark", PHONE, "dark"],
]) {
  test(`axe finds nothing, ${name}, and nothing sticks out`, async () => {
    await page.close();
    page = await newPage(browser, { viewport, colorScheme, locale: colorScheme === "dark" ? "zh-CN" : "en-GB" });
    const script = await readFile(axe, "utf8");
    for (const id of SURVEYS) {
      await open(id);
      await makeUp();
      for (const details of await page.locator(".numbers summary").all()) await details.click();
      await page.evaluate(script);
      const found = await page.evaluate(() => globalThis.axe.run());
      const faults = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
      assert.deepEqual(faults, [], id);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= viewport.width, `${id} is ${width} wide`);
    }
    assert.deepEqual(page.complaints, []);
  });
}

test("the storefront leads to the gallery, and back", async () => {
  await page.goto(shop.page);
  await page.getByRole("link", { name: "Surveys" }).click();
  await page.getByRole("heading", { name: "Ten surveys" }).waitFor();
  await page.getByRole("link", { name: "Shop", exact: true }).click();
  await page.locator(".rail").first().waitFor();
});
