// What the entry points of this flavour export.
export * from "../entry.js";
export type { Program, ProgramConstructor } from "../program.js";
export type * from "../types.js";
export type { Loyalty } from "./api.js";
