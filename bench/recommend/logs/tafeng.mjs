import assert from "node:assert/strict";
import { DAY, lastOrders, lines, START, written } from "./shared.mjs";

const FILE = "tafeng_baskets.tsv.gz";

/** Baskets of a grocery, in order but without times. */
export function tafeng() {
  const members = new Map();
  for (const line of lines(FILE).slice(1)) {
    const [member, basket, items] = line.split("\t");
    if (!members.has(member)) members.set(member, []);
    members.get(member).push({ at: START + DAY * Number(basket), items: items.split(" ") });
  }
  assert.equal(members.size, 13_858);
  return lastOrders({ name: "tafeng", title: "Ta-Feng, next basket", written: written(FILE) }, [...members]);
}
