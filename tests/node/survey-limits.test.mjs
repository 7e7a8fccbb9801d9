// Documents of any size, depth or circularity, in the wasm itself: an answer or a clear error, soon, in bounded memory.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { initSync, Survey } from "../../pkg/dist/survey/engine.js";

const { memory } = initSync({
  module: await readFile(new URL("../../pkg/dist/survey/survey.wasm", import.meta.url)),
});

/** Far more than any of these takes. */
const SOON = 20_000;
const MOST_MEMORY = 128 * 1024 * 1024;

const many = (count, make) => Array.from({ length: count }, (_, at) => make(at));
const text = (name, more) => ({ type: "text", name, ...more });
const panel = (inner, count) => ({ type: "paneldynamic", name: "p", panelCount: count, templateElements: [inner] });
const deep = (levels, inner, around) => many(levels, () => 0).reduce(around, inner);

const DOCUMENTS = {
  "10,000 questions": many(10_000, (at) => text(`q${at}`, { visibleIf: `{q${at >> 1}} empty` })),
  "panels nested 60 deep": [deep(60, text("q0"), (inner) => ({ type: "panel", elements: [inner] }))],
  "dynamic panels nested 30 deep": [deep(30, text("q0"), (inner) => panel(inner, 10))],
  "a billion panels": [panel(text("q0"), 1e9)],
  "a billion rows": [{ type: "matrixdynamic", name: "p", rowCount: 1e9, columns: [{ name: "x", cellType: "text" }] }],
  "50,000 choices": [{ type: "checkbox", name: "q0", choices: many(50_000, (at) => at) }],
  "expressions nested 1,000 deep": [text("q0", { visibleIf: "(".repeat(1_000) + "1" + ")".repeat(1_000) })],
  "questions that hide each other": [text("q0", { visibleIf: "{q1} empty" }), text("q1", { visibleIf: "{q0} empty" })],
  "a chain of 2,000 defaults": many(2_000, (at) => text(`q${at}`, { defaultValueExpression: `{q${at + 1}} + 1` })),
};

for (const [name, elements] of Object.entries(DOCUMENTS)) {
  test(`${name} get an answer`, (t) => {
    const start = performance.now();
    const survey = new Survey(JSON.stringify({ elements }), "{}");
    for (const call of [["setValue", "q0", 1], ["addItem", "p"], ["tryComplete"], ["setData", { q0: 2 }]]) {
      assert.ok(JSON.parse(survey.call(JSON.stringify(call))).values);
    }
    assert.ok(JSON.parse(survey.call('["page"]')).elements);
    assert.ok(JSON.parse(survey.call('["state"]')).data);
    survey.free();
    t.diagnostic(`${Math.round(performance.now() - start)} ms, ${memory.buffer.byteLength >> 20} MiB of wasm memory`);
    assert.ok(performance.now() - start < SOON);
    assert.ok(memory.buffer.byteLength < MOST_MEMORY);
  });
}

test("a document nested 1,000 deep is refused", () => {
  const document = '{"elements":['.repeat(1_000) + "]}".repeat(1_000);
  assert.throws(
    () => new Survey(document, "{}"),
    (error) => JSON.parse(error).code === "too-deep",
  );
});

test("a document of more than 100,000 questions is refused", () => {
  const document = JSON.stringify({ elements: many(100_001, (at) => text(`q${at}`)) });
  assert.throws(
    () => new Survey(document, "{}"),
    (error) => JSON.parse(error).code === "too-large",
  );
});
