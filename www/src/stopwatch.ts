// How long a question to the engine takes.

/** Microseconds of the middle one of some runs: a single one may fall into a pause of the browser's. */
export function micros(run: () => void): number {
  const times: number[] = [];
  const begun = performance.now();
  for (let last = begun; last - begun < 3 && times.length < 200;) {
    run();
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  times.sort((a, b) => a - b);
  return (times[times.length >> 1] ?? 0) * 1000;
}
