// Starts the storefront as a developer does, with a shop that is the same every time.
import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** 2026-11-18 is a Wednesday. */
const CAFE = ["--seed", "7", "--today", "2026-11-18"];

/** Gives the page's address, the edge worker's, and a way to end both. */
export async function start(flags = CAFE) {
  const child = spawnStart(["--port", "0", ...flags], "inherit");
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const addresses = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, address] = /^\s+(\w+).*\s(http:\S+)$/.exec(line) ?? [];
    if (name) addresses[name.toLowerCase()] = address;
    if (line.includes("Ctrl-C")) break;
  }
  if (!addresses.storefront) throw new Error("the storefront did not start; its own words are above");
  // As Ctrl-C does: to all that was started.
  const interrupt = () => process.kill(-child.pid, "SIGINT");
  const close = async (end = interrupt) => {
    end(child);
    await ended;
    rmSync(`${root}target/start/${new URL(addresses.storefront).port}`, { recursive: true, force: true });
  };
  return { page: addresses.storefront, edge: addresses.edge, close };
}

/** `cargo xtask start`, without building again what is built. */
export function spawnStart(flags, stderr) {
  const built = existsSync(`${root}pkg/dist/loyalty/loyalty.wasm`) ? ["--built"] : [];
  return spawn("cargo", ["xtask", "start", ...flags, ...built], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", stderr],
  });
}
