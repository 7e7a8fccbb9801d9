// A request in wasm against plain JavaScript over the same lists, on real sessions, in turns.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { load } from "../../../pkg/dist/recommend/node.js";
import { quantile, table, whole } from "../../numbers.mjs";
import { onEach } from "../logs/each.mjs";
import { overPack } from "../peer/neighbours.mjs";
import { unpacked } from "../peer/pack.mjs";
import { KINDS } from "../quality/kinds.mjs";
import { trained } from "../train.mjs";
import { sameItems } from "./same.mjs";

const REQUESTS = 4_000;
const ROUNDS = 5;

const { Recommender } = await load();

export default () => onEach(race, shown, TEXT);

async function race(log) {
  const folder = await trained(log);
  const bytes = readFileSync(`${folder}/whole.pack`);
  const cases = spread(log.cases, REQUESTS).map((asked) => ({
    request: KINDS[log.kind].request(asked),
    steps: asked.history.map(({ items }) => items),
  }));
  const [ours, theirs, few] = [new Recommender(bytes), overPack(unpacked(bytes)), await fetched(folder, cases)];
  const runners = {
    "Patronage, the whole pack": ({ request }) => ours.recommend(request).items,
    "Patronage, the head and the session's chunks": ({ request }) => few.recommend(request).items,
    "plain JavaScript": ({ request, steps }) => theirs.recommend(steps, request.k),
  };
  const [mine, , plain] = Object.values(runners);
  const equal = cases.filter((asked) => sameItems(mine(asked), plain(asked))).length;
  assert.ok(equal > cases.length * 0.999, `${cases.length - equal} of ${cases.length} answers differ`);
  const times = inTurns(runners, cases);
  return { requests: cases.length, equal, items: items(cases), times };
}

/** So many of the values, from all over. */
const spread = (values, most) => {
  const every = Math.max(1, Math.floor(values.length / most));
  return values.filter((_, at) => at % every === 0).slice(0, most);
};

const items = (cases) => cases.reduce((sum, { steps }) => sum + steps.flat().length, 0) / cases.length;

/** A recommender that a page would have after these requests. */
async function fetched(folder, cases) {
  const recommender = new Recommender(readFileSync(`${folder}/head.pack`));
  for (const { request } of cases) {
    await recommender.prepare(request, async (name) => readFileSync(`${folder}/${name}.pack`));
  }
  return recommender;
}

/** The median and the 99th of a hundred, in microseconds, over all requests of all rounds. */
function inTurns(runners, cases) {
  const names = Object.keys(runners);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const run of Object.values(runners)) cases.forEach(run);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const asked of cases) {
      for (const name of names) {
        const began = performance.now();
        runners[name](asked);
        times[name].push((performance.now() - began) * 1_000);
      }
    }
  }
  return Object.fromEntries(
    names.map((name) => [name, { p50: quantile(times[name], 0.5), p99: quantile(times[name], 0.99) }]),
  );
}

function shown(title, { requests, equal, items, times }) {
  const { p50, p99 } = times["plain JavaScript"];
  const rows = Object.entries(times).map(([name, time]) => [
    name,
    time.p50.toFixed(1),
    time.p99.toFixed(1),
    (time.p50 / p50).toFixed(2),
    (time.p99 / p99).toFixed(2),
  ]);
  return `### ${title}

${whole(requests)} requests of ${items.toFixed(1)} items on average; the items are the same by score in ${whole(equal)} of them.

${table(["", "p50, µs:", "p99, µs:", "× of p50:", "× of p99:"], rows)}`;
}

const TEXT = `## A recommendation's time, against plain JavaScript

Each request in turn by all, in Node, request and answer as objects. The lists are those of the pack: plain JavaScript holds them
as typed arrays and sums scores in one, with the same weights. It gives items and scores; Patronage also says why for each,
checks the request, and applies rules, of which there are none here.`;
