// The options of a survey: each wrong one is refused, with a code, its place and a sentence in both languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../../pkg/dist/explain.js";
import en from "../../pkg/dist/locales/en.js";
import zhCN from "../../pkg/dist/locales/zh-CN.js";
import { load } from "../../pkg/dist/patronage/node.js";

const { Examiner, PatronageError, Survey } = await load();
const today = { elements: [{ type: "expression", name: "day", expression: "today()" }] };
const document = { elements: [{ type: "text", name: "a" }] };
const examiner = new Examiner(document);

function refusal(run) {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof PatronageError, String(error));
    return error;
  }
  return assert.fail("it was taken");
}

const WRONG = [
  [{ seed: "x" }, "type", "/seed", "a whole number belongs here, not a string.", "此处应为整数，而不是字符串。"],
  [{ seed: 1.5 }, "type", "/seed", "a whole number belongs here, not 1.5."],
  [{ seed: -1 }, "range", "/seed", "This must lie between 0 and 9007199254740991."],
  [{ seed: NaN }, "not-json", "/seed", "JSON has no word for NaN;"],
  [{ offset: 1e12 }, "range", "/offset", "This must lie between -86400 and 86400."],
  [{ offset: "8" }, "type", "/offset", "a whole number belongs here, not a string."],
  [{ now: "2026-11-22" }, "instant", "/now", "“2026-11-22” is not a point in time."],
  [{ now: NaN }, "instant", "/now", "“NaN” is not a point in time."],
  [{ now: new Date(NaN) }, "instant", "/now", "“Invalid Date” is not a point in time."],
  [{ now: 1e300 }, "instant", "/now", "“1e+300” is not a point in time."],
  [{ now: -8e15 }, "range", "/now", "This must lie between -62135596800000 and 253402300799999."],
  [{ elapsed: [] }, "type", "/elapsed", "an object belongs here, not an array."],
  [{ elapsed: { one: "7" } }, "type", "/elapsed/one", "a number belongs here, not a string."],
  [{ elapsed: { one: -1 } }, "range", "/elapsed/one", "This must lie between 0 and 4000000000."],
  [{ locale: 7 }, "type", "/locale", "a string belongs here, not a number."],
  [
    { lang: "de" },
    "unknown-field",
    "/lang",
    "There is no field “lang” here. The fields are: locale, now, offset, seed, elapsed.",
  ],
];

for (const [options, code, path, sentence, chinese] of WRONG) {
  test(`refused: ${JSON.stringify(options)} (${code})`, () => {
    const error = refusal(() => new Survey(document, options));
    assert.deepEqual([error.code, error.path], [code, path]);
    assert.ok(error.message.startsWith(`${path}: ${sentence}`), error.message);
    assert.equal(explain(error, en), error.message.slice(path.length + 2));
    const said = explain(error, zhCN);
    assert.ok(/\p{Script=Han}/u.test(said) && !/[{}]/.test(said), said);
    if (chinese) assert.equal(said, chinese);
    if (!/^.(seed|offset|now|locale)$/.test(path)) return;
    const examined = refusal(() => examiner.examine({ data: {}, ...options }));
    assert.deepEqual([examined.code, examined.path], [code, path]);
  });
}

test("the moment is a Date, its number, or text as everywhere else", () => {
  const day = (now) => {
    const survey = new Survey(today, { now });
    const value = survey.value("day");
    survey.free();
    return value;
  };
  const text = "2026-11-22T07:30:00+08:00";
  const [expected] = [day(Date.parse(text))];
  assert.match(String(expected), /^2026-11-21/);
  assert.deepEqual([day(text), day(new Date(text)), day("2026-11-21T23:30:00.25Z")], [expected, expected, expected]);
});

test("the moment that is told later is read the same way", () => {
  const survey = new Survey(document, { now: 0 });
  survey.setNow("1970-01-01T00:00:02Z");
  survey.setValue("a", "x");
  survey.setNow(new Date(5_000));
  survey.setValue("a", "y");
  assert.deepEqual(survey.timings(), { a: 5_000 });
  const error = refusal(() => survey.setNow("soon"));
  assert.deepEqual([error.code, error.path, error.params.found], ["instant", "", "soon"]);
  survey.free();
});

test("a response as it was sent can be examined as it is", () => {
  const sent = { key: "k", survey: "s", locale: "en", seed: 1, started: "", completed: "", offset: 0, timings: {} };
  assert.deepEqual(examiner.examine({ ...sent, data: { a: "x" } }), []);
});
