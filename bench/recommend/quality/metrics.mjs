// How good a list of items is for what came next, by the formulas of the figures that it stands beside.

/** 1 where the item that came next is in the list. */
export const hit = (list, [target]) => (list.includes(target) ? 1 : 0);

/** One over the place of the item that came next; 0 where it is not in the list. */
export const reciprocalRank = (list, [target]) => (list.includes(target) ? 1 / (list.indexOf(target) + 1) : 0);

/** The share of what came next that is in the list. */
export const recall = (list, targets) => places(list, targets).length / targets.length;

/**
 * The discounted gain over that of the best list that there could be. As in "A Next Basket Recommendation Reality Check" (Li
 * et al., 2023) that list has all that came next, also where it is more than the length of the list.
 */
export const gain = (list, targets) => discounted(places(list, targets)) / discounted([...targets.keys()]);

function places(list, targets) {
  const wanted = new Set(targets);
  return [...list.keys()].filter((place) => wanted.has(list[place]));
}

const discounted = (places) => places.reduce((sum, place) => sum + 1 / Math.log2(place + 2), 0);
