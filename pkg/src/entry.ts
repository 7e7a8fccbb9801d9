// What every entry point that gives programs exports.
export { PatronageError, type ErrorCode } from "./error.js";
export type { Program, ProgramConstructor } from "./program.js";
export type { CompiledModule, EngineSource } from "./source.js";
export type { EngineErrorCode } from "./codes.js";
export type * from "./types.js";
