// The whole way: the widget in a real Chromium, the endpoint on real workerd, and between any two steps a network that is
// cut, a tab that is reloaded or crashes, a browser that is killed. In the end one response is stored, with every answer.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { launch, newPage } from "../browser.mjs";
import { serve as serveWorker } from "../edge/serve.mjs";
import { serve as servePages } from "../widget/page.mjs";
import { crash, newProfile, startWith } from "./profile.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const TOKEN = "only-a-test";

const SURVEY = {
  pages: [
    {
      name: "one",
      elements: [
        { type: "text", name: "a", isRequired: true },
        { type: "radiogroup", name: "b", choices: ["x", "y"], isRequired: true },
      ],
    },
    { name: "two", elements: [{ type: "comment", name: "why", visibleIf: "{b} = 'x'", isRequired: true }] },
    { name: "three", elements: [{ type: "comment", name: "c", isRequired: true }] },
  ],
};

let folder, worker, pages, browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "patronage-whole-"));
  const surveys = join(folder, "surveys");
  mkdirSync(surveys);
  writeFileSync(join(surveys, "visit.json"), JSON.stringify(SURVEY));
  const program = join(root, "www/programs/cafe.json");
  execFileSync("node", [join(root, "edge/build.mjs"), folder, program, surveys], { stdio: "inherit" });
  worker = await serveWorker(folder, { variables: { PATRONAGE_TOKEN: TOKEN } });
  [pages, browser] = await Promise.all([servePages(), launch()]);
});

after(async () => {
  await browser?.close();
  await pages?.close();
  await worker?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The steps of a respondent, each with the answer that it gives. */
const STEPS = [
  { name: "a", act: (page) => page.getByRole("textbox", { name: "a" }).fill("first"), gives: ["a", "first"] },
  { name: "b", act: (page) => page.getByRole("radio", { name: "x" }).check({ force: true }), gives: ["b", "x"] },
  { name: "the second page", act: next },
  { name: "why", act: (page) => page.getByRole("textbox", { name: "why" }).fill("迟到了"), gives: ["why", "迟到了"] },
  { name: "the third page", act: next },
  { name: "c", act: (page) => page.getByRole("textbox", { name: "c" }).fill("more"), gives: ["c", "more"] },
  { name: "completing", act: complete },
  { name: "sending", act: (page) => whileHeld(page, () => sleep(3_000)) },
  { name: "an answer that was lost", act: (page) => whileHeld(page, (route) => route.fetch()) },
  { name: "sending it", act: (page) => complete(page).then(() => arrived(page)) },
];

function next(page) {
  return page.getByRole("button", { name: "Next" }).click();
}

function complete(page) {
  return page.getByRole("button", { name: "Send" }).click();
}

/** Completes while the way to the endpoint is held; what holds it may let the request through, but no answer. */
async function whileHeld(page, hold) {
  const held = new Promise((resolve) => {
    const handle = async (route) => {
      const holding = Promise.resolve(hold(route)).catch(() => undefined);
      await Promise.race([holding, sleep(500)]);
      resolve();
      await holding;
      await route.abort().catch(() => undefined);
    };
    void page.route("**/responses", handle, { times: 1 });
  });
  await complete(page);
  await held;
}

/** What the browser has kept of a respondent: the draft's answers, or how the response stands. */
function kept(page, respondent) {
  return page.evaluate(async (respondent) => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open("patronage"));
    const tables = database.transaction(["drafts", "outbox"]);
    const [drafts, outbox] = await Promise.all(
      ["drafts", "outbox"].map((name) => done(tables.objectStore(name).getAll())),
    );
    database.close();
    const own = (entry) => entry.respondent === respondent;
    return { data: drafts.find(own)?.data, standing: outbox.find(own)?.standing };
  }, respondent);
}

async function until(holds, what) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  assert.fail(`in vain: ${what}`);
}

async function arrived(page) {
  await page.getByText("Your answers have arrived.").first().waitFor();
}

async function open(context, address) {
  const page = await newPage(context);
  await page.goto(address);
  await page.locator("patronage-survey").locator(".body, .notice").first().waitFor();
  return page;
}

