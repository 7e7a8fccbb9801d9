/** What may be lost where one side rounds to thousandths of the best. */
const NEAR = 0.001;

/**
 * Whether two lists recommend the same: at each place items with the same score. Of items that score the same either may
 * stand first, and of those that score as the last does, either may stand there at all.
 *
 * @param ours Items with their scores in thousandths of the best; those that only fill up have none.
 * @param theirs Items with their scores.
 */
export function sameItems(ours, theirs) {
  const best = theirs[0]?.score ?? 0;
  const there = new Set(theirs.map(({ item }) => item));
  const near = (score, other) => Math.abs(score / 1_000 - other?.score / best) <= NEAR;
  return ours
    .filter(({ score }) => score > 0)
    .every(({ item, score }, at) => near(score, theirs[at]) && (there.has(item) || near(score, theirs.at(-1))));
}
