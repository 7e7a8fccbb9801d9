// `cargo xtask bench`: the race, the start and the sizes in one run, written to bench/RESULTS.md.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { starts } from "./start/start.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const version = (name) => JSON.parse(readFileSync(here(`../node_modules/${name}/package.json`), "utf8")).version;

const { node, medians } = JSON.parse(execFileSync(process.execPath, [here("race.mjs")], { encoding: "utf8" }));
const surveys = JSON.parse(execFileSync(process.execPath, [here("survey/race.mjs")], { encoding: "utf8" }));
const offers = JSON.parse(execFileSync(process.execPath, [here("offers/race.mjs")], { encoding: "utf8" }));
const { paint, questions, slowdown } = JSON.parse(
  execFileSync(process.execPath, [here("survey/paint.mjs")], { encoding: "utf8" }),
);
const start = await starts();
const ours = medians.patronage;

const race = Object.entries(medians).map(([name, time]) => {
  return `| ${name} | ${time.toFixed(0)} | ${(time / ours).toFixed(2)} |`;
});

/** Three digits that count. */
const digits = (value) => value.toLocaleString("en", { maximumSignificantDigits: 3 });
const surveyRace = surveys.races.flatMap(({ questions, ...measures }) => {
  return Object.entries({ load: "load", one: "one answer", all: "1,000 answers" }).map(([measure, said]) => {
    const { patronage, "survey-core": peer } = measures[measure];
    const times = [patronage, peer].map((time) => digits(time / 1_000)).join(" | ");
    return `| ${questions.toLocaleString("en")} | ${said} | ${times} | ${(peer / patronage).toFixed(1)} |`;
  });
});

const combined = offers.races.map(({ name, applied, proven, steps, all, without }) => {
  const work = `${steps.toLocaleString("en")}${proven ? "" : " (not proven)"}`;
  return `| ${name} | ${applied} | ${work} | ${digits(all / 1_000)} | ${digits((all - without) / 1_000)} |`;
});

const painted = Object.entries(paint).map(([name, { ms, brotli }]) => {
  return `| ${name} | ${ms.toFixed(0)} | ${(ms / paint.patronage.ms).toFixed(1)} | ${digits(brotli / 1_000)} |`;
});

const results = `# Results

Written by \`cargo xtask bench\`; run it again for figures of your own machine. Trust the ratios more than the times: these
were taken on a shared machine with ${cpus().length} cores, Node ${node.slice(1)} and workerd ${version("workerd")}.

## The points preview of a 200-line cart under a 50-rule program

Medians of one run in which all take turns. The same program, the same cart (\`bench/workload\`), the same points for each of
the 50 rules, which the run asserts before it measures.

| | µs | × Patronage |
| --- | --: | --: |
${race.join("\n")}

- Patronage (the \`loyalty\` flavour, through the package's public \`preview\`) also splits the points over the lines, says why
  each rule earned or not, gives the standing before and after and the ledger entry, and tells the local time by itself; its
  time includes turning the request into JSON and the answer into objects.
- json-logic-engine ${version("json-logic-engine")}: one expression for each rule, built once; \`floor\` is an added method.
- json-rules-engine ${version("json-rules-engine")}: rule objects made once; a fact with parameters sums the lines that a rule
  is for, in plain JavaScript, and the engine keeps it for all rules with the same parameters.
- The peers get the local time of the question for nothing, and give points by rule only.

## The best of ${offers.coupons} coupons for a cart of ${offers.lines} lines

Medians in milliseconds through the package's public \`Offers\`, request and answer as objects (\`bench/offers\`); the last column
without the time that the same request takes where no coupon is held. Work counts lines that were looked at for an offer.

| the coupons act | of them act | work | ms | of it for the coupons |
| --- | --: | --: | --: | --: |
${combined.join("\n")}

## A survey, loaded and answered

Medians of one run in which both take turns, in milliseconds. The same documents (\`bench/survey\`): every other question has
a \`visibleIf\` and an \`enableIf\`, the rest a \`requiredIf\`; the same answers, and the same data and shown questions at the
end, which the run asserts before it measures.

| questions | | patronage | survey-core ${version("survey-core")} | × |
| --: | --- | --: | --: | --: |
${surveyRace.join("\n")}

- Patronage (the \`survey\` flavour, through the package's public \`Survey\`): each answer includes its JSON both ways, and says
  what it changed.
- survey-core without any user interface: \`new Model(document)\`, and its \`setValue\`.

## A survey's first question

Medians from the start of the page's script to the first question painted, in Chromium on a processor slowed down
${slowdown} times, each time with an empty cache: the survey of ${questions} questions from above, its files from the same machine.

| | ms | × | code sent, kB brotli |
| --- | --: | --: | --: |
${painted.join("\n")}

- patronage: \`<patronage-survey>\` as a plain page loads it, one script with the wasm beside it.
- survey-js-ui ${version("survey-js-ui")} with its survey-core and style sheet, as its guide for a plain page says.

## From nothing to the first answer

Medians of fresh processes, a one-rule program and a one-line cart.

| | ms |
| --- | --: |
| Node: from the package's import to the first answer | ${start.node.toFixed(1)} |
| workerd: from the start of the process to the first answer | ${start.workerd.toFixed(1)} |
| workerd: the same with a worker that does nothing | ${start.empty.toFixed(1)} |

Sizes of each flavour and instructions of a preview are in [FIGURES.md](FIGURES.md).
`;

writeFileSync(here("RESULTS.md"), results);
console.log(results);
