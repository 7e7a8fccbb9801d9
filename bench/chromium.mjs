// Pages that race in Chromium: each time with an empty cache and a slowed down processor, in turns.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { launch } from "../tests/browser.mjs";
import { median } from "./numbers.mjs";

export const SLOWDOWN = 4;
const ROUNDS = 11;
/** A page that shows nothing for so long, in milliseconds, never will. */
const PATIENCE = 120_000;
/** Nearly as small as the strongest, in a tenth of its time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** The types that a server sends packed. */
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
};

/**
 * The median milliseconds from the start of each page to what it wants to show, and what was sent for it: path and bytes.
 *
 * @param contestants By name: the `body` of the page, `shown` (an expression that is true when it shows what counts), and
 *   `file`, which gives the bytes behind a path, if any.
 * @param options `rounds`, and the `network` that is slowed down, as Chromium's developer tools want it; nothing for the
 *   loopback.
 */
export async function race(contestants, { network, rounds = ROUNDS } = {}) {
  const runners = Object.entries(contestants).map(([name, contestant]) => ({
    name,
    contestant,
    times: [],
    sent: null,
  }));
  const browser = await launch();
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const runner of runners) {
        const { time, sent } = await once(runner.contestant, browser, network);
        runner.times.push(time);
        runner.sent = sent;
      }
    }
  } finally {
    await browser.close();
  }
  return Object.fromEntries(runners.map(({ name, times, sent }) => [name, { ms: median(times), sent }]));
}

/** The files of folders, by the beginnings of their paths. */
export function folders(places) {
  const root = new URL("../", import.meta.url);
  return (path) => {
    const [start, folder] = Object.entries(places).find(([start]) => path.startsWith(start)) ?? [];
    return folder && readFileSync(fileURLToPath(new URL(folder + path.slice(start.length), root)));
  };
}

async function once(contestant, browser, network) {
  const sent = new Map();
  const server = createServer((request, response) => {
    const [body, type, encoding] = answer(contestant, request.url);
    if (!body) return response.writeHead(404).end();
    sent.set(request.url, body.length);
    response.writeHead(200, { "content-type": type, ...(encoding && { "content-encoding": encoding }) }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const context = await browser.newContext();
  const tab = await context.newPage();
  try {
    const devtools = await context.newCDPSession(tab);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    if (network) await devtools.send("Network.emulateNetworkConditions", { offline: false, ...network });
    await tab.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: "commit" });
    const patience = new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("nothing is shown")).unref());
    const time = await Promise.race([tab.evaluate("window.shown"), patience]);
    assert.ok(time > 0);
    return { time, sent };
  } finally {
    await context.close();
    server.close();
  }
}

const packed = new Map();

function answer(contestant, path) {
  const body = path === "/" ? page(contestant) : contestant.file(path);
  if (body === undefined) return [];
  const type = TYPES[path === "/" ? ".html" : extname(path)];
  if (!type) return [body, "application/octet-stream"];
  const text = Buffer.from(body);
  const key = text.toString("latin1");
  if (!packed.has(key)) packed.set(key, brotliCompressSync(text, BROTLI));
  return [packed.get(key), type, "br"];
}

const page = ({ body, shown }) => `<!doctype html>
  <html lang="en"><head><meta charset="utf-8" /><title>Race</title><script>${watch(shown)}</script></head>
  <body>${body}</body></html>`;

/** Before anything else runs: the clock starts, and stops in the frame after the one that shows what counts. */
const watch = (shown) => `
  const began = performance.now();
  window.shown = new Promise((resolve) => {
    const look = () => {
      const found = ${shown};
      if (!found?.checkVisibility()) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    };
    look();
  });`;
