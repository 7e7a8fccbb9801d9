// Offers in wasm: the best combination with its reasons in words, refunds, and errors with their place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../../pkg/dist/explain.js";
import en from "../../pkg/dist/locales/en.js";
import zhCN from "../../pkg/dist/locales/zh-CN.js";
import { load as loadProgram } from "../../pkg/dist/loyalty/node.js";
import { load, PatronageError } from "../../pkg/dist/offers/node.js";

const { learning, Offers } = await load();
const { Program } = await loadProgram();

const document = {
  currency: "CNY",
  timeZone: "Asia/Shanghai",
  offers: [
    { id: "flash", name: { en: "Flash price", "zh-CN": "秒杀" }, price: "30.00", products: ["tea"] },
    { id: "spend", name: { en: "30 off 200", "zh-CN": "满200减30" }, from: "200.00", off: "30.00" },
    { id: "a", name: { en: "Coupon A", "zh-CN": "A 券" }, coupon: true, group: "coupon", off: "8.00" },
    { id: "b", name: { en: "Coupon B", "zh-CN": "B 券" }, coupon: true, group: "coupon", percent: "10%" },
  ],
};

const request = {
  cart: {
    lines: [
      { id: "1", product: "tea", price: "45.00", quantity: 2 },
      { id: "2", product: "cup", price: "100.00" },
    ],
  },
  held: [{ offer: "a" }, { offer: "b", id: "b-17" }],
  now: "2026-11-21T08:00:00Z",
};

test("the best combination, and each other offer with its reason in both languages", () => {
  const offers = new Offers(document);
  const best = offers.best(request);
  assert.deepEqual(
    best.applied.map(({ offer, coupon, discount }) => [offer, coupon, discount]),
    [
      ["flash", undefined, 3000],
      ["b", "b-17", 1600],
    ],
  );
  assert.deepEqual([best.amount, best.discount, best.total, best.proven], [19000, 4600, 14400, true]);
  const say = (sentences) => best.refused.map(({ why }) => explain(why, sentences, document));
  assert.deepEqual(say(en), [
    "Add CN¥40.00 for CN¥30.00 off.",
    "Coupon B acts in its place and takes off CN¥8.00 more.",
  ]);
  assert.deepEqual(say(zhCN), ["再买 ¥40.00 可减 ¥30.00。", "已改用 B 券，可多省 ¥8.00。"]);
});

test("the program earns on what is really paid", () => {
  const { cart, total } = new Offers(document).best(request);
  const program = new Program({
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    earn: [{ id: "base", points: 1, per: "1.00" }],
  });
  const preview = program.preview({ cart, now: request.now });
  assert.deepEqual([preview.amount, preview.points], [total, 144]);
});

test("what comes back is worth what was paid for it", () => {
  const offers = new Offers(document);
  const [line] = offers.best(request).lines;
  const back = (before) => offers.refund({ lines: [{ quantity: 2, net: line.net, before, returned: 1 }] }).amount;
  assert.equal(back(0) + back(1), line.net);
});

test("what is not right is refused with its place", () => {
  assert.throws(
    () => new Offers({ ...document, offers: [{ id: "o", off: 1, percent: "5%" }] }),
    (error) => error instanceof PatronageError && error.path === "/offers/0" && error.code === "combination",
  );
  const offers = new Offers(document);
  assert.throws(
    () => offers.best({ ...request, cart: { lines: [{ price: 1, quantity: -1 }] } }),
    (error) => error instanceof PatronageError && error.path === "/cart/lines/0/quantity",
  );
  offers.free();
  assert.throws(() => offers.best(request), { code: "freed" });
});

test("what is taken is shown more often, and states merge without counting twice", () => {
  let learnt = { devices: {} };
  for (let round = 0; round < 200; round += 1) {
    const { offer } = learning.choose({ learnt, offers: ["dull", "good"], seed: round, draws: 1 });
    const taken = offer === "good" && round % 2 === 0;
    learnt = learning.learn({ learnt, device: "phone", offer, taken });
  }
  const { offers, probability, offer } = learning.choose({ learnt, offers: ["dull", "good"], seed: 7, explore: 0.1 });
  assert.equal(offer, "good");
  assert.ok(probability > 0.9 && offers[0].probability >= 0.05);
  const tablet = learning.learn({ device: "tablet", offer: "dull", taken: true });
  const merged = learning.merge(learning.merge(learnt, tablet), learnt);
  assert.deepEqual(merged, learning.merge(tablet, learnt));
  assert.equal(merged.devices.phone.observed + merged.devices.tablet.observed, 201);
  assert.throws(() => learning.choose({ offers: [], seed: 1 }), { path: "/offers", code: "too-few" });
});

test("a log says what another policy would have brought", () => {
  const log = [
    { reward: 1, probability: 0.25, target: 0.5 },
    { reward: 0, probability: 0.5, target: 0.5 },
  ];
  const { ips, snips, robust, effective } = learning.evaluate({ log });
  assert.deepEqual([ips.value, snips.value, robust, effective], [1, 2 / 3, undefined, 9 / 5]);
});
