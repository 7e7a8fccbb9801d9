// Training on generated logs of growing size: what one machine takes, and what a cluster of two executors does.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { digits, table, whole } from "../../numbers.mjs";

/** Prints `{ "runs": [{ "rows": 1000000, "on": "DataFusion", "seconds": 9.5, "memory": 500000000 }] }`, memory in bytes. */
const COMMAND = [
  ["run", "--quiet", "--profile", "trainer"],
  ["--package", "patronage-train", "--features", "cluster", "--example", "scale"],
].flat();

export default function section() {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const printed = execFileSync("cargo", COMMAND, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const figures = JSON.parse(printed);
  const rows = figures.runs.map(({ rows, on, seconds, memory }) => [
    whole(rows),
    on,
    digits(seconds),
    digits(memory / 1e6),
  ]);
  const markdown = `## Training on large logs

Generated logs, one process from the file to the pack, on one machine; of a cluster, the memory of all its processes.

${table(["rows:", "on", "seconds:", "memory at most, MB:"], rows)}`;
  return { figures, markdown };
}
