import type { EngineErrorCode } from "./codes.js";
import { errors, locale, words } from "./locales/en.js";
import { say } from "./sentence.js";

/**
 * What is wrong: a code of the engine, or one of the package itself.
 *
 * - `not-json`: the value, or one within it, has no meaning in JSON (`NaN`, a `bigint`, a `Map`, a cycle …)
 * - `freed`: the handle was used after `free()`
 * - `load`: the engine's wasm file could not be loaded
 */
export type ErrorCode = EngineErrorCode | "not-json" | "freed" | "load";

/**
 * An input that was refused, or an engine that could not be loaded.
 *
 * ```js
 * try {
 *   new Program({ currency: "CNY" });
 * } catch (error) {
 *   if (error instanceof PatronageError) console.log(error.code, error.path, error.message);
 * }
 * ```
 */
export class PatronageError extends Error {
  /** What is wrong, as a stable code. */
  readonly code: ErrorCode;
  /** Where in the document, as a JSON Pointer (RFC 6901); empty at its root. */
  readonly path: string;
  /** What fills the gaps of the sentence, also in another language: see `patronage/explain`. */
  readonly params: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, path: string, params: Readonly<Record<string, string>>, options?: { cause?: unknown }) {
    const sentence = say(code, errors, params, locale, inWords);
    super(path === "" ? sentence : `${path}: ${sentence}`, options);
    this.code = code;
    this.path = path;
    this.params = params;
  }

  static {
    this.prototype.name = "PatronageError";
  }
}

/** The sentences of errors have words and numbers, and everything else as it is. */
function inWords(value: string | number, form: string | undefined): string {
  if (form === "number") return Number(value).toLocaleString(locale);
  return (form === "words" && (words as Readonly<Record<string, string>>)[value]) || String(value);
}

/** The engine throws its errors as JSON text; anything else is not its own and stays as it is. */
export function fromEngine(thrown: unknown): unknown {
  if (typeof thrown !== "string") return thrown;
  const { code, path, params } = JSON.parse(thrown) as Pick<PatronageError, "code" | "path" | "params">;
  return new PatronageError(code, path, params);
}
