// The outbox in a real Chromium, against an endpoint and a network that fail in every way: each response arrives once.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { newPage } from "../browser.mjs";
import { browsing } from "../browsing.mjs";
import { accept, respond, serve } from "./endpoint.mjs";
import { crash } from "./profile.mjs";

const { server: endpoint, browser } = await browsing(serve);
beforeEach(() => endpoint.reset());

/** A quicker pace than a shop's, so that a test need not wait. */
const QUICK = { firstDelay: 100, longestDelay: 400, timeout: 1_000 };

async function fresh(test) {
  const context = await browser.newContext();
  test.after(() => context.close());
  return context;
}

/** A page with `responses` open, which keeps the states that it was told. */
async function open(context, pace = QUICK) {
  const page = await newPage(context);
  await page.goto(endpoint.origin);
  await page.waitForFunction(() => globalThis.openResponses);
  await page.evaluate(async (pace) => {
    globalThis.responses = await openResponses(pace);
    globalThis.states = [];
    globalThis.standings = [];
    responses.outbox.subscribe((state) => {
      states.push(state);
      for (const { standing } of state.entries) if (standings.at(-1) !== standing) standings.push(standing);
    });
  }, pace);
  return page;
}

/** Completes a survey; gives its key and whether the outbox took it. */
function complete(page, data = { score: 3 }, survey = "visit") {
  return page.evaluate(
    async ([survey, data]) => {
      const draft = await responses.drafts.begin(survey);
      const { page: _page, at: _at, ...rest } = { ...draft, data };
      const response = { ...rest, completed: new Date().toISOString(), offset: 0 };
      globalThis.response = response;
      return { key: draft.key, taken: await responses.outbox.complete(response, "/responses"), response };
    },
    [survey, data],
  );
}

const state = (page) => page.evaluate(() => responses.outbox.state());
const flush = (page) => page.evaluate(() => responses.outbox.flush());

/** Waits until every response stands so. */
function standing(page, word) {
  return page.waitForFunction(
    (word) => {
      const { entries = [] } = states.at(-1) ?? {};
      return entries.length > 0 && entries.every(({ standing }) => standing === word);
    },
    word,
    { timeout: 15_000, polling: 20 },
  );
}

/** Waits until something holds. */
async function until(holds, what) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  assert.fail(`in vain: ${what}`);
}

/** What the endpoint has stored is one response, with the bytes that came with every try. */
function storedOnce(key, data = { score: 3 }) {
  assert.deepEqual([...endpoint.stored.keys()], [key]);
  assert.deepEqual(JSON.parse(endpoint.stored.get(key)).data, data);
  for (const attempt of endpoint.tries) {
    assert.deepEqual([attempt.key, attempt.body], [key, endpoint.stored.get(key)]);
    assert.equal(attempt.type, "application/json");
  }
}

test("a completed response is sent, and its draft is gone", async (t) => {
  const page = await open(await fresh(t));
  // The flush with which it opens may send at once what is completed before it ends.
  await flush(page);
  const { key, taken, response } = await complete(page);
  assert.equal(taken, true);
  await standing(page, "sent");
  storedOnce(key);
  assert.equal(endpoint.tries.length, 1);
  assert.deepEqual(JSON.parse(endpoint.stored.get(key)), response);
  assert.equal(await page.evaluate(() => responses.drafts.read("visit")), undefined);
  assert.equal(await page.evaluate((key) => responses.outbox.read(key), key), undefined);
  assert.deepEqual(await page.evaluate(() => standings), ["waiting", "sending", "sent"]);
  const [entry] = (await state(page)).entries;
  assert.deepEqual(entry, {
    ...{ key, survey: "visit", endpoint: `${endpoint.origin}/responses`, standing: "sent", tries: 0, next: 0 },
  });
  assert.deepEqual(page.complaints, []);
});

