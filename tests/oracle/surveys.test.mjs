// The survey engine against survey-core itself: generated surveys must stand alike after each of generated calls.
//
// ORACLE_SEED and ORACLE_SURVEYS choose other cases; ORACLE_SHOW prints so many that differ, made small.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Worker } from "node:worker_threads";

// Dates are local; the engine is told the offset, and UTC has none.
process.env.TZ = "UTC";
const { NOW, differ, makeCase } = await import("./surveys/cases.mjs");
const { differences } = await import("./surveys/differences.mjs");
const { shrink } = await import("./surveys/shrink.mjs");
const engine = await import("./surveys/engine.mjs");
const reference = await import("./surveys/reference.mjs");

const SEED = Number(process.env.ORACLE_SEED ?? 1);
const COUNT = Number(process.env.ORACLE_SURVEYS ?? 1000);
const SHOW = Number(process.env.ORACLE_SHOW ?? 1);

/** The seeds that do not agree yet. */
const listed = readFileSync(new URL("surveys/open.txt", import.meta.url), "utf8").matchAll(/^\d+/gm);
const OPEN = new Set(Array.from(listed, Number));

// survey-core warns of each value that is none of a question's.
console.warn = () => {};

/** Runs a part of the cases in a thread. */
function run(seeds) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("surveys/worker.mjs", import.meta.url), { workerData: seeds });
    worker.once("message", resolve).once("error", reject);
  });
}

/** A failing case, made small, in words. */
function shown({ seed, part }) {
  const fails = (one) => differ(one)?.part === part;
  const small = shrink(makeCase(seed), (cases) => cases.map(fails));
  const { index, found, expected } = differ(small);
  const call = index > 0 ? `call ${index}, ${JSON.stringify(small.calls[index - 1])}` : "loading";
  return [
    `seed ${seed}: ${part} differs after ${call}`,
    `engine ${JSON.stringify(found)}, survey-core ${JSON.stringify(expected)}`,
    JSON.stringify(small.document),
    JSON.stringify(small.calls),
  ];
}

test(`${COUNT} generated surveys stand as survey-core's after each call (seeds from ${SEED})`, async (context) => {
  const threads = availableParallelism();
  const seeds = Array.from({ length: COUNT }, (_, index) => SEED + index);
  const results = await Promise.all(
    Array.from({ length: threads }, (_, thread) => run(seeds.filter((seed) => seed % threads === thread))),
  );
  const failing = results.flatMap(({ failing }) => failing);
  const unexpected = failing.filter(({ seed }) => !OPEN.has(seed));
  context.diagnostic(`${COUNT - failing.length} of ${COUNT} agree, ${failing.length - unexpected.length} are open`);
  for (const one of unexpected.slice(0, SHOW)) shown(one).forEach((line) => context.diagnostic(line));
  assert.deepEqual(unexpected, []);
  const agreeing = seeds.filter((seed) => OPEN.has(seed) && !failing.some((one) => one.seed === seed));
  assert.deepEqual(agreeing, [], "these are listed as open but agree");
});

test("the generator reaches every kind of question and call", () => {
  const text = JSON.stringify(Array.from({ length: COUNT }, (_, index) => makeCase(SEED + index)));
  for (const word of WORDS) assert.ok(text.includes(`"${word}"`), word);
});

for (const { reason, examples } of differences) {
  test(`a difference on purpose: ${reason}`, () => {
    for (const { document, calls, part, reference: theirs, engine: ours, untouched } of examples) {
      const at = (snapshots) => JSON.parse(JSON.stringify(snapshots.at(-1)[part]));
      assert.deepEqual(at(engine.replay({ document, calls }, NOW)), ours);
      const found = at(reference.replay({ document, calls, untouched }, NOW));
      assert.ok(!isDeepStrictEqual(found, ours), "there is no difference any more");
      assert.deepEqual(found, theirs);
    }
  });
}

const WORDS =
  `text comment radiogroup checkbox dropdown tagbox rating ranking boolean matrix matrixdropdown matrixdynamic
  multipletext paneldynamic imagepicker expression html image file signaturepad panel visibleIf enableIf requiredIf
  setValueIf setValueExpression resetValueIf defaultValue defaultValueExpression choicesFromQuestion choicesVisibleIf
  showOtherItem showNoneItem triggers setvalue copyvalue runexpression complete skip calculatedValues validators
  clearInvisibleValues clearIfInvisible valueName checkErrorsMode firstPageIsStartPage singlePage questionPerPage setValue
  clearValue setComment setVariable mergeData setData nextPage prevPage tryComplete showPreview goToPage clear visible
  answer addItem removeItem setLocale minRowCount maxPanelCount rowsVisibleIf columnsVisibleIf detailElements valueTrue
  storeOthersAsComment multiSelect selectToRankEnabled correctAnswer maxSelectedChoices minValueExpression showRefuseItem
  tick timeLimitPerPage completedHtmlOnCondition`.split(/\s+/);
