// What a model has to beat: the same for everybody, one's own again, and both.

const counted = (histories) => {
  const counts = new Map();
  for (const steps of histories) {
    for (const { items } of steps) for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return counts;
};

/** The items by how often they occur, of equals the one that came first. */
const ranked = (counts) => [...counts].sort((a, b) => b[1] - a[1]).map(([item]) => item);

/** Each a function from a history to a list of `most` items, from the histories that a model is trained on. */
export function baselines(histories, most) {
  const all = counted(histories);
  const popular = ranked(all).slice(0, 1_000);
  const first = popular.slice(0, most);
  const popularFirst = (own) => {
    const count = (item) => all.get(item) ?? 0;
    return [...own].sort((a, b) => b[1] - a[1] || count(b[0]) - count(a[0])).map(([item]) => item);
  };
  return {
    popularity: () => first,
    "personal frequency": (history) => ranked(counted([history])).slice(0, most),
    "personal frequency, then popularity": (history) => {
      const own = popularFirst(counted([history])).slice(0, most);
      const rest = popular.filter((item) => !own.includes(item));
      return [...own, ...rest].slice(0, most);
    },
  };
}
