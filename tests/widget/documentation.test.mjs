// The pages that the documentation gives to copy work as they stand.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
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
