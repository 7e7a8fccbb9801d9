import { listed } from "./columns.js";
import { guarded } from "./handle.js";
import { toJson } from "./json.js";
import type { MetricsAnswer, MetricsRequest, QualityAnswer, QualityRequest } from "./metric-types.js";

/** The answer to a request: what was asked for is there. */
export type Answered<Request> = MetricsAnswer & {
  readonly [
    Metric in keyof Request & keyof MetricsAnswer as undefined extends Request[Metric] ? never : Metric
  ]-?: NonNullable<MetricsAnswer[Metric]>;
};

/**
 * Computes any number of metrics at once.
 *
 * ```js
 * metrics({ nps: { ratings: [10, 9, 7, 3] } }).nps.score; // 25
 * ```
 */
export interface Metrics {
  /**
   * @param request What to compute, each metric under its name. Wherever it takes a list of numbers, it takes a typed
   * array.
   * @throws {PatronageError} Where something cannot be computed, with its place.
   */
  <Request extends MetricsRequest>(request: Request & Known<Request>): Answered<Request>;
  (request: string): MetricsAnswer;
}

/** Names of metrics that there are not. */
type Known<Request> = { readonly [Unknown in Exclude<keyof Request, keyof MetricsRequest>]: never };

/**
 * Judges one response: how long it took, and whether it was given with care.
 *
 * @throws {PatronageError} Where the request is not right.
 */
export type Quality = (request: QualityRequest | string) => QualityAnswer;

/** A function that the engine's glue exports. */
type EngineFunction = (request: string) => string;

/** The `metrics` of one engine. */
export function metricsOf(metrics: EngineFunction): Metrics {
  return asking<MetricsRequest, MetricsAnswer>(metrics) as Metrics;
}

/** The `quality` of one engine. */
export function qualityOf(quality: EngineFunction): Quality {
  return asking<QualityRequest, QualityAnswer>(quality);
}

function asking<Request, Answer>(ask: EngineFunction) {
  return (request: Request | string): Answer => {
    const text = toJson(listed(request));
    return JSON.parse(guarded(() => ask(text))) as Answer;
  };
}
