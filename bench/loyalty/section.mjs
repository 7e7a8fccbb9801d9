import { table } from "../numbers.mjs";
import { version } from "../version.mjs";
import { race } from "./race.mjs";

export default async function section() {
  const medians = await race();
  const rows = Object.entries(medians).map(([name, time]) => [
    name,
    time.toFixed(0),
    (time / medians.patronage).toFixed(2),
  ]);
  const markdown = `## The points preview of a 200-line cart under a 50-rule program

Medians of one run in which all take turns. The same program, the same cart (\`bench/workload\`), the same points for each of
the 50 rules, which the run asserts before it measures.

${table(["", "µs:", "× Patronage:"], rows)}

- Patronage (the \`loyalty\` flavour, through the package's public \`preview\`) also splits the points over the lines, says why
  each rule earned or not, gives the standing before and after and the ledger entry, and tells the local time by itself; its
  time includes turning the request into JSON and the answer into objects.
- json-logic-engine ${version("json-logic-engine")}: one expression for each rule, built once; \`floor\` is an added method.
- json-rules-engine ${version("json-rules-engine")}: rule objects made once; a fact with parameters sums the lines that a rule
  is for, in plain JavaScript, and the engine keeps it for all rules with the same parameters.
- The peers get the local time of the question for nothing, and give points by rule only.`;
  return { figures: medians, markdown };
}
