// What the classes of the installed package promise beyond the engine's answers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { before, test } from "node:test";
import { project, root, run } from "./project.mjs";
import { program, request } from "./sample.mjs";

let loyalty, whole, explaining;

before(async (context) => {
  const folder = await project(context);
  const from = (path) => import(pathToFileURL(`${folder}/node_modules/patronage/dist/${path}.js`));
  loyalty = await (await from("loyalty/node")).load();
  whole = await (await from("patronage/node")).load();
  explaining = {
    ...(await from("explain")),
    en: (await from("locales/en")).default,
    zhCN: (await from("locales/zh-CN")).default,
  };
});

/** The error of a call that must be refused. */
function refusal(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof loyalty.PatronageError, `${error} is no PatronageError`);
    assert.equal(error.name, "PatronageError");
    return error;
  }
  assert.fail("it was not refused");
}

const deep = (levels) => Array.from({ length: levels }).reduce((inner) => [inner], 1);
const cyclic = {};
cyclic.inner = [cyclic];

test("what JSON cannot say is refused, with its place", () => {
  const { Program } = loyalty;
  for (const [value, code, path] of [
    [{ ...program, currency: NaN }, "not-json", "/currency"],
    [{ ...program, earn: [{ id: "a", points: Infinity }] }, "not-json", "/earn/0/points"],
    [{ ...program, earn: [undefined] }, "not-json", "/earn/0"],
    [{ ...program, earn: new Array(1) }, "not-json", "/earn/0"],
    [{ ...program, earn: [() => 1] }, "not-json", "/earn/0"],
    [{ ...program, earn: [Symbol("a")] }, "not-json", "/earn/0"],
    [{ ...program, earn: [{ id: "a", points: 1n }] }, "not-json", "/earn/0/points"],
    [{ ...program, earn: new Map([["a", 1]]) }, "not-json", "/earn"],
    [{ ...program, earn: new Set([1]) }, "not-json", "/earn"],
    [{ ...program, "a/b~c": { on: new Date(NaN) } }, "not-json", "/a~1b~0c/on"],
    [{ ...program, earn: cyclic }, "not-json", "/earn/inner/0"],
    [{ ...program, earn: deep(20_000) }, "too-deep"],
    [undefined, "not-json", ""],
    [null, "type", ""],
    [Symbol("a"), "not-json", ""],
    [1, "type", ""],
    ["{", "json", ""],
    ["", "json", ""],
  ]) {
    const error = refusal(() => new Program(value));
    assert.equal(error.code, code);
    if (path !== undefined) assert.equal(error.path, path);
  }
});

test("a null that is meant, and an undefined that is absent, cost nobody a refusal", () => {
  const made = new loyalty.Program({ ...program, name: undefined, tiers: undefined });
  const answer = made.preview({ ...request, member: { note: null, nothing: {}, none: [], text: "null {}" } });
  assert.equal(answer.points, 58);
  assert.equal(made.preview({ ...request, member: undefined }).points, 58);
});

test("a Date is its instant, and a JSON text is as good as its object", () => {
  const made = new loyalty.Program(JSON.stringify(program));
  const date = made.preview({ ...request, now: new Date(request.now) });
  assert.deepEqual(date, made.preview(request));
  assert.deepEqual(made.preview(JSON.stringify(request)), made.preview(request));
  assert.deepEqual(JSON.parse(made.previewJson(request)), made.preview(request));
  assert.deepEqual(JSON.parse(made.statusJson({ now: 0 })), made.status({ now: 0 }));
});

test("objects of another realm are plain too", async () => {
  const { runInNewContext } = await import("node:vm");
  const foreign = runInNewContext(`(${JSON.stringify({ ...request, member: { empty: {}, none: null } })})`);
  assert.equal(new loyalty.Program(program).preview(foreign).points, 58);
});

test("asking changes nothing that was given", () => {
  const [document, question] = [structuredClone(program), structuredClone(request)];
  new loyalty.Program(document).preview(question);
  assert.deepEqual([document, question], [program, request]);
});

