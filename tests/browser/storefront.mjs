// Starts the storefront as a developer does, with a shop that is the same every time.
import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** 2026-11-18 is a Wednesday; gives the page's address, the edge worker's, and ways to end them. */
export async function start() {
  const built = existsSync(`${root}pkg/dist/loyalty/loyalty.wasm`) ? ["--built"] : [];
  const flags = ["--port", "0", "--seed", "7", "--today", "2026-11-18", ...built];
  const child = spawn("cargo", ["xtask", "start", ...flags], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const addresses = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, address] = /^\s+(\w+).*\s(http:\S+)$/.exec(line) ?? [];
    if (name) addresses[name.toLowerCase()] = address;
    if (line.includes("Ctrl-C")) break;
  }
  if (!addresses.storefront) throw new Error("the storefront did not start; its own words are above");
  const close = async () => {
    // As Ctrl-C does: to all that was started.
    process.kill(-child.pid, "SIGINT");
    await ended;
    rmSync(`${root}target/start/${new URL(addresses.storefront).port}`, { recursive: true, force: true });
  };
  return { page: addresses.storefront, edge: addresses.edge, close };
}
