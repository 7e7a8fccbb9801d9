// Numbers, money, dates and names for people.
import type { Locale } from "./words";
import type { Text } from "./shop";

const formats = new Map<string, Intl.NumberFormat>();

function money(locale: Locale, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
    formats.set(key, format);
  }
  return format;
}

/** An amount in minor units, written without a detour over binary fractions. */
export function amount(minor: number, currency: string, locale: Locale): string {
  const format = money(locale, currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(decimal(minor, digits) as Intl.StringNumericLiteral);
}

/** Minor units as decimal text: 1990 with two digits is "19.90". */
export function decimal(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export function number(value: number, locale: Locale): string {
  return value.toLocaleString(locale);
}

/** Points with their sign: +128, −40, and a bare 0. */
export function signed(value: number, locale: Locale): string {
  return value.toLocaleString(locale, { signDisplay: "exceptZero" });
}

export function date(at: number | string, locale: Locale, timeZone: string): string {
  return new Date(at).toLocaleDateString(locale, { timeZone, year: "numeric", month: "long", day: "numeric" });
}

/** A calendar day such as "2026-11-18". */
export function day(text: string, locale: Locale): string {
  return date(`${text}T12:00:00Z`, locale, "UTC");
}

/** The text in a language, or else in the first there is. Names that shout are lowered. */
export function text(value: Text | undefined, locale: Locale): string {
  if (value === undefined) return "";
  const chosen = typeof value === "string" ? value : (value[locale] ?? value["en"] ?? Object.values(value)[0] ?? "");
  return chosen === chosen.toUpperCase() && /[A-Z]{3}/.test(chosen) ? lowered(chosen) : chosen;
}

function lowered(shout: string): string {
  const words = shout.toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
