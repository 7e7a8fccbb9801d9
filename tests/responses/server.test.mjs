// Where there is no browser: the module can be imported, touches nothing, and keeps in memory.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { serve } from "./endpoint.mjs";

test("importing it touches no global", async () => {
  const touched = [];
  const names = ["indexedDB", "BroadcastChannel", "navigator", "document", "addEventListener", "crypto", "fetch"];
  for (const name of names) {
    const { value, get } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
    const read = () => {
      touched.push(name);
      return get ? get.call(globalThis) : value;
    };
    Object.defineProperty(globalThis, name, { configurable: true, get: read });
  }
  const { openResponses } = await import("patronage/responses");
  assert.equal(typeof openResponses, "function");
  assert.deepEqual(touched, []);
});

for (const [kind, get] of [
  ["import", () => import("patronage/responses")],
  ["require", () => createRequire(import.meta.url)("patronage/responses")],
]) {
  test(`a server keeps in memory and sends (${kind})`, async (t) => {
    const endpoint = await serve();
    t.after(() => endpoint.close());
    const { openResponses } = await get();
    const responses = await openResponses();
    assert.equal(responses.durable, false);
    const draft = await responses.drafts.begin("visit", { respondent: "m1", seed: 7 });
    assert.equal(draft.seed, 7);
    assert.equal(await responses.drafts.keep({ ...draft, data: { score: 3 } }), true);
    const { page: _page, at: _at, ...rest } = await responses.drafts.read("visit", "m1");
    const response = { ...rest, completed: new Date().toISOString(), offset: 0 };
    await responses.outbox.complete(response, `${endpoint.origin}/responses`);
    await responses.outbox.flush();
    assert.deepEqual(JSON.parse(endpoint.stored.get(draft.key)), response);
    const { entries } = await responses.outbox.state();
    assert.deepEqual([entries.length, entries[0].standing, endpoint.tries.length], [1, "sent", 1]);
    responses.close();
  });
}

test("an endpoint without a page to be relative to is an address", async () => {
  const { openResponses } = await import("patronage/responses");
  const responses = await openResponses();
  const draft = await responses.drafts.begin("visit");
  const { page: _page, at: _at, ...rest } = draft;
  const response = { ...rest, completed: new Date().toISOString(), offset: 0 };
  await assert.rejects(responses.outbox.complete(response, "/responses"), TypeError);
  assert.ok(await responses.drafts.read("visit"), "the draft is still there");
  responses.close();
});
