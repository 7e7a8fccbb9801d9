// Pictures to choose from, sliders, maps; and texts and links that mean harm.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { answers, press } from "./ask.mjs";
import { picture } from "./composed.mjs";
import { open, serve } from "./page.mjs";

const { server, browser } = await browsing(serve);

const show = (element, more) =>
  open(browser, server.page({ survey: { elements: [{ name: "q", title: "Choose", ...element }] }, ...more }));

const choices = [
  { value: 1, text: "A blue cup", imageLink: picture("blue") },
  { value: 2, text: { default: "A red cup", "zh-CN": "红杯" }, imageLink: { default: picture("red") } },
  { value: 3, text: "Without a picture" },
];

test("a picture is chosen by keyboard and by pointer, and says what it is", async () => {
  const page = await show({ type: "imagepicker", choices });
  await press(page, "Tab", "Space", "ArrowRight");
  assert.deepEqual(await answers(page), { q: 2 });
  assert.equal(await page.getByRole("radio", { name: "A red cup" }).isChecked(), true);
  await page.getByRole("img", { name: "A blue cup" }).click();
  assert.deepEqual(await answers(page), { q: 1 });
  await page.getByText("Without a picture").click();
  assert.deepEqual(await answers(page), { q: 3 });
});

test("several pictures, with their labels, up to as many as may be", async () => {
  const page = await show({ type: "imagepicker", choices, multiSelect: true, showLabel: true, maxSelectedChoices: 2 });
  await page.getByText("A blue cup").click();
  await press(page, "Tab", "Space");
  assert.deepEqual(await answers(page), { q: [1, 2] });
  assert.equal(await page.getByRole("checkbox", { name: "Without a picture" }).isDisabled(), true);
  await page.getByText("A blue cup").click();
  assert.deepEqual(await answers(page), { q: [2] });
});

test("a slider has no answer until it is touched; where it stands may be one", async () => {
  const page = await show({ type: "slider", min: 0, max: 10 });
  const slider = page.getByRole("slider", { name: "Choose" });
  assert.equal(await slider.getAttribute("aria-valuetext"), "not answered yet");
  assert.equal(await answers(page), undefined);
  await press(page, "Tab", "Enter");
  assert.deepEqual(await answers(page), { q: 5 });
  await press(page, "ArrowRight", "ArrowRight");
  assert.deepEqual(await answers(page), { q: 7 });
  assert.equal(await slider.getAttribute("aria-valuetext"), null);
  await press(page, "Home");
  assert.deepEqual(await answers(page), { q: 0 });
  assert.equal(await slider.inputValue(), "0");
});

test("the ends of a slider and of a field follow from answers", async () => {
  const page = await open(
    browser,
    server.page({
      survey: {
        elements: [
          { type: "text", name: "most", inputType: "number" },
          { type: "slider", name: "q", title: "Choose", min: 2, maxValueExpression: "{most} * 2" },
          { type: "text", name: "n", title: "Number", inputType: "number", minValueExpression: "{most} + 1" },
        ],
      },
    }),
  );
  await page.getByRole("spinbutton", { name: "most" }).fill("30");
  const ends = async (role, name, ends) =>
    await Promise.all(ends.map((end) => page.getByRole(role, { name }).getAttribute(end)));
  await page.waitForFunction(() => document.querySelector("patronage-survey").shadowRoot.querySelector("[max='60']"));
  assert.deepEqual(await ends("slider", "Choose", ["min", "max"]), ["2", "60"]);
  assert.deepEqual(await ends("spinbutton", "Number", ["min", "max"]), ["31", null]);
  await page.getByRole("slider").press("End");
  assert.equal((await answers(page)).q, 60);
});

test("a slider is clicked where it stands", async () => {
  const page = await show({ type: "slider", min: 0, max: 10 });
  await page.getByRole("slider").click();
  assert.deepEqual(await answers(page), { q: 5 });
});

test("the ends of a range do not pass each other", async () => {
  const page = await show({ type: "slider", sliderType: "range", min: 0, max: 10 });
  const end = (name) => page.getByRole("slider", { name });
  await end("From").press("ArrowRight");
  assert.deepEqual(await answers(page), { q: [1, 10] });
  await end("To").press("Home");
  assert.deepEqual(await answers(page), { q: [1, 1] });
  assert.equal(await end("To").inputValue(), "1");
});

test("the areas of a map are choices", async () => {
  const areas = [{ value: "a", text: "At the window" }, { value: "b" }];
  const page = await show({ type: "imagemap", imageLink: picture("gray"), areas });
  await press(page, "Tab", "Space", "Tab", "Space");
  assert.deepEqual(await answers(page), { q: ["a", "b"] });
  const one = await show({ type: "imagemap", imageLink: picture("gray"), areas, multiSelect: false });
  await one.getByText("At the window").click();
  assert.deepEqual(await answers(one), { q: "a" });
});

test("markup in texts stays text, and links that are none to pictures lead nowhere", async () => {
  const markup = "<img src=x onerror=hack()><script>hack()</script>";
  const link = ["javascript:hack()", "data:text/html,<script>hack()</script>", "vbscript:hack()", " javascript:hack()"];
  const survey = {
    elements: [
      {
        type: "imagepicker",
        name: "p",
        showLabel: true,
        choices: link.map((imageLink, value) => ({ value, text: markup, imageLink })),
      },
      { type: "imagemap", name: "i", imageLink: link[0], areas: [{ value: markup, text: markup }] },
      { type: "ranking", name: "r", choices: [{ value: `"]${markup}`, text: markup }, "b"] },
      {
        type: "matrix",
        name: "m",
        columns: [{ value: markup, text: markup }],
        rows: [{ value: markup, text: markup }],
        cells: { default: { [markup]: markup } },
      },
      {
        type: "matrixdynamic",
        name: "d",
        addRowText: markup,
        columns: [{ name: "c", title: markup, cellType: "text", totalType: "sum", totalFormat: markup }],
      },
      {
        type: "paneldynamic",
        name: "n",
        panelCount: 1,
        displayMode: "tab",
        templateTabTitle: `${markup}{panel.x}`,
        templateElements: [{ type: "text", name: "x", defaultValue: markup }],
      },
      { type: "multipletext", name: "t", items: [{ name: "a", title: markup, placeholder: markup }] },
      { type: "signaturepad", name: "s", penColor: markup, backgroundColor: markup, placeholder: markup },
      { type: "file", name: "f", filePlaceholder: markup, acceptedTypes: markup },
      { type: "slider", name: "l", title: markup, min: markup, max: markup },
    ],
  };
  const script = "globalThis.hacked = 0; globalThis.hack = () => (globalThis.hacked += 1);";
  const page = await open(browser, server.page({ survey, policy: "", script }));
  await page.locator(".grip").first().press("Space");
  await page.keyboard.press("ArrowDown");
  await page.locator(".photo").first().click();
  await page.locator("patronage-signature input").fill(markup);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => globalThis.hacked), 0);
  const images = await page.locator("patronage-survey img").evaluateAll((all) => all.map(({ src }) => src));
  assert.deepEqual(images, []);
  assert.deepEqual((await answers(page)).r, ["b", `"]${markup}`]);
  assert.deepEqual(page.complaints, []);
});
