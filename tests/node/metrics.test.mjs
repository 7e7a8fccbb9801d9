// The metrics in wasm against published and independently computed numbers (../shared/conformance beside the
// repository; without it, that test says so and is skipped), and the quality of responses.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { load, PatronageError } from "../../pkg/dist/metrics/node.js";

const { metrics, quality } = await load();
const vectors = new URL("../../../shared/conformance/metric_vectors.json", import.meta.url);

/** The confidence whose two-sided quantile is 1.96. */
const Z_196 = 0.9500042097035591;

/** What each kind of case is asked, and its numbers in the order in which the case has them. */
const CASES = {
  "nps.variance": ({ p, passive, d }) => {
    const [promoters, passives, detractors] = [p, passive, d].map((share) => Math.round(share * 6));
    const { score, variance } = metrics({ nps: { counts: { promoters, passives, detractors } } }).nps;
    return [score / 100, variance];
  },
  nps: (counts) => {
    const { score, variance, standardError, margin } = metrics({ nps: { counts } }).nps;
    return [score, variance, standardError, margin];
  },
  "nps.adjusted_wald95": (counts) => {
    const { score, low, high, margin } = metrics({ nps: { counts } }).nps.adjusted;
    return [score, low, high, margin];
  },
  "nps.category": ({ rating }) => {
    const { promoters, passives } = metrics({ nps: { ratings: [rating] } }).nps;
    return promoters ? "promoter" : passives ? "passive" : "detractor";
  },
  "csat.top2box.wilson95": ({ top2, n }) => {
    const { score, low, high } = metrics({ csat: { counts: { top: top2, answers: n } } }).csat;
    return [score, low, high];
  },
  sus: ({ items }) => [metrics({ sus: { rows: [items] } }).sus.score.mean],
  "kano.cell": (answer) => metrics({ kano: [{ answers: [answer] }] }).kano[0].category,
  "kano.better_worse": ({ A, O, M, I }) => {
    const answers = [
      ...Array(A).fill({ functional: "like", dysfunctional: "neutral" }),
      ...Array(O).fill({ functional: "like", dysfunctional: "dislike" }),
      ...Array(M).fill({ functional: "neutral", dysfunctional: "dislike" }),
      ...Array(I).fill({ functional: "neutral", dysfunctional: "neutral" }),
    ];
    const [{ better, worse }] = metrics({ kano: [{ answers }] }).kano;
    return [better, worse];
  },
  "acsi.equal": (means) => [index(means)],
  "acsi.ohio": ({ w: [satisfaction, expectation, ideal], ...means }) => [
    index(means, { satisfaction, expectation, ideal }),
  ],
  cronbach: ({ rows }) => [metrics({ likert: { rows } }).likert.alpha],
  "samplesize.cochran": ({ e, p }) => [
    metrics({ sampleSize: { margin: e, share: p, confidence: Z_196 } }).sampleSize.exact,
  ],
  "samplesize.fpc": ({ e, p = 0.5, n0, N }) => {
    const margin = e ?? 1.96 * Math.sqrt((p * (1 - p)) / n0);
    return [metrics({ sampleSize: { margin, share: p, confidence: Z_196, population: N } }).sampleSize.exact];
  },
  poststrat: ({ strata }) => {
    const asked = strata.map(({ N, n, mean }) => ({ population: N, answers: n, mean }));
    const found = metrics({ weights: asked }).weights;
    return [found.unweighted, found.weighted, ...found.strata.map(({ weight }) => weight), found.designEffect];
  },
  "rwa.johnson": ({ y, x }, data) => {
    const { rSquared, drivers } = driversOf(y, x, data);
    return [
      rSquared,
      ...drivers.map((driver) => driver.relativeWeight),
      ...drivers.map((driver) => driver.relativePercent),
    ];
  },
  "shapley.lmg": ({ y, x }, data) => {
    const { rSquared, drivers } = driversOf(y, x, data);
    return [rSquared, ...drivers.map((driver) => driver.shapley)];
  },
};

const LETTERS = { M: "must-be", O: "performance", A: "attractive", I: "indifferent", R: "reverse", Q: "questionable" };

/** Ten ratings with these means, which have one decimal. */
function index({ sat, expect, ideal }, shares) {
  const ratings = (mean) =>
    Array.from({ length: 10 }, (_, at) => Math.floor(mean) + (at < Math.round((mean % 1) * 10)));
  const asked = { satisfaction: ratings(sat), expectation: ratings(expect), ideal: ratings(ideal) };
  return metrics({ index: { ...asked, shares } }).index.index.mean;
}

function driversOf(outcome, names, data) {
  const drivers = names.map((id) => ({ id, values: data[id] }));
  return metrics({ drivers: { outcome: data[outcome], drivers } }).drivers;
}

const flat = (value) => (typeof value === "object" ? Object.values(value).flatMap(flat) : [value]);

test("the metrics are those of their sources", { skip: !existsSync(vectors) && "../shared is not there" }, () => {
  const { cases, mtcars } = JSON.parse(readFileSync(vectors, "utf8"));
  // One other form of the correction for a finite population is there in Rust alone.
  const asked = cases.filter(({ input }) => input.form !== "n0/(1+n0/N)");
  assert.deepEqual([cases.length, asked.length], [82, 81]);
  for (const { metric, input, expected } of asked) {
    const found = CASES[metric](input, mtcars);
    if (typeof expected === "string") {
      assert.equal(found, LETTERS[expected] ?? expected, `${metric} ${JSON.stringify(input)}`);
      continue;
    }
    const wanted = flat(expected);
    assert.equal(found.length, wanted.length, metric);
    for (const [at, number] of found.entries()) {
      const near = Math.abs(number - wanted[at]) <= 1e-12 * Math.max(1, Math.abs(wanted[at]));
      assert.ok(near, `${metric} ${JSON.stringify(input)}: ${number}, not ${wanted[at]}`);
    }
  }
});

