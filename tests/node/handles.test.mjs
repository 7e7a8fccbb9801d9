// Programs, surveys and invitations that nobody frees give their memory back once they are garbage.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as offer from "../../pkg/dist/offers/module.js";
import * as offersEngine from "../../pkg/dist/offers/engine.js";
import * as invite from "../../pkg/dist/invite/module.js";
import * as inviteEngine from "../../pkg/dist/invite/engine.js";
import * as loyalty from "../../pkg/dist/loyalty/module.js";
import * as loyaltyEngine from "../../pkg/dist/loyalty/engine.js";
import * as survey from "../../pkg/dist/survey/module.js";
import * as surveyEngine from "../../pkg/dist/survey/engine.js";

const ROUNDS = 60;
const EACH = 500;
/** Where memory is level after so many rounds, it is level. */
const WARM = 20;
/** What one round takes at most: a collector may leave some of a round to the next. */
const A_ROUND = EACH * 2_048;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const { Program, memory: programs } = await started("loyalty", loyalty, loyaltyEngine);
const { Offers, memory: offers } = await started("offers", offer, offersEngine);
const { Invitations, memory: invitations } = await started("invite", invite, inviteEngine);
const { Survey, memory: surveys } = await started("survey", survey, surveyEngine);

/** The classes of a flavour, and the memory in which its engine keeps what they hold. */
async function started(flavour, { instantiate }, { initSync }) {
  const file = new URL(`../../pkg/dist/${flavour}/${flavour}.wasm`, import.meta.url);
  const module = await WebAssembly.compile(await readFile(file));
  return { ...instantiate(module), memory: initSync({ module }).memory };
}

for (const { name, memory, make } of [
  { name: "programs", memory: programs, make: compiled },
  { name: "offers", memory: offers, make: combined },
  { name: "surveys", memory: surveys, make: answered },
  { name: "invitations", memory: invitations, make: chosen },
]) {
  test(`${ROUNDS * EACH} ${name} that nobody frees leave the engine's memory level`, async (t) => {
    const levels = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let each = 0; each < EACH; each += 1) make(round);
      collectGarbage();
      // Finalisers run between tasks.
      await setImmediate();
      await setImmediate();
      levels.push(memory.buffer.byteLength);
    }
    t.diagnostic(`${levels[WARM]} bytes of wasm memory after ${WARM * EACH} ${name}, ${levels.at(-1)} after all`);
    assert.ok(levels.at(-1) - levels[WARM] < A_ROUND);
  });
}

/** A program that is asked once and dropped. */
function compiled(round) {
  const earn = [{ id: "base", points: 1 + round, per: "1.00", lines: "{line.category} = 'tea'" }];
  const program = new Program({ currency: "CNY", timeZone: "Asia/Shanghai", earn });
  assert.equal(program.status({ now: 0 }).points, 0);
}

/** Offers that are asked once and dropped. */
function combined(round) {
  const list = [{ id: "s", off: 1 + round, when: "{facts.segment} = 'new'" }];
  const made = new Offers({ currency: "CNY", timeZone: "Asia/Shanghai", offers: list });
  const cart = { lines: [{ price: "99.00" }] };
  assert.equal(made.best({ cart, facts: { segment: "new" }, now: 0 }).discount, 1 + round);
}

/** A survey that is answered once and dropped. */
function answered(round) {
  const elements = [
    { type: "text", name: "a" },
    { type: "text", name: "b", visibleIf: `{a} = ${round}` },
  ];
  assert.deepEqual(new Survey({ elements }).setValue("a", round).elements, ["b"]);
}

/** Invitations that are asked once and dropped. */
function chosen(round) {
  const surveys = [{ id: "nps", when: `{facts.round} = ${round}` }];
  const made = new Invitations({ timeZone: "Asia/Shanghai", surveys });
  assert.equal(made.choose({ member: { id: "m" }, facts: { round }, now: 0 }).invite?.id, "nps");
}
