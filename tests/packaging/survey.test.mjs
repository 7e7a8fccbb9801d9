// Surveys of the installed package: what their class promises, and that the types written by hand are the engine's.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { before, test } from "node:test";
import { project } from "./project.mjs";

let dist, Survey, PatronageError, EngineSurvey, vocabulary;

before(async (context) => {
  dist = `${await project(context)}/node_modules/patronage/dist`;
  const from = (path) => import(pathToFileURL(`${dist}/${path}.js`));
  ({ Survey, PatronageError } = await (await from("survey/node")).load());
  EngineSurvey = (await from("survey/engine")).Survey;
  vocabulary = (await from("vocabulary")).default;
});

const document = {
  firstPageIsStartPage: true,
  pages: [
    { name: "hello", elements: [{ type: "html", name: "words" }] },
    {
      name: "asked",
      elements: [
        { type: "rating", name: "score", validators: [{ type: "numeric", maxValue: 5, text: "At most 5" }] },
        { type: "comment", name: "why", visibleIf: "{score} <= 2", isRequired: true },
        { type: "text", name: "fixed", readOnly: true, unheardOf: 1 },
      ],
    },
    { name: "end", elements: [{ type: "comment", name: "more" }] },
  ],
};

/** The properties of an interface in the shipped declarations. */
function declared(name) {
  const text = readFileSync(`${dist}/survey.d.ts`, "utf8");
  const [, body] = new RegExp(`export interface ${name}\\b[^{]*{([^]*?)\n}`).exec(text);
  return [...body.matchAll(/^ {4}(?:readonly )?(\w+)\??[:(]/gm)].map(([, property]) => property).sort();
}

function refusal(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof PatronageError, `${error} is no PatronageError`);
    return [error.code, error.path];
  }
  assert.fail("it was not refused");
}

test("the declarations say what the engine gives", () => {
  const survey = new Survey(document);
  survey.start();
  const keys = (value) => Object.keys(value).sort();
  assert.deepEqual(keys(survey.setValue("score", 7)), declared("SurveyChanges"));
  assert.equal(survey.nextPage().refused, true);
  const state = survey.state();
  assert.deepEqual(keys(state), declared("SurveyState"));
  assert.deepEqual(keys(state.errors[0]), declared("SurveyProblem"));
  assert.deepEqual(keys(survey.warnings(vocabulary)[0]), declared("SurveyWarning"));
});

test("each question has its time, and a quiz its result", () => {
  const choices = [{ value: "a", score: 2 }, "b"];
  const elements = [
    { type: "radiogroup", name: "one", choices, correctAnswer: "a" },
    { type: "paneldynamic", name: "people", panelCount: 1, templateElements: [{ type: "text", name: "email" }] },
  ];
  const survey = new Survey({ elements }, { now: 1_000 });
  const tell = (now, call) => {
    assert.deepEqual(survey.setNow(now).values, []);
    call();
  };
  tell(3_500, () => survey.answer("one", "a"));
  tell(4_000, () => survey.nextPage());
  tell(6_000, () => survey.answer("people[0].email", "a@example.com"));
  tell(5_000, () => survey.comment("one", "set back"));
  tell(9_000_000, () => survey.setValue("one", "b"));
  assert.deepEqual(survey.timings(), { one: 302_500, people: 2_500 });
  assert.deepEqual(survey.quiz(), { questions: 1, correct: 0, score: 0 });
  survey.setValue("one", "a");
  assert.deepEqual(survey.quiz(), { questions: 1, correct: 1, score: 2 });
  assert.deepEqual(Object.keys(survey.quiz()).sort(), declared("SurveyQuiz"));
  survey.clear();
  assert.deepEqual(survey.timings(), {});
});

