// What is painted again after an answer, what moves when the widget appears, and what its surroundings do to it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { everything, open, serve, told } from "./page.mjs";

const { server, browser } = await browsing(serve);

/** From now on the paths of the questions that are painted are counted. */
function count(page) {
  return page.evaluate(() => {
    const { prototype } = customElements.get("patronage-question");
    const { update } = prototype;
    globalThis.painted = [];
    prototype.update = function (...changed) {
      globalThis.painted.push(this.path);
      return update.apply(this, changed);
    };
  });
}

async function painted(page) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return await page.evaluate(() => globalThis.painted.splice(0));
}

test("only what an answer changes is painted again", async () => {
  const many = Array.from({ length: 40 }, (_, at) => ({ type: "text", name: `other${at}` }));
  const survey = {
    elements: [
      { type: "text", name: "a" },
      { type: "text", name: "b", title: "After {a}", description: "[{a}]" },
      { type: "text", name: "c", visibleIf: "{a} = 'x'" },
      { type: "text", name: "d", enableIf: "{a} = 'x'" },
      { type: "text", name: "e", description: "{b}" },
      ...many,
    ],
  };
  const page = await open(browser, server.page({ survey }));
  await count(page);
  await page.getByRole("textbox", { name: "other3", exact: true }).fill("y");
  assert.deepEqual(await painted(page), ["other3"]);
  await page.getByRole("textbox", { name: "a", exact: true }).fill("x");
  assert.deepEqual((await painted(page)).sort(), ["a", "b", "c", "d"]);
  await page.getByRole("textbox", { name: "c", exact: true }).fill("z");
  assert.deepEqual(await painted(page), ["c"]);
  assert.deepEqual(
    (await told(page, "answer")).map(({ names }) => names),
    [["other3"], ["a"], ["c"]],
  );
});

test("what one writes is never written over", async () => {
  const survey = {
    elements: [
      { type: "text", inputType: "number", name: "n" },
      { type: "text", name: "t", setValueExpression: "{n} + 1" },
    ],
  };
  const page = await open(browser, server.page({ survey }));
  const number = page.getByRole("spinbutton", { name: "n" });
  await number.focus();
  const shown = [];
  for (const key of "1.50") {
    await page.keyboard.press(key);
    shown.push(await number.inputValue());
  }
  assert.equal(shown.at(-1), "1.50");
  assert.equal(await page.getByRole("textbox", { name: "t" }).inputValue(), "2.5");
  await page.getByRole("textbox", { name: "t" }).fill("own");
  await number.fill("3");
  assert.equal(await page.getByRole("textbox", { name: "t" }).inputValue(), "4");
});

/** Adds up in `moved` how far what the page shows moves by itself. */
const MOVED = `globalThis.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (moved += value))).observe({ type: "layout-shift", buffered: true });`;

/** How far what the page shows has moved by itself, from the first paint on. */
async function shift(reserved) {
  const css = `patronage-survey { display: block; min-block-size: ${reserved}; --patronage-min-height: ${reserved}; }`;
  const survey = {
    title: "Hello",
    elements: [
      { type: "rating", name: "a" },
      { type: "text", name: "b" },
    ],
  };
  const after = "<p>What follows in the page.</p>";
  const page = await open(browser, server.page({ survey, css, after, script: MOVED }), {
    viewport: { width: 800, height: 900 },
  });
  await page.waitForTimeout(400);
  return await page.evaluate(() => globalThis.moved);
}

test("nothing moves when it appears in the place that was kept for it", async () => {
  assert.equal(await shift("30rem"), 0);
  assert.ok((await shift("1rem")) > 0, "a shift would be seen");
});

test("what stands beneath can come with it, and then does not move", async () => {
  const script = `globalThis.shows = 0;
document.addEventListener("patronage-show", () => {
  shows += 1;
  document.querySelector("main").append("What follows in the page.");
});
${MOVED}`;
  const elements = Array.from({ length: 5 }, (_, at) => ({ type: "rating", name: `q${at}` }));
  const [page, unread] = [
    await open(browser, server.page({ survey: { elements }, script })),
    await open(browser, server.page({ survey: "{", script })),
  ];
  await page.waitForTimeout(400);
  assert.deepEqual(await page.evaluate(() => [shows, moved]), [1, 0]);
  assert.equal(await unread.evaluate(() => shows), 1, "where there is no survey, that is said");
});

