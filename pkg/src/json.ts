import { PatronageError } from "./error.js";

/** The engine reads nothing that is nested deeper. */
const MAX_DEPTH = 128;

/**
 * The JSON text of a document or request; a string is taken to be that text already.
 *
 * `JSON.stringify` is silent about much that it can't say: `NaN` and a gap in a list become `null`, a `Map` becomes
 * `{}`. Only where its text shows such a sign is the value searched, so that everything else pays nothing for it.
 * A property that is `undefined` or a function counts as absent, as everywhere in JavaScript; a `Date` is its instant.
 */
export function toJson(value: unknown): string {
  if (typeof value === "string") return value;
  const text = stringify(value);
  if (text === undefined || text.includes("null") || text.includes("{}")) {
    const refusal = search(value, "", []);
    if (refusal) throw refusal;
  }
  return text ?? "";
}

function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) as string | undefined;
  } catch (cause) {
    throw search(value, "", []) ?? cause;
  }
}

/** The first thing within a value that JSON has no word for. */
function search(value: unknown, path: string, above: readonly object[]): PatronageError | undefined {
  const found = foreign(value);
  if (found !== undefined) return new PatronageError("not-json", path, { found });
  if (typeof value !== "object" || value === null) return undefined;
  if (hasToJson(value)) return search(value.toJSON(lastKey(path)), path, above);
  if (above.includes(value)) return new PatronageError("not-json", path, { found: "cycle" });
  if (above.length > MAX_DEPTH) return new PatronageError("too-deep", path, { limit: String(MAX_DEPTH) });
  return searchWithin(value, path, [...above, value]);
}

function searchWithin(value: object, path: string, above: readonly object[]): PatronageError | undefined {
  // Not Object.entries for a list: a gap in it has no entry, but JSON makes it null.
  const entries = Array.isArray(value) ? Array.from(value, (item, index) => [index, item]) : presentEntries(value);
  for (const [key, item] of entries) {
    const refusal = search(item, `${path}/${escape(String(key))}`, above);
    if (refusal) return refusal;
  }
  return undefined;
}

function presentEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined && typeof item !== "function");
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
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : undefined;
  if (Array.isArray(value) || hasToJson(value) || isPlain(value) || Object.keys(value).length > 0) return undefined;
  return value.constructor.name;
}

/** Also a plain object of another window: it inherits from nothing but that window's `Object.prototype`. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function hasToJson(value: object): value is { toJSON(key: string): unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A key as a step of a JSON Pointer. */
function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
