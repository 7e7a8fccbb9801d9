// The same generated programs, carts and members in native Rust and in wasm on three hosts: the same bytes come out.
//
// `xtask cases` writes the cases, a digest of the native answers for each file, and what the cases reach. Each host answers
// the files in turn; where a digest differs, the answers themselves are compared to name the first case that does.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { chromiumHost, nodeHost, workerdHost } from "./hosts.mjs";

const CASES = 100_000;
const SEED = 1;
const run = promisify(execFile);
const root = new URL("../..", import.meta.url).pathname;

/** Errors of metrics and of model packs, which no question to a program reaches. */
const OF_METRICS = ["not-finite", "too-few", "constant", "collinear"];
const OF_PACKS = ["pack", "pack-newer", "pack-truncated", "pack-altered", "pack-foreign"];

let folder, digests, coverage;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "patronage-cases-"));
  await xtask("cases", folder, "--seed", SEED, "--count", CASES);
  digests = JSON.parse(await readFile(join(folder, "digests.json"), "utf8"));
  coverage = JSON.parse(await readFile(join(folder, "coverage.json"), "utf8"));
});

after(() => rm(folder, { recursive: true, force: true }));

test("the cases reach every error, reason, rule and currency", async (t) => {
  const sentences = JSON.parse(await readFile(new URL("../../locales/en.json", import.meta.url), "utf8"));
  const wanted = [
    ...codes(sentences.reasons).map((code) => `reason ${code}`),
    ...codes(sentences.errors)
      .filter((code) => !OF_METRICS.includes(code) && !OF_PACKS.includes(code))
      .map((code) => `error ${code}`),
    ...["preview", "award", "status"].map((asked) => `answer ${asked}`),
    ...["CNY", "JPY", "BHD", "CLF"].map((currency) => `word currency ${currency}`),
    ...["floor", "ceil", "halfUp", "halfEven"].map((mode) => `word mode ${mode}`),
    ...["line", "order"].map((level) => `word level ${level}`),
    ...["compound", "add", "highest"].map((stacking) => `word multipliers ${stacking}`),
    ...["order", "line", "unit"].map((each) => `word each ${each}`),
    ...["order", "day", "week", "month", "year", "lifetime"].map((period) => `word per ${period}`),
    ...["lifetime", "calendarYear"].map((within) => `word within ${within}`),
    ...["points", "spend"].map((measure) => `word on ${measure}`),
    ...[
      "per",
      "every",
      "exclude",
      "when",
      "lines",
      "channels",
      "tiers",
      "events",
      "event",
      "table",
      "days",
      "hours",
    ].map((key) => `field ${key}`),
  ];
  const zones = Object.keys(coverage).filter((name) => name.startsWith("word timeZone "));
  t.diagnostic(
    `${CASES} cases reach ${wanted.map((name) => `${name} ${coverage[name] ?? 0}`).join(", ")}; ${zones.length} zones`,
  );
  assert.deepEqual(
    wanted.filter((name) => !(coverage[name] >= 3)),
    [],
  );
  assert.ok(zones.length >= 30, `only ${zones.length} zones`);
});

for (const [name, start] of Object.entries({ Node: nodeHost, Chromium: chromiumHost, workerd: workerdHost })) {
  test(`wasm in ${name} answers ${CASES} cases like native Rust`, async () => {
    const host = await start(root);
    try {
      for (const [number, digest] of digests.entries()) {
        const cases = await readFile(join(folder, `${number}.ndjson`), "utf8");
        if ((await host.digest(cases)) !== digest) assert.fail(await difference(host, number, cases));
      }
      assert.equal(digests.length * 1_000, CASES);
    } finally {
      await host.close();
    }
  });
}

/** The codes that have sentences, each once; a file of cases stays too small for "too-large", which bad_input.rs covers. */
function codes(sentences) {
  const all = Object.keys(sentences).map((key) => key.split(".")[0]);
  return [...new Set(all)].filter((code) => code !== "too-large");
}

/** The first case of a file on which a host and native Rust differ, in words. */
async function difference(host, number, cases) {
  const theirs = (await host.answers(cases)).split("\n");
  const { stdout } = await xtask("answers", number, "--seed", SEED);
  const ours = stdout.trimEnd().split("\n");
  const index = ours.findIndex((answer, index) => answer !== theirs[index]);
  if (index < 0) return `file ${number}: the digests differ, but the answers don't`;
  return `case ${index} of file ${number}:\n${cases.split("\n")[index]}\nnative: ${ours[index]}\nhost:   ${theirs[index]}`;
}

function xtask(...words) {
  const options = { cwd: root, maxBuffer: 1 << 28 };
  return run("cargo", ["run", "--quiet", "--package", "xtask", "--", ...words.map(String)], options);
}
