import { PatronageError } from "./error.js";

/** The engine reads nothing that is nested deeper. */
const MAX_DEPTH = 128;

/** The name of a value that must not be written; undefined for one that may. */
export type Foreign = (value: unknown) => string | undefined;

/**
 * The JSON text of a document or request; a string is taken to be that text already.
 *
 * `JSON.stringify` is silent about much that it can't say: `NaN` and a gap in a list become `null`, a `Map` becomes
 * `{}`. Only where its text shows such a sign is the value searched, so that everything else pays nothing for it.
 * A property that is `undefined` or a function counts as absent, as everywhere in JavaScript; a `Date` is its instant.
 */
export function toJson(value: unknown): string {
  if (typeof value === "string") return value;
  const text = stringify(value, foreign);
  if (text === undefined || text.includes("null") || text.includes("{}")) {
    const refusal = search(value, foreign);
    if (refusal) throw refusal;
  }
  return text ?? "";
}

/** `JSON.stringify`; where it fails, the error says at which place of the value. */
export function stringify(value: unknown, foreign: Foreign, replacer?: Replacer): string | undefined {
  try {
    return JSON.stringify(value, replacer) as string | undefined;
  } catch (cause) {
    throw search(value, foreign) ?? cause;
  }
}

type Replacer = (this: unknown, key: string, written: unknown) => unknown;

/** The first thing within a value that must not be written, cannot be or never ends. */
function search(value: unknown, foreign: Foreign): PatronageError | undefined {
  // What hangs in several places is searched once, or shared values would be searched over and over again.
  const searched = new WeakSet<object>();
  return searchWritten(written(value, ""), "", []);

  function searchWritten(value: unknown, path: string, above: readonly object[]): PatronageError | undefined {
    const found = foreign(value);
    if (found !== undefined) return new PatronageError("not-json", path, { found });
    if (typeof value !== "object" || value === null) return undefined;
    if (above.includes(value)) return new PatronageError("not-json", path, { found: "cycle" });
    if (searched.has(value)) return undefined;
    if (above.length > MAX_DEPTH) return new PatronageError("too-deep", path, { limit: String(MAX_DEPTH) });
    for (const [key, item] of entries(value)) {
      const refusal = searchWritten(item, `${path}/${escape(key)}`, [...above, value]);
      if (refusal) return refusal;
    }
    searched.add(value);
    return undefined;
  }
}

function entries(value: object): [string, unknown][] {
  // Not Object.entries for a list: a gap in it has no entry, but JSON makes it null.
  if (Array.isArray(value)) return Array.from(value, (item, at) => [String(at), written(item, String(at))]);
  const all = Object.entries(value).map(([key, item]): [string, unknown] => [key, written(item, key)]);
  return all.filter(([, item]) => item !== undefined && typeof item !== "function");
}

/** What `JSON.stringify` writes for a value: it asks `toJSON` once, and not what that gives. */
function written(value: unknown, key: string): unknown {
  return hasToJson(value) && !isInvalid(value) ? value.toJSON(key) : value;
}

/** The name of a value that has no meaning in JSON; undefined for one that has. */
function foreign(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : String(value);
    case "undefined":
    case "function":
    case "symbol":
    case "bigint":
      return typeof value;
    case "object":
      return value === null ? undefined : foreignObject(value);
    default:
      return undefined;
  }
}

function foreignObject(value: object): string | undefined {
  if (isInvalid(value)) return "Invalid Date";
  if (Array.isArray(value) || hasToJson(value) || isPlain(value) || Object.keys(value).length > 0) return undefined;
  return value.constructor?.name || "object";
}

/** A date that is none, which `toJSON` would make `null`. */
function isInvalid(value: unknown): boolean {
  return value instanceof Date && Number.isNaN(value.getTime());
}

/** Also a plain object of another window: it inherits from nothing but that window's `Object.prototype`. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function hasToJson(value: unknown): value is { toJSON(key: string): unknown } {
  if ((typeof value !== "object" && typeof value !== "bigint") || value === null) return false;
  return typeof (value as { toJSON?: unknown }).toJSON === "function";
}

/** A key as a step of a JSON Pointer. */
function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
