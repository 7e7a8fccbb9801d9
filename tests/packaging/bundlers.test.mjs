// The installed package through the bundlers, none of them with any configuration, in a real Chromium and in Node.

import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { after, test } from "node:test";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import * as vite from "vite";
import webpack from "webpack";
import { launch, newPage } from "../browser.mjs";
import { project, run, serve } from "./project.mjs";
import { ENTRIES } from "./sample.mjs";

const page = (script) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:," />
<script type="module" src="${script}"></script>`;

const showing = ({ entry, using, ask }) => `
import { load } from ${JSON.stringify(entry)};
load().then(({ ${using} }) => {
  ${ask}
  globalThis.answer = answer;
  if (globalThis.process) console.log(JSON.stringify(answer));
});
`;

const flavourOf = (entry) => entry.split("/").at(-1);

/** The installed wasm file of an entry point. */
const wasmOf = (folder, entry) => `${folder}/node_modules/patronage/dist/${flavourOf(entry)}/${flavourOf(entry)}.wasm`;

let browser;
after(() => browser?.close());

/** What the page at an address answers; nothing may have gone wrong on the way. */
async function answerOf(address) {
  browser ??= await launch();
  const page = await newPage(browser);
  await page.goto(address);
  const answer = await page
    .waitForFunction(() => globalThis.answer, null, { timeout: 30_000 })
    .catch((error) => {
      throw new Error(`${error.message}\n${page.complaints.join("\n")}`);
    });
  const value = await answer.jsonValue();
  assert.deepEqual(page.complaints, []);
  await page.close();
  return value;
}

// The whole package is bundled once: with which of its classes it is asked makes no difference to a bundler.
for (const sample of ENTRIES.filter(({ entry, using }) => entry !== "patronage" || using === "Program")) {
  const { entry, expected } = sample;
  const files = { "index.html": page("/main.js"), "main.js": showing(sample) };

  test(`Vite serves ${entry} in development`, async (context) => {
    const root = await project(context, files);
    const server = await vite.createServer({ root, configFile: false, logLevel: "warn", server: { port: 0 } });
    context.after(() => server.close());
    await server.listen();
    assert.deepEqual(await answerOf(server.resolvedUrls.local[0]), expected);
  });

  test(`Vite builds ${entry}, with one wasm file of its own`, async (context) => {
    const root = await project(context, files);
    const { output } = await vite.build({ root, configFile: false, logLevel: "warn" });
    const wasm = output.filter(({ fileName }) => fileName.endsWith(".wasm"));
    assert.equal(wasm.length, 1);
    assert.deepEqual(await answerOf(await serve(context, `${root}/dist`)), expected);
  });

  test(`Vite renders ${entry} on the server`, async (context) => {
    const root = await project(context, files);
    await vite.build({ root, configFile: false, logLevel: "warn", build: { ssr: "main.js" } });
    assert.deepEqual(JSON.parse(await run("node", ["dist/main.js"], { cwd: root })), expected);
  });

  test(`webpack builds ${entry} for pages`, async (context) => {
    const root = await project(context, { ...files, "index.html": page("/dist/main.js") });
    await runWebpack({ context: root, entry: "./main.js", mode: "production", output: { path: `${root}/dist` } });
    assert.deepEqual(await answerOf(await serve(context, root)), expected);
  });

  test(`webpack builds ${entry} for Node`, async (context) => {
    const root = await project(context, files);
    const output = { path: `${root}/dist`, filename: "main.cjs" };
    await runWebpack({ context: root, entry: "./main.js", mode: "production", target: "node", output });
    assert.deepEqual(JSON.parse(await run("node", ["dist/main.cjs"], { cwd: root })), expected);
  });

  // Rollup and esbuild bundle scripts and leave every other file alone: its wasm has to be put beside the bundle.
  test(`Rollup bundles ${entry} for pages and Node, the wasm file beside it`, async (context) => {
    const root = await project(context, { ...files, "index.html": page("/dist/main.js") });
    for (const [target, options] of Object.entries({ page: { browser: true }, node: { exportConditions: ["node"] } })) {
      const bundle = await rollup({ input: `${root}/main.js`, plugins: [nodeResolve(options)], external: /^node:/ });
      await bundle.write({ dir: `${root}/dist`, format: "es" });
      copyFileSync(wasmOf(root, entry), `${root}/dist/${flavourOf(entry)}.wasm`);
      const answer = target === "page" ? answerOf(await serve(context, root)) : answerInNode(root);
      assert.deepEqual(await answer, expected, target);
    }
  });

  test(`esbuild bundles ${entry} for pages and Node, the wasm file beside it`, async (context) => {
    const root = await project(context, { ...files, "index.html": page("/dist/main.js") });
    for (const platform of ["browser", "node"]) {
      const outdir = `${root}/dist`;
      await esbuild.build({ entryPoints: [`${root}/main.js`], bundle: true, format: "esm", platform, outdir });
      copyFileSync(wasmOf(root, entry), `${outdir}/${flavourOf(entry)}.wasm`);
      const answer = platform === "browser" ? answerOf(await serve(context, root)) : answerInNode(root);
      assert.deepEqual(await answer, expected, platform);
    }
  });
}

test("a bundle without its wasm file says what to do", async (context) => {
  const root = await project(context, {
    "index.html": page("/dist/main.js"),
    "main.js": `import { load } from "patronage/loyalty";
      const attempt = () => load().catch(({ code, message }) => ({ code, message }));
      attempt().then(async (first) => (globalThis.answer = [first, await attempt()]));`,
  });
  await esbuild.build({ entryPoints: [`${root}/main.js`], bundle: true, format: "esm", outdir: `${root}/dist` });
  browser ??= await launch();
  const tab = await newPage(browser);
  await tab.goto(await serve(context, root));
  const answer = await tab.waitForFunction(() => globalThis.answer);
  for (const { code, message } of await answer.jsonValue()) {
    assert.equal(code, "load");
    assert.match(message, /loyalty\.wasm answers 404.*put the wasm file beside it/);
  }
});

async function answerInNode(root) {
  return JSON.parse(await run("node", ["dist/main.js"], { cwd: root }));
}

/** Runs webpack; its hints about size are left to the table of sizes, which is checked for drift. */
async function runWebpack(options) {
  const stats = await new Promise((resolve, reject) => {
    webpack({ ...options, performance: false }, (error, stats) => (error ? reject(error) : resolve(stats)));
  });
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }), {
    errors: [],
    warnings: [],
  });
}
