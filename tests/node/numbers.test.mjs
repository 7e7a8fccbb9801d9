// The small engine of surveys has JavaScript read and write its numbers, the whole one does it itself: both say the same.

import { strict as assert } from "node:assert";
import { test } from "node:test";
import { load } from "patronage";
import { load as loadSurvey } from "patronage/survey";

const whole = await load();
const small = await loadSurvey();

/** What is said of a number, and of a text that may be one. */
const survey = {
  elements: [
    { type: "text", name: "n" },
    { type: "text", name: "t" },
    { type: "html", name: "told", html: "{n} {t}" },
  ],
  calculatedValues: [
    ["text", "'' + {n}"],
    ["sum", "{n} + {t}"],
    ["product", "{n} * {t}"],
    ["tenth", "{n} * 0.1"],
    ["rounded", "round({n}, 3)"],
    ["power", "{n} ^ {t}"],
    ["equal", "{n} = {t}"],
    ["less", "{n} < {t}"],
    ["largest", "max({n}, {t})"],
    ["whole", "trunc({n})"],
  ].map(([name, expression]) => ({ name, expression, includeIntoResult: true })),
};

/** What both say after each pair of answers. */
function differing(pairs) {
  const sessions = [whole, small].map(({ Survey }) => new Survey(survey, { now: 0, seed: 1 }));
  const found = pairs.filter(([n, t]) => {
    const [one, other] = sessions.map((session) => {
      session.mergeData({ n, t });
      return JSON.stringify([session.state(), session.question("told")]);
    });
    return one !== other;
  });
  sessions.forEach((session) => session.free());
  return found;
}

/** Numbers of all sizes from a seed. */
function* numbers(seed) {
  const bytes = new DataView(new ArrayBuffer(8));
  let state = BigInt(seed);
  const next = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    return state ^ (state >> 29n);
  };
  for (;;) {
    bytes.setBigUint64(0, next());
    const any = bytes.getFloat64(0);
    yield Number.isFinite(any) ? any : 0.5;
    const digits = Number(next() & 0xfn);
    yield Number((Number(next() & 0xffff_ffffn) / 10 ** digits).toPrecision((digits % 15) + 1));
    yield Number(next() & 0xfffffn) - 500_000;
  }
}

const take = (count, all) => Array.from({ length: count }, () => all.next().value);

test("numbers of all sizes are read, written, rounded and computed alike", () => {
  const all = numbers(20261130);
  const pairs = take(3000, all).map((n) => [n, all.next().value]);
  assert.deepEqual(differing(pairs), []);
});

test("texts of numbers are read alike", () => {
  const texts = [
    "",
    " 12 ",
    "0x1F",
    "0b101",
    "0o17",
    "1e3",
    "1e",
    ".5",
    "5.",
    "+5",
    "-5",
    "- 5",
    "1_000",
    "Infinity",
    "-Infinity",
  ];
  texts.push(
    "NaN",
    "1,5",
    "12abc",
    "0x",
    "00012",
    "9007199254740993",
    "0.1e-6",
    "1e400",
    "-0",
    "\u00a07\u3000",
    "٣",
    "1".repeat(400),
  );
  texts.push(
    "2.2250738585072011e-308",
    "5e-324",
    "4.9e-325",
    "123456789012345678901234567890",
    "1.7976931348623159e308",
  );
  const longer = take(1000, numbers(7)).flatMap((number) => [
    number.toFixed(20),
    number.toExponential(20),
    `${number}0`,
  ]);
  const pairs = [...texts, ...longer].map((text, at) => [text, at % 2 ? text : at]);
  assert.deepEqual(differing(pairs), []);
});