test("what is asked for is answered, and nothing else", () => {
  const answer = metrics({ nps: { ratings: [10, 9, 7, 3] }, margin: { answers: 400 } });
  assert.deepEqual(Object.keys(answer), ["nps", "margin"]);
  assert.equal(answer.nps.score, 25);
  assert.deepEqual(metrics({}), {});
  assert.deepEqual(metrics('{"nps":{"ratings":[10]}}').nps.promoters, 100);
});

test("a response is judged", () => {
  const at = (seconds) => new Date(seconds * 1000);
  const answer = quality({
    visits: [
      { question: "score", from: at(0), until: at(4) },
      { question: "service", from: at(4), until: at(9) },
      { question: "score", from: at(9), until: at(10) },
    ],
    words: 100,
    median: 60_000,
    batteries: [
      { battery: "service", answers: ["good", "good", null, "good", "good"] },
      { battery: "price", answers: [1, 2, 1, 2] },
    ],
  });
  assert.deepEqual(answer, {
    millis: 10_000,
    timings: [
      { question: "score", millis: 5_000, visits: 2 },
      { question: "service", millis: 5_000, visits: 1 },
    ],
    doubts: [
      { code: "speeding", seconds: 10, least: 30 },
      { code: "faster-than-most", seconds: 10, median: 60 },
      { code: "straight-line", battery: "service", items: 4 },
    ],
    batteries: [
      { battery: "service", differentiation: 0 },
      { battery: "price", differentiation: 0.5 },
    ],
  });
  assert.deepEqual(quality({}), { timings: [], doubts: [], batteries: [] });
});

test("what cannot be computed is refused at its place", () => {
  for (const [ask, code, path] of [
    [() => metrics({ nps: { ratings: [] } }), "too-few", "/nps/ratings"],
    [() => metrics({ nps: { ratings: [10, 11] } }), "range", "/nps/ratings/1"],
    [() => metrics({ nsp: {} }), "unknown-field", "/nsp"],
    [() => metrics({ csat: { ratings: [NaN] } }), "not-json", "/csat/ratings/0"],
    [() => metrics("{"), "json", ""],
    [() => metrics(undefined), "not-json", ""],
    [() => quality({ millis: -1 }), "range", "/millis"],
    [() => quality({ part: "3/2" }), "range", "/part"],
    [() => quality({ batteries: [{ battery: "a", answers: [[]] }] }), "type", "/batteries/0/answers/0"],
    [() => quality({ visits: Array(5_001).fill({ question: "a", from: at0, until: at0 }) }), "too-large", "/visits"],
  ]) {
    assert.throws(ask, (error) => {
      assert.ok(error instanceof PatronageError, `${error}`);
      assert.deepEqual([error.code, error.path], [code, path]);
      return true;
    });
  }
});

const at0 = "2026-11-22T00:00:00Z";

test("columns are typed arrays of whatever width, or lists: the answer is the same", () => {
  const ratings = [10, 9, 7, 3, 0, 8];
  const weights = [1, 0.5, 2, 1, 1.25, 1];
  const rows = [
    [4, 5, 3],
    [2, 3, 3],
    [5, 5, 4],
    [1, 2, 2],
  ];
  const asked = (ints, floats) => ({
    nps: { ratings: ints(ratings), weights: floats(weights) },
    csat: { ratings: ints([5, 4, 1, 3, 2, 5]) },
    likert: { rows: rows.map(ints), points: 5, reversed: ints([1]) },
    index: { satisfaction: floats([7, 8, 9]), expectation: floats([6, 8, 8]), ideal: floats([6, 7, 9]) },
  });
  const list = (numbers) => numbers;
  const expected = metrics(asked(list, list));
  const typed = (Type) => (numbers) => Type.from(numbers);
  for (const Ints of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array]) {
    assert.deepEqual(metrics(asked(typed(Ints), typed(Float64Array))), expected, Ints.name);
  }
  assert.deepEqual(metrics(asked(typed(Float32Array), typed(Float32Array))), expected);
  assert.deepEqual(metrics({ nps: { ratings: new Uint8Array(ratings).subarray(1, 4) } }).nps.answers, 3);
});

test("what is wrong in a column is named by its place, and what is no column stays none", () => {
  const refusal = (request) => {
    try {
      return metrics(request);
    } catch (error) {
      assert.ok(error instanceof PatronageError, String(error));
      return [error.code, error.path];
    }
  };
  assert.deepEqual(refusal({ nps: { ratings: Float64Array.of(9, NaN) } }), ["not-json", "/nps/ratings/1"]);
  assert.deepEqual(refusal({ nps: { ratings: Uint8Array.of(9, 11) } }), refusal({ nps: { ratings: [9, 11] } }));
  assert.deepEqual(refusal({ nps: { ratings: BigInt64Array.of(9n) } }), ["not-json", "/nps/ratings/0"]);
  const endless = { nps: {} };
  endless.nps.itself = endless;
  assert.deepEqual(refusal(endless), ["not-json", "/nps/itself"]);
});
