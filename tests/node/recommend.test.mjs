// Recommendations in wasm: every reason, and why there are fewer, arrive as the objects that the types say.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { recommendations } from "../../pkg/dist/flat.js";
import { load } from "../../pkg/dist/recommend/node.js";

const { Recommender } = await load();
const recommender = new Recommender(readFileSync(new URL("../recommend/tea.pack", import.meta.url)));
const because = (...items) => ({ code: "because", items });

test("each kind of answer is an object of its own", () => {
  const orders = [
    { at: "2026-11-01T00:00:00Z", items: ["green"] },
    { at: "2026-11-21T00:00:00Z", items: ["black"] },
  ];
  assert.deepEqual(recommender.recommend({ wish: "buy-again", now: "2026-11-22T00:00:00Z", history: orders }), {
    items: [
      { item: "green", score: 1_000, why: [{ code: "due", usual: 20, passed: 21 }] },
      { item: "black", score: 11, why: [{ code: "bought-before", times: 1 }] },
    ],
    fewer: { code: "history-has-fewer" },
    absent: [],
  });
  assert.deepEqual(recommender.recommend({ session: ["green"], k: 3, rules: { pins: [{ item: "bowl", at: 2 }] } }), {
    items: [
      { item: "cup", score: 1_000, why: [because("green")] },
      { item: "bowl", score: 0, why: [{ code: "pinned" }] },
      { item: "pot", score: 500, why: [because("green")] },
    ],
    absent: [],
  });
  const again = recommender.recommend({
    wish: "next-basket",
    history: [{ items: ["green"] }],
    session: ["cup", "cup"],
    k: 2,
  });
  assert.deepEqual(again.items, [
    { item: "cup", score: 1_000, why: [{ code: "looked-at", times: 2 }, because("green")] },
    { item: "pot", score: 855, why: [because("cup", "green")] },
  ]);
  assert.deepEqual(recommender.recommend({ k: 5, rules: { to: "0.01" } }), {
    items: [],
    fewer: { code: "rules-leave-fewer", refused: 6 },
    absent: [],
  });
});

test("what the flat list says in its order", () => {
  const text = `[3,"a\\"b",1000,1,"similar-to","x","b",7,2,"resembles","y","because",0,"c",0,1,"trending",1,"parts-absent",2,"f","g"]`;
  assert.deepEqual(recommendations(text), {
    items: [
      { item: 'a"b', score: 1_000, why: [{ code: "similar-to", item: "x" }] },
      { item: "b", score: 7, why: [{ code: "resembles", item: "y" }, because()] },
      { item: "c", score: 0, why: [{ code: "trending" }] },
    ],
    fewer: { code: "parts-absent" },
    absent: ["f", "g"],
  });
});
