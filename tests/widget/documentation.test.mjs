// The pages that the documentation gives to copy work as they stand.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { launch, newPage } from "../browser.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const MEDIA = { ".js": "text/javascript", ".wasm": "application/wasm" };

const survey = { elements: [{ type: "text", name: "a" }] };

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** Serves a page with the folder that its reader has made, the shop's survey and an endpoint. */
async function serve(context, html) {
  const received = [];
  const server = createServer(async ({ method, url }, response) => {
    const file = join(root, "pkg/dist/survey", url.replace("/patronage/", ""));
    if (url === "/") return response.writeHead(200, { "Content-Type": "text/html" }).end(html);
    if (url === "/surveys/visit.json") return response.writeHead(200).end(JSON.stringify(survey));
    if (method === "POST" && url === "/responses") received.push(url);
    if (url.startsWith("/patronage/") && existsSync(file)) {
      return response.writeHead(200, { "Content-Type": MEDIA[extname(file)] }).end(readFileSync(file));
    }
    response.writeHead(204).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => server.closeAllConnections() || server.close());
  return { address: `http://127.0.0.1:${server.address().port}/`, received };
}

/** All that the sources of the widget say. */
const source = readdirSync(join(root, "pkg/src/widget"), { recursive: true })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(root, "pkg/src/widget", file), "utf8"))
  .join("\n");

/** What is put into a name of a part while it runs: buttons, how a response stands, what is chosen, kinds of containers. */
const PUT_IN = [
  ["start", "previous", "next", "preview", "edit", "complete"],
  ["waiting", "sending", "sent", "screened", "refused"],
  ["chosen", "page", "panel", "survey-title", "page-title", "panel-title"],
].flat();

const written = (pattern) => [...new Set([...source.matchAll(pattern)].flatMap(([, found]) => found.split(/\s+/)))];
const sorted = (names) => [...new Set(names)].filter(Boolean).sort();
const named = (text, pattern) => sorted([...text.matchAll(pattern)].map(([, name]) => name));

for (const path of ["docs/survey.md", "docs/zh-CN/survey.md"]) {
  const text = readFileSync(join(root, path), "utf8");
  const looks = text.slice(text.search(/^- (Parts: |部件：)/m)).split("\n\n")[0];
  const colours = text.slice(text.search(/^- (Colours: |颜色：)/m)).split(/^- (?:Parts|部件)/m)[0];
  const attributes = text.slice(text.search(/^\| (attribute|属性) \|/m)).split("\n\n")[0];

  test(`${path} names every attribute, event, property and part, and no other`, async () => {
    const { PatronageSurvey } = await import("../../pkg/dist/widget/index.js");
    const own = Object.entries(PatronageSurvey.properties).filter(
      ([, { attribute, state }]) => attribute !== false && !state,
    );
    assert.deepEqual(named(attributes, /^\| `(\w+)`/gm), sorted(own.map(([name]) => name)));
    assert.deepEqual(named(text, /^\| `(patronage-\w+)`/gm), sorted(written(/"(patronage-\w+)": CustomEvent/g)));
    const properties = named(colours, /`(?:--patronage)?-([\w-]+)`/g).map((name) => `--patronage-${name}`);
    assert.deepEqual(properties, sorted(written(/var\(\s*(--patronage-[\w-]+)/g)));
    const parts = written(/\bpart="([^"]*)"/g).filter((name) => /^[a-z-]+$/.test(name));
    assert.deepEqual(named(looks, /`([\w-]+)`/g), sorted([...parts, ...PUT_IN]));
  });
}

for (const [path, send] of [
  ["docs/survey.md", "Send"],
  ["docs/zh-CN/survey.md", "提交"],
]) {
  const pages = [...readFileSync(join(root, path), "utf8").matchAll(/^```html\n([^]*?)^```$/gm)].map(
    ([, html]) => html,
  );
  test(`${path} has a page to copy`, () => assert.ok(pages.length > 0));
  pages.forEach((html, index) => {
    test(`${path}, page ${index + 1}`, async (context) => {
      const { address, received } = await serve(context, html);
      const page = await newPage(browser);
      await page.goto(address);
      await page.getByRole("textbox", { name: "a" }).fill("x");
      await page.getByRole("button", { name: send }).click();
      for (let tries = 0; tries < 40 && received.length === 0; tries += 1) await page.waitForTimeout(50);
      assert.deepEqual(received, ["/responses"]);
      assert.deepEqual(page.complaints, []);
    });
  });
}
