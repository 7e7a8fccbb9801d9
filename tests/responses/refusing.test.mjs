// Browsers that keep nothing, not now or not any more: all goes on in memory, says so, and is sent all the same.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { newPage } from "../browser.mjs";
import { browsing } from "../browsing.mjs";
import { accept, respond, serve } from "./endpoint.mjs";

const { server: endpoint, browser } = await browsing(serve);
beforeEach(() => endpoint.reset());

/** A page whose browser was changed by a script before anything else ran. */
async function open(test, change = () => undefined, pace = {}) {
  const context = await browser.newContext();
  test.after(() => context.close());
  return openIn(context, change, pace);
}

async function openIn(context, change = () => undefined, pace = {}) {
  const page = await newPage(context);
  await page.addInitScript(change);
  await page.goto(endpoint.origin);
  await page.waitForFunction(() => globalThis.openResponses);
  await page.evaluate(
    async (pace) => void (globalThis.responses = await openResponses({ firstDelay: 100, longestDelay: 400, ...pace })),
    pace,
  );
  return page;
}

const durable = (page) => page.evaluate(() => responses.durable);

/** Answers, keeps the draft, reads it again; gives what was read. */
function keep(page, data = { score: 3 }, survey = "visit") {
  return page.evaluate(
    async ([data, survey]) => {
      const draft = await responses.drafts.begin(survey);
      await responses.drafts.keep({ ...draft, data });
      return responses.drafts.read(survey);
    },
    [data, survey],
  );
}

function complete(page, survey = "visit") {
  return page.evaluate(async (survey) => {
    const draft = await responses.drafts.begin(survey);
    const response = { ...draft, completed: new Date().toISOString(), offset: 0 };
    return [draft.key, await responses.outbox.complete(response, "/responses")];
  }, survey);
}

/** Waits until all is sent; gives the standing of each. */
async function sent(page) {
  for (let tries = 0; tries < 200; tries += 1) {
    const { entries } = await page.evaluate(() => responses.outbox.state());
    const standings = entries.map(({ standing }) => standing);
    if (entries.length > 0 && standings.every((standing) => standing === "sent")) return;
    await sleep(50);
  }
  assert.fail("it was not sent");
}

/** The whole way in such a browser. */
async function goesThrough(page) {
  assert.deepEqual((await keep(page)).data, { score: 3 });
  const [key, taken] = await complete(page);
  assert.equal(taken, true);
  await sent(page);
  assert.deepEqual([...endpoint.stored.keys()], [key]);
  assert.deepEqual(JSON.parse(endpoint.stored.get(key)).data, { score: 3 });
  assert.equal(await page.evaluate(() => responses.drafts.read("visit")), undefined);
  const again = await page.evaluate(async (key) => {
    const draft = { ...(await responses.drafts.begin("visit")), key };
    return responses.drafts.keep(draft);
  }, key);
  assert.equal(again, false, "also in memory a completed draft does not come back");
}

const WITHOUT = {
  "no database at all": () => delete globalThis.indexedDB,
  "a database that is refused": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  },
  "a database that fails to open": () => {
    IDBFactory.prototype.open = function () {
      const request = new EventTarget();
      request.error = new DOMException("Internal error.", "UnknownError");
      setTimeout(() => request.dispatchEvent(new Event("error")));
      Object.setPrototypeOf(request, IDBOpenDBRequest.prototype);
      Object.defineProperty(request, "error", { value: new DOMException("Internal error.", "UnknownError") });
      return request;
    };
  },
};

for (const [name, change] of Object.entries(WITHOUT)) {
  test(`${name}: in memory, and it says so`, async (t) => {
    const page = await open(t, change);
    assert.equal(await durable(page), false);
    assert.equal((await page.evaluate(() => responses.outbox.state())).durable, false);
    await goesThrough(page);
  });
}

