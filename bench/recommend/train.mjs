// The trainer as it is shipped, run on the training part of a log: the same command line for every log, without a flag that
// says anything about what is learnt.

import { execFileSync } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { measured } from "../measured.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const place = `${root}target/bench/recommend`;
/** The trainer: that which the variable PATRONAGE_TRAINER names, else one that is built here. */
const given = process.env.PATRONAGE_TRAINER;
const command = given ?? `${root}target/trainer/patronage`;

export const COMMAND = "patronage train LOG.csv --out FOLDER --quiet";

/** Builds the trainer; nothing happens where it is built. */
export function build() {
  if (given) return;
  execFileSync("cargo", ["build", "--quiet", "--profile", "trainer", "--package", "patronage-train"], {
    cwd: root,
    stdio: "inherit",
  });
}

/**
 * The training part of a log as CSV: its path. It is written where it is not there, or older than the log, what cuts it or
 * what writes it: by another cut, the test part could have been trained on.
 */
export async function csv(log) {
  mkdirSync(place, { recursive: true });
  const path = `${place}/${log.name}.csv`;
  const logs = readdirSync(new URL("logs/", import.meta.url)).map((name) => new URL(`logs/${name}`, import.meta.url));
  const sources = [new URL(import.meta.url), ...logs];
  const newest = Math.max(log.written, ...sources.map((source) => statSync(fileURLToPath(source)).mtimeMs));
  if (existsSync(path) && statSync(path).mtimeMs > newest) return path;
  const part = `${path}.part`;
  const file = createWriteStream(part);
  file.write(log.kind === "sessions" ? "session,item,time\n" : "member,order,item,time\n");
  for (const { owner, steps } of log.train) {
    const rows = steps.flatMap(({ at, items }, order) =>
      items.map((item) =>
        log.kind === "sessions" ? `${owner},${item},${at}` : `${owner},${owner}-${order},${item},${at}`,
      ),
    );
    file.write(`${rows.join("\n")}\n`);
  }
  file.end();
  await once(file, "finish");
  renameSync(part, path);
  return path;
}

/** Trains on a log, with flags that say how many links an item keeps at most: the folder, what it took, the report. */
export async function train(log, flags = []) {
  build();
  const folder = folderOf(log, flags);
  const { seconds, memory } = await measured(command, ["train", await csv(log), "--out", folder, "--quiet", ...flags]);
  return { folder, seconds, memory, report: reportOf(folder) };
}

/** The folder of a pack of a log: of an earlier run, where this trainer has written it from the same log. */
export async function trained(log, flags = []) {
  build();
  const folder = folderOf(log, flags);
  const written = `${folder}/report.json`;
  const newest = Math.max(...[command, await csv(log)].map((path) => statSync(path).mtimeMs));
  if (existsSync(written) && statSync(written).mtimeMs > newest) return folder;
  return (await train(log, flags)).folder;
}

const folderOf = (log, flags) => `${place}/${[log.name, ...flags].join("")}`;

export const reportOf = (folder) => JSON.parse(readFileSync(`${folder}/report.json`, "utf8"));
