// From the start of the script to the first question painted, in Chromium on a processor slowed down four times.
//
// `node bench/survey/paint.mjs` prints one JSON object: for each contestant the medians in milliseconds.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { launch } from "../../tests/browser.mjs";
import { survey } from "./document.mjs";

const ROUNDS = 11;
const SLOWDOWN = 4;
const QUESTIONS = 50;

/** Each contestant: the files of its page, and where its first question appears. */
const CONTESTANTS = {
  patronage: {
    body: `<script type="module" src="/patronage/widget.js"></script>
      <patronage-survey src="/survey.json"></patronage-survey>`,
    files: { "/patronage/": "pkg/dist/survey/" },
    painted: `document.querySelector("patronage-survey")?.shadowRoot?.querySelector("input")`,
  },
  "survey-js-ui": {
    body: `<link rel="stylesheet" href="/core/survey-core.min.css" />
      <div id="survey"></div>
      <script src="/core/survey.core.min.js"></script>
      <script src="/ui/survey-js-ui.min.js"></script>
      <script>
        fetch("/survey.json").then((answer) => answer.json()).then((document_) =>
          SurveyUI.renderSurvey(new Survey.Model(document_), document.querySelector("#survey")));
      </script>`,
    files: { "/core/": "node_modules/survey-core-matched/", "/ui/": "node_modules/survey-js-ui/" },
    painted: `document.querySelector("#survey input")`,
  },
};

/** Before anything else runs: the clock starts, and stops in the frame after the one that shows the first question. */
const watch = (painted) => `
  const began = performance.now();
  window.painted = new Promise((resolve) => {
    const look = () => {
      const found = ${painted};
      if (!found?.checkVisibility()) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    };
    look();
  });`;

const page = ({ body, painted }) => `<!doctype html>
  <html lang="en"><head><meta charset="utf-8" /><title>Race</title><script>${watch(painted)}</script></head>
  <body>${body}</body></html>`;

const TYPES = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
};
const root = new URL("../../", import.meta.url);
const sent = new Map();

function answer(contestant, path) {
  if (path === "/") return [page(contestant), "text/html"];
  if (path === "/survey.json") return [JSON.stringify(survey(QUESTIONS)), TYPES[".json"]];
  const [prefix, folder] = Object.entries(contestant.files).find(([start]) => path.startsWith(start)) ?? [];
  if (!prefix) return [];
  return [readFileSync(fileURLToPath(new URL(folder + path.slice(prefix.length), root))), TYPES[extname(path)]];
}

async function race(name, browser) {
  const contestant = CONTESTANTS[name];
  const bytes = new Map();
  const server = createServer((request, response) => {
    const [body, type] = answer(contestant, request.url);
    if (body === undefined) return response.writeHead(404).end();
    if (request.url !== "/" && request.url !== "/survey.json") bytes.set(request.url, Buffer.from(body));
    response.writeHead(200, { "content-type": type }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const context = await browser.newContext();
  const tab = await context.newPage();
  try {
    const devtools = await context.newCDPSession(tab);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await tab.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: "commit" });
    const time = await tab.evaluate("window.painted");
    assert.ok(time > 0);
    sent.set(name, bytes);
    return time;
  } finally {
    await context.close();
    server.close();
  }
}

const names = Object.keys(CONTESTANTS).filter((name) => !process.argv[2] || name === process.argv[2]);
const times = Object.fromEntries(names.map((name) => [name, []]));
const browser = await launch();
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) times[name].push(await race(name, browser));
  }
} finally {
  await browser.close();
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const brotli = (files) => [...files.values()].reduce((sum, body) => sum + brotliCompressSync(body).length, 0);
const paint = Object.fromEntries(
  names.map((name) => [name, { ms: median(times[name]), brotli: brotli(sent.get(name)) }]),
);
console.log(JSON.stringify({ questions: QUESTIONS, slowdown: SLOWDOWN, paint }));
