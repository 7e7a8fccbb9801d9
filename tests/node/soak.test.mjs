// A million calls, a tenth of them refused and a tenth on programs of their own: nothing grows with their number.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { initSync, Program } from "../../pkg/dist/loyalty/engine.js";

const CALLS = 1_000_000;
/** Where memory is level after this many calls, it is level. */
const WARM = 50_000;

const { memory } = initSync({
  module: await readFile(new URL("../../pkg/dist/loyalty/loyalty.wasm", import.meta.url)),
});
const DOCUMENT = JSON.stringify({
  currency: "CNY",
  timeZone: "Asia/Shanghai",
  earn: [
    { id: "base", points: 1, per: "1.00" },
    { id: "tea", points: 5, every: "10.00", lines: "{line.category} = 'tea'" },
    { id: "double", multiply: "2", when: "{member.level} >= 2" },
  ],
  tiers: [{ id: "silver", from: 100, benefits: [{ discount: "10%" }] }],
});

test(`${CALLS} calls leave the engine's memory level`, (t) => {
  const program = new Program(DOCUMENT);
  let warm;
  for (let call = 0; call < CALLS; call += 1) {
    if (call === WARM) warm = memory.buffer.byteLength;
    if (call % 10 === 8) assert.throws(() => program.preview(`{"cart":{"lines":[{"price":${call}.5}]},"now":0}`));
    else if (call % 10 === 9) once(call);
    else assert.ok(program.preview(request(call)).startsWith("{"));
  }
  t.diagnostic(`${warm} bytes of wasm memory after ${WARM} calls, ${memory.buffer.byteLength} after ${CALLS}`);
  assert.equal(memory.buffer.byteLength, warm);
});

/** A program that is compiled, asked and freed; every other time it is refused. */
function once(call) {
  if (call % 20 === 9) return assert.throws(() => new Program(DOCUMENT.replace("CNY", "XYZ")));
  const program = new Program(DOCUMENT);
  program.status(`{"now":${call}}`);
  program.free();
}

function request(call) {
  const lines = [
    { category: "tea", price: call % 10_000, quantity: 1 + (call % 3) },
    { category: "Käse ☃", price: 250 },
  ];
  const entries = [{ at: "2026-01-01T00:00:00Z", points: call % 300, spend: call % 1_000 }];
  return JSON.stringify({ member: { level: call % 4, entries }, cart: { lines }, now: 1_790_000_000_000 + call });
}