test("a database that never opens is waited for in vain only once", async (t) => {
  const page = await open(t, () => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...values) {
      const request = new EventTarget();
      Object.setPrototypeOf(request, IDBOpenDBRequest.prototype);
      globalThis.openAtLast = () => {
        const real = open.apply(this, values);
        real.onupgradeneeded = () => {
          for (const name of ["drafts", "outbox"]) real.result.createObjectStore(name);
        };
        real.onsuccess = () => {
          Object.defineProperty(request, "result", { value: real.result });
          request.dispatchEvent(new Event("success"));
        };
      };
      return request;
    };
  });
  assert.equal(await durable(page), false);
  const begun = Date.now();
  await keep(page, { score: 4 });
  assert.ok(Date.now() - begun < 1_500, "the second question does not wait");
  await page.evaluate(() => openAtLast());
  await sleep(300);
  await keep(page, { score: 5 }, "other");
  assert.equal(await durable(page), true, "what comes late is still taken");
  await page.close();
  const next = await openIn(page.context());
  assert.deepEqual((await next.evaluate(() => responses.drafts.read("visit"))).data, { score: 4 });
});

test("without locks and channels between tabs all still works", async (t) => {
  const page = await open(t, () => {
    delete globalThis.BroadcastChannel;
    delete Navigator.prototype.locks;
  });
  assert.equal(await page.evaluate(() => "locks" in navigator || "BroadcastChannel" in globalThis), false);
  endpoint.behave = async (attempt) => {
    await sleep(300);
    accept(attempt);
  };
  await goesThrough(page);
  assert.equal(endpoint.tries.length, 1, "one tab sends once");
});

test("locks that a page may not use are done without", async (t) => {
  const page = await open(t, () => {
    LockManager.prototype.request = () => Promise.reject(new DOMException("Denied.", "SecurityError"));
  });
  await goesThrough(page);
});

test("another tab that sleeps with the lock keeps nothing back for ever", async (t) => {
  const page = await open(t, () => navigator.locks?.request("patronage", () => new Promise(() => undefined)), {
    timeout: 400,
  });
  await goesThrough(page);
});

test("a full disk: in memory, sent from there, and on disk again when there is room", async (t) => {
  const page = await open(t);
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: endpoint.origin, quotaSize: 1_000_000 });
  await keep(page, { score: 1 }, "before");
  assert.equal(await durable(page), true);
  const large = { why: "x".repeat(3_000_000) };
  assert.deepEqual((await keep(page, large, "large")).data, large);
  assert.equal(await durable(page), false);
  assert.deepEqual((await page.evaluate(() => responses.drafts.read("before"))).data, { score: 1 });
  await goesThrough(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: endpoint.origin });
  await keep(page, { score: 2 }, "after");
  assert.equal(await durable(page), true);
  await page.close();
  const next = await openIn(page.context());
  const kept = await next.evaluate(() =>
    Promise.all(["before", "large", "after"].map((id) => responses.drafts.read(id))),
  );
  assert.deepEqual(
    kept.map(({ data }) => data),
    [{ score: 1 }, large, { score: 2 }],
  );
});

test("a newer version of the page takes the database over, and this one goes on in memory", async (t) => {
  const page = await open(t);
  await keep(page);
  const upgraded = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open("patronage", 99);
        request.onsuccess = () => resolve("done");
        request.onblocked = () => resolve("blocked");
      }),
  );
  assert.equal(upgraded, "done");
  await goesThrough(page);
  assert.equal(await durable(page), false);
});

test("a database that the browser closes or deletes is opened again", async (t) => {
  const page = await open(t);
  await keep(page, { score: 1 });
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: endpoint.origin, storageTypes: "indexeddb" });
  await goesThrough(page);
  assert.equal(await durable(page), true);
});

test("what waits in memory goes out with the page", async (t) => {
  const page = await open(t, () => delete globalThis.indexedDB, { firstDelay: 3_600_000, longestDelay: 3_600_000 });
  endpoint.behave = ({ response }) => response.destroy();
  await keep(page);
  const [key] = await complete(page);
  for (let tries = 0; endpoint.tries.length < 1 && tries < 100; tries += 1) await sleep(20);
  await sleep(200);
  endpoint.behave = accept;
  await page.goto("about:blank");
  for (let tries = 0; endpoint.stored.size < 1 && tries < 200; tries += 1) await sleep(20);
  assert.deepEqual([...endpoint.stored.keys()], [key]);
});

test("what the endpoint has put off does not go out with the page", async (t) => {
  const page = await open(t);
  endpoint.behave = ({ response }) => respond(response, 503, {}, { "Retry-After": "60" });
  await complete(page);
  for (let tries = 0; endpoint.tries.length < 1 && tries < 100; tries += 1) await sleep(20);
  await sleep(200);
  await page.goto("about:blank");
  await sleep(500);
  assert.equal(endpoint.tries.length, 1);
});