test("errors are the engine's, with a sentence in both languages", () => {
  const error = refusal(() => new loyalty.Program({ ...program, currency: "CNX" }));
  assert.deepEqual([error.code, error.path, error.params], ["currency", "/currency", { found: "CNX" }]);
  assert.equal(error.message, "/currency: “CNX” is not a currency of ISO 4217. Give a code such as CNY, USD or JPY.");
  assert.match(explaining.explain(error, explaining.zhCN), /^“CNX”不是 ISO 4217 货币代码/);
  assert.match(refusal(() => new whole.Expression("{a} +")).message, /character 5/);
});

test("a freed handle says so, and freeing twice is harmless", () => {
  const made = new loyalty.Program(program);
  made.free();
  made.free();
  const error = refusal(() => made.preview(request));
  assert.deepEqual([error.code, error.params.what], ["freed", "Program"]);
  const other = new whole.Expression("1");
  other[Symbol.dispose]();
  assert.equal(refusal(() => other.test()).code, "freed");
});

test("a refusal leaves the program as it was", () => {
  const made = new loyalty.Program(program);
  for (let time = 0; time < 100; time++) refusal(() => made.preview({ ...request, now: "never" }));
  assert.equal(made.preview(request).points, 58);
});

test("every reason of an answer has its sentence, with every gap filled", () => {
  const document = {
    ...program,
    earn: [
      ...program.earn,
      { id: "wed", name: { en: "Wednesday", "zh-CN": "周三" }, multiply: 2, schedule: { weekdays: ["wed"] } },
      { id: "june", points: 5, each: "order", schedule: { months: [6, 7] } },
      { id: "gold", points: 5, each: "order", tiers: ["gold"] },
      { id: "capped", points: 100, each: "order", cap: { points: 7, per: "day" } },
      { id: "shop", points: 1, each: "order", channels: ["shop"] },
    ],
  };
  const answer = new loyalty.Program(document).preview(request);
  for (const why of [...answer.rules.map((rule) => rule.why), ...answer.before.why, ...answer.after.why]) {
    for (const sentences of [explaining.en, explaining.zhCN]) {
      const said = explaining.explain(why, sentences, document);
      assert.notEqual(said, why.code);
      assert.doesNotMatch(said, /[{}]|undefined|NaN/, JSON.stringify(why));
    }
  }
  const said = answer.rules.map(({ why }) => explaining.explain(why, explaining.en, document));
  assert.ok(said.includes("Only in June, July."), said.join("\n"));
});

test("amounts are said in the decimals of the engine's currencies", () => {
  for (const currency of Intl.supportedValuesOf("currency")) {
    const document = { ...program, currency, earn: [{ id: "a", points: 1, per: 1 }] };
    let answer;
    try {
      answer = new loyalty.Program(document).preview({ cart: { lines: [{ price: "7" }] }, now: 0 });
    } catch (error) {
      assert.equal(error.code, "currency", currency);
      continue;
    }
    const why = { code: "next", tier: "gold", on: "spend", missing: answer.amount };
    const said = explaining.explain(why, explaining.en, document).match(/\d+(\.\d+)?/)[0];
    assert.match(said, /^7(\.0+)?$/, `${currency}: ${said}`);
    assert.equal(said.replace(".", ""), String(answer.amount), currency);
  }
});

test("expressions take and give what JavaScript has", () => {
  const { evaluate, Expression } = whole;
  assert.equal(evaluate("{a} + 1 > {b}", { a: 1, b: 1 }), true);
  assert.deepEqual(evaluate("{d}", { d: new Date(86_400_000) }, { offset: 28_800 }), new Date(86_400_000));
  assert.equal(evaluate("{x} empty", { x: undefined }), true);
  assert.equal(new Expression("{age} >= 18").test({ age: 20 }), true);
  assert.equal(String(new Expression("{a}+1>{b}")), "(({a} + 1) > {b})");
});