test("what is painted is what is declared", () => {
  const survey = new Survey({
    title: { default: "Hello", "zh-CN": "你好" },
    elements: [
      {
        type: "panel",
        name: "box",
        description: "In a box",
        elements: [{ type: "text", name: "a", isRequired: true }],
      },
      {
        type: "radiogroup",
        name: "b",
        title: "Which, {a}?",
        choices: [
          { value: 1, text: "One" },
          { value: 2, enableIf: "{a} = 1" },
        ],
      },
      { type: "paneldynamic", name: "c", panelCount: 1, templateElements: [{ type: "text", name: "d" }] },
      { type: "matrix", name: "e", rows: ["r"], columns: ["s"] },
    ],
  });
  const within = (value, names) => Object.keys(value).forEach((key) => assert.ok(names.includes(key), key));
  const page = survey.page();
  within(page, declared("SurveyPage"));
  assert.equal(page.texts.title, "Hello");
  const [box, ...asked] = page.elements;
  within(box, declared("SurveyPanel"));
  assert.equal(box.texts.description, "In a box");
  within(asked[0], declared("SurveyAsked"));
  survey.answer("a", "you");
  survey.comment("b", "so");
  const [b, c, e] = ["b", "c", "e"].map((path) => survey.question(path));
  for (const question of [b, c, e]) within(question, declared("SurveyQuestion"));
  assert.deepEqual(keys(survey.question("a")), keys({ ...survey.question("d"), ...survey.question("a") }));
  assert.equal(b.texts.title, "Which, you?");
  assert.equal(c.texts.title, "c");
  assert.equal(b.comment, "so");
  within(b.choices[1], declared("SurveyChoice"));
  within(c.items[0], declared("SurveyItem"));
  within(e.rows[0], declared("SurveyLine"));
  assert.deepEqual(survey.definition(b.place).choices[0], { value: 1, text: "One" });
  survey.answer("c[0].d", "deep");
  assert.deepEqual(survey.value("c"), [{ d: "deep" }]);
  assert.equal(survey.question("nobody"), undefined);
  assert.deepEqual(survey.ending(), {});

  function keys(value) {
    return Object.keys(value).sort();
  }
});

test("every method of the engine is there, and no other", () => {
  const engine = new EngineSurvey("{}", "{}");
  let params;
  try {
    engine.call('["no-such"]');
  } catch (thrown) {
    ({ params } = JSON.parse(thrown));
  }
  const methods = params.choices.split(", ").sort();
  // What the author wrote is the document's, which the class keeps.
  const own = declared("Survey").filter((name) => name !== "definition");
  assert.deepEqual(own, methods);
  for (const method of methods) assert.ok(method in Survey.prototype, method);
});

test("the stages are those that are declared", () => {
  const reached = new Set();
  const survey = new Survey(document);
  const steps = [() => {}, () => survey.start(), () => survey.showPreview(), () => survey.doComplete()];
  for (const step of steps) {
    step();
    reached.add(survey.state().state);
  }
  reached.add(new Survey({}).state().state);
  const [, declaration] = /type SurveyStage = (.*);/.exec(readFileSync(`${dist}/survey.d.ts`, "utf8"));
  assert.deepEqual([...reached].sort(), declaration.replaceAll('"', "").split(" | ").sort());
});

test("an answer says what it changed, and empty ones take answers away", () => {
  const survey = new Survey(document);
  survey.start();
  const { values, elements } = survey.setValue("score", 1);
  assert.deepEqual([values, elements], [["score"], ["why"]]);
  assert.equal(survey.value("score"), 1);
  for (const empty of [undefined, null, "", []]) {
    survey.setValue("score", 1);
    survey.setValue("score", empty);
    assert.equal(survey.value("score"), undefined);
  }
  survey.setData({ score: 2, why: '"quoted" [1,2]', more: "x" });
  const copy = new Survey(JSON.stringify(document), { now: new Date(0), seed: 1 });
  copy.mergeData(survey.state().data);
  assert.deepEqual(copy.state().data, survey.state().data);
  survey.clear();
  assert.deepEqual(survey.state().data, {});
});

test("the moment is the one that is told", () => {
  const today = { elements: [{ type: "expression", name: "day", expression: "year(today())" }] };
  for (const now of [Date.UTC(2024, 5), new Date("2024-06-01")]) {
    assert.equal(new Survey(today, { now }).value("day"), 2024);
  }
});

test("what is wrong is refused, with its place", () => {
  const survey = new Survey(document);
  for (const [call, expected] of [
    [() => new Survey("{"), ["json", ""]],
    [() => new Survey(undefined), ["not-json", ""]],
    [() => new Survey([]), ["type", ""]],
    [() => new Survey({ title: NaN }), ["not-json", "/title"]],
    [() => new Survey({}, { seed: NaN }), ["not-json", "/seed"]],
    [() => survey.setValue("score", 1n), ["not-json", ""]],
    [() => survey.setValue("score", [{ "a/b": undefined }, NaN]), ["not-json", "/1"]],
    [() => survey.setData({ score: new Map() }), ["not-json", "/score"]],
  ]) {
    assert.deepEqual(refusal(call), expected, String(call));
  }
  assert.equal(survey.value("score"), undefined);
});

test("a freed survey says so, and freeing twice is harmless", () => {
  const survey = new Survey(document);
  survey.free();
  survey[Symbol.dispose]?.();
  for (const call of [() => survey.state(), () => survey.setValue("score", 1), () => survey.warnings(vocabulary)]) {
    assert.deepEqual(refusal(call), ["freed", ""]);
  }
});
