import { css, html } from "lit";
import type { Question, QuestionType } from "./question.js";
import { numberOf } from "./question.js";

/** What the survey itself works out. */
export const expression: QuestionType = {
  shape: "group",
  render: (question) => html`<output class="worked-out" part="output">${written(question)}</output>`,
  styles: css`
    .worked-out {
      font-size: 1.15em;
      font-variant-numeric: tabular-nums;
    }
  `,
};

function written(question: Question): string {
  const { value, definition, texts } = question;
  const text =
    value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  const shown =
    typeof value === "number"
      ? numeral(value, question)
      : definition["displayStyle"] === "date"
        ? date(text, question)
        : text;
  const format = texts["format"];
  return format && text ? format.replaceAll("{0}", shown) : shown;
}

function numeral(value: number, { definition, locale }: Question): string {
  const style = definition["displayStyle"] as string | undefined;
  const digits = (name: string) => {
    const count = numberOf(definition, name) ?? -1;
    return count >= 0 ? { [name]: Math.min(count, 20) } : {};
  };
  const options: Intl.NumberFormatOptions = { ...digits("minimumFractionDigits"), ...digits("maximumFractionDigits") };
  if (style === "currency") Object.assign(options, { style, currency: definition["currency"] ?? "USD" });
  if (style === "percent") Object.assign(options, { style });
  if (definition["useGrouping"] === false) options.useGrouping = false;
  try {
    return style === "none" || style === undefined ? String(value) : value.toLocaleString(locale, options);
  } catch {
    return String(value);
  }
}

function date(text: string, { locale }: Question): string {
  const day = new Date(text);
  return Number.isNaN(day.getTime()) ? text : day.toLocaleDateString(locale);
}
