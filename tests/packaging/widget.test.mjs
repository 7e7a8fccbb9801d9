// The widget of the installed package through the bundlers, without any configuration, and its types.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as esbuild from "esbuild";
import * as vite from "vite";
import webpack from "webpack";
import { launch, newPage } from "../browser.mjs";
import { project, run, serve, tool } from "./project.mjs";

const page = (script) => `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:," />
<script type="module" src="${script}"></script><patronage-survey></patronage-survey></html>`;

// Nothing is used of what is imported: the import itself defines the element.
const main = `import "patronage/widget";
document.querySelector("patronage-survey").document = {
  elements: [
    { type: "html", name: "words", html: "<p>Some <b>words</b></p>" },
    { type: "tagbox", name: "tags", choices: ["one", "two"] },
  ],
};`;

const files = { "index.html": page("/main.js"), "main.js": main };

let browser;
after(() => browser?.close());

/** The widget asks, with what is loaded for some surveys only. */
async function asks(address) {
  browser ??= await launch();
  const page = await newPage(browser);
  await page.goto(address);
  await page.getByRole("combobox", { name: "tags" }).click({ timeout: 30_000 });
  await page.getByRole("option", { name: "two" }).click();
  assert.equal(await page.locator("patronage-survey b").innerText(), "words");
  assert.deepEqual(page.complaints, []);
  await page.close();
}

test("Vite serves the widget in development", async (context) => {
  const root = await project(context, files);
  const server = await vite.createServer({ root, configFile: false, logLevel: "warn", server: { port: 0 } });
  context.after(() => server.close());
  await server.listen();
  await asks(server.resolvedUrls.local[0]);
});

test("Vite builds it", async (context) => {
  const root = await project(context, files);
  await vite.build({ root, configFile: false, logLevel: "warn" });
  await asks(await serve(context, `${root}/dist`));
});

test("webpack builds it", async (context) => {
  const root = await project(context, { ...files, "index.html": page("/dist/main.js") });
  const compiler = webpack({ context: root, entry: "./main.js", mode: "production", output: { path: `${root}/dist` } });
  const stats = await new Promise((resolve, reject) =>
    compiler.run((error, stats) => (error ? reject(error) : resolve(stats))),
  );
  assert.deepEqual(stats.toJson({ all: false, errors: true }).errors, []);
  await asks(await serve(context, root));
});

test("esbuild builds it, the wasm file copied beside it", async (context) => {
  const root = await project(context, { ...files, "index.html": page("/main.js") });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["main.js"],
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: "dist",
    logLevel: "error",
  });
  await run("cp", ["node_modules/patronage/dist/survey/survey.wasm", "index.html", "dist"], { cwd: root });
  await asks(await serve(context, `${root}/dist`));
});

test("its types hold, with nothing skipped", async (context) => {
  const use = `
import { addWords, type PatronageSurvey, type SurveyView } from "patronage/widget";
const element: PatronageSurvey = document.querySelector("patronage-survey")!;
element.document = { elements: [] };
element.mode = "popover";
const view: SurveyView | undefined = element.view;
element.addEventListener("patronage-complete", ({ detail }) => { const key: string = detail.key; void [key, detail.data["a"]]; });
element.addEventListener("patronage-answer", ({ detail: { names } }) => void names.join());
addWords("fr", { next: "Suivant", errors: { required: "…" } });
// @ts-expect-error no such word
addWords("fr", { nxt: "Suivant" });
// @ts-expect-error no such mode
element.mode = "modal";
export default view;
`;
  const folder = await project(context, { "use.ts": use });
  const flags = [
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--target",
    "es2022",
    "--types",
    "",
    "--lib",
    "es2022,dom,dom.iterable",
  ];
  for (const module of ["preserve", "nodenext"]) {
    await run(tool("tsc"), [...flags, "--module", module, "use.ts"], { cwd: folder });
  }
});
