// What the benchmarks compute with: their figures are worth as much as these.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chosen, sections, together } from "../../bench/results.mjs";
import { quantile, table } from "../../bench/numbers.mjs";
import { sameItems } from "../../bench/recommend/latency/same.mjs";
import { Neighbours, overPack } from "../../bench/recommend/peer/neighbours.mjs";
import { unpacked } from "../../bench/recommend/peer/pack.mjs";
import { baselines } from "../../bench/recommend/quality/baselines.mjs";
import { deviation } from "../../bench/recommend/quality/folds.mjs";
import { gain, hit, recall, reciprocalRank } from "../../bench/recommend/quality/metrics.mjs";
import { shown as scale } from "../../bench/recommend/scale/section.mjs";
import { json, parsed } from "../../bench/recommend/size/lists.mjs";
import { load } from "../../pkg/dist/recommend/node.js";

const near = (value, expected) => assert.ok(Math.abs(value - expected) < 1e-12, `${value} is not ${expected}`);
const tea = readFileSync(new URL("../recommend/tea.pack", import.meta.url));

test("hits, ranks, recall and gain are those of their formulas", () => {
  const list = ["a", "b", "c", "d"];
  assert.deepEqual([hit(list, ["c"]), reciprocalRank(list, ["c"])], [1, 1 / 3]);
  assert.deepEqual([hit(list, ["x"]), reciprocalRank(list, ["x"])], [0, 0]);
  near(recall(list, ["b", "x", "d"]), 2 / 3);
  const ideal = 1 + 1 / Math.log2(3) + 1 / Math.log2(4);
  near(gain(list, ["b", "x", "d"]), (1 / Math.log2(3) + 1 / Math.log2(5)) / ideal);
  near(gain(["a", "b"], ["b", "a"]), 1);
  assert.ok(gain(["a"], ["a", "b"]) < 1, "the best list holds all that came next, however short the list is");
});

test("the simple answers count, and break ties as they say", () => {
  const steps = (...baskets) => baskets.map((items) => ({ items }));
  const histories = [steps(["a"], ["b", "c"]), steps(["c"], ["c", "d"])];
  const simple = baselines(histories, 3);
  assert.deepEqual(simple.popularity(), ["c", "a", "b"]);
  assert.deepEqual(simple["personal frequency"](histories[0]), ["a", "b", "c"]);
  assert.deepEqual(simple["personal frequency, then popularity"](steps(["d"], ["x", "d"])), ["d", "x", "c"]);
});

test("a mean over five folds strays as statistics say", () => {
  const values = Float64Array.from({ length: 2_000 }, (_, at) => at % 2);
  // Five folds without an item twice in each, drawn anew: σ² / n · (1 - 1/5).
  const expected = Math.sqrt((0.25 / 2_000) * 0.8);
  assert.ok(Math.abs(deviation(values, 500) / expected - 1) < 0.15);
  assert.equal(deviation(new Float64Array(100).fill(0.5)), 0);
});

test("plain JavaScript over the lists of a pack recommends what the engine does", async () => {
  const { Recommender } = await load();
  const engine = new Recommender(tea);
  const plain = overPack(unpacked(tea));
  for (const session of [["green"], ["green", "pot"], ["cup", "unknown", "black"], ["bowl", "bowl", "green"]]) {
    const ours = engine.recommend({ session, k: 3, rules: { bought: "keep" } }).items;
    const theirs = plain.recommend(
      session.map((item) => [item]),
      3,
    );
    assert.ok(ours[0].score > 0, "nothing would be compared");
    assert.ok(sameItems(ours, theirs), JSON.stringify({ session, ours, theirs }));
  }
});

test("lists that differ are seen to differ", () => {
  const ours = [
    { item: "a", score: 1_000 },
    { item: "b", score: 500 },
  ];
  const theirs = (...scores) => scores.map(([item, score]) => ({ item, score }));
  assert.ok(sameItems(ours, theirs(["a", 2], ["b", 1])));
  assert.ok(sameItems(ours, theirs(["a", 2], ["c", 1])), "of equals at the end either may stand");
  assert.ok(!sameItems(ours, theirs(["a", 2], ["b", 1.1])));
  assert.ok(!sameItems(ours, theirs(["b", 2], ["c", 1])), "an item that stands high is not there");
  assert.ok(!sameItems(ours, theirs(["a", 2])));
});

test("the lists as JSON recommend like the pack", () => {
  const pack = unpacked(tea);
  const fromJson = new Neighbours(parsed(json(pack, ["next"])), { ...pack.taste, repeat: 0 }, pack.popular);
  const ids = (answer) => answer.map(({ item }) => item);
  const fromPack = overPack({ ...pack, taste: { ...pack.taste, repeat: 0 } });
  assert.deepEqual(ids(fromJson.recommend([["green"]], 3)), ids(fromPack.recommend([["green"]], 3)));
});

test("a section is measured again without touching the others", () => {
  const names = ["one", "two/a", "two/b"];
  const text = together(
    "# Results",
    names,
    new Map([
      ["two/a", "## A\n\ntext"],
      ["one", "## One"],
    ]),
  );
  assert.equal(text, "# Results\n\n<!-- one -->\n\n## One\n\n<!-- two/a -->\n\n## A\n\ntext\n");
  assert.equal(together("# Results", names, sections(text)), text);
  assert.deepEqual(chosen(names, ["two"]), ["two/a", "two/b"]);
  assert.throws(() => chosen(names, ["three"]), /no section is called three/);
});

test("numbers are summed up and set as they should", () => {
  assert.deepEqual([quantile([3, 1, 2], 0.5), quantile([1, 2, 3, 4], 0.99)], [2, 4]);
  assert.equal(table(["", "ms:"], [["a", 1]]), "| | ms |\n| --- | --: |\n| a | 1 |");
});

test("what the trainer says of large logs is shown", () => {
  const alone = [{ rows: 1_000_000, seconds: 9.51, peakBytes: 512_000_000 }];
  const raced = { rows: 1_000_000, alone: 9.51, cluster: 12, aloneQueries: 5, clusterQueries: 7, same: true };
  const text = scale({ memoryMB: 2_048, alone, cluster: raced });
  assert.match(text, /\| 1,000,000 \| 9\.51 \| 512 \|/);
  assert.match(text, /\| Ballista, two executors \| 12 \| 7 \|/);
  assert.match(text, /the same to the last bit/);
  assert.doesNotMatch(scale({ memoryMB: 2_048, alone, cluster: null }), /Ballista/);
});
