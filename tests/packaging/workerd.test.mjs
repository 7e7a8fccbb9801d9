// The installed package on the real workerd: bundled as Cloudflare's tools do it, with the wasm as a module beside.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { project, tool, write } from "./project.mjs";
import { ENTRIES } from "./sample.mjs";

const worker = ({ entry, using, ask }) => `
import { load } from ${JSON.stringify(entry)};
const { ${using} } = await load();
export default {
  async fetch() {
    ${ask}
    return Response.json(answer);
  },
};
`;

/** The worker's bundle, and the names of the wasm modules that it imports. */
async function bundle(folder, condition) {
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: ["worker.js"],
    outfile: "out.js",
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: [condition],
    external: ["*.wasm", "*.wasm?module"],
    metafile: true,
  });
  return metafile.outputs["out.js"].imports.map(({ path }) => path);
}

const configuration = (modules) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    compatibilityDate = "2026-01-01",
    modules = [
      (name = "worker", esModule = embed "out.js"),
      ${modules.map((name) => `(name = "${name}", wasm = embed "engine.wasm"),`).join("\n")}
    ],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** Starts workerd and gives the address that it says it listens at. */
async function serveWorker(context, folder) {
  const args = ["serve", "config.capnp", "--control-fd=1"];
  const workerd = spawn(tool("workerd"), args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  context.after(() => workerd.kill());
  let said = "";
  return await new Promise((resolve, reject) => {
    workerd.stderr.on("data", (data) => (said += data));
    workerd.stdout.on("data", (data) => {
      const port = /"port":(\d+)/.exec((said += data))?.[1];
      if (port) resolve(`http://127.0.0.1:${port}/`);
    });
    workerd.on("exit", (code) => reject(new Error(`workerd stopped (${code}): ${said}`)));
  });
}

for (const [condition, suffix] of [
  ["workerd", ""],
  ["edge-light", "?module"],
]) {
  for (const sample of ENTRIES) {
    const { entry, using, expected } = sample;
    test(`workerd serves the ${using} of ${entry} by the condition ${condition}`, async (context) => {
      const folder = await project(context, { "worker.js": worker(sample) });
      const flavour = basename(entry);
      const modules = await bundle(folder, condition);
      assert.deepEqual(modules, [`./${flavour}.wasm${suffix}`]);
      copyFileSync(`${folder}/node_modules/patronage/dist/${flavour}/${flavour}.wasm`, `${folder}/engine.wasm`);
      write(folder, { "config.capnp": configuration(modules.map((path) => basename(path))) });
      const address = await serveWorker(context, folder);
      assert.deepEqual(await (await fetch(address)).json(), expected);
    });
  }
}
