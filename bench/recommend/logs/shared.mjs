// The logs that are kept beside the repository, and what the benchmarks make of a log.
//
// A log has a `train` part, histories (an `owner` and `steps`, each with a day or second `at` and its `items`), and `cases`:
// a history and the items that come next; and it says when its data were `written`. What a case asks for is never in the
// training part.

import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const place = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));

/** Where a log without times begins, in seconds since 1970. */
export const START = 1_000_000_000;
export const DAY = 86_400;

/** A log whose data are not on this machine. */
export class NotThere extends Error {}

/** The lines of a file in ../shared/data. */
export function lines(name) {
  if (!existsSync(place + name)) throw new NotThere(`../shared/data/${name} is not there`);
  return gunzipSync(readFileSync(place + name))
    .toString("utf8")
    .trim()
    .split("\n");
}

/** When the last of some files in ../shared/data was written, in milliseconds since 1970. */
export const written = (...names) => Math.max(...names.map((name) => statSync(place + name).mtimeMs));

/** A log of members' orders of which the last is what comes next: `members` are lists of steps. */
export function lastOrders(about, members) {
  return {
    ...about,
    kind: "orders",
    train: members.map(([owner, steps]) => ({ owner, steps: steps.slice(0, -1) })),
    cases: members.map(([, steps]) => ({ history: steps.slice(0, -1), targets: steps.at(-1).items })),
  };
}
