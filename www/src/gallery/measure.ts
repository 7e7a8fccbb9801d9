// What is shown of a metric, whatever it is, and why where it cannot be computed yet.
import { load, PatronageError, type Answered, type MetricsRequest } from "patronage/metrics";
import { explain } from "patronage/explain";
import type { Sentences } from "patronage/explain";
import en from "patronage/locales/en";
import zhCN from "patronage/locales/zh-CN";
import type { Locale } from "../words";

const { metrics, quality } = await load();

export { quality };
export const sentences: Record<Locale, Sentences> = { en, "zh-CN": zhCN };

/** A part of a whole. */
export interface Share {
  readonly label: string;
  readonly value: number;
  readonly tone: "good" | "even" | "bad";
}

/** A named value, perhaps with its interval. */
export interface Row {
  readonly label: string;
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Said beside the value. */
  readonly note?: string | undefined;
}

/** A place between two measures. */
export interface Point {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly note: string;
}

export type View =
  | {
      readonly kind: "score";
      readonly value: number;
      readonly low: number | undefined;
      readonly high: number | undefined;
      readonly min: number;
      readonly max: number;
      readonly answers: number;
      readonly percent?: boolean;
      readonly note?: string;
      readonly shares?: readonly Share[];
    }
  | { readonly kind: "bars"; readonly rows: readonly Row[]; readonly min: number; readonly max: number }
  | {
      readonly kind: "pairs";
      readonly rows: readonly { readonly label: string; readonly one: number; readonly other: number }[];
      readonly names: readonly [string, string];
    }
  | { readonly kind: "scatter"; readonly points: readonly Point[]; readonly axes: readonly [string, string] }
  | { readonly kind: "facts"; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: "lacking"; readonly why: string };

/** A metric as it is shown. */
export interface Measure {
  readonly title: string;
  readonly note?: string | undefined;
  readonly view: View;
}

/** Computes metrics and shows them; what cannot be computed is said in the engine's own words. */
export function measured<Request extends MetricsRequest>(
  title: string,
  locale: Locale,
  request: Request,
  show: (answer: Answered<Request>) => Omit<Measure, "title">,
): Measure {
  try {
    // The names of a request's metrics are checked where it is written.
    return { title, ...show(metrics(request as never) as unknown as Answered<Request>) };
  } catch (error) {
    if (!(error instanceof PatronageError)) throw error;
    return { title, view: { kind: "lacking", why: explain(error, sentences[locale]) } };
  }
}
