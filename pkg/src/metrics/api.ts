import { PatronageError } from "../error.js";
import { metricsOf, qualityOf, type Metrics, type Quality } from "../metrics.js";
import * as engine from "./engine.js";

/** The engine that says what answers amount to. */
export interface Insights {
  /** Computes metrics. */
  readonly metrics: Metrics;
  /** Judges a response. */
  readonly quality: Quality;
  /** What is thrown where an input is not right. */
  readonly PatronageError: typeof PatronageError;
}

/** The functions of this flavour; usable once its engine has started. */
export const api: Insights = Object.freeze({
  metrics: metricsOf(engine.metrics),
  quality: qualityOf(engine.quality),
  PatronageError,
});
