// The installed package in Node, Deno and Bun, without a flag or a permission.

import assert from "node:assert/strict";
import { test } from "node:test";
import { project, run, tool } from "./project.mjs";
import { ask, ENTRIES, expected, printing } from "./sample.mjs";

const requiring = ({ entry, using, refuse, ask }) => `
require(${JSON.stringify(entry)}).load().then(({ ${using}, PatronageError }) => {
  ${ask}
  let code;
  try { ${refuse}; } catch (error) { if (error instanceof PatronageError) code = error.code; }
  console.log(JSON.stringify({ answer, code }));
});
`;

test("Node imports", async (context) => {
  for (const sample of ENTRIES) {
    const folder = await project(context, { "index.js": printing(sample) });
    assert.deepEqual(JSON.parse(await run("node", ["index.js"], { cwd: folder })), sample.expected, sample.entry);
  }
});

test("Node requires, and gets a promise of the same", async (context) => {
  for (const sample of ENTRIES) {
    const folder = await project(context, { "index.cjs": requiring(sample) });
    const answer = JSON.parse(await run("node", ["index.cjs"], { cwd: folder }));
    assert.deepEqual(answer, { answer: sample.expected, code: sample.code }, sample.entry);
  }
});

test("Node takes a module of the user's own, imported or required", async (context) => {
  const folder = await project(context, {
    "own.js": `import { readFileSync } from "node:fs";
      import { instantiate } from "patronage/loyalty/module";
      const file = new URL(import.meta.resolve("patronage/loyalty/wasm"));
      const { Program } = instantiate(new WebAssembly.Module(readFileSync(file)));
      ${ask}
      console.log(JSON.stringify(answer));`,
    "own.cjs": `const { readFileSync } = require("node:fs");
      const { instantiate } = require("patronage/module");
      const module_ = new WebAssembly.Module(readFileSync(require.resolve("patronage/wasm")));
      instantiate(module_).then(({ Program }) => {
        ${ask}
        console.log(JSON.stringify(answer));
      });`,
  });
  for (const file of ["own.js", "own.cjs"]) {
    assert.deepEqual(JSON.parse(await run("node", [file], { cwd: folder })), expected, file);
  }
});

test("sentences, schema and explanations are there for import and require", async (context) => {
  const folder = await project(context, {
    "index.js": `import { explain } from "patronage/explain";
      import en from "patronage/locales/en";
      import zhCN from "patronage/locales/zh-CN";
      import schema from "patronage/schema/program.json" with { type: "json" };
      import invitations from "patronage/schema/invitations.json" with { type: "json" };
      const why = { code: "earned", points: 1234 };
      console.log(JSON.stringify([explain(why, en), explain(why, zhCN), schema.$schema.slice(0, 5), invitations.title]));`,
    "index.cjs": `const { explain } = require("patronage/explain");
      const en = require("patronage/locales/en");
      const zhCN = require("patronage/locales/zh-CN");
      const schema = require("patronage/schema/program.json");
      const invitations = require("patronage/schema/invitations.json");
      const why = { code: "earned", points: 1234 };
      console.log(JSON.stringify([explain(why, en.default), explain(why, zhCN.default), schema.$schema.slice(0, 5), invitations.title]));`,
  });
  for (const file of ["index.js", "index.cjs"]) {
    const said = JSON.parse(await run("node", ["--no-warnings", file], { cwd: folder }));
    assert.deepEqual(said, ["Earns 1,234 points.", "可得 1,234 积分。", "https", "InvitationsDocument"], file);
  }
});

test("importing touches nothing of a browser", async (context) => {
  const folder = await project(context, {
    "index.js": `for (const name of ["window", "document", "fetch", "location", "navigator", "self"]) {
        Object.defineProperty(globalThis, name, { get() { throw new Error("importing touches " + name); } });
      }
      for (const entry of ["patronage", "patronage/loyalty", "patronage/offers", "patronage/survey", "patronage/invite", "patronage/metrics", "patronage/recommend", "patronage/module", "patronage/explain", "patronage/vocabulary"]) await import(entry);
      await import(new URL("./loyalty/index.js", import.meta.resolve("patronage/package.json").replace("package.json", "dist/")));
      console.log("quiet");`,
  });
  assert.equal(await run("node", ["index.js"], { cwd: folder }), "quiet\n");
});

test("Deno imports, with no permission", async (context) => {
  for (const sample of ENTRIES) {
    const folder = await project(context, { "index.js": printing(sample) });
    const printed = await run(tool("deno"), ["run", "--no-prompt", "--no-remote", "index.js"], { cwd: folder });
    assert.deepEqual(JSON.parse(printed), sample.expected, sample.entry);
  }
});

test("Bun imports, bundles, and makes an executable", async (context) => {
  for (const sample of ENTRIES) {
    const folder = await project(context, { "index.js": printing(sample) });
    const bun = (...args) => run(tool("bun"), args, { cwd: folder });
    assert.deepEqual(JSON.parse(await bun("run", "index.js")), sample.expected, sample.entry);
    await bun("build", "index.js", "--target=bun", "--outdir=out");
    assert.deepEqual(
      JSON.parse(await run(tool("bun"), ["out/index.js"], { cwd: folder })),
      sample.expected,
      `${sample.entry} bundled`,
    );
    await bun("build", "index.js", "--compile", "--outfile=shop");
    assert.deepEqual(
      JSON.parse(await run(`${folder}/shop`, [], { cwd: "/" })),
      sample.expected,
      `${sample.entry} compiled`,
    );
  }
});
