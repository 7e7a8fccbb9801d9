// How far a mean over random folds of users may lie from the mean over all of them.

/** Numbers from 0 to 1 that are always the same (Mulberry32). */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The standard deviation of the mean over five folds, each a fifth of the values drawn anew. */
export function deviation(values, times = 200) {
  const random = seeded(1);
  const size = Math.floor(values.length / 5);
  const means = Array.from({ length: times }, () => {
    let sum = 0;
    for (let fold = 0; fold < 5; fold += 1) sum += sumOfSome(values, size, random);
    return sum / (5 * size);
  });
  const middle = means.reduce((sum, mean) => sum + mean, 0) / times;
  return Math.sqrt(means.reduce((sum, mean) => sum + (mean - middle) ** 2, 0) / (times - 1));
}

/** The sum of so many values, none of them twice. */
function sumOfSome(values, size, random) {
  const rest = Float64Array.from(values);
  let sum = 0;
  for (let taken = 0; taken < size; taken += 1) {
    const at = taken + Math.floor(random() * (rest.length - taken));
    sum += rest[at];
    rest[at] = rest[taken];
  }
  return sum;
}
