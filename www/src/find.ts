// Finding among thousands by what one types: every word must occur, in any order.
import type { Matches } from "./ui/search-box";

export class Finder<T> {
  private readonly texts: string[];

  constructor(
    private readonly items: T[],
    words: (item: T) => string,
  ) {
    this.texts = items.map((item) => words(item).toLowerCase());
  }

  find(query: string, limit: number): Matches<T> {
    const needles = query.toLowerCase().split(/\s+/).filter(Boolean);
    const found: T[] = [];
    let total = 0;
    this.items.forEach((item, index) => {
      const text = this.texts[index] ?? "";
      if (!needles.every((needle) => text.includes(needle))) return;
      total += 1;
      if (found.length < limit) found.push(item);
    });
    return { items: found, total };
  }
}

/** All that a text says in any language. */
export function everyLanguage(value: string | { [locale: string]: string } | undefined): string {
  return typeof value === "object" ? Object.values(value).join(" ") : (value ?? "");
}