test("a second completion of the same draft changes nothing, and the draft does not come back", async (t) => {
  const context = await fresh(t);
  const [page, other] = [await open(context), await open(context)];
  const draft = await other.evaluate(() => responses.drafts.begin("visit"));
  const { key } = await complete(page);
  await standing(other, "sent");
  const again = await other.evaluate(async (draft) => {
    const kept = await responses.drafts.keep({ ...draft, data: { score: 9 } });
    const response = { ...draft, data: { score: 9 }, completed: new Date().toISOString(), offset: 0 };
    return [kept, await responses.outbox.complete(response, "/responses")];
  }, draft);
  assert.deepEqual(again, [false, false]);
  assert.equal(await other.evaluate(() => responses.drafts.read("visit")), undefined);
  await flush(other);
  storedOnce(key);
});

test("without a network it waits, and goes out when the network is back", async (t) => {
  const context = await fresh(t);
  const page = await open(context, { ...QUICK, firstDelay: 3_600_000, longestDelay: 3_600_000 });
  await context.setOffline(true);
  const { key } = await complete(page);
  await until(async () => (await state(page)).entries[0].tries === 1, "a try without a network");
  assert.equal(endpoint.tries.length, 0);
  assert.equal((await state(page)).entries[0].standing, "waiting");
  assert.equal((await page.evaluate((key) => responses.outbox.read(key), key)).data.score, 3);
  await context.setOffline(false);
  await standing(page, "sent");
  storedOnce(key);
});

test("what waited is sent by the page that is opened next", async (t) => {
  const context = await fresh(t);
  const page = await open(context);
  await context.setOffline(true);
  const { key } = await complete(page);
  await page.close();
  await context.setOffline(false);
  await sleep(500);
  await standing(await open(context), "sent");
  storedOnce(key);
});

for (const [header, wait] of [
  ["2", 2_000],
  [() => new Date(Date.now() + 3_000).toUTCString(), 2_000],
]) {
  const form = typeof header === "string" ? "seconds" : "a date";
  test(`Retry-After is honoured as ${form}, also by another page and when the network comes back`, async (t) => {
    const context = await fresh(t);
    endpoint.behave = (attempt) => {
      if (attempt.number > 1) return accept(attempt);
      respond(attempt.response, 503, {}, { "Retry-After": typeof header === "string" ? header : header() });
    };
    const page = await open(context);
    const { key } = await complete(page);
    await until(() => endpoint.tries.length === 1, "the first try");
    await flush(page);
    const other = await open(context);
    await flush(other);
    await context.setOffline(true);
    await context.setOffline(false);
    await standing(other, "sent");
    storedOnce(key);
    assert.equal(endpoint.tries.length, 2);
    const waited = endpoint.tries[1].at - endpoint.tries[0].at;
    assert.ok(waited >= wait - 20, `it waited only ${waited} ms`);
  });
}

test("errors of the server are tried again, ever less often", async (t) => {
  const page = await open(await fresh(t), { timeout: 1_000, firstDelay: 100, longestDelay: 800 });
  // Not 408, which Chromium itself tries again.
  const statuses = [500, 502, 503, 504, 425, 429, 599];
  endpoint.behave = (attempt) => {
    const status = statuses[attempt.number - 1];
    return status ? respond(attempt.response, status, { code: "no" }) : accept(attempt);
  };
  const { key } = await complete(page);
  await standing(page, "sent");
  storedOnce(key);
  assert.equal(endpoint.tries.length, statuses.length + 1);
  const gaps = endpoint.tries.slice(1).map(({ at }, index) => at - endpoint.tries[index].at);
  const least = [50, 100, 200, 400, 400, 400, 400];
  gaps.forEach((gap, index) => assert.ok(gap >= least[index] - 5, `gap ${index}: ${gap} ms`));
  gaps.forEach((gap, index) => assert.ok(gap <= 2 * least[index] + 1_500, `gap ${index}: ${gap} ms`));
});