test("the page's styles do not reach in, and its own do not reach out", async () => {
  const hostile = `* { color: rgb(255, 0, 0) !important; font: 40px/3 cursive !important; letter-spacing: 1em !important; box-sizing: content-box !important; text-transform: uppercase; }
    label, input, button, div, h2, .body, .question, .title { display: none !important; margin: 5em !important; float: right; }`;
  const looks = async (css) => {
    const page = await open(browser, server.page({ survey: everything, css, before: "<label>Own</label>" }), {
      viewport: { width: 900, height: 900 },
    });
    return await page.evaluate(() => {
      const root = document.querySelector("patronage-survey").shadowRoot;
      const names = [".frame", ".heading", ".title", "input.line", ".point", "nav button"];
      const of = (element) => {
        const { color, fontSize, fontFamily, letterSpacing, display, textTransform, marginTop } =
          getComputedStyle(element);
        return [color, fontSize, fontFamily, letterSpacing, display, textTransform, marginTop];
      };
      const label = getComputedStyle(document.querySelector("label"));
      return {
        inside: names.map((name) => of(root.querySelector(name))),
        outside: [label.display, label.fontSize],
        sheets: document.adoptedStyleSheets.length,
      };
    });
  };
  const [calm, rough] = [await looks(""), await looks(hostile)];
  assert.deepEqual(rough.inside, calm.inside);
  assert.deepEqual(calm.outside, ["inline", "16px"]);
  assert.equal(calm.sheets, 0);
});

test("who wants no motion sees none", async () => {
  const motions = async (reducedMotion) => {
    const page = await open(browser, server.page({ survey: everything, attributes: 'mode="popover"' }), {
      reducedMotion,
      shows: ".frame",
    });
    return await page.evaluate(() => {
      const frame = document.querySelector("patronage-survey").shadowRoot.querySelector(".frame");
      const choice = frame.querySelector(".point");
      return [getComputedStyle(frame).animationName, getComputedStyle(choice).transitionDuration];
    });
  };
  assert.deepEqual(await motions("reduce"), ["none", "0s"]);
  assert.equal((await motions("no-preference"))[0], "rise");
});

test("the theme follows the page, unless it is said", async () => {
  const surface = async (css, attributes, colorScheme) => {
    const page = await open(browser, server.page({ survey: everything, css, attributes }), { colorScheme });
    return await page.evaluate(
      () =>
        getComputedStyle(document.querySelector("patronage-survey").shadowRoot.querySelector(".frame")).backgroundColor,
    );
  };
  const light = "rgb(255, 255, 255)";
  assert.equal(await surface("", "", "dark"), light);
  assert.notEqual(await surface(":root { color-scheme: light dark }", "", "dark"), light);
  assert.equal(await surface(":root { color-scheme: light dark }", 'theme="light"', "dark"), light);
  assert.notEqual(await surface("", 'theme="dark"', "light"), light);
  assert.equal(await surface("patronage-survey { --patronage-surface: rgb(1, 2, 3) }", "", "light"), "rgb(1, 2, 3)");
});

test("time runs out", async () => {
  const survey = {
    timeLimitPerPage: 1,
    pages: [1, 2].map((at) => ({
      name: `p${at}`,
      title: `Page ${at}`,
      elements: [{ type: "text", name: `q${at}`, isRequired: true }],
    })),
  };
  const page = await open(browser, server.page({ survey }));
  assert.match(await page.getByRole("timer").innerText(), /^Time left: 0:0[01]$/);
  await page.getByText("Page 2").waitFor();
  await page.getByText("Thank you.").waitFor();
  assert.equal((await told(page, "complete", 1)).length, 1);
});

