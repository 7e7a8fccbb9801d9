// The reference edge worker on real workerd answers with the bytes that Node gives.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { load } from "patronage/loyalty";
import { serve } from "./serve.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const document = readFileSync(join(root, "www/programs/cafe.json"), "utf8");

const member = {
  id: "10001",
  birthday: "1990-11-05",
  entries: [
    { at: "2026-03-01T10:00:00+08:00", order: "a", points: 940, spend: 47_000, rules: { base: 940 } },
    { at: "2026-11-02T10:00:00+08:00", order: "b", points: 30, spend: 3_000, rules: { base: 30 } },
  ],
};
const cart = {
  id: "c",
  channel: "app",
  lines: [
    { product: "latte", category: "coffee", quantity: 2, price: 2800 },
    { product: "celadon-cup", category: "goods", quantity: -1, price: "128.00" },
    { product: "gift-card", category: "gift-card", amount: 10_000 },
  ],
};

let folder, worker, program;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "patronage-edge-"));
  execFileSync("node", [join(root, "edge/build.mjs"), folder], { stdio: "inherit" });
  worker = await serve(folder);
  const { Program } = await load();
  program = new Program(document);
});

after(async () => {
  await worker?.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = (path, body) => fetch(`${worker.origin}${path}`, { method: "POST", body });

test("previews are Node's, byte for byte", async () => {
  for (const now of ["2026-11-18T10:00:00+08:00", "2026-11-19T00:00:00Z", 1_800_000_000_000]) {
    for (const request of [
      { member, cart, now },
      { cart, now },
      { member, cart: { lines: [] }, now },
    ]) {
      const response = await post("/preview", JSON.stringify(request));
      assert.equal(response.status, 200);
      assert.equal(await response.text(), program.previewJson(request));
    }
  }
});

test("the status is Node's, byte for byte", async () => {
  const request = { member, now: "2026-11-18T10:00:00+08:00" };
  const response = await post("/status", JSON.stringify(request));
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("Content-Type"), "application/json");
  assert.equal(await response.text(), program.statusJson(request));
});

test("what the engine refuses is 400 with code, path and message", async () => {
  const refused = [
    ["{", "json", ""],
    ['{"cart":{"lines":[{"price":1.5}]},"now":0}', "amount", "/cart/lines/0/price"],
    ['{"cart":{"lines":[]},"now":"yesterday"}', "instant", "/now"],
  ];
  for (const [body, code, path] of refused) {
    const response = await post("/preview", body);
    assert.equal(response.status, 400);
    const error = await response.json();
    assert.deepEqual([error.code, error.path], [code, path]);
    assert.ok(error.message.length > 10, error.message);
  }
});

test("the worker outlives a bad request", async () => {
  await post("/preview", "[".repeat(100_000));
  const response = await post("/preview", JSON.stringify({ cart, now: 0 }));
  assert.equal(await response.text(), program.previewJson({ cart, now: 0 }));
});

test("a page from elsewhere may ask", async () => {
  const preflight = await fetch(`${worker.origin}/preview`, {
    method: "OPTIONS",
    headers: { Origin: "https://shop.example", "Access-Control-Request-Method": "POST" },
  });
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get("Access-Control-Allow-Methods"), /POST/);
  const response = await post("/preview", JSON.stringify({ cart, now: 0 }));
  assert.equal(response.headers.get("Access-Control-Allow-Origin"), "*");
});

test("health says which program is resident, and other addresses are not found", async () => {
  const health = await fetch(`${worker.origin}/health`);
  assert.deepEqual(await health.json(), { ok: true, program: "four-seasons" });
  const lost = await fetch(`${worker.origin}/elsewhere`);
  assert.equal(lost.status, 404);
  assert.equal((await lost.json()).code, "not-found");
});
