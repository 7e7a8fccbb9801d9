// The best combination of 30 coupons for a cart of 100 lines, through the package's public class: medians in microseconds,
// request and answer as objects.

import { median } from "../numbers.mjs";
import { load } from "../../pkg/dist/offers/node.js";

const { Offers } = await load();
const CATEGORIES = 10;
const ROUNDS = 301;

const lines = Array.from({ length: 100 }, (_, at) => ({
  id: `line-${at}`,
  product: `product-${at}`,
  category: `category-${at % CATEGORIES}`,
  quantity: 1 + (at % 3),
  price: 990 + ((at * 7_919) % 9_000),
}));

/** A coupon over a category or over all lines, by turns off an amount and a share. */
function coupon(at, fields) {
  const benefit = at % 2 === 0 ? { from: 5_000 + at * 300, off: 500 + at * 70 } : { percent: `${2 + (at % 9)}%` };
  const lines = at % 3 === 0 ? {} : { categories: [`category-${at % CATEGORIES}`] };
  return { id: `coupon-${at}`, coupon: true, ...benefit, ...lines, ...fields(at) };
}

const STAGES = ["discount", "spend", "coupon"];
const KINDS = {
  "one of each of three kinds": (at) => ({ group: `kind-${at % 3}`, stage: STAGES[at % 3] }),
  "all of one stage together": () => ({}),
  "all together, in three stages": (at) => ({ stage: STAGES[at % 3] }),
  "five groups across three stages, some exclusive": (at) => ({
    group: `group-${at % 5}`,
    stage: STAGES[at % 3],
    ...(at % 10 === 9 ? { exclusive: true } : {}),
  }),
};

export const COUPONS = 30;
export const LINES = lines.length;

export const races = () =>
  Object.entries(KINDS).map(([name, fields]) => {
    const coupons = Array.from({ length: COUPONS }, (_, at) => coupon(at, fields));
    const offers = new Offers({ currency: "CNY", timeZone: "Asia/Shanghai", offers: coupons });
    const held = coupons.map(({ id }) => ({ offer: id }));
    const request = { cart: { lines }, held, now: 0 };
    const nothing = { cart: { lines }, now: 0 };
    const time = (asked) => {
      const times = Array.from({ length: ROUNDS }, () => {
        const from = performance.now();
        offers.best(asked);
        return (performance.now() - from) * 1_000;
      });
      return median(times);
    };
    const { proven, steps, applied } = offers.best(request);
    return { name, proven, steps, applied: applied.length, all: time(request), without: time(nothing) };
  });
