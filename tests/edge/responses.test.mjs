// The endpoint for responses on real workerd, with its storage on the disk.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as send } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { assertFitting } from "../../edge/fitting.mjs";
import { freePort, serve } from "./serve.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const TOKEN = "only-a-test";

const VISIT = {
  pages: [
    { elements: [{ type: "rating", name: "score", rateMin: 0, rateMax: 10, isRequired: true }] },
    {
      elements: [
        { type: "comment", name: "why", visibleIf: "{score} <= 6", isRequired: true },
        { type: "radiogroup", name: "sex", choices: ["f", "m"] },
        { type: "expression", name: "twice", expression: "{score} * 2" },
      ],
    },
  ],
};
const PHOTOS = {
  elements: [
    { type: "file", name: "photos", allowMultiple: true, maxFiles: 2, maxSize: 2_097_152, acceptedTypes: "image/*" },
  ],
};
const GOLDEN = {
  elements: [{ type: "text", name: "why", visibleIf: "{tier} = 'gold'", isRequired: true }],
};
const INVITATIONS = {
  timeZone: "Asia/Shanghai",
  surveys: [
    {
      id: "study",
      quotas: [
        { id: "women", limit: 2, when: "{answers.sex} = 'f'" },
        { id: "all", limit: 4 },
      ],
    },
    { id: "long", quotas: [{ id: "women", limit: 1, when: "{answers.sex} = 'f'" }] },
  ],
};

let folder, worker, port;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "patronage-responses-"));
  const surveys = join(folder, "surveys");
  mkdirSync(surveys);
  const names = Array.from({ length: 1_100 }, (_, at) => `q${at}`);
  const long = { elements: ["sex", ...names].map((name) => ({ type: "text", name })) };
  const files = {
    "visit.json": VISIT,
    "study.json": VISIT,
    "去年.json": VISIT,
    "long.json": long,
    "photos.json": PHOTOS,
    "golden.json": GOLDEN,
    "invitations.json": INVITATIONS,
  };
  for (const [name, document] of Object.entries(files)) writeFileSync(join(surveys, name), JSON.stringify(document));
  const program = join(root, "www/programs/cafe.json");
  execFileSync("node", [join(root, "edge/build.mjs"), folder, program, surveys], { stdio: "inherit" });
  port = await freePort();
});

