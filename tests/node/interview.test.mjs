// The widget asks for the page, which costs what all of it costs, only where it may be another: and never too seldom.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "../../pkg/dist/survey/node.js";
import { makeCase } from "../oracle/surveys/cases.mjs";
import { Interview } from "../../pkg/dist/widget/interview.js";

const { Survey } = await load();
const gallery = new URL("../../www/surveys/", import.meta.url);

/** An interview that counts how often the page is asked for, and how often it is painted. */
function begin(document) {
  const survey = new Survey(document, { locale: "en", now: 0, seed: 1 });
  const counted = { asked: 0, turned: 0 };
  const page = survey.page.bind(survey);
  survey.page = () => {
    counted.asked += 1;
    return page();
  };
  const stage = { turn: () => (counted.turned += 1), answered: () => undefined };
  const interview = new Interview(survey, {}, "en", stage);
  counted.asked = 0;
  return { interview, counted, page };
}

test("an answer that changes nothing around it does not ask for the page", () => {
  const { interview, counted } = begin({
    title: "Tea",
    completedHtml: "Thank you, {a}",
    elements: [
      { type: "text", name: "a" },
      { type: "text", name: "b", title: "After {a}" },
      { type: "text", name: "c", visibleIf: "{a} = 'x'" },
      { type: "paneldynamic", name: "p", panelCount: 1, templateElements: [{ type: "text", name: "t" }] },
    ],
  });
  for (const text of ["t", "te", "tea"]) interview.answer("a", text);
  interview.answer("p[0].t", "y");
  assert.deepEqual(counted, { asked: 0, turned: 0 });
  interview.answer("a", "x");
  assert.deepEqual(counted, { asked: 1, turned: 1 });
  assert.deepEqual(
    interview.page.elements.map(({ path }) => path),
    ["a", "b", "c", "p"],
  );
});

test("answers in the texts of the page, and panels that want one answer, are followed", () => {
  const piped = begin({ title: "For {a}", elements: [{ type: "text", name: "a" }] });
  piped.interview.answer("a", "Ada");
  assert.equal(piped.interview.page.texts.title, "For Ada");
  const elements = [{ type: "panel", name: "p", isRequired: true, elements: [{ type: "text", name: "a" }] }];
  const { interview } = begin({ elements });
  assert.equal(interview.page.elements[0].lacking, true);
  interview.answer("a", "x");
  assert.equal(interview.page.elements[0].lacking, undefined);
});

for (const name of readdirSync(gallery).filter((name) => /\.json$/.test(name) && name !== "invitations.json")) {
  test(`the page is that of the engine after every answer: ${name}`, () => {
    const { interview, counted, page } = begin(JSON.parse(readFileSync(new URL(name, gallery), "utf8")));
    const { survey } = interview;
    interview.step("start");
    let calls = 0;
    for (let round = 0; round < 13 && interview.page.stage === "running"; round += 1) {
      for (const path of survey.state().visible) {
        const question = survey.question(path);
        for (const value of values(question, round)) {
          interview.answer(path, value);
          calls += 1;
          assert.deepEqual(seen(interview.page), seen(page()), `${path}: ${JSON.stringify(value)}`);
        }
      }
      interview.step(interview.page.buttons.at(-1) === "next" ? "performNext" : "tryComplete");
      assert.deepEqual(seen(interview.page), seen(page()));
      if (round % 3 === 2) interview.step("performPrevious");
    }
    assert.ok(counted.asked < calls * 1.5, `${counted.asked} times in ${calls} answers`);
  });
}

test("the page is that of the engine after calls of every kind to generated surveys", () => {
  const [seeds, steps] = [Array.from({ length: 400 }, (_, seed) => seed + 1), /Page|Previous|Next|Preview|start|tick/];
  let [calls, asked] = [0, 0];
  for (const seed of seeds) {
    const { document, calls: made } = makeCase(seed);
    const { interview, counted, page } = begin(document);
    for (const [method, ...values] of made) {
      interview.settle(interview.survey[method](...values), steps.test(method));
      calls += 1;
      assert.deepEqual(seen(interview.page), seen(page()), `seed ${seed}: ${method}(${JSON.stringify(values)})`);
    }
    asked += counted.asked;
    interview.survey.free();
  }
  assert.ok(asked < calls, `${asked} times in ${calls} calls`);
});

/** A page with those of its texts that are on show. */
function seen(page) {
  const isSeen = ([name]) => /^(title|description)$|Text$/.test(name);
  return JSON.parse(JSON.stringify(page), (key, value) =>
    key === "texts" ? Object.fromEntries(Object.entries(value).filter(isSeen)) : value,
  );
}

/** Answers of every kind that a question takes, the last of them one that stays. */
function values({ type, choices = [] }, round) {
  const choice = choices[round % choices.length]?.value;
  if (choice === undefined) return type === "rating" ? [round % 11, 10 - (round % 11)] : [undefined, `text ${round}`];
  return ["checkbox", "tagbox", "ranking"].includes(type) ? [[], [choice]] : [undefined, choice];
}
