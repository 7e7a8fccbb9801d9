// axe finds nothing, in every state of the widget, light and dark, on a phone and on a desk, in both languages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { everything, open, serve } from "./page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const { server, browser } = await browsing(serve);

/** The size of targets, which WCAG 2.2 asks for, is looked at only when told. */
const OPTIONS = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };

/** What axe finds, each with the first place where it does. */
async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), OPTIONS);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`);
}

const press = (page, index = -1) => page.locator("patronage-survey nav button").nth(index).click();

async function fillFirst(page) {
  await page.locator("patronage-survey input.line").first().fill("Ada");
  await page.locator('patronage-survey .point input[aria-label="9"]').check({ force: true });
  await page.locator("patronage-survey .stars input").nth(2).check({ force: true });
}

/** What to do to reach a state. */
const STATES = {
  "the first page": async () => {},
  "answers, one chosen": fillFirst,
  errors: (page) => press(page),
  "the second page, its list open": async (page) => {
    await fillFirst(page);
    await press(page);
    await page.getByRole("combobox").last().press("ArrowDown");
    await page.keyboard.press("Enter");
  },
  "the preview": async (page) => {
    await fillFirst(page);
    await press(page);
    await page.getByRole("combobox").last().waitFor();
    await press(page);
    await page.locator("patronage-survey nav button").nth(1).waitFor();
  },
  "the thanks": async (page) => {
    await STATES["the preview"](page);
    await press(page);
    await page.locator("patronage-survey .prose h2").waitFor();
  },
};

const PLACES = [
  { name: "a desk, light", lang: "en", options: { viewport: { width: 1280, height: 900 } } },
  {
    name: "a phone, dark, in Chinese",
    lang: "zh-CN",
    options: { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  },
];

for (const { name, lang, options } of PLACES) {
  for (const [state, reach] of Object.entries(STATES)) {
    test(`${state}: ${name}`, async () => {
      const css = ":root { color-scheme: light dark; }";
      const page = await open(browser, server.page({ survey: everything, lang, css }), options);
      await reach(page);
      assert.deepEqual(await findings(page), []);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(wide, 0, "nothing reaches out of the page");
    });
  }
}

for (const [name, about] of Object.entries({
  "a popover": { survey: everything, attributes: 'mode="popover"' },
  "a small popover": { survey: everything, attributes: 'mode="popover" view="small"' },
  "a whole page": { survey: everything, attributes: 'mode="page" pace="question" theme="dark"' },
  "no survey": {},
  "a survey that is none": { survey: "[]" },
  "an empty survey": { survey: {} },
})) {
  test(name, async () => {
    const page = await open(browser, server.page(about));
    assert.deepEqual(await findings(page), []);
  });
}

test("axe would find something", async () => {
  const page = await open(
    browser,
    server.page({ survey: everything, before: '<img src="data:," width="9" height="9">' }),
  );
  assert.match((await findings(page)).join(), /image-alt/);
});
