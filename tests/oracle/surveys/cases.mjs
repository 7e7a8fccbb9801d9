// A case by its seed, and how the two sides differ on one.

import { random } from "../random.mjs";
import { makeCalls } from "./calls.mjs";
import { difference } from "./compare.mjs";
import { makeDocument } from "./documents.mjs";
import { addFeatures } from "./features.mjs";
import * as engine from "./engine.mjs";
import * as reference from "./reference.mjs";

export const NOW = Date.UTC(2026, 10, 21, 18, 6, 22, 345);

/** The document and the calls of a seed. */
export function makeCase(seed) {
  const { document, world } = makeDocument(random(seed));
  const calls = makeCalls(world);
  return plain(addFeatures(plain({ document, calls }), world, random(~seed), process.env.ORACLE_FEATURE));
}

/** Where the two sides differ first; nothing where they agree. */
export function differ(one) {
  return difference(engine.replay(one, NOW), plain(reference.replay(one, NOW)));
}

/** As JSON has it. */
function plain(value) {
  return JSON.parse(JSON.stringify(value));
}