/** Goes on from wherever one is, with other words than before: an answer that was lost would show. */
async function finish(page, respondent) {
  const empty = async (name) => {
    const box = page.getByRole("textbox", { name });
    return (await box.count()) > 0 && (await box.inputValue()) === "";
  };
  for (let pages = 0; pages < 4; pages += 1) {
    if ((await kept(page, respondent)).standing !== undefined) break;
    for (const name of ["a", "why", "c"]) {
      if (await empty(name)) await page.getByRole("textbox", { name }).fill(`later ${name}`);
    }
    const radio = page.getByRole("radio", { name: "x" });
    if ((await radio.count()) > 0 && !(await radio.isChecked())) await radio.check({ force: true });
    const last = (await page.getByRole("button", { name: "Send" }).count()) > 0;
    await (last ? complete(page) : next(page));
    if (last) break;
  }
  await until(async () => (await kept(page, respondent)).standing === "sent", "the response is sent");
}

async function stored(respondent) {
  const headers = { Authorization: `Bearer ${TOKEN}` };
  const { responses } = await (await fetch(`${worker.origin}/surveys/visit/responses?limit=1000`, { headers })).json();
  return responses.filter((response) => response.respondent === respondent);
}

/** Goes to a step, lets something happen, finishes; then one response is stored, with every answer. */
async function goes(number, kind, { context, happen }) {
  const respondent = `${kind}-${number}`;
  const endpoint = `${worker.origin}/surveys/visit/responses`;
  const attributes = `survey="visit" locale="en" respondent="${respondent}" endpoint="${endpoint}"`;
  const address = pages.page({ survey: SURVEY, attributes, policy: "" });
  let page = await open(context, address);
  const given = {};
  const until_here = number < 6 ? STEPS.slice(0, number + 1) : [...STEPS.slice(0, 6), STEPS[number]];
  for (const { name, act, gives } of until_here) {
    await act(page);
    if (!gives) continue;
    given[gives[0]] = gives[1];
    await until(async () => (await kept(page, respondent)).data?.[gives[0]] === gives[1], `${name} is kept`);
  }
  page = await happen(page, () => open(context, address), address);
  await finish(page, respondent);
  const responses = await stored(respondent);
  assert.equal(responses.length, 1, "one response is stored");
  const later = { a: "later a", b: "x", why: "later why", c: "later c" };
  assert.deepEqual(responses[0].data, { ...later, ...given });
}

const TABS = {
  reload: async (page) => {
    await page.reload();
    await page.locator("patronage-survey").locator(".body, .notice").first().waitFor();
    return page;
  },
  close: async (page, again) => {
    await page.close();
    return again();
  },
  crash: async (page, again) => {
    await crash(page);
    await page.close();
    return again();
  },
  cut: async (page) => {
    await page.context().setOffline(true);
    await sleep(100);
    await page.context().setOffline(false);
    return page;
  },
};

for (const [number, { name }] of STEPS.entries()) {
  for (const [kind, happen] of Object.entries(TABS)) {
    test(`${kind} after ${name}`, async (t) => {
      const context = await browser.newContext();
      t.after(() => context.close());
      await goes(number, kind, { context, happen });
    });
  }

  test(`the browser is killed after ${name}`, async (t) => {
    const profile = newProfile();
    let running = await startWith(profile.folder);
    t.after(() => running.kill().then(profile.remove));
    const happen = async (_page, _again, address) => {
      await running.kill();
      running = await startWith(profile.folder);
      return open(running.context, address);
    };
    await goes(number, "kill", { context: running.context, happen });
  });
}

test("answered and sent without a network from the first question on, it arrives when the network is back", async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const happen = async (page) => {
    await context.setOffline(true);
    for (const { act } of STEPS.slice(1, 7)) await act(page);
    await until(async () => (await kept(page, "offline-0")).standing === "waiting", "it waits");
    await context.setOffline(false);
    return page;
  };
  await goes(0, "offline", { context, happen }).catch((error) => {
    // The answers given without a network are the respondent's own, not those of `finish`.
    if (error.code !== "ERR_ASSERTION" || !error.actual?.a) throw error;
    assert.deepEqual(error.actual, { a: "first", b: "x", why: "迟到了", c: "more" });
  });
});