after(async () => {
  await worker?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each test begins with nothing stored. */
beforeEach(async () => {
  await worker?.close();
  rmSync(join(folder, "responses"), { recursive: true, force: true });
  worker = await start();
});

const start = (variables = { PATRONAGE_TOKEN: TOKEN }) => serve(folder, { port, variables });

/** Kills workerd as a power cut would, and starts it again on the same storage. */
async function restart() {
  await worker.close();
  worker = await start();
}

function response(changes = {}) {
  return {
    key: randomUUID(),
    survey: "visit",
    locale: "zh-CN",
    seed: 7,
    started: new Date(Date.now() - 240_000).toISOString(),
    completed: new Date(Date.now() - 60_000).toISOString(),
    offset: 28_800,
    data: { score: 9, twice: 18 },
    timings: { score: 1200 },
    ...changes,
  };
}

function post(sent, { survey = sent.survey, headers = {}, body = JSON.stringify(sent) } = {}) {
  const own = { "Content-Type": "application/json", "Idempotency-Key": sent.key };
  const address = `${worker.origin}/surveys/${encodeURIComponent(survey)}/responses`;
  return fetch(address, { method: "POST", headers: { ...own, ...headers }, body });
}

async function statusOf(sent, options) {
  const answer = await post(sent, options);
  return [answer.status, await answer.json()];
}

const asOperator = { headers: { Authorization: `Bearer ${TOKEN}` } };

async function stored(survey = "visit") {
  const answer = await fetch(`${worker.origin}/surveys/${encodeURIComponent(survey)}/responses?limit=1000`, asOperator);
  assert.equal(answer.status, 200);
  return (await answer.json()).responses;
}

test("a response is stored once, however often it is sent", async () => {
  const sent = response({ respondent: "m1" });
  assert.deepEqual(await statusOf(sent), [201, { key: sent.key }]);
  for (let again = 0; again < 3; again += 1) assert.deepEqual(await statusOf(sent), [200, { key: sent.key }]);
  assert.deepEqual(await stored(), [sent]);
});

test("fifty copies at the same time are stored once", async () => {
  const sent = response();
  const answers = await Promise.all(Array.from({ length: 50 }, () => statusOf(sent)));
  const statuses = answers.map(([status]) => status).sort();
  assert.deepEqual(statuses, [...Array(49).fill(200), 201]);
  assert.deepEqual(await stored(), [sent]);
});

test("fifty responses at the same time, each twice, are all stored", async () => {
  const sent = Array.from({ length: 50 }, () => response());
  await Promise.all([...sent, ...sent].map((one) => statusOf(one)));
  const keys = (await stored()).map(({ key }) => key).sort();
  assert.deepEqual(keys, sent.map(({ key }) => key).sort());
});

test("the same key with other answers is a conflict; the order of fields is none", async () => {
  const sent = response();
  assert.equal((await statusOf(sent))[0], 201);
  const [status, { code, path }] = await statusOf({ ...sent, data: { score: 8, twice: 16 } });
  assert.deepEqual([status, code, path], [409, "conflict", "/key"]);
  const turned = Object.fromEntries(Object.entries(sent).reverse());
  assert.deepEqual(await statusOf({ ...turned, data: { twice: 18, score: 9 } }), [200, { key: sent.key }]);
  assert.deepEqual(await stored(), [sent]);
});

test("what was confirmed is there after a kill, and the copies that follow change nothing", async () => {
  const sent = [];
  for (let round = 0; round < 4; round += 1) {
    const one = response({ data: { score: 7 + round, twice: 14 + 2 * round } });
    assert.equal((await statusOf(one))[0], 201);
    sent.push(one);
    await restart();
    for (const copy of sent) assert.deepEqual(await statusOf(copy), [200, { key: copy.key }]);
    assert.deepEqual(await stored(), sent);
  }
});

test("killed in the midst of requests, it has lost nothing that it confirmed and doubled nothing that came again", async () => {
  const confirmed = new Set();
  const sent = [];
  let interrupted = 0;
  for (const delay of [0, 2, 5, 10, 20, 40]) {
    const batch = Array.from({ length: 30 }, () => response());
    sent.push(...batch);
    const sending = batch.map(async (one) => {
      const answer = await post(one);
      if (answer.status === 201) confirmed.add(one.key);
    });
    const settled = Promise.allSettled(sending);
    await sleep(delay);
    await worker.close();
    const results = await settled;
    interrupted += results.filter(({ status }) => status === "rejected").length;
    worker = await start();
    const kept = new Set((await stored()).map(({ key }) => key));
    for (const key of confirmed) assert.ok(kept.has(key), "a confirmed response is lost");
  }
  assert.ok(interrupted > 0, "no request was interrupted");
  for (const one of sent) assert.match(String((await statusOf(one))[0]), /^20[01]$/);
  const keys = (await stored()).map(({ key }) => key);
  assert.deepEqual(keys.slice().sort(), sent.map(({ key }) => key).sort());
});

test("what no honest session ends with is refused, with the reasons", async () => {
  const refused = [
    [{}, [["score", "required"]]],
    [{ score: 3, twice: 6 }, [["why", "required"]]],
    [{ score: 11, twice: 22 }, [["score", "choice"]]],
    [{ score: 9, twice: 18, why: "hidden" }, [["why", "hidden"]]],
    [{ score: 9, twice: 18, sex: "x" }, [["sex", "choice"]]],
    [{ score: 9, twice: 19 }, [["twice", "derived"]]],
    [{ score: 9, twice: 18, price: 0 }, [["price", "unknown"]]],
  ];
  for (const [data, expected] of refused) {
    const [status, { errors }] = await statusOf(response({ data }));
    assert.equal(status, 422, JSON.stringify(data));
    const found = errors.map(({ question, code }) => [question, code]);
    assert.deepEqual(
      found.filter(([, code]) => code !== "derived" || "twice" in data),
      expected,
      JSON.stringify(data),
    );
  }
  assert.deepEqual(await stored(), []);
  assert.equal((await statusOf(response({ data: { score: 3, twice: 6, why: "迟到了", sex: "f" } })))[0], 201);
});

test("conditions read the variables that a page had set, and they are kept", async () => {
  const sent = response({ survey: "golden", data: { why: "tea" }, variables: { tier: "gold" } });
  const [status, { errors }] = await statusOf({ ...sent, variables: undefined });
  assert.deepEqual([status, errors], [422, [{ question: "why", code: "hidden" }]]);
  assert.equal((await statusOf(sent))[0], 201);
  assert.deepEqual(await stored("golden"), [sent]);
});

test("what is no response is refused with its place", async () => {
  const refused = [
    ["{", 400, "json", ""],
    ["[]", 422, "response", ""],
    [{ key: "short" }, 422, "response", "/key"],
    [{ survey: "study" }, 422, "survey", "/survey"],
    [{ respondent: "" }, 422, "response", "/respondent"],
    [{ completed: "yesterday" }, 422, "response", "/completed"],
    [{ completed: "2026-13-22T10:03:00Z" }, 422, "response", "/completed"],
    [{ offset: 1e9 }, 422, "response", "/offset"],
    [{ seed: -1 }, 422, "response", "/seed"],
    [{ data: [] }, 422, "response", "/data"],
    [{ variables: [] }, 422, "response", "/variables"],
    [{ timings: { score: "long" } }, 422, "response", "/timings"],
  ];
  for (const [changes, status, code, path] of refused) {
    const sent = response(typeof changes === "string" ? {} : changes);
    const body = typeof changes === "string" ? changes : JSON.stringify(sent);
    const [answered, error] = await statusOf(sent, { survey: "visit", body });
    assert.deepEqual([answered, error.code, error.path], [status, code, path], body);
    assert.ok(error.message.length > 10);
  }
  const [status, { code }] = await statusOf(response(), { headers: { "Idempotency-Key": randomUUID() } });
  assert.deepEqual([status, code], [400, "key"]);
  const deep = `{"a":`.repeat(2_000) + "1" + "}".repeat(2_000);
  const sent = response();
  const nested = await statusOf(sent, { body: JSON.stringify(sent).replace('"score":9', `"score":${deep}`) });
  assert.deepEqual([nested[0], nested[1].code], [422, "too-deep"]);
  assert.deepEqual(await stored(), []);
});

test("surveys, methods, media types and sizes are told apart", async () => {
  const lost = await statusOf(response({ survey: "nowhere" }));
  assert.deepEqual([lost[0], lost[1].code], [404, "not-found"]);
  for (const id of ["constructor", "__proto__", "toString", "invitations"]) {
    assert.equal((await fetch(`${worker.origin}/surveys/${id}`)).status, 404, id);
  }
  const media = await statusOf(response(), { headers: { "Content-Type": "text/plain" } });
  assert.deepEqual([media[0], media[1].code], [415, "media-type"]);
  for (const [method, path, allow] of [
    ["PUT", "/surveys/visit/responses", "POST, GET, DELETE"],
    ["POST", "/surveys/visit", "GET"],
    ["DELETE", "/surveys/visit/quotas", "GET"],
  ]) {
    const answer = await fetch(`${worker.origin}${path}`, { method });
    assert.deepEqual([answer.status, answer.headers.get("Allow")], [405, allow]);
  }
  const large = response({ data: { score: 3, twice: 6, why: "x".repeat(8 << 20) } });
  assert.equal((await statusOf(large))[0], 413);
  assert.deepEqual(await stored(), []);
});

test("a body that does not say how long it is is cut off all the same", async () => {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": randomUUID() };
  const status = await new Promise((resolve, reject) => {
    const sending = send(`${worker.origin}/surveys/visit/responses`, { method: "POST", headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sending.on("error", reject);
    for (let part = 0; part < 240; part += 1) sending.write("x".repeat(1 << 16));
    sending.end();
  });
  assert.equal(status, 413);
});

test("only the operator reads, in parts or as lines", async () => {
  const sent = Array.from({ length: 7 }, (_, index) => response({ respondent: `m${index}` }));
  for (const one of sent) await statusOf(one);
  const address = `${worker.origin}/surveys/visit/responses`;
  for (const headers of [
    {},
    { Authorization: "Bearer wrong" },
    { Authorization: TOKEN },
    { Authorization: "Bearer " },
  ]) {
    for (const [method, where] of [
      ["GET", `${address}?respondent=m1`],
      ["DELETE", `${address}?respondent=m1`],
      ["GET", `${worker.origin}/surveys/visit/quotas`],
    ]) {
      const answer = await fetch(where, { method, headers });
      assert.deepEqual([answer.status, (await answer.json()).code], [401, "token"]);
    }
  }
  const seen = [];
  for (let after = 0; after !== null;) {
    const page = await (await fetch(`${address}?limit=3&after=${after}`, asOperator)).json();
    assert.ok(page.responses.length <= 3);
    seen.push(...page.responses);
    after = page.next;
  }
  assert.deepEqual(seen, sent);
  const headers = { ...asOperator.headers, Accept: "application/x-ndjson" };
  const lines = await (await fetch(address, { headers })).text();
  assert.deepEqual(
    lines
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
    sent,
  );
});

test("without a token configured nobody reads", async () => {
  await worker.close();
  worker = await start({});
  for (const token of ["", "null", "undefined"]) {
    const headers = { Authorization: `Bearer ${token}` };
    assert.equal((await fetch(`${worker.origin}/surveys/visit/responses`, { headers })).status, 401);
  }
});

test("a respondent is forgotten, in one survey or all, and a late copy brings nothing back", async () => {
  const mine = response({ respondent: "m1" });
  const other = response({ respondent: "m2" });
  const study = response({ respondent: "m1", survey: "study", data: { score: 9, twice: 18, sex: "f" } });
  const nameless = response();
  for (const one of [mine, other, study, nameless]) assert.equal((await statusOf(one))[0], 201);
  const forget = async (path) => {
    const answer = await fetch(`${worker.origin}${path}`, { method: "DELETE", ...asOperator });
    return [answer.status, await answer.json()];
  };
  assert.equal((await forget("/surveys/visit/responses"))[0], 400);
  assert.deepEqual(await forget(`/surveys/visit/responses?key=${nameless.key}`), [200, { deleted: 1 }]);
  assert.deepEqual(await forget("/responses?respondent=m1"), [200, { deleted: 2 }]);
  assert.deepEqual(await forget("/responses?respondent=m1"), [200, { deleted: 0 }]);
  assert.equal((await fetch(`${worker.origin}/responses?respondent=m2`, { method: "DELETE" })).status, 401);
  await restart();
  for (const one of [mine, study, nameless]) assert.deepEqual(await statusOf(one), [200, { key: one.key }]);
  assert.deepEqual(await stored(), [other]);
  assert.deepEqual(await stored("study"), []);
  assert.deepEqual(await counts("study"), { responses: 0, counts: {} });
});

async function counts(survey) {
  return await (await fetch(`${worker.origin}/surveys/${survey}/quotas`, asOperator)).json();
}

test("a full quota takes no further response, also when all come at once", async () => {
  const women = Array.from({ length: 6 }, () => response({ survey: "study", data: { score: 9, twice: 18, sex: "f" } }));
  const men = Array.from({ length: 6 }, () => response({ survey: "study", data: { score: 9, twice: 18, sex: "m" } }));
  const answers = await Promise.all(women.map((one) => statusOf(one)));
  assert.equal(answers.filter(([status]) => status === 201).length, 2);
  for (const [index, [status, { key, screened }]] of answers.entries()) {
    assert.equal(key, women[index].key);
    if (status !== 201) assert.deepEqual([status, screened], [200, "women"]);
  }
  assert.deepEqual(await counts("study"), { responses: 2, counts: { all: 2, women: 2 } });
  await restart();
  const again = await Promise.all(women.map((one) => statusOf(one)));
  assert.deepEqual(
    again.map(([, answer]) => answer),
    answers.map(([, answer]) => answer),
    "a copy hears the same",
  );
  const others = await Promise.all(men.map((one) => statusOf(one)));
  assert.equal(others.filter(([status]) => status === 201).length, 2);
  assert.deepEqual(await counts("study"), { responses: 4, counts: { all: 4, women: 2 } });
  assert.equal((await stored("study")).length, 4);
});

test("the document of a survey is there for pages, whatever it is called", async () => {
  for (const id of ["visit", "去年"]) {
    const answer = await fetch(`${worker.origin}/surveys/${encodeURIComponent(id)}`);
    assert.deepEqual([answer.status, await answer.json()], [200, VISIT]);
  }
  const sent = response({ survey: "去年" });
  assert.equal((await statusOf(sent))[0], 201);
  assert.deepEqual(await stored("去年"), [sent]);
});

test("pages from elsewhere may ask, or only those of the origins that are named", async () => {
  const ask = (origin, method = "GET") => {
    const headers = { Origin: origin, "Access-Control-Request-Method": "POST" };
    return fetch(`${worker.origin}/surveys/visit`, { method, headers });
  };
  const allowed = async (origin, method) => (await ask(origin, method)).headers.get("Access-Control-Allow-Origin");
  assert.equal(await allowed("https://shop.example"), "*");
  const preflight = await ask("https://shop.example", "OPTIONS");
  assert.match(preflight.headers.get("Access-Control-Allow-Headers"), /Idempotency-Key/);
  assert.match(preflight.headers.get("Access-Control-Expose-Headers"), /Retry-After/);
  await worker.close();
  worker = await start({ PATRONAGE_ORIGINS: "https://shop.example, https://www.shop.example" });
  for (const method of ["GET", "OPTIONS"]) {
    assert.equal(await allowed("https://www.shop.example", method), "https://www.shop.example");
    assert.equal(await allowed("https://elsewhere.example", method), null);
  }
  assert.equal((await ask("https://shop.example")).headers.get("Vary"), "Origin");
});

test("nothing is stored but what a response says", async () => {
  const secret = "Agent-4711";
  const sent = response({ respondent: "m1" });
  const headers = { "User-Agent": secret, "X-Forwarded-For": "203.0.113.77", Cookie: `id=${secret}` };
  const body = JSON.stringify({ ...sent, more: secret });
  assert.equal((await statusOf(sent, { headers, body }))[0], 201);
  assert.deepEqual(await stored(), [sent]);
  await worker.close();
  const kept = join(folder, "responses");
  const files = readdirSync(kept, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1")).join("");
  assert.ok(bytes.includes(sent.key), "the files are those of the storage");
  for (const trace of [secret, "203.0.113.77"]) assert.ok(!bytes.includes(trace), trace);
  worker = await start();
});

test("files as large as the document allows are stored whole", async () => {
  const content = `data:image/png;base64,${"A".repeat(2_796_200)}`;
  const photo = { name: "a.png", type: "image/png", content };
  const sent = Array.from({ length: 4 }, () => response({ survey: "photos", data: { photos: [photo, photo] } }));
  for (const one of sent) assert.equal((await statusOf(one))[0], 201);
  await restart();
  const first = await fetch(`${worker.origin}/surveys/photos/responses`, asOperator);
  const { responses, next } = await first.json();
  assert.ok(responses.length < 4, "a part of the list is no longer than a worker can hold");
  const rest = await fetch(`${worker.origin}/surveys/photos/responses?after=${next}`, asOperator);
  assert.deepEqual([...responses, ...(await rest.json()).responses], sent);
  const gone = await fetch(`${worker.origin}/surveys/photos/responses?key=${sent[0].key}`, {
    method: "DELETE",
    ...asOperator,
  });
  assert.deepEqual(await gone.json(), { deleted: 1 });
  assert.ok(!(await stored("photos")).some(({ key }) => key === sent[0].key));
});

test("a survey with more answers than a quota may be asked about is screened all the same", async () => {
  const names = Array.from({ length: 1_100 }, (_, at) => `q${at}`);
  const data = { sex: "f", ...Object.fromEntries(names.map((name) => [name, "x"])) };
  for (const expected of [[201], [200, "women"]]) {
    const [status, { screened }] = await statusOf(response({ survey: "long", data }));
    assert.deepEqual([status, screened], [expected[0], expected[1]]);
  }
});

test("a moment that cannot be is refused, one that waited for a network is taken", async () => {
  const day = 86_400_000;
  const at = (days) => new Date(Date.now() + days * day).toISOString();
  for (const [started, completed, path] of [
    [at(2), at(2), "/completed"],
    [at(-91), at(-91), "/completed"],
    [at(0), at(-3), "/started"],
  ]) {
    const [status, error] = await statusOf(response({ started, completed }));
    assert.deepEqual([status, error.code, error.path], [422, "time", path]);
  }
  assert.equal((await statusOf(response({ started: at(-60), completed: at(-59) })))[0], 201);
});

test("with a secret configured nobody answers as somebody else", async () => {
  await worker.close();
  const secret = "also-only-a-test";
  worker = await start({ PATRONAGE_TOKEN: TOKEN, PATRONAGE_RESPONDENTS: secret });
  const signed = (id, by = secret) => `${id}.${createHmac("sha256", by).update(id).digest("hex")}`;
  for (const respondent of ["m1", "m1.", ".", signed("m1", "guessed"), signed("m1").replace("m1", "m2")]) {
    const [status, { code, path }] = await statusOf(response({ respondent }));
    assert.deepEqual([status, code, path], [422, "respondent", "/respondent"], respondent);
  }
  const sent = response({ respondent: signed("m1") });
  const nameless = response();
  for (const one of [sent, nameless]) assert.equal((await statusOf(one))[0], 201);
  assert.equal((await statusOf(sent))[0], 200);
  assert.deepEqual(await stored(), [{ ...sent, respondent: "m1" }, nameless]);
});

test("what the worker could not do is refused when it is built", () => {
  const quota = (when) => [{ id: "q", limit: 1, when }];
  const check = (surveys, documents = { visit: VISIT }) => assertFitting({ documents, invitations: { surveys } });
  check([{ id: "visit", quotas: quota("{answers.sex} = 'f' and {member.id} notempty") }]);
  assert.throws(() => check([{ id: "visit", quotas: quota("{member.tier} = 'gold'") }]), /knows the id alone/);
  assert.throws(() => check([{ id: "visit", quotas: quota("{facts.open} = 1") }]), /knows the id alone/);
  assert.throws(() => check([{ id: "visit", target: { strata: quota("{member.tier} = 1") } }]), /knows the id alone/);
  const twice = [
    { id: "visit", quotas: quota("true") },
    { id: "again", survey: "visit", quotas: quota("true") },
  ];
  assert.throws(() => check(twice), /Only one rule/);
  assert.throws(() => check([{ id: "nowhere", quotas: quota("true") }]), /no survey is called nowhere/);
  const large = { elements: [{ type: "file", name: "f", allowMultiple: true, maxFiles: 9, maxSize: 2_000_000 }] };
  assert.throws(() => check([], { large }), /are the most/);
});
