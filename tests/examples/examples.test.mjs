// Every JavaScript example in the documentation runs, and what it asserts holds.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
// Within the repository, so that the package is found as a reader of the examples would find it.
const folder = join(root, "target/examples");

const PROGRAM = '{"currency":"CNY","timeZone":"Asia/Shanghai","earn":[{"id":"base","points":1,"per":"1.00"}]}';
const QUESTION = '{"cart":{"lines":[{"price":"3.00"}]},"now":0}';

before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(folder, "shop"));
  copyFileSync(join(root, "tests/recommend/tea.pack"), join(folder, "shop/whole.pack"));
  // A worker imports its program as a module, for which Node wants an attribute that workers do without.
  writeFileSync(join(folder, "program.mjs"), `export default ${PROGRAM};`);
});
after(() => rmSync(folder, { recursive: true, force: true }));

for (const file of documents()) {
  const name = relative(root, file);
  examples(readFileSync(file, "utf8")).forEach(({ kind, code, line }, index) => {
    test(`${name}, line ${line}`, async () => {
      const path = join(folder, `${name.replaceAll(/\W/g, "-")}-${index}.mjs`);
      writeFileSync(path, code.replaceAll("./program.json", "./program.mjs"));
      const failures = await failed(() =>
        import(pathToFileURL(path)).then((module) => kind === "edge" && answers(module)),
      );
      assert.deepEqual(failures, []);
    });
  });
}

function documents() {
  const folders = ["docs", "docs/zh-CN"].map((name) => join(root, name));
  const pages = folders.flatMap((path) => readdirSync(path).map((name) => join(path, name)));
  const fronts = ["README.md", "README.zh-CN.md"].map((name) => join(root, name));
  return [...fronts, ...pages].filter((path) => path.endsWith(".md"));
}

/** The blocks fenced as `js`, or `js edge` for a worker. */
function examples(text) {
  return [...text.matchAll(/^```js(?: (\w+))?\n([\s\S]*?)^```$/gm)].map(({ 1: kind, 2: code, index }) => {
    return { kind, code, line: text.slice(0, index).split("\n").length };
  });
}

/** A worker answers a question. */
async function answers({ default: worker }) {
  const response = await worker.fetch(new Request("https://edge.example/preview", { method: "POST", body: QUESTION }));
  assert.equal((await response.json()).points, 3);
}

/** The assertions that failed on the way: `console.assert` only prints. */
async function failed(run) {
  const failures = [];
  const original = console.assert;
  console.assert = (holds, ...message) => holds || failures.push(message.join(" ") || "an assertion does not hold");
  try {
    await run();
  } finally {
    console.assert = original;
  }
  return failures;
}
