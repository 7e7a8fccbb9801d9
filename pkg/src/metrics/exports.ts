// What the entry points of this flavour export.
export * from "../entry.js";
export type { Answered, Metrics, Quality } from "../metrics.js";
export type * from "../metric-types.js";
export type { Insights } from "./api.js";
