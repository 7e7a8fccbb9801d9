// Writes the workload that fuel is counted on and the peers are raced on: a program of 50 rules, and a cart of 200 lines.
// `node bench/workload/generate.mjs` writes program.json and request.json beside this file; the seed makes them stable.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const CATEGORIES = [
  "coffee",
  "tea",
  "book",
  "toy",
  "wine",
  "bread",
  "fruit",
  "dairy",
  "paper",
  "garden",
  "bath",
  "pet",
];
const BRANDS = ["Nord", "West", "Osten", "Südhang"];
const PRODUCTS = Array.from({ length: 60 }, (_, index) => `p${index + 1}`);

/** Seeded numbers in [0, 1) (mulberry32). */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = seeded(20261121);
const below = (bound) => Math.floor(random() * bound);
const pick = (items) => items[below(items.length)];
const some = (items, count) =>
  Array.from({ length: count }, () => pick(items)).filter((item, i, all) => all.indexOf(item) === i);
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** Fifty rules: rates, full steps, bonuses, conditions over lines and over the order, schedules, caps, multipliers. */
function rules() {
  const earn = [{ id: "base", points: 1, per: 100 }];
  times(12, (i) => earn.push({ id: `category-${i}`, points: 1 + below(5), per: 1000, categories: [CATEGORIES[i]] }));
  times(9, (i) => earn.push({ id: `product-${i}`, points: 1 + below(9), per: 500, products: some(PRODUCTS, 3) }));
  times(6, (i) => earn.push({ id: `step-${i}`, points: 10 + below(40), every: 5000, categories: some(CATEGORIES, 2) }));
  times(8, (i) => {
    const lines = `{line.category} = '${pick(CATEGORIES)}' and {line.brand} = '${pick(BRANDS)}'`;
    earn.push({
      id: `lines-${i}`,
      points: 2 + below(4),
      per: 1000,
      lines: i % 2 ? lines : `${lines} or {line.organic} = true`,
    });
  });
  times(4, (i) => {
    const when = `{cart.gift} != true and {member.level} >= ${i + 1}`;
    earn.push({ id: `when-${i}`, points: 1, per: 700, when, channels: i % 2 ? ["app"] : ["app", "web"] });
  });
  times(2, (i) => earn.push({ id: `order-${i}`, points: 50 + i, each: "order", categories: [CATEGORIES[i]] }));
  times(2, (i) => earn.push({ id: `line-${i}`, points: 3 + i, each: "line", categories: [CATEGORIES[i + 2]] }));
  times(2, (i) => earn.push({ id: `unit-${i}`, points: 1 + i, each: "unit", categories: [CATEGORIES[i + 4]] }));
  earn.push({ id: "member-day", multiply: "2", rules: ["base"], schedule: { weekdays: ["wed"] } });
  earn.push({ id: "birthday", multiply: "2", rules: ["category-0"], when: "{member.birthday.month} = {now.month}" });
  earn.push({ id: "night", points: 1, per: 1000, schedule: { hours: { from: "20:00", until: "08:00" } } });
  earn.push({ id: "capped", points: 5, per: 1000, categories: ["wine"], cap: { points: 40, per: "order" } });
  return earn;
}

function lines() {
  return times(200, (index) => ({
    id: `l${index + 1}`,
    product: pick(PRODUCTS),
    category: pick(CATEGORIES),
    quantity: 1 + below(4),
    price: 50 + below(9950),
    brand: pick(BRANDS),
    organic: below(3) === 0,
  }));
}

const program = {
  currency: "CNY",
  timeZone: "Asia/Shanghai",
  earn: rules(),
  tiers: [
    { id: "silver", from: 1000 },
    { id: "gold", from: 5000 },
  ],
  qualify: { on: "points", within: { days: 365 } },
};

const request = {
  member: {
    id: "m1",
    birthday: "1990-11-03",
    level: 3,
    entries: times(12, (index) => ({
      at: `2026-${String(index + 1).padStart(2, "0")}-03T10:00:00Z`,
      order: `o${index + 1}`,
      points: 50 + below(300),
      spend: 5000 + below(30000),
    })),
  },
  cart: { id: "o13", channel: "app", gift: false, lines: lines() },
  now: "2026-11-18T12:30:00Z", // a Wednesday evening in Shanghai
};

function write(name, value) {
  writeFileSync(fileURLToPath(new URL(name, import.meta.url)), JSON.stringify(value, null, 2) + "\n");
}

write("program.json", program);
write("request.json", request);
