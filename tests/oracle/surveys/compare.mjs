// How two runs of the same case differ.

import { isDeepStrictEqual } from "node:util";

/** Where the snapshots first differ: after which call (0 is loading), in what, and what either says. */
export function difference(found, expected) {
  for (const [index, wanted] of expected.entries()) {
    // What survey-core itself cannot take tells nothing.
    if (wanted.throws) return undefined;
    const snapshot = found[index] ?? {};
    // After the end there is nothing to see.
    for (const part of wanted.state === "completed" ? ["data", "state", "ending"] : Object.keys(wanted)) {
      if (!isDeepStrictEqual(snapshot[part], wanted[part])) {
        return { index, part, found: snapshot[part], expected: wanted[part] };
      }
    }
  }
  return undefined;
}
