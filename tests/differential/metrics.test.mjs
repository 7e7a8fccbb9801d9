// The same requests for metrics in native Rust and in wasm: the same bytes come out, to the last digit of every float.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { initSync, metrics } from "../../pkg/dist/metrics/engine.js";
import { random } from "../oracle/random.mjs";

const root = new URL("../..", import.meta.url);
const CASES = 4_000;

initSync({ module: readFileSync(new URL("pkg/dist/metrics/metrics.wasm", root)) });

/** A request for one metric over as many respondents as there are; one in twenty asks for what cannot be. */
function request(seed) {
  const { below } = random(seed);
  const next = () => (below(2 ** 32 - 1) + 1) / 2 ** 32;
  const people = 2 + below(40);
  const list = (length, item) => Array.from({ length }, item);
  const rating = (low, high) => low + below(high - low + 1) + (next() < 0.001 ? 100 : 0);
  const ratings = (low, high) => list(people, () => rating(low, high));
  const weights = next() < 0.3 ? { weights: list(people, () => 0.1 + next() * 3) } : {};
  const confidence = next() < 0.3 ? { confidence: next() } : {};
  const options = { ...weights, ...confidence };
  const reply = () => ["like", "must-be", "neutral", "live-with", "dislike"][below(5)];
  const counts = () => ({ promoters: below(500), passives: below(500), detractors: below(500) });
  const day = () =>
    `202${4 + below(3)}-${String(1 + below(12)).padStart(2, "0")}-${String(1 + below(28)).padStart(2, "0")}`;
  const rows = (items, points) => list(people, () => list(items, () => rating(1, points)));
  const every = {
    nps: () => ({ ratings: ratings(0, 10), ...options }),
    npsBySegment: () => ({ ratings: ratings(0, 10), segments: list(people, () => "abc"[below(3)]), ...options }),
    npsChange: () => ({ before: { counts: counts() }, after: { ratings: ratings(0, 10) }, ...confidence }),
    npsTrend: () => ({ days: list(1 + below(20), () => ({ day: day(), ...counts() })), ...confidence }),
    csat: () => ({ ratings: ratings(1, 5), ...options }),
    csatTrend: () => ({
      days: list(1 + below(20), () => ({ day: day(), top: below(50), answers: 50 })),
      ...confidence,
    }),
    csatAlert: () => ({ days: list(5, () => ({ day: day(), top: below(50), answers: 50 })), threshold: next() * 100 }),
    ces: () => ({ ratings: ratings(1, 7), ...options }),
    likert: () => ({ rows: rows(2 + below(8), 5), reversed: next() < 0.5 ? [0] : [], ...options }),
    sus: () => ({ rows: rows(10, 5), ...options }),
    kano: () => list(2, () => ({ answers: list(people, () => ({ functional: reply(), dysfunctional: reply() })) })),
    index: () => ({ satisfaction: ratings(1, 10), expectation: ratings(1, 10), ideal: ratings(1, 10), ...options }),
    drivers: () => ({
      outcome: ratings(1, 10),
      drivers: list(1 + below(6), (_, id) => ({ id: String(id), values: list(people, () => next() * 10) })),
      ...weights,
    }),
    weights: () =>
      list(1 + below(6), () => ({ population: 1 + next() * 1000, answers: 1 + below(90), mean: next() * 9 })),
    sampleSize: () => ({ margin: next() / 4, variance: next(), population: 1 + below(99_999), responseRate: next() }),
    margin: () => ({ answers: 1 + below(900), share: next(), population: 1000, ...confidence }),
    strata: () => ({
      strata: list(1 + below(5), (_, id) => ({ id: String(id), population: 1 + below(9_999), share: next() })),
      margin: 0.01 + next() / 4,
      allocation: ["proportional", "optimal", "each"][below(3)],
      ...confidence,
    }),
  };
  const names = Object.keys(every);
  const name = names[seed % names.length];
  return [name, JSON.stringify({ [name]: every[name]() })];
}

function answer(text) {
  try {
    return metrics(text);
  } catch (error) {
    // The engine throws its refusals as text; anything else is a defect.
    if (typeof error !== "string") throw error;
    return `{"error":${error}}`;
  }
}

test(`wasm answers ${CASES} requests for metrics like native Rust`, () => {
  const asked = Array.from({ length: CASES }, (_, seed) => request(seed + 1));
  const input = asked.map(([, text]) => text).join("\n");
  const native = spawnSync("cargo", ["run", "--quiet", "--package", "patronage", "--example", "metrics"], {
    cwd: root,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(native.status, 0, native.stderr);
  const theirs = native.stdout.trimEnd().split("\n");
  assert.equal(theirs.length, CASES);
  const answered = new Map();
  for (const [at, [name, text]] of asked.entries()) {
    const ours = answer(text);
    assert.equal(ours, theirs[at], text);
    if (!ours.startsWith('{"error"')) answered.set(name, (answered.get(name) ?? 0) + 1);
  }
  assert.equal(answered.size, 17);
  for (const [name, count] of answered)
    assert.ok(count > (CASES / 17) * 0.6, `${name} was answered only ${count} times`);
});