test("an answer lost after the response was stored does no harm", async (t) => {
  const page = await open(await fresh(t));
  endpoint.behave = (attempt) => {
    if (attempt.number > 3) return accept(attempt);
    attempt.stored.set(attempt.key, attempt.body);
    attempt.response.destroy();
  };
  const { key } = await complete(page);
  await standing(page, "sent");
  storedOnce(key);
  assert.ok(endpoint.tries.length >= 4);
});

test("an endpoint that does not answer is asked again", async (t) => {
  const page = await open(await fresh(t), { ...QUICK, timeout: 300 });
  endpoint.behave = (attempt) => (attempt.number > 2 ? accept(attempt) : undefined);
  const { key } = await complete(page);
  await standing(page, "sent");
  storedOnce(key);
  assert.equal(endpoint.tries.length, 3);
});

test("a slow answer is waited for, and both tabs see that it is on its way", async (t) => {
  const context = await fresh(t);
  const [page, other] = [await open(context), await open(context)];
  endpoint.behave = async (attempt) => {
    await sleep(700);
    accept(attempt);
  };
  const { key } = await complete(page);
  await Promise.all([standing(page, "sending"), standing(other, "sending")]);
  await Promise.all([standing(page, "sent"), standing(other, "sent")]);
  storedOnce(key);
  assert.equal(endpoint.tries.length, 1);
});

test("an answer that does not name the key is none of the endpoint's", async (t) => {
  const page = await open(await fresh(t));
  const strange = [
    ({ response }) => respond(response, 200, { key: "another" }),
    ({ response }) => response.writeHead(200, { "Content-Type": "text/html" }).end("<title>Sign in</title>"),
    ({ response }) => response.writeHead(204).end(),
  ];
  endpoint.behave = (attempt) => (strange[attempt.number - 1] ?? accept)(attempt);
  const { key } = await complete(page);
  await standing(page, "sent");
  storedOnce(key);
  assert.equal(endpoint.tries.length, strange.length + 1);
});

test("a refused response is kept with the reason; it can be read, retried and dropped", async (t) => {
  const context = await fresh(t);
  const page = await open(context);
  const errors = [{ question: "why", code: "required" }];
  endpoint.behave = ({ response }) => respond(response, 422, { errors });
  const { key, response } = await complete(page);
  await standing(page, "refused");
  assert.deepEqual((await state(page)).entries[0].refusal, { status: 422, errors });
  await page.close();

  const next = await open(context);
  await standing(next, "refused");
  await flush(next);
  assert.equal(endpoint.tries.length, 1, "nobody asks again by himself");
  assert.deepEqual(await next.evaluate((key) => responses.outbox.read(key), key), response);

  endpoint.behave = ({ response }) =>
    respond(response, 409, { code: "conflict", path: "/data", message: "Another.", params: { key } });
  await next.evaluate((key) => responses.outbox.retry(key), key);
  const refusal = { status: 409, code: "conflict", path: "/data", message: "Another.", params: { key } };
  assert.deepEqual((await state(next)).entries[0].refusal, refusal);

  endpoint.behave = accept;
  await next.evaluate((key) => responses.outbox.retry(key), key);
  await standing(next, "sent");
  storedOnce(key);
  assert.equal((await state(next)).entries[0].refusal, undefined);
  await next.evaluate((key) => responses.outbox.drop(key), key);
  assert.deepEqual((await state(next)).entries, []);
});

test("a refusal without a reason in JSON is one all the same", async (t) => {
  const page = await open(await fresh(t));
  endpoint.behave = ({ response }) => response.writeHead(410, { "Content-Type": "text/html" }).end("<h1>Gone</h1>");
  await complete(page);
  await standing(page, "refused");
  assert.deepEqual((await state(page)).entries[0].refusal, { status: 410 });
});

