import { en, type Words } from "./en.js";
import { zhCN } from "./zh-CN.js";

export type { Words } from "./en.js";

const known = new Map<string, Words>([
  ["en", en],
  ["zh", zhCN],
  ["zh-cn", zhCN],
]);

/**
 * Gives the widget the words of another language, or other words for one that it has.
 *
 * @param locale Such as "fr" or "pt-BR".
 */
export function addWords(locale: string, words: Words): void {
  known.set(locale.toLowerCase(), words);
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
