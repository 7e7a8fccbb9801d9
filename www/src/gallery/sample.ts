// The responses to a survey as columns of numbers and counts of choices.
import type { Json } from "patronage/survey";
import type { Locale } from "../words";
import { localised, type Catalogued } from "./catalogue";
import type { Measure, Row } from "./measure";
import type { Answers } from "./responses";
import type { GalleryWords } from "./words";

export class Sample {
  constructor(
    readonly survey: Catalogued,
    readonly responses: readonly Answers[],
    readonly locale: Locale,
    readonly say: GalleryWords,
  ) {}

  /** Only the responses of which something holds. */
  where(holds: (data: Answers["data"]) => boolean): Sample {
    const kept = this.responses.filter(({ data }) => holds(data));
    return new Sample(this.survey, kept, this.locale, this.say);
  }

  number(value: number, digits = 0): string {
    return value.toLocaleString(this.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  label(question: string, value: Json): string {
    return this.survey.label(question, value, this.locale);
  }

  /** The title of a question. */
  title(name: string): string {
    return localised(this.survey.question(name)?.title, this.locale) || name;
  }

  /** The numbers that were given to a question. */
  numbers(name: string): number[] {
    return this.responses.map(({ data }) => data[name]).filter((value) => typeof value === "number");
  }

  /** The rows of those who answered all of a matrix, or of several, row by row in the document's order. */
  battery(...names: string[]): number[][] {
    const items = names.flatMap((name) => this.rows(name).map((row) => [name, row] as const));
    const row = ({ data }: Answers) => items.map(([name, row]) => part(data[name], row));
    return this.responses.map(row).filter((numbers) => numbers.every((number) => typeof number === "number"));
  }

  /** The values of a matrix's rows. */
  rows(name: string): string[] {
    return (this.survey.question(name)?.rows ?? []).map(({ value }) => String(value));
  }

  /** How many chose each choice, the most chosen first. */
  counts(name: string, values?: (data: Answers["data"]) => Json | undefined): Row[] {
    const counts = new Map<Json, number>();
    for (const { data } of this.responses) {
      const given = values ? values(data) : data[name];
      for (const value of given === undefined ? [] : [given].flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const rows = [...counts].map(([value, count]) => ({ label: this.label(name, value), value: count }));
    return rows.sort((a, b) => b.value - a.value);
  }

  /** The choices of a question as bars; where nobody chose any, that. */
  bars(title: string, rows: readonly Row[]): Measure {
    if (rows.length === 0) return { title, view: { kind: "lacking", why: this.say.none } };
    return { title, view: { kind: "bars", rows, min: 0, max: Math.max(...rows.map(({ value }) => value)) } };
  }
}

/** A value within an object. */
export function part(value: Json | undefined, key: string): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json | undefined>>)[key]
    : undefined;
}
