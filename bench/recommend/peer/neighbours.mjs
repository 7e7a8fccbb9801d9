// Item neighbours in plain JavaScript: what a storefront without Patronage would write.

/** Recommends from lists of neighbours, one for each item. */
export class Neighbours {
  #ids;
  #numbers;
  #lists;
  #taste;
  #popular;
  #scores;
  #touched = [];

  /**
   * @param items For each its `id`, how often it is `repeat`ed, and its list: `others` by number, and their `strengths`.
   * @param taste How a history weighs: what is left with each step back, the powers of the sums, and what speaks for itself.
   * @param popular Popular items: their `number` and `share`.
   */
  constructor(items, taste, popular = []) {
    this.#ids = items.map(({ id }) => id);
    this.#numbers = new Map(this.#ids.map((id, number) => [id, number]));
    this.#lists = items;
    this.#taste = taste;
    this.#popular = popular;
    this.#scores = new Float64Array(items.length);
  }

  /** The `k` items with the highest scores after steps of items, the best first. */
  recommend(steps, k) {
    const { power, ownPower, own, repeat, popular } = this.#taste;
    let total = 0;
    for (const [number, weights] of this.#weights(steps)) {
      total += weights.others;
      if (number === undefined) continue;
      const { others, strengths, repeat: rate } = this.#lists[number];
      const weight = weights.others ** power;
      for (let at = 0; at < others.length; at += 1) this.#add(others[at], weight * strengths[at]);
      this.#add(number, weights.own ** ownPower * (own + repeat * rate));
    }
    for (const { number, share } of this.#popular) this.#add(number, popular * total * share);
    return this.#best(k);
  }

  /** How much each item of the history says about others and about itself. */
  #weights(steps) {
    const { recall, ownRecall, ownFar } = this.#taste;
    const found = new Map();
    let [others, own] = [1, 1];
    for (let at = steps.length - 1; at >= 0; at -= 1) {
      for (const id of new Set(steps[at])) {
        const weights = found.get(id);
        if (weights) {
          weights.others += others;
          weights.own += own;
        } else found.set(id, { others, own });
      }
      others *= recall;
      own *= ownRecall * (at === steps.length - 2 ? ownFar : 1);
    }
    return [...found].map(([id, weights]) => [this.#numbers.get(id), weights]);
  }

  #add(number, score) {
    if (!(score > 0)) return;
    if (this.#scores[number] === 0) this.#touched.push(number);
    this.#scores[number] += score;
  }

  #best(k) {
    const scores = this.#scores;
    const best = this.#touched.sort((a, b) => scores[b] - scores[a]).slice(0, k);
    const items = best.map((number) => ({ item: this.#ids[number], score: scores[number] }));
    for (const number of this.#touched) scores[number] = 0;
    this.#touched = [];
    return items;
  }
}

/** The recommender over what a pack holds. */
export const overPack = ({ items, taste, popular }) =>
  new Neighbours(
    items.map(({ id, repeat, next }) => ({ id, repeat, others: next.others, strengths: strengths(next) })),
    taste,
    popular,
  );

/** Strengths from sixteenths of the strongest. */
export const strengths = ({ strongest, sixteenths }) =>
  Float64Array.from(sixteenths, (sixteenth) => (sixteenth * strongest) / 16);
