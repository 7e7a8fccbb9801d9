// axe finds nothing in the types that are made of several controls, wherever they stand, and nothing reaches out.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { composed } from "./composed.mjs";
import { open, serve } from "./page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const { server, browser } = await browsing(serve);

async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`);
}

const inside = (page) => page.locator("patronage-survey");
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** What is done on each page before axe looks. */
const ACTS = [
  async (page) => {
    await inside(page).locator(".matrix-row input").nth(2).check({ force: true });
    await inside(page).locator(".toggle").first().click();
    await inside(page).locator("nav button").click();
    await inside(page).locator(".errors").first().waitFor();
  },
  async (page) => {
    await inside(page).locator("patronage-panels .remove").last().click();
    await inside(page).locator(".take").first().click();
    await inside(page).locator(".grip").first().press("Space");
    await inside(page).locator("nav button").click();
    await inside(page).locator(".errors").first().waitFor();
  },
  async (page) => {
    await inside(page).locator(".photo input").nth(1).check({ force: true });
    await inside(page).locator("patronage-signature input").fill("Ada");
    await inside(page)
      .locator("patronage-files input")
      .setInputFiles([
        { name: "cup.png", mimeType: "image/png", buffer: dot },
        { name: "large.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(4000) },
      ]);
    await inside(page).locator(".kept").waitFor();
  },
];

const PLACES = [
  { name: "a desk, light", lang: "en", viewport: { width: 1280, height: 900 } },
  { name: "a phone, dark, in Chinese", lang: "zh-CN", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  { name: "from right to left", lang: "ar", viewport: { width: 800, height: 900 } },
];

for (const { name, lang, ...options } of PLACES) {
  composed.pages.forEach((one, at) => {
    test(`${one.name}: ${name}`, async () => {
      const css = ":root { color-scheme: light dark; }";
      const page = await open(browser, server.page({ survey: { ...composed, pages: [one] }, lang, css }), options);
      assert.deepEqual(await findings(page), []);
      await ACTS[at](page);
      assert.deepEqual(await findings(page), []);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(over, 0, "nothing reaches out of the page");
      const small = await smallTargets(page);
      assert.deepEqual(small, []);
      assert.deepEqual(page.complaints, []);
    });
  });
}

/** What is aimed at and is less than 24 px wide or high. */
function smallTargets(page) {
  return inside(page).evaluate((host) => {
    const all = [...host.shadowRoot.querySelectorAll("button, label, select, textarea, input, canvas, [role=tab]")];
    // The label is what one aims at where there is one round the control.
    const aimed = all.filter((one) => !one.matches("label input") && !one.matches(".unseen, .label, .title"));
    const boxes = aimed.map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()]);
    return boxes.filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([text]) => text);
  });
}

test("a Chinese survey of these types says nothing in English", async () => {
  for (const [at, one] of composed.pages.entries()) {
    const survey = { ...composed, pages: [one] };
    const page = await open(browser, server.page({ survey, lang: "zh-CN" }));
    if (at < 2) await ACTS[at](page);
    const text = await inside(page).evaluate((host) => {
      const said = [...host.shadowRoot.querySelectorAll("[aria-label]")].map((one) => one.getAttribute("aria-label"));
      return [host.shadowRoot.querySelector(".frame").innerText, ...said].join("\n");
    });
    assert.deepEqual(text.match(/[A-Za-z]{4,}/g), null, text);
  }
});

test("both languages have the same words for these types, with the same gaps", async () => {
  const { farEn } = await import("../../pkg/dist/widget/words/far/en.js");
  const { farZhCN } = await import("../../pkg/dist/widget/words/far/zh-CN.js");
  const gaps = (words) =>
    Object.entries(words).map(([name, word]) => [
      name,
      typeof word === "string" ? (word.match(/\{\w+\}/g) ?? []).sort() : gaps(word),
    ]);
  assert.deepEqual(gaps(farZhCN), gaps(farEn));
});

test("another language that lacks the words of these types says them in English", async () => {
  const script = `const { addWords } = await import("/widget.js"); addWords("fr", { next: "Suivant" });`;
  const survey = { ...composed, pages: composed.pages.slice(1, 2) };
  const page = await open(browser, server.page({ survey, lang: "fr", script }));
  await page.getByRole("button", { name: "Move down: Taste" }).waitFor();
});

test("nobody is made to wait for motion that they do not want", async () => {
  const survey = { ...composed, pages: composed.pages.slice(1, 2) };
  const page = await open(browser, server.page({ survey }), { reducedMotion: "reduce" });
  const duration = await inside(page)
    .locator(".rank")
    .first()
    .evaluate((item) => getComputedStyle(item).transitionDuration);
  assert.equal(duration, "0s");
});

test("survey and answers go through the preview and arrive", async () => {
  const relaxed = composed.pages.map((page) => ({
    ...page,
    elements: page.elements.map((element) => ({ ...element, isRequired: false, eachRowRequired: false })),
  }));
  const page = await open(browser, server.page({ survey: { ...composed, pages: relaxed.slice(2) } }));
  await ACTS[2](page);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Thank you.").waitFor();
  const [response] = await page.evaluate(() =>
    globalThis.told.filter(([type]) => type === "complete").map(([, one]) => one),
  );
  assert.deepEqual(Object.keys(response.data).sort(), ["cup", "photo", "sign"]);
});

test("what is missing within a question is said there, and not once more below it", async () => {
  const items = [{ name: "name", isRequired: true }, { name: "mail" }];
  const survey = { elements: [{ type: "multipletext", name: "who", isRequired: true, items }] };
  const page = await open(browser, server.page({ survey }));
  await page.getByRole("button", { name: "Send" }).click();
  await inside(page).locator("[aria-invalid]").waitFor();
  assert.deepEqual(await inside(page).locator(".errors p").allInnerTexts(), ["Please answer this question."]);
  await page.getByRole("textbox", { name: "name" }).fill("Ada");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Thank you.").waitFor();
});
