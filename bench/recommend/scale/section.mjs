// Training on generated logs of growing size: what one machine takes, and what a cluster of two executors does.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { digits, table, whole } from "../../numbers.mjs";

const FLAGS = ["--quiet", "--profile", "trainer", "--package", "patronage-train", "--features", "cluster"];

export default function section() {
  cargo(["build", ...FLAGS]);
  const figures = JSON.parse(cargo(["run", ...FLAGS, "--example", "scale"]));
  return { figures, markdown: shown(figures) };
}

function cargo(args) {
  const cwd = fileURLToPath(new URL("../../../", import.meta.url));
  return execFileSync("cargo", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** The Markdown of what `train/examples/scale` prints. */
export function shown({ memoryMB, alone, cluster }) {
  const rows = alone.map(({ rows, seconds, peakBytes }) => [whole(rows), digits(seconds), digits(peakBytes / 1e6)]);
  const raced = cluster
    ? `

Of ${whole(cluster.rows)} rows, the same on Ballista with two executors that have the same processors and memory between them:

${table(
  ["", "seconds:", "of them queries:"],
  [
    ["DataFusion alone", digits(cluster.alone), digits(cluster.aloneQueries)],
    ["Ballista, two executors", digits(cluster.cluster), digits(cluster.clusterQueries)],
  ],
)}

The packs are ${cluster.same ? "the same to the last bit" : "not the same"}.`
    : "";
  return `## Training on large logs

Generated logs, one process from the file to the pack with \`--memory ${memoryMB}MB\` for its queries (\`train/examples/scale\`).

${table(["rows:", "seconds:", "memory at most, MB:"], rows)}${raced}`;
}
