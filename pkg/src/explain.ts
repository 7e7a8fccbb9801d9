import { type Parameter, say } from "./sentence.js";

/** The sentences of one language, as in `patronage/locales/en`. */
export interface Sentences {
  /** The language tag. */
  readonly locale: string;
  /** By the code of a `PatronageError`. */
  readonly errors: Readonly<Record<string, string>>;
  /** By the code of a reason in an answer about a program. */
  readonly reasons: Readonly<Record<string, string>>;
  /** By the code of a reason why an offer acts or not. */
  readonly offers: Readonly<Record<string, string>>;
  /** By the code of a reason why a survey is shown or not. */
  readonly invitations: Readonly<Record<string, string>>;
  /** By the code of a doubt about a response. */
  readonly quality: Readonly<Record<string, string>>;
  /** By the code of a reason for a recommendation, or for fewer of them. */
  readonly recommendations: Readonly<Record<string, string>>;
  /** What the engine's own words are in this language. */
  readonly words: Readonly<Record<string, string>>;
}

/** A reason of an answer, or an error: its code, and what fills the gaps of its sentence. */
export interface Explainable {
  readonly code: string;
}

/** Something of a program that has an id and perhaps a name. */
interface Nameable {
  readonly id: string;
  readonly name?: string | Readonly<Record<string, string>> | undefined;
}

/** What a document says of its amounts and names, be it of a program or of offers. */
export interface Context {
  readonly currency?: string | undefined;
  readonly earn?: readonly Nameable[] | undefined;
  readonly tiers?: readonly Nameable[] | undefined;
  readonly offers?: readonly Nameable[] | undefined;
}

/** ISO 4217: the currencies whose smallest unit is not a hundredth. */
const DECIMALS: readonly (readonly [number, string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

/**
 * Says a reason, or an error, in words.
 *
 * ```js
 * import { explain } from "patronage/explain";
 * import zhCN from "patronage/locales/zh-CN";
 *
 * explain(preview.rules[0].why, zhCN, programDocument);
 * ```
 *
 * @param what A reason of an answer, a doubt about a response, or a `PatronageError`.
 * @param sentences The language: `patronage/locales/en` or `patronage/locales/zh-CN`.
 * @param program The document of the program or of the offers, for the names in it and for its currency.
 */
export function explain(what: Explainable, sentences: Sentences, program: Context = {}): string {
  const isError = what instanceof Error && "params" in what;
  const parameters = { ...((isError ? what.params : what) as Readonly<Record<string, Parameter>>) };
  // What has the same code in several sections has the same sentence there.
  const { recommendations, quality, invitations, offers, reasons } = sentences;
  const templates = isError
    ? sentences.errors
    : { ...recommendations, ...quality, ...invitations, ...offers, ...reasons };
  const sayIt = (value: string | number, form: string | undefined) => sayValue(value, form, sentences, program);
  return say(what.code, templates, parameters, sentences.locale, sayIt);
}

function sayValue(
  value: string | number,
  form: string | undefined,
  { locale, words }: Pick<Sentences, "locale" | "words">,
  program: Context,
): string {
  switch (form) {
    case "number":
      return new Intl.NumberFormat(locale).format(Number(value));
    case "money":
      return sayMoney(Number(value), locale, program.currency);
    case "words":
      return words[value] ?? String(value);
    case "name":
      return sayName(String(value), locale, program);
    case "month":
      return sayDate(Date.UTC(2000, Number(value) - 1), locale, { month: "long" });
    case "date":
      return sayDate(Date.parse(String(value)), locale, { dateStyle: "long" });
    default:
      return String(value);
  }
}

/** An amount of minor units; as a bare number where the currency is not known. */
function sayMoney(minor: number, locale: string, currency: string | undefined): string {
  if (currency === undefined) return new Intl.NumberFormat(locale).format(minor);
  const decimals = DECIMALS.find(([, codes]) => codes.includes(currency))?.[0] ?? 2;
  const style = { style: "currency", currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(locale, style as Intl.NumberFormatOptions).format(
    `${minor}e-${decimals}` as `${number}`,
  );
}

function sayDate(time: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(time);
}

/** The name of a tier, a rule or an offer in the language, or the document's first, or else its id. */
function sayName(id: string, locale: string, { earn = [], tiers = [], offers = [] }: Context): string {
  const plain = id.replace(/^tier:/, "");
  const { name } = [...tiers, ...earn, ...offers].find((one) => one.id === id || one.id === plain) ?? {};
  if (name === undefined || typeof name === "string") return name ?? plain;
  return name[locale] ?? name[locale.split("-")[0] ?? ""] ?? Object.values(name)[0] ?? plain;
}
