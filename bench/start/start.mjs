// How long it takes from nothing to the first answer, in processes of their own.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../numbers.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const TIMES = 11;

/** A small program and cart, so that the start is measured and not the work. */
const QUESTION = {
  document: { currency: "CNY", timeZone: "Asia/Shanghai", earn: [{ id: "base", points: 1, per: "1.00" }] },
  request: { cart: { lines: [{ product: "tea", price: "19.90", quantity: 2 }] }, now: "2026-11-18T12:30:00Z" },
};

/** Median milliseconds in Node, and from the spawn of workerd with the engine and without it. */
export async function starts() {
  return {
    node: median(await repeat(inNode)),
    workerd: median(await repeat(() => inWorkerd("worker.mjs"))),
    empty: median(await repeat(() => inWorkerd("empty.mjs"))),
  };
}

function inNode() {
  const script = join(root, "bench/start/node.mjs");
  const { points, ms } = JSON.parse(
    execFileSync(process.execPath, [script, JSON.stringify(QUESTION)], { encoding: "utf8" }),
  );
  assert.equal(points, 39);
  return ms;
}

async function inWorkerd(worker) {
  const folder = mkdtempSync(join(tmpdir(), "patronage-start-"));
  const config = join(folder, "config.capnp");
  writeFileSync(config, configOf(worker));
  const began = performance.now();
  const binary = join(root, "node_modules/workerd/bin/workerd");
  const server = spawn(binary, ["serve", config, "--import-path=/", "--control-fd=1"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(server.stdout, "data");
  const { port } = JSON.parse(line.toString().split("\n")[0]);
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: JSON.stringify(QUESTION) });
  const answer = await response.json();
  const ms = performance.now() - began;
  assert.ok(answer.points === 39 || worker === "empty.mjs", JSON.stringify(answer));
  server.kill();
  await once(server, "exit");
  rmSync(folder, { recursive: true, force: true });
  return ms;
}

function configOf(worker) {
  const embed = (path) => `embed ${JSON.stringify(join(root, path))}`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [
      (name = "worker.mjs", esModule = ${embed(`bench/start/${worker}`)}),
      (name = "engine.js", esModule = ${embed("pkg/dist/loyalty/engine.js")}),
      (name = "loyalty.wasm", wasm = ${embed("pkg/dist/loyalty/loyalty.wasm")}),
    ],
    compatibilityDate = "2026-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

async function repeat(measure) {
  const all = [];
  for (let index = 0; index < TIMES; index += 1) all.push(await measure());
  return all;
}
