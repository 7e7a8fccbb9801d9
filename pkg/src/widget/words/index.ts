import { en, type Words as NearWords } from "./en.js";
import type { FarWords } from "./far/en.js";
import { zhCN } from "./zh-CN.js";

/** The words of the widget in one language; `{…}` stands for what is put in. */
export type Words = NearWords & FarWords;

const known = new Map<string, Partial<Words>>([
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
  const name = locale.toLowerCase();
  known.set(name, { ...known.get(name), ...words, errors: { ...wordsOf(locale).errors, ...words.errors } });
}

/** Adds the words of types that were loaded later; those that a page has given count more. */
export function complete(locale: string, words: FarWords): void {
  known.set(locale, { ...words, ...known.get(locale) });
}

/** The words of a language; those that it lacks, of the nearest that has them. */
export function wordsOf(locale: string): Words {
  const parts = locale.toLowerCase().split("-");
  const chain = parts.map((_, at) => known.get(parts.slice(0, at + 1).join("-")));
  return Object.assign({}, known.get("en"), ...chain) as Words;
}

/** A sentence with its gaps filled. */
export function fill(sentence: string, values: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}

/** Whether a language is written from right to left. */
export function isRightToLeft(locale: string): boolean {
  return /^(ar|dv|fa|he|ks|ku|ps|sd|ug|ur|yi)\b|-(arab|hebr)\b/i.test(locale);
}
