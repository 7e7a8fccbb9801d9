import type { Fewer, Recommendations, RecommendReason } from "./recommend-types.js";

/** The recommendations that the engine writes as one flat list, as `src/recommend/flat.rs` says. */
export function recommendations(text: string): Recommendations {
  const flat = new Flat(JSON.parse(text) as (string | number)[]);
  const items = flat.list(recommended);
  const [fewer] = flat.list(fewerOf);
  const absent = flat.list(name);
  return fewer === undefined ? { items, absent } : { items, fewer, absent };
}

function recommended(flat: Flat): Recommendations["items"][number] {
  return { item: flat.text(), score: flat.number(), why: flat.list(reason) };
}

function reason(flat: Flat): RecommendReason {
  const code = flat.text() as RecommendReason["code"];
  switch (code) {
    case "because":
      return { code, items: flat.list(name) };
    case "similar-to":
    case "resembles":
      return { code, item: flat.text() };
    case "bought-before":
    case "looked-at":
      return { code, times: flat.number() };
    case "due":
      return { code, usual: flat.number(), passed: flat.number() };
    default:
      return { code };
  }
}

function fewerOf(flat: Flat): Fewer {
  const code = flat.text() as Fewer["code"];
  return code === "rules-leave-fewer" ? { code, refused: flat.number() } : { code };
}

const name = (flat: Flat): string => flat.text();

/** A list of texts and numbers that is read one after the other. */
class Flat {
  readonly #values: readonly (string | number)[];
  #at = 0;

  constructor(values: readonly (string | number)[]) {
    this.#values = values;
  }

  text(): string {
    return this.#values[this.#at++] as string;
  }

  number(): number {
    return this.#values[this.#at++] as number;
  }

  /** As many as the next number says. */
  list<T>(read: (flat: Flat) => T): T[] {
    const list: T[] = [];
    for (let rest = this.number(); rest > 0; rest--) list.push(read(this));
    return list;
  }
}
