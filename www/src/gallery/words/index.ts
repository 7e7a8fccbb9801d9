// The gallery's own words; sentences about reasons and doubts come with the package.
import type { Locale } from "../../words";
import en, { type GalleryWords } from "./en";
import zh from "./zh-CN";

export type { GalleryWords, Locale };

export const words: Record<Locale, GalleryWords> = { en, "zh-CN": zh };