test("an object with a key $ is itself, both ways", () => {
  const { evaluate, Expression } = whole;
  for (const a of [
    { $: "NaN" },
    { $: "undefined" },
    { $: "date", local: null },
    { $: "amount", units: 1, exponent: 0 },
    { $: 1, $$: 2, $$$: [{ $: "Infinity" }], "$ ": 3, b: NaN },
    { $$: new Date(0) },
  ]) {
    assert.deepEqual(evaluate("{a}", { a }), a);
    assert.deepEqual(evaluate("[{a}, 1]", { a }), [a, 1]);
    assert.equal(evaluate("{a} = {b}", { a, b: structuredClone(a) }), !("b" in a));
  }
  assert.equal(evaluate("{a.$$}", { a: { $$: 5 } }), 5);
  assert.equal(new Expression("{a} notempty").test({ a: { $: "undefined" } }), true);
});

test("a value that never ends or is a bigint is refused with its place, also in an expression", () => {
  const { evaluate, Expression } = whole;
  for (const [values, found, path] of [
    [{ a: [{ "b/c": 1n }] }, "bigint", "/values/a/0/b~1c"],
    [{ a: NaN, b: undefined, c: new Map(), d: 1n }, "bigint", "/values/d"],
    [{ a: cyclic }, "cycle", "/values/a/inner/0"],
    [{ $: cyclic }, "cycle", "/values/$/inner/0"],
  ]) {
    const test = refusal(() => new Expression("{a}").test(values));
    assert.deepEqual([test.code, test.path, test.params.found], ["not-json", path, found]);
    assert.equal(refusal(() => evaluate("{a}", values)).path, path);
  }
  const marked = { $: 1 };
  marked.self = marked;
  assert.equal(refusal(() => evaluate("{a}", { a: marked })).path, "/values/a/self");
  assert.equal(refusal(() => evaluate("{a}", { a: deep(20_000) })).code, "too-deep");
});

test("toJSON is asked once, as JSON.stringify asks it", () => {
  const { Program } = loyalty;
  class Same {
    constructor(fields) {
      Object.assign(this, fields);
    }
    toJSON() {
      return this;
    }
  }
  const { preview } = Program.prototype;
  const made = new Program(program);
  const ask = (member) => preview.call(made, { ...request, member });
  assert.equal(ask(new Same({ note: null, nothing: {}, inner: new Same({}) })).points, 58);
  const cycle = new Same({ note: null });
  cycle.self = cycle;
  assert.equal(refusal(() => ask(cycle)).path, "/member/self");
  assert.equal(refusal(() => ask({ a: new Same({ b: NaN }) })).path, "/member/a/b");
  assert.equal(refusal(() => ask({ a: { toJSON: () => [1n] } })).path, "/member/a/0");
  const asked = [];
  ask({ "a/b": { toJSON: (key) => asked.push(key) && null } });
  assert.deepEqual([...new Set(asked)], ["a/b"]);
});

test("the wasm asks for no reference types, which the oldest browsers lack", async () => {
  for (const flavour of ["patronage", "loyalty", "survey"]) {
    const bytes = readFileSync(`${root}/pkg/dist/${flavour}/${flavour}.wasm`);
    const exports = WebAssembly.Module.exports(await WebAssembly.compile(bytes));
    assert.ok(!exports.some(({ kind }) => kind === "table"));
  }
});

for (const page of ["README.md", "README.zh-CN.md"]) {
  test(`the examples of ${page} run as they stand`, (context) => examplesRun(context, page));
}

async function examplesRun(context, page) {
  const text = readFileSync(`${root}/pkg/${page}`, "utf8");
  const examples = [...text.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code]) => code);
  assert.ok(examples.length >= 4);
  const folder = await project(context, Object.fromEntries(examples.map((code, index) => [`${index}.mjs`, code])));
  for (const index of examples.keys()) {
    const strict = "data:text/javascript,console.assert = (holds) => { if (!holds) throw new Error('does not hold') }";
    await run("node", ["--import", strict, `${index}.mjs`], { cwd: folder });
  }
}

test("what is no text is no expression, and says so", () => {
  for (const text of [5, undefined, null, {}]) {
    assert.throws(() => new whole.Expression(text), { name: "PatronageError", code: "type" });
  }
  const nameless = Object.create(Object.create(Object.create(null)));
  const program = () => new whole.Program({ currency: "CNY", timeZone: "UTC", earn: [], id: nameless });
  assert.throws(program, { name: "PatronageError", code: "not-json", path: "/id" });
});
