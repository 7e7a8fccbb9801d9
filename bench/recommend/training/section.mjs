// Training against the Python package implicit: the same logs, as many neighbours, each a process from CSV to lists on disk.

import { readFileSync } from "node:fs";
import { load } from "../../../pkg/dist/recommend/node.js";
import { digits, mean, table } from "../../numbers.mjs";
import { onEach } from "../logs/each.mjs";
import { judged, KINDS } from "../quality/kinds.mjs";
import { train } from "../train.mjs";
import { implicit } from "./implicit.mjs";

const NEIGHBOURS = 100;
const METHODS = ["cosine", "tf-idf"];

/** The stages of a run that do what a fit does: what remains is reading, checking, searching and measuring. */
const FIT = ["pairs", "links"];

const { Recommender } = await load();

export default () => onEach(race, shown, TEXT);

async function race(log) {
  const runs = { Patronage: await ours(log) };
  for (const method of METHODS) {
    const { recommender, ...run } = await implicit(log, method, NEIGHBOURS);
    const answer = ({ history }) => {
      const steps = history.map(({ items }) => items);
      return recommender.recommend(steps, KINDS[log.kind].most).map(({ item }) => item);
    };
    runs[`implicit, ${method}`] = { ...run, ...quality(log, answer) };
  }
  return runs;
}

async function ours(log) {
  const { folder, seconds, memory, report } = await train(log, ["--neighbours", String(NEIGHBOURS)]);
  const recommender = new Recommender(readFileSync(`${folder}/whole.pack`));
  const answer = (asked) => recommender.recommend(KINDS[log.kind].request(asked)).items.map(({ item }) => item);
  const fit = report.stages.filter(({ name }) => FIT.includes(name)).reduce((sum, stage) => sum + stage.seconds, 0);
  const run = { seconds, memory, fit, ...quality(log, answer) };
  recommender.free();
  return run;
}

const quality = (log, answer) =>
  Object.fromEntries(Object.entries(judged(log.kind, log.cases, answer)).map(([name, values]) => [name, mean(values)]));

function shown(title, runs) {
  const [{ seconds, memory, fit, ...measures }] = Object.values(runs);
  const names = Object.keys(measures);
  const rows = Object.entries(runs).map(([name, run]) => [
    name,
    digits(run.seconds),
    digits(run.fit),
    digits(run.memory / 1e6),
    ...names.map((measure) => run[measure].toFixed(4).replace(/^0/, "")),
  ]);
  return `### ${title}

${table(["", "seconds:", "of them to count and rank:", "memory at most, MB:", ...names.map((name) => `${name}:`)], rows)}`;
}

const TEXT = `## Training, against a library that is known to be quick

One run in which they take turns on the same CSV, ${NEIGHBOURS} neighbours an item: a process from the file to the lists on disk. Patronage
(\`--neighbours ${NEIGHBOURS}\`) also checks every row, tries settings out on a part of the log, measures itself, cuts the lists into a
pack and writes a report; implicit (0.7.3 of PyPI, with pandas to read) fits once. The quality is that of the section above,
for implicit by plain JavaScript over its lists: sessions weigh with 0.7 a step, of baskets each counts the same.`;
