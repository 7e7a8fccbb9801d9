// Language and colours, as the visitor left them.
import type { Locale } from "./words";

export type Theme = "auto" | "light" | "dark";

interface Preferences {
  locale: Locale;
  theme: Theme;
}

const KEY = "patronage";

export function preferences(): Preferences {
  const locale: Locale =
    navigator.languages.some((tag) => tag.startsWith("zh")) && !navigator.language.startsWith("en") ? "zh-CN" : "en";
  return { locale, theme: "auto", ...stored() };
}

export function remember(change: Partial<Preferences>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...stored(), ...change }));
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

function stored(): Partial<Preferences> {
  try {
    const { locale, theme } = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>;
    return {
      ...(locale === "en" || locale === "zh-CN" ? { locale } : {}),
      ...(theme === "light" || theme === "dark" || theme === "auto" ? { theme } : {}),
    };
  } catch {
    return {};
  }
}
