// Drafts in a real Chromium: what was kept is there after a reload, a crash of the tab and the end of the browser.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { newPage } from "../browser.mjs";
import { browsing } from "../browsing.mjs";
import { serve } from "./endpoint.mjs";
import { crash, newProfile, startWith } from "./profile.mjs";

const { server: endpoint, browser } = await browsing(serve);
beforeEach(() => endpoint.reset());

/** A page of a context with `responses` open. */
async function open(context) {
  const page = await newPage(context);
  await page.goto(endpoint.origin);
  await page.waitForFunction(() => globalThis.openResponses);
  await page.evaluate(async () => void (globalThis.responses = await openResponses()));
  return page;
}

/** A context of its own, until the test ends. */
async function fresh(test) {
  const context = await browser.newContext();
  test.after(() => context.close());
  return context;
}

const begin = (page, ...about) => page.evaluate((about) => responses.drafts.begin(...about), about);
const read = (page, ...about) => page.evaluate((about) => responses.drafts.read(...about), about);

/** Gives an answer and keeps the draft. */
function answer(page, name, value) {
  return page.evaluate(
    async ([name, value]) => {
      const draft = await responses.drafts.begin("visit");
      return responses.drafts.keep({ ...draft, data: { ...draft.data, [name]: value }, page: `after ${name}` });
    },
    [name, value],
  );
}

const STEPS = [
  ["score", 3],
  ["why", "The parcel was late.\u0000 ☕️ 迟到了"],
  ["colours", ["red", "blue"]],
  ["panel", [{ name: "x", deep: { deeper: [null, 1.5, ""] } }]],
];

/** After each answer something happens to the page; every answer up to then is there on the page that follows. */
async function outlives(page, happen) {
  const { key, seed, started } = await begin(page, "visit");
  const expected = {};
  for (const [name, value] of STEPS) {
    assert.equal(await answer(page, name, value), true);
    expected[name] = value;
    page = await happen(page);
    const draft = await read(page, "visit");
    assert.deepEqual(draft.data, expected);
    assert.deepEqual([draft.key, draft.seed, draft.started, draft.page], [key, seed, started, `after ${name}`]);
  }
}

test("a draft outlives a reload after each answer", async (t) => {
  const context = await fresh(t);
  await outlives(await open(context), async (page) => {
    await page.close();
    return open(context);
  });
});

test("a draft outlives a crash of the tab after each answer", async (t) => {
  const context = await fresh(t);
  await outlives(await open(context), async (page) => {
    await crash(page);
    await page.close();
    return open(context);
  });
});

test("a draft outlives the browser, killed after each answer", async (t) => {
  const profile = newProfile();
  let running = await startWith(profile.folder);
  t.after(() => running.kill().then(profile.remove));
  await outlives(await open(running.context), async () => {
    await running.kill();
    running = await startWith(profile.folder);
    return open(running.context);
  });
});

test("tabs that begin at the same time have one draft with one key", async (t) => {
  const context = await fresh(t);
  const pages = await Promise.all([open(context), open(context), open(context)]);
  const drafts = await Promise.all(pages.map((page) => begin(page, "visit", { respondent: "m1", locale: "zh-CN" })));
  assert.equal(new Set(drafts.map(({ key }) => key)).size, 1);
  assert.deepEqual(new Set(drafts.map(({ seed }) => seed)).size, 1);
  assert.match(drafts[0].key, /^[\da-f-]{36}$/);
  assert.deepEqual([drafts[0].respondent, drafts[0].locale, drafts[0].data], ["m1", "zh-CN", {}]);
});

test("each respondent has a draft of each survey", async (t) => {
  const page = await open(await fresh(t));
  const about = [["a"], ["b"], ["a", { respondent: "m1" }], ["a", { respondent: "" }], ["b", { respondent: "m1" }]];
  const keys = [];
  for (const one of about) keys.push((await begin(page, ...one)).key);
  assert.equal(new Set(keys).size, about.length);
  await page.evaluate(() => responses.drafts.drop("a", "m1"));
  assert.equal(await read(page, "a", "m1"), undefined);
  assert.equal((await read(page, "a", "")).key, keys[3]);
  assert.equal((await read(page, "a")).key, keys[0]);
});

