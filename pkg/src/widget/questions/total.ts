import type { SurveyDocument } from "../../survey.js";
import { localText } from "../local.js";
import { numberOf, type Question } from "./question.js";

/** The total of a column as its author wants it written; undefined where the column has none. */
export function totalText({ definition, totals, locale }: Question, name: string): string | undefined {
  const total = totals?.[name];
  if (total === undefined) return undefined;
  const columns = (definition["columns"] ?? []) as readonly SurveyDocument[];
  const column = columns.find((column) => column["name"] === name) ?? {};
  const text = typeof total === "number" ? written(total, column, locale) : String(total ?? "");
  return (localText(column["totalFormat"], locale) ?? "{0}").replace("{0}", () => text);
}

function written(total: number, column: SurveyDocument, locale: string): string {
  const style = column["totalDisplayStyle"];
  const digits = (name: string) => {
    const number = numberOf(column, name);
    return number === undefined || number < 0 ? undefined : Math.min(number, 20);
  };
  try {
    return new Intl.NumberFormat(locale, {
      style: style === "currency" || style === "percent" ? style : "decimal",
      currency: String(column["totalCurrency"] ?? "USD"),
      minimumFractionDigits: digits("totalMinimumFractionDigits"),
      maximumFractionDigits: digits("totalMaximumFractionDigits"),
    } as Intl.NumberFormatOptions).format(total);
  } catch {
    // The document names a currency or a number of digits that there is not.
    return String(total);
  }
}
