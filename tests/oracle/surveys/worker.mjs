// A part of the cases, on a processor of its own.

import { parentPort, workerData } from "node:worker_threads";

process.env.TZ = "UTC";
// survey-core warns of each value that is none of a question's.
console.warn = () => {};
const { differ, makeCase } = await import("./cases.mjs");

const failing = [];
const met = {};
for (const seed of workerData) {
  const one = makeCase(seed);
  for (const [method] of one.calls) met[method] = (met[method] ?? 0) + 1;
  for (const [type] of JSON.stringify(one.document).matchAll(/(?<="type":")\w+/g)) met[type] = (met[type] ?? 0) + 1;
  const found = differ(one);
  if (found) failing.push({ seed, part: found.part });
}
parentPort.postMessage({ failing, met });
