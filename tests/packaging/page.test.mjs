// The installed package in a plain page: no bundler, and the strictest Content-Security-Policy that wasm can have.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newPage } from "../browser.mjs";
import { project, serve } from "./project.mjs";
import { ask, expected } from "./sample.mjs";

const STRICT = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:",
};

const files = {
  "index.html": `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<script type="module" src="/main.js"></script>`,
  "main.js": `import { load } from "/node_modules/patronage/dist/loyalty/index.js";
const { Program } = await load();
${ask}
globalThis.answer = answer;
try { new Function("") } catch { globalThis.evalIsRefused = true }
`,
};

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("a page without a bundler under a strict policy", async (context) => {
  const page = await newPage(browser);
  await page.goto(await serve(context, await project(context, files), STRICT));
  const answer = await page.waitForFunction(() => globalThis.answer && globalThis.evalIsRefused && globalThis.answer);
  assert.deepEqual(await answer.jsonValue(), expected);
  assert.deepEqual(
    page.complaints.filter((text) => !text.includes("'unsafe-eval'")),
    [],
  );
});

test("a server that does not know wasm's media type", async (context) => {
  const folder = await project(context, files);
  const page = await newPage(browser);
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  });
  await page.goto(await serve(context, folder));
  const answer = await page.waitForFunction(() => globalThis.answer);
  assert.deepEqual(await answer.jsonValue(), expected);
  assert.deepEqual(page.complaints, []);
});

test("after a failed load the next one succeeds", async (context) => {
  const folder = await project(context, {
    ...files,
    "main.js": `import { load } from "/node_modules/patronage/dist/loyalty/index.js";
const first = await load().then(() => "loaded", ({ code }) => code);
const second = await load().then(() => "loaded", ({ message }) => message);
globalThis.answer = [first, second, load() === load()];`,
  });
  const page = await browser.newPage();
  let refused = 0;
  await page.route("**/*.wasm", (route) => (refused++ ? route.continue() : route.abort()));
  await page.goto(await serve(context, folder));
  const answer = await page.waitForFunction(() => globalThis.answer);
  assert.deepEqual(await answer.jsonValue(), ["load", "loaded", true]);
});