test("an address that is not there is asked again for a day, and then believed", async (t) => {
  const page = await open(await fresh(t));
  for (const status of [404, 401, 403]) {
    endpoint.behave = ({ response }) => response.writeHead(status).end();
    await complete(page, { score: status }, `nobody-${status}`);
  }
  await until(async () => (await state(page)).entries.every(({ tries }) => tries > 1), "each is tried again");
  assert.ok((await state(page)).entries.every(({ standing }) => standing !== "refused"));
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 86_400_000;
  });
  await page.evaluate(() => responses.outbox.flush());
  await standing(page, "refused");
});

test("a response that a full quota screened out is told so", async (t) => {
  const page = await open(await fresh(t));
  endpoint.behave = ({ key, response }) => respond(response, 200, { key, screened: "women" });
  await complete(page);
  await standing(page, "sent");
  assert.equal((await state(page)).entries[0].screened, "women");
});

test("many tabs with many responses send each once, one tab at a time", async (t) => {
  const context = await fresh(t);
  const pages = await Promise.all([open(context), open(context), open(context)]);
  endpoint.behave = async (attempt) => {
    await sleep(20);
    accept(attempt);
  };
  const names = Array.from({ length: 12 }, (_, index) => `survey-${index}`);
  const completed = await Promise.all(names.map((name, index) => complete(pages[index % 3], { score: index }, name)));
  await Promise.all(pages.map((page) => flush(page)));
  for (const page of pages) await standing(page, "sent");
  assert.deepEqual([...endpoint.stored.keys()].sort(), completed.map(({ key }) => key).sort());
  assert.equal(endpoint.tries.length, names.length);
  assert.equal(endpoint.mostOpen, 1);
});

/** Keeps the tables from all other tabs; gives what lets go of them. */
async function hold(context) {
  const page = await open(context);
  await page.evaluate(async () => {
    const opening = indexedDB.open("patronage");
    const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const drafts = database.transaction(["drafts", "outbox"], "readwrite").objectStore("drafts");
    const again = () => (drafts.get("visit").onsuccess = again);
    await new Promise((resolve) => (drafts.get("visit").onsuccess = resolve));
    again();
  });
  return () => page.close();
}

test("a tab that crashes in the midst of completing leaves the draft or the response, and it arrives once", async (t) => {
  // Once before it can write, once after it has, and at moments between, which a busy machine moves.
  for (const moment of ["before", 0, 1, 2, 3, 4, 6, 8, 12, 20, 40, "after"]) {
    endpoint.reset();
    const context = await fresh(t);
    const page = await open(context);
    const { key } = await page.evaluate(async () => {
      const draft = await responses.drafts.begin("visit");
      await responses.drafts.keep({ ...draft, data: { score: 3 } });
      return draft;
    });
    const letGo = moment === "before" ? await hold(context) : () => undefined;
    const completing = complete(page).catch(() => undefined);
    await (moment === "after" ? completing : sleep(moment === "before" ? 50 : moment));
    await crash(page);
    await page.close();
    await letGo();

    const next = await open(context, { ...QUICK, firstDelay: 50 });
    const draft = await next.evaluate(() => responses.drafts.read("visit"));
    const { entries } = await state(next);
    if (moment === "before") assert.ok(draft, "nothing is written while another tab holds the tables");
    if (moment === "after") assert.ok(!draft, "what is taken has left the drafts");
    assert.equal(entries.length, draft ? 0 : 1, `after ${moment} ms`);
    if (draft) {
      assert.deepEqual([draft.key, draft.data], [key, { score: 3 }]);
      assert.equal((await complete(next)).key, key);
    }
    await standing(next, "sent");
    storedOnce(key);
    await context.close();
  }
});

test("a tab that is closed while it sends leaves the rest to the others", async (t) => {
  const context = await fresh(t);
  const [page, other] = [await open(context), await open(context)];
  endpoint.behave = (attempt) => (attempt.number === 1 ? undefined : accept(attempt));
  const { key } = await complete(page);
  await until(() => endpoint.tries.length === 1, "the first try");
  await page.close();
  await standing(other, "sent");
  storedOnce(key);
});
