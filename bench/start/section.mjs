import { table } from "../numbers.mjs";
import { starts } from "./start.mjs";

export default async function section() {
  const figures = await starts();
  const rows = [
    ["Node: from the package's import to the first answer", figures.node],
    ["workerd: from the start of the process to the first answer", figures.workerd],
    ["workerd: the same with a worker that does nothing", figures.empty],
  ].map(([what, ms]) => [what, ms.toFixed(1)]);
  const markdown = `## From nothing to the first answer

Medians of fresh processes, a one-rule program and a one-line cart.

${table(["", "ms:"], rows)}`;
  return { figures, markdown };
}
