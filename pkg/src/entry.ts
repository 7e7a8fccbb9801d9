// What every entry point exports.
export { PatronageError, type ErrorCode } from "./error.js";
export type { CompiledModule, EngineSource } from "./source.js";
export type { EngineErrorCode } from "./codes.js";
