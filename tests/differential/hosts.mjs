// Three hosts of the shipped wasm, each with `digest(cases)`, `answers(cases)` and `close()`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "../browser.mjs";
import { answers, digest } from "./host.mjs";

const FLAVOUR = "pkg/dist/loyalty";
const WASM = `${FLAVOUR}/loyalty.wasm`;
const GLUE = `${FLAVOUR}/engine.js`;
const HOST = "tests/differential/host.mjs";

export async function nodeHost(root) {
  const { initSync, Program } = await import(pathToFileURL(join(root, GLUE)));
  initSync({ module: await readFile(join(root, WASM)) });
  return {
    digest: (cases) => digest(answers(Program, cases)),
    answers: async (cases) => answers(Program, cases),
    close: async () => {},
  };
}

/** A page at a loopback address; the cases go in as an argument of a function that runs in the page. */
export async function chromiumHost(root) {
  const server = createServer((request, response) => serve(root, request.url, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const context = await launch();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(load, { glue: `/${GLUE}`, wasm: `/${WASM}`, host: `/${HOST}` });
  return {
    digest: (cases) => page.evaluate((cases) => globalThis.patronage.digest(cases), cases),
    answers: (cases) => page.evaluate((cases) => globalThis.patronage.answers(cases), cases),
    close: async () => {
      await context.close();
      server.close();
    },
  };
}

/** Runs in the page. */
async function load({ glue, wasm, host }) {
  const [{ default: init, Program }, { answers, digest }] = await Promise.all([import(glue), import(host)]);
  await init({ module_or_path: wasm });
  globalThis.patronage = {
    digest: (cases) => digest(answers(Program, cases)),
    answers: async (cases) => answers(Program, cases),
  };
}

const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

async function serve(root, url, response) {
  const type = TYPES[extname(url)];
  if (!type) return response.setHeader("content-type", "text/html").end("<!doctype html><title>Differential</title>");
  const body = await readFile(join(root, url)).catch(() => undefined);
  response.writeHead(body ? 200 : 404, { "content-type": type }).end(body);
}

/** A worker that answers what is posted to it. */
export async function workerdHost(root) {
  const folder = await mkdtemp(join(tmpdir(), "patronage-workerd-"));
  const config = join(folder, "config.capnp");
  await writeFile(config, workerConfig(root));
  const server = spawn(
    join(root, "node_modules/workerd/bin/workerd"),
    ["serve", config, "--import-path=/", "--control-fd=1"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [line] = await once(server.stdout, "data");
  const { port } = JSON.parse(line.toString().split("\n")[0]);
  const ask = async (path, cases) => {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, { method: "POST", body: cases });
    if (!response.ok) throw new Error(`the worker answered ${response.status}: ${await response.text()}`);
    return response.text();
  };
  return {
    digest: (cases) => ask("digest", cases),
    answers: (cases) => ask("answers", cases),
    close: async () => {
      server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function workerConfig(root) {
  const embed = (path) => `embed ${JSON.stringify(join(root, path))}`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [
      (name = "worker.mjs", esModule = ${embed("tests/differential/worker.mjs")}),
      (name = "host.mjs", esModule = ${embed(HOST)}),
      (name = "engine.js", esModule = ${embed(GLUE)}),
      (name = "loyalty.wasm", wasm = ${embed(WASM)}),
    ],
    compatibilityDate = "2026-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}
