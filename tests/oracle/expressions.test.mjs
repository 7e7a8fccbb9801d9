// The engine against survey-core itself: generated expressions over generated values must answer the same.
//
// ORACLE_SEED and ORACLE_COUNT choose other cases; ORACLE_SHOW prints so many differences.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";

// Dates are local; the engine is told the offset, and UTC has none.
process.env.TZ = "UTC";
const { differences } = await import("./differences.mjs");
const { makeCase } = await import("./generate.mjs");
const { random } = await import("./random.mjs");
const { answer } = await import("./reference.mjs");
const { encode } = await import("./values.mjs");

const SEED = Number(process.env.ORACLE_SEED ?? 20261121);
const COUNT = Number(process.env.ORACLE_COUNT ?? 50000);
const SHOW = Number(process.env.ORACLE_SHOW ?? 1);
const NOW = Date.UTC(2026, 10, 21, 18, 6, 22, 345);

// survey-core warns of each expression that does not parse.
console.warn = () => {};

/** The engine's answers to all cases, in one run of the native example. */
function engine(cases) {
  const line = ({ expression, values = {} }) =>
    JSON.stringify({ expression, request: { values: encode(values), now: NOW } });
  const run = spawnSync("cargo", ["run", "--quiet", "--example", "evaluate"], {
    input: `${cases.map(line).join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  assert.equal(run.status, 0, run.stderr);
  const answers = run.stdout.trimEnd().split("\n");
  assert.equal(answers.length, cases.length);
  return answers.map((text) => restore(JSON.parse(text)));
}

/** -0 is a number of JSON, but not one that JSON.stringify writes: it has a tag in `encode`. */
function restore(value) {
  if (Object.is(value, -0)) return { $: "-0" };
  if (Array.isArray(value)) return value.map(restore);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, restore(field)]));
  }
  return value;
}

test(`${COUNT} generated expressions answer as survey-core's (seed ${SEED})`, (context) => {
  const generator = random(SEED);
  const cases = Array.from({ length: COUNT }, () => makeCase(generator));
  const found = engine(cases);
  const counts = { values: 0, refused: 0, accepted: 0 };
  const unexpected = [];
  for (const [index, one] of cases.entries()) {
    const expected = answer(one, NOW);
    if (isDeepStrictEqual(found[index], expected)) counts[expected.code ? "refused" : "values"] += 1;
    else if (differences.some(({ accepts }) => accepts(one, found[index], expected))) counts.accepted += 1;
    else unexpected.push({ ...one, values: encode(one.values), found: found[index], expected });
  }
  context.diagnostic(`the same value ${counts.values} times, the same refusal ${counts.refused} times`);
  context.diagnostic(`another answer for a reason given in differences.mjs ${counts.accepted} times`);
  for (const one of unexpected.slice(0, SHOW)) context.diagnostic(JSON.stringify(one));
  assert.equal(unexpected.length, 0, `${unexpected.length} cases differ`);
  // The generator must reach both outcomes, or the agreement says little.
  assert.ok(counts.values > COUNT / 2 && counts.refused > COUNT / 50);
});

for (const { reason, examples } of differences) {
  test(`a difference on purpose: ${reason}`, () => {
    const found = engine(examples);
    for (const [index, example] of examples.entries()) {
      const { value = found[index] } = found[index];
      assert.deepEqual(value, example.engine, example.expression.slice(0, 80));
      if (!("reference" in example)) continue;
      const reference = answer(example, NOW);
      const { throws } = example.reference ?? {};
      if (throws) assert.match(reference.throws, throws);
      else assert.deepEqual(reference.value, example.reference, example.expression.slice(0, 80));
    }
  });
}
