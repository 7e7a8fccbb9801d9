// A command with the time and the memory that it takes.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** How often the memory is looked at, in milliseconds. */
const LOOK = 20;

/** Runs a command to its end: its seconds, the most memory it held in bytes (where the system says so), what it printed. */
export async function measured(command, args) {
  const began = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let [printed, complained, memory] = ["", "", 0];
  child.stdout.on("data", (text) => (printed += text));
  child.stderr.on("data", (text) => (complained += text));
  const looking = setInterval(() => (memory = Math.max(memory, peak(child.pid))), LOOK);
  const code = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  clearInterval(looking);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${complained}`);
  return { seconds: (performance.now() - began) / 1_000, memory, printed };
}

/** The most that a process has held so far, as Linux says it. */
function peak(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}
