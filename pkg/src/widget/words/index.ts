import { en, type Words } from "./en.js";
import { zhCN } from "./zh-CN.js";

export type { Words } from "./en.js";

const known = new Map<string, Words>([
  ["en", en],
  ["zh", zhCN],
  ["zh-cn", zhCN],
]);

/** Some of the words, or all. */
export type SomeWords = Partial<Omit<Words, "errors">> & { readonly errors?: Partial<Words["errors"]> };

/**
 * Gives the widget the words of another language, or other words for one that it has. Those that are left out stay what
 * they were, in a new language those of the nearest that is known.
 *
 * @param locale Such as "fr" or "pt-BR".
 */
export function addWords(locale: string, words: SomeWords): void {
  const before = wordsOf(locale);
  known.set(locale.toLowerCase(), { ...before, ...words, errors: { ...before.errors, ...words.errors } });
}

/** The words of a language, or of the nearest that is known. */
export function wordsOf(locale: string): Words {
  const parts = locale.toLowerCase().split("-");
  while (parts.length > 0) {
    const words = known.get(parts.join("-"));
    if (words) return words;
    parts.pop();
  }
  return en;
}

/** A sentence with its gaps filled. */
export function fill(sentence: string, values: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}

/** Whether a language is written from right to left. */
export function isRightToLeft(locale: string): boolean {
  return /^(ar|dv|fa|he|ks|ku|ps|sd|ug|ur|yi)\b|-(arab|hebr)\b/i.test(locale);
}
