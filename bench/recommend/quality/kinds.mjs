// How a log's cases are asked and measured.

import { gain, hit, recall, reciprocalRank } from "./metrics.mjs";

const time = (at) => new Date(at * 1_000).toISOString();

export const KINDS = {
  sessions: {
    most: 20,
    measures: { "HR@20": hit, "MRR@20": reciprocalRank },
    /** The protocol asks over the whole catalogue: what was looked at may come again. */
    request: ({ history }) => ({ session: history.flatMap((step) => step.items), k: 20, rules: { bought: "keep" } }),
  },
  orders: {
    most: 10,
    measures: { "recall@10": recall, "nDCG@10": gain },
    request: ({ history }) => ({
      wish: "next-basket",
      history: history.map(({ at, items }) => ({ at: time(at), items })),
      k: 10,
    }),
  },
};

/** What each measure gives for each case, by a function from a case to a list. */
export function judged(kind, cases, answer) {
  const measures = Object.entries(KINDS[kind].measures);
  const values = Object.fromEntries(measures.map(([name]) => [name, new Float64Array(cases.length)]));
  cases.forEach((asked, at) => {
    const list = answer(asked);
    for (const [name, measure] of measures) values[name][at] = measure(list, asked.targets);
  });
  return values;
}
