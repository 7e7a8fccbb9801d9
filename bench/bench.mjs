// `cargo xtask bench`: measures the sections one after the other and writes bench/RESULTS.md. With names of sections, or of
// folders of such, only those are measured anew.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { chosen, sections, together } from "./results.mjs";

/** Each is a folder whose section.mjs measures, in a process of its own; in the order in which they stand. */
const NAMES = [
  "loyalty",
  "offers",
  "survey/answers",
  "survey/paint",
  "start",
  "recommend/quality",
  "recommend/training",
  "recommend/latency",
  "recommend/size",
  "recommend/first",
  "recommend/scale",
];
/** What takes hours is measured only where it is named. */
const LONG = ["recommend/scale"];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(readFileSync(here("../node_modules/workerd/package.json"), "utf8"));
const FRONT = `# Results

Written by \`cargo xtask bench\`; run it again for figures of your own machine, \`--only NAME\` for a part of them. Trust the
ratios more than the times: these were taken on a shared machine with ${cpus().length} cores, Node ${process.version.slice(1)} and workerd ${version}.
Sizes of each flavour and instructions of a preview are in [FIGURES.md](FIGURES.md).`;

const asked = process.argv.slice(2);
const results = here("RESULTS.md");
const texts = sections(existsSync(results) ? readFileSync(results, "utf8") : "");
const figures = here("../target/bench/figures");

for (const name of asked.length > 0 ? chosen(NAMES, asked) : NAMES.filter((name) => !LONG.includes(name))) {
  console.error(`Measuring ${name}`);
  const printed = execFileSync(process.execPath, [here("alone.mjs"), name], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
  });
  const measured = JSON.parse(printed);
  texts.set(name, measured.markdown);
  mkdirSync(figures, { recursive: true });
  writeFileSync(`${figures}/${name.replace("/", "-")}.json`, JSON.stringify(measured.figures, null, 2));
  writeFileSync(results, together(FRONT, NAMES, texts));
  console.log(`\n${measured.markdown}`);
}