test("a draft is kept as it was when it was given", async (t) => {
  const page = await open(await fresh(t));
  const data = await page.evaluate(async () => {
    const draft = await responses.drafts.begin("visit");
    const data = { list: [1], call: () => 1 };
    const keeping = responses.drafts.keep({ ...draft, data });
    data.list.push(2);
    await keeping;
    return (await responses.drafts.read("visit")).data;
  });
  assert.deepEqual(data, { list: [1] });
});

test("two tabs keep their answers beside each other", async (t) => {
  const context = await fresh(t);
  const [one, two] = [await open(context), await open(context)];
  const keep = (page, data, names) =>
    page.evaluate(
      async ([data, names]) => {
        globalThis.draft ??= await responses.drafts.begin("visit");
        return responses.drafts.keep({ ...draft, data }, names);
      },
      [data, names],
    );
  await keep(one, { a: 1, b: 1 }, ["a", "b"]);
  await keep(two, { c: 2 }, ["c"]);
  assert.deepEqual((await read(one, "visit")).data, { a: 1, b: 1, c: 2 });
  await keep(one, { b: 3 }, ["a", "b"]);
  assert.deepEqual((await read(two, "visit")).data, { b: 3, c: 2 }, "what was taken back is gone");
  await keep(two, { d: 4 });
  assert.deepEqual((await read(one, "visit")).data, { d: 4 }, "without names all is meant");
});

test("what is only looked at brings back no draft that has gone", async (t) => {
  const page = await open(await fresh(t));
  const kept = (names) =>
    page.evaluate(async (names) => {
      globalThis.draft ??= await responses.drafts.begin("visit");
      await responses.drafts.drop("visit");
      await responses.drafts.keep({ ...draft, data: { a: 1 } }, names);
      return (await responses.drafts.read("visit"))?.data;
    }, names);
  assert.equal(await kept([]), undefined);
  assert.deepEqual(await kept(["a"]), { a: 1 });
});

test("two tabs do not take back each other's time or page", async (t) => {
  const context = await fresh(t);
  const [one, two] = [await open(context), await open(context)];
  const keep = (page, more, names, hidden = false) =>
    page.evaluate(
      async ([more, names, hidden]) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        globalThis.draft ??= await responses.drafts.begin("visit");
        await responses.drafts.keep({ ...draft, ...more }, names);
        const { page, elapsed } = await responses.drafts.read("visit");
        return [page, elapsed];
      },
      [more, names, hidden],
    );
  await keep(one, { page: "two", elapsed: { one: 30, two: 5 } }, []);
  const hidden = await keep(two, { page: "one", elapsed: { one: 31, two: 4, three: 1 } }, [], true);
  assert.deepEqual(hidden, ["two", { one: 31, two: 5, three: 1 }]);
  assert.deepEqual(await keep(two, { page: "one" }, []), ["one", { one: 31, two: 5, three: 1 }]);
  assert.equal((await keep(one, { page: "two", data: { a: 1 } }, ["a"], true))[0], "two");
});

/** Makes all drafts older, behind the back of what keeps them. */
const age = (page, days) =>
  page.evaluate(
    (days) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("patronage");
        opening.onerror = reject;
        opening.onsuccess = () => {
          const store = opening.result.transaction("drafts", "readwrite").objectStore("drafts");
          store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
            if (!cursor) return resolve(opening.result.close());
            cursor.update({ ...cursor.value, at: Date.now() - days * 86_400_000 });
            cursor.continue();
          };
        };
      }),
    days,
  );

test("a draft lives for thirty days after the last answer", async (t) => {
  const page = await open(await fresh(t));
  const [old, other] = [await begin(page, "visit"), await begin(page, "other")];
  await age(page, 29);
  assert.equal((await begin(page, "visit")).key, old.key);
  const { at } = await read(page, "visit");
  await page.evaluate(async () => {
    const draft = await responses.drafts.read("visit");
    await responses.drafts.keep(draft, []);
  });
  assert.equal((await read(page, "visit")).at, at, "nothing was answered");
  await age(page, 31);
  assert.notEqual((await begin(page, "visit")).key, old.key);
  assert.equal(await read(page, "other"), undefined, `${other.key} has gone with it`);
});

test("where nothing is to be kept, nothing is, nor what was", async (t) => {
  const page = await open(await fresh(t));
  const { key } = await begin(page, "visit");
  const next = await begin(page, "visit", { kept: false });
  assert.notEqual(next.key, key);
  assert.equal(await read(page, "visit"), undefined);
});
