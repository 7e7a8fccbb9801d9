// What no JSON text can say, but a JavaScript caller can: each is refused with a code and its place, and the engine lives on.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { load } from "../../pkg/dist/loyalty/node.js";

const { Program, PatronageError } = await load();
const { base: document } = JSON.parse(await readFile(new URL("../bad_input/programs.json", import.meta.url), "utf8"));
const { base: request } = JSON.parse(await readFile(new URL("../bad_input/requests.json", import.meta.url), "utf8"));
const program = new Program(document);
const answer = JSON.stringify(program.preview(request));

const cycle = { a: 1 };
cycle.self = cycle;
const deep = Array.from({ length: 5_000 }).reduce((inside) => [inside], 1);

/** Where a value stands in the request, the value, and the code and path that must come back. */
const CASES = [
  ["/now", NaN, "not-json", "/now"],
  ["/now", Infinity, "not-json", "/now"],
  ["/now", new Date(NaN), "not-json", "/now"],
  ["/now", undefined, "missing", "/now"],
  ["/now", () => 1, "missing", "/now"],
  ["/now", Symbol("now"), "missing", "/now"],
  ["/now", 1n, "not-json", "/now"],
  ["/now", new Map(), "not-json", "/now"],
  ["/now", [], "type", "/now"],
  ["/cart/lines/0/price", NaN, "not-json", "/cart/lines/0/price"],
  ["/cart/lines/0/price", -Infinity, "not-json", "/cart/lines/0/price"],
  ["/cart/lines/0/price", 1990n, "not-json", "/cart/lines/0/price"],
  ["/cart/lines/0/price", 19.9, "amount", "/cart/lines/0/price"],
  ["/cart/lines/0/price", 2 ** 53, "overflow", "/cart/lines/0/price"],
  ["/cart/lines/0/price", 1e21, "amount", "/cart/lines/0/price"],
  ["/cart/lines/0/price", null, "amount", "/cart/lines/0/price"],
  ["/cart/lines/0/price", new Number(NaN), "not-json", "/cart/lines/0/price"],
  ["/cart/lines/0/price", undefined, "combination", "/cart/lines/0"],
  ["/cart/lines/0/quantity", 0.1 + 0.2, "type", "/cart/lines/0/quantity"],
  ["/cart/lines/0", undefined, "not-json", "/cart/lines/0"],
  ["/cart/lines/0", () => ({}), "not-json", "/cart/lines/0"],
  ["/cart/lines/0", Symbol.iterator, "not-json", "/cart/lines/0"],
  ["/cart/lines", new Set(), "not-json", "/cart/lines"],
  ["/cart/lines", new Map([["0", {}]]), "not-json", "/cart/lines"],
  ["/cart/lines", new Float64Array(2), "type", "/cart/lines"],
  ["/cart", cycle, "not-json", "/cart/self"],
  ["/cart/gift", cycle, "not-json", "/cart/gift/self"],
  ["/cart/gift", new WeakMap(), "not-json", "/cart/gift"],
  ["/cart/gift", Promise.resolve(1), "not-json", "/cart/gift"],
  ["/member/level", NaN, "not-json", "/member/level"],
  ["/member/level", 10n, "not-json", "/member/level"],
  ["/member/birthday", new Date(0), "date", "/member/birthday"],
  ["/member/entries", {}, "type", "/member/entries"],
];

for (const [place, value, code, path] of CASES) {
  test(`${name(value)} at ${place} is ${code}`, () => {
    refuses(() => program.preview(changed(request, place, value)), code, path);
    assert.equal(JSON.stringify(program.preview(request)), answer);
  });
}

test("depth is refused with a path, not with a stack overflow", () => {
  const error = refuses(() => program.preview(changed(request, "/cart/gift", deep)), "too-deep");
  assert.match(error.path, /^\/cart\/gift(\/0)+$/);
});

test("what a getter throws reaches the caller untouched", () => {
  const thrown = new RangeError("mine");
  const cart = Object.defineProperty({ lines: [] }, "coupon", {
    enumerable: true,
    get() {
      throw thrown;
    },
  });
  assert.throws(
    () => program.preview({ ...request, cart }),
    (error) => error === thrown,
  );
  assert.equal(JSON.stringify(program.preview(request)), answer);
});

test("programs and requests that are no objects at all", () => {
  for (const nothing of [undefined, () => 1, Symbol("x")]) {
    refuses(() => new Program(nothing), "not-json", "");
    refuses(() => program.preview(nothing), "not-json", "");
  }
  for (const value of [null, 1, true, []]) {
    refuses(() => new Program(value), "type", "");
    refuses(() => program.status(value), "type", "");
  }
  refuses(() => new Program(NaN), "not-json", "");
  refuses(() => new Program(1n), "not-json", "");
});

test("a lone surrogate is read as the replacement character, as in native Rust", () => {
  const lines = [{ id: "\ud800", price: 100 }];
  assert.equal(program.preview({ cart: { lines }, now: 0 }).lines[0].id, "\ufffd");
});

test("a request is never changed", () => {
  const frozen = JSON.stringify(request);
  program.preview(deepFreeze(structuredClone(request)));
  program.preview(request);
  assert.equal(JSON.stringify(request), frozen);
});

test("a freed program says so, and freeing twice is no harm", () => {
  const freed = new Program(document);
  freed.free();
  freed.free();
  refuses(() => freed.preview(request), "freed", "");
});

function refuses(ask, code, path) {
  const error = thrownBy(ask);
  assert.ok(error instanceof PatronageError, `${error}`);
  assert.equal(error.code, code);
  if (path !== undefined) assert.equal(error.path, path);
  assert.ok(error.message.length > 0);
  return error;
}

function thrownBy(ask) {
  try {
    ask();
  } catch (error) {
    return error;
  }
}

/** The document with another value at a place, all else shared. */
function changed(document, place, value) {
  const [, key, ...rest] = place.split("/");
  const copy = Array.isArray(document) ? [...document] : { ...document };
  copy[key] = rest.length ? changed(document[key], `/${rest.join("/")}`, value) : value;
  return copy;
}

function deepFreeze(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

function name(value) {
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? `${value}n` : String(value);
  return Object.prototype.toString.call(value);
}
