// Programs that nobody frees give their memory back once they are garbage.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { initSync } from "../../pkg/dist/loyalty/engine.js";
import { instantiate } from "../../pkg/dist/loyalty/module.js";

const ROUNDS = 60;
const EACH = 500;
/** Where memory is level after so many rounds, it is level. */
const WARM = 20;
/** What the programs of one round take at most: a collector may leave some of a round to the next. */
const A_ROUND = EACH * 2_048;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const module = await WebAssembly.compile(
  await readFile(new URL("../../pkg/dist/loyalty/loyalty.wasm", import.meta.url)),
);
const { Program } = instantiate(module);
const { memory } = initSync({ module });

test(`${ROUNDS * EACH} programs that nobody frees leave the engine's memory level`, async (t) => {
  const levels = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let each = 0; each < EACH; each += 1) compiled(round);
    collectGarbage();
    // Finalisers run between tasks.
    await setImmediate();
    await setImmediate();
    levels.push(memory.buffer.byteLength);
  }
  t.diagnostic(`${levels[WARM]} bytes of wasm memory after ${WARM * EACH} programs, ${levels.at(-1)} after all`);
  assert.ok(levels.at(-1) - levels[WARM] < A_ROUND);
});

/** A program that is asked once and dropped. */
function compiled(round) {
  const earn = [{ id: "base", points: 1 + round, per: "1.00", lines: "{line.category} = 'tea'" }];
  const program = new Program({ currency: "CNY", timeZone: "Asia/Shanghai", earn });
  assert.equal(program.status({ now: 0 }).points, 0);
}
