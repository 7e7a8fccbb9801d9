// What the entry points of this flavour export.
export * from "../entry.js";
export type { Json } from "../types.js";
export type * from "../survey.js";
export type { Surveys } from "./api.js";
