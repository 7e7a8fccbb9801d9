// What every entry point that gives surveys exports.
export { PatronageError, type ErrorCode } from "../error.js";
export type { CompiledModule, EngineSource } from "../source.js";
export type { EngineErrorCode } from "../codes.js";
export type { Json } from "../types.js";
export type * from "../survey.js";
