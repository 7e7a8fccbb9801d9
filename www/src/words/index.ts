// The page's own words; sentences about reasons and errors come with the package.
import en, { type Words } from "./en";
import zh from "./zh-CN";

export type Locale = "en" | "zh-CN";
export type { Words };

export const words: Record<Locale, Words> = { en, "zh-CN": zh };
