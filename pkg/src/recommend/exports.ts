// What the entry points of this flavour export.
export * from "../entry.js";
export type { Bytes, FetchChunk, Recommender, RecommenderConstructor } from "../recommender.js";
export type * from "../recommend-types.js";
export type { Recommending } from "./api.js";
