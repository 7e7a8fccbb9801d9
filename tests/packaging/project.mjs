// Projects of users: the package is packed as npm would publish it, and its tarball installed into an empty folder.

import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const start = promisify(execFile);

/** The root of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a program to its end and gives what it printed; a failure shows everything that it said. */
export async function run(program, args, options = {}) {
  try {
    return (await start(program, args, { timeout: 120_000, maxBuffer: 1 << 26, ...options })).stdout;
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}\n${error.stdout}\n${error.stderr}\n${error.message}`);
  }
}

/** The path of a program from an npm package of the repository. */
export function tool(name) {
  return join(root, "node_modules/.bin", name);
}

/** Packs the package into a folder; gives the tarball's path and npm's list of its files. */
export async function pack(folder) {
  const [packed] = JSON.parse(
    await run("npm", ["pack", "--json", "--pack-destination", folder, "./pkg"], { cwd: root }),
  );
  return { tarball: join(folder, packed.filename), files: packed.files };
}

let installed;

/** A project with the tarball installed, made once for a file of tests. */
async function install() {
  const folder = mkdtempSync(join(tmpdir(), "patronage-installed-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  write(folder, { "package.json": '{ "name": "shop", "private": true, "type": "module" }' });
  const { tarball } = await pack(folder);
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", tarball], {
    cwd: folder,
  });
  return folder;
}

/**
 * A project with the tarball installed, removed when the test ends.
 *
 * @param context The test's context, for cleaning up.
 * @param files What the user has written: a text by path.
 */
export async function project(context, files = {}) {
  installed ??= install();
  const folder = mkdtempSync(join(tmpdir(), "patronage-project-"));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  cpSync(await installed, folder, { recursive: true });
  write(folder, files);
  return folder;
}

/** Writes texts into files of a folder. */
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const MEDIA = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** Serves a folder on a free port of this machine until the test ends; gives the address. */
export async function serve(context, folder, headers = {}) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    try {
      const body = readFileSync(join(folder, path.endsWith("/") ? `${path}index.html` : path));
      response.writeHead(200, { "Content-Type": MEDIA[extname(path) || ".html"] ?? "text/plain", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${server.address().port}/`;
}
