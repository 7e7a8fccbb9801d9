// Runs a built edge worker on workerd.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const workerd = createRequire(import.meta.url)("workerd").default;

/**
 * Starts the worker of a folder that `edge/build.mjs` filled; gives its origin and a way to end it, which is that of a
 * power cut.
 *
 * @param options Where responses are stored, the port, and the worker's variables.
 */
export async function serve(folder, { responses = join(folder, "responses"), port, variables = {} } = {}) {
  mkdirSync(responses, { recursive: true });
  const at = port ?? (await freePort());
  const origin = `http://127.0.0.1:${at}`;
  const args = ["serve", `--socket-addr=http=127.0.0.1:${at}`, `--directory-path=responses=${responses}`];
  const child = spawn(workerd, [...args, join(folder, "workerd.capnp")], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...variables },
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const close = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  for (let tries = 0; tries < 400 && child.exitCode === null; tries += 1) {
    const healthy = await fetch(`${origin}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return { origin, close };
    await sleep(50);
  }
  await close();
  throw new Error("the edge worker does not answer");
}

/** A port of this machine that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
