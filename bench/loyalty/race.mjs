// The points preview of the workload, side by side with two rule engines doing the same work with the same answers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { load } from "../../pkg/dist/loyalty/node.js";
import { median } from "../numbers.mjs";
import { withLocalTime } from "./peers/facts.mjs";
import { jsonLogic } from "./peers/json-logic.mjs";
import { jsonRules } from "./peers/json-rules.mjs";

const ROUNDS = 15;
/** A round repeats a runner for about this many milliseconds. */
const ROUND = 120;

const read = (name) => JSON.parse(readFileSync(new URL(`../workload/${name}.json`, import.meta.url), "utf8"));
const [document, request] = [read("program"), read("request")];
const forPeers = withLocalTime(request, document.timeZone);

const { Program } = await load();
const program = new Program(document);
const compiled = jsonLogic(document, { compiled: true });
const interpreted = jsonLogic(document, { compiled: false });
const rules = jsonRules(document);

/** Each runner gives what it computes; the peers give points by rule only. */
const RUNNERS = {
  patronage: () => program.preview(request),
  "json-logic-engine, compiled": () => compiled(forPeers),
  "json-logic-engine, interpreted": () => interpreted(forPeers),
  "json-rules-engine": () => rules(forPeers),
};

async function sameAnswers() {
  const ours = Object.fromEntries(program.preview(request).rules.map(({ rule, points }) => [rule, points]));
  for (const name of Object.keys(RUNNERS).slice(1)) assert.deepEqual(await RUNNERS[name](), ours, name);
  assert.ok(Object.values(ours).filter((points) => points > 0).length >= 45, "nearly all rules must earn something");
}

/** The median microseconds of each runner over rounds, each in turn, so that a noisy moment meets all of them. */
export async function race() {
  await sameAnswers();
  const times = Object.fromEntries(Object.keys(RUNNERS).map((name) => [name, []]));
  const repeats = {};
  for (const [name, run] of Object.entries(RUNNERS)) repeats[name] = await warm(run);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(RUNNERS)) times[name].push(await time(run, repeats[name]));
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

/** Runs until it is warm; how often it runs in a round. */
async function warm(run) {
  await time(run, 200);
  return Math.max(5, Math.round((ROUND * 1_000) / (await time(run, 50))));
}

/** Microseconds a run. */
async function time(run, repeats) {
  const start = performance.now();
  for (let index = 0; index < repeats; index += 1) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return ((performance.now() - start) * 1_000) / repeats;
}