test("where the document wants it, the last touch of a page leads on, and a key does not", async () => {
  const survey = {
    autoAdvanceEnabled: true,
    pages: [
      {
        name: "one",
        elements: [
          { type: "rating", name: "a" },
          { type: "boolean", name: "b" },
        ],
      },
      { name: "two", title: "The second", elements: [{ type: "comment", name: "c" }] },
    ],
  };
  const page = await open(browser, server.page({ survey }));
  await page.locator("patronage-survey .point").nth(3).click();
  await page.waitForTimeout(500);
  assert.equal(await page.getByText("The second").count(), 0);
  await page.getByRole("radio", { name: "Yes" }).press("Space");
  await page.waitForTimeout(500);
  assert.equal(await page.getByText("The second").count(), 0, "the arrow keys pass by other answers");
  await page.locator("patronage-survey .choice").nth(1).click();
  await page.getByText("The second").waitFor();
});

test("an answer gives all answers, whatever an item or a trigger has changed", async () => {
  const survey = {
    triggers: [{ type: "setvalue", expression: "{a} = 'x'", setToName: "b", setValue: "by itself" }],
    elements: [
      { type: "text", name: "a" },
      { type: "text", name: "b" },
      { type: "checkbox", name: "c", choices: [1, 2] },
    ],
  };
  const page = await open(browser, server.page({ survey }));
  await page.getByRole("checkbox", { name: "2" }).check();
  await page.getByRole("textbox", { name: "a" }).fill("x");
  await page.getByRole("checkbox", { name: "2" }).uncheck();
  const all = (await told(page, "answer", 3)).map(({ data }) => data);
  assert.deepEqual(all, [{ c: [2] }, { c: [2], a: "x", b: "by itself" }, { a: "x", b: "by itself" }]);
});

test("the words at the ends of a scale stand below its ends, also where it does not fill the line", async () => {
  const [minRateDescription, maxRateDescription] = ["Very dissatisfied with all of it", "Very satisfied"];
  const scales = ["stars", "smileys", "labels"].map((rateType) => ({ type: "rating", name: rateType, rateType }));
  const elements = scales.map((scale) => ({ ...scale, minRateDescription, maxRateDescription }));
  for (const width of [1100, 360]) {
    const page = await open(browser, server.page({ survey: { elements } }), { viewport: { width, height: 900 } });
    const gaps = await page.locator("patronage-survey").evaluate(({ shadowRoot }) =>
      [...shadowRoot.querySelectorAll(".rated")].map((rated) => {
        const [scale, ends] = [".point:last-child", ".ends span:last-child"].map((at) => rated.querySelector(at));
        return Math.abs(scale.getBoundingClientRect().right - ends.getBoundingClientRect().right);
      }),
    );
    assert.ok(gaps.length === 3 && gaps.every((gap) => gap < 20), `${width}: ${gaps}`);
  }
});

test("what one has answered is not paler than the rest where it can only be looked at", async () => {
  const choices = ["one", "two"];
  const survey = {
    showPreviewBeforeComplete: true,
    elements: [
      { type: "radiogroup", name: "a", choices, defaultValue: "one" },
      { type: "rating", name: "b", defaultValue: 3 },
    ],
  };
  const page = await open(browser, server.page({ survey }));
  await page.getByRole("button", { name: "Check answers" }).click();
  await page.getByRole("button", { name: "Change answers" }).waitFor();
  const seen = (part) =>
    page
      .locator(`patronage-survey [part~=${part}]`)
      .evaluateAll((all) => all.map((one) => [one.part.contains("chosen"), getComputedStyle(one).opacity]));
  for (const [chosen, opacity] of [...(await seen("choice")), ...(await seen("point"))]) {
    assert.equal(opacity, chosen ? "1" : "0.65");
  }
});

test("in a card the choices of a row are no higher than other choices, and the chosen one is filled", async () => {
  const [rows, columns] = [["r"], ["Very dissatisfied", "Neither", "Very satisfied"]];
  const survey = { elements: [{ type: "matrix", name: "m", rows, columns, defaultValue: { r: "Neither" } }] };
  const page = await open(browser, server.page({ survey }), { viewport: { width: 390, height: 844 } });
  const cells = await page
    .locator("patronage-survey .matrix-cell")
    .evaluateAll((all) => all.map((one) => [one.offsetHeight, getComputedStyle(one).backgroundColor]));
  assert.deepEqual(new Set(cells.map(([height]) => height)), new Set([44]));
  assert.ok(cells[1][1] !== cells[0][1] && cells[0][1] === cells[2][1], JSON.stringify(cells));
});
