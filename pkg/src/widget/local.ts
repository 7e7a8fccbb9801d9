import type { Json } from "../types.js";

/** A text of the document, perhaps in several languages, in one: its own, its near kin, or the author's default. */
export function localText(text: unknown, locale: string): string | undefined {
  if (typeof text !== "object" || text === null) return text === undefined || text === null ? undefined : String(text);
  const texts = Object.entries(text as Readonly<Record<string, Json>>);
  const language = (name: string) => name.toLowerCase().split(/[-_]/)[0];
  const find = (fits: (name: string) => boolean) => texts.find(([name]) => fits(name))?.[1];
  const found =
    find((name) => name.toLowerCase() === locale.toLowerCase()) ??
    find((name) => language(name) === language(locale)) ??
    find((name) => name === "default");
  return found === undefined ? undefined : String(found);
}
