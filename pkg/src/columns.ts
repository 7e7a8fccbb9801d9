/** A column of numbers, as bulk data is kept. */
export type Column =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** Numbers: a list, or a column. */
export type Numbers = readonly number[] | Column;

/** No column of a request stands deeper. */
const MAX_DEPTH = 5;

/** A value with lists in place of its columns, which JSON has no word for; the same value where it has none. */
export function listed(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
  if (ArrayBuffer.isView(value)) return "length" in value ? Array.from(value as Column) : value;
  // A long list of numbers is the other form of a column: it is left as it is.
  if (Array.isArray(value) && !value.some((item) => typeof item === "object")) return value;
  const inner = Object.entries(value).filter(([, item]) => typeof item === "object");
  const found = inner.map(([name, item]) => [name, listed(item, depth + 1)] as const);
  const changed = found.filter(([name, item]) => item !== (value as Readonly<Record<string, unknown>>)[name]);
  if (changed.length === 0) return value;
  return Object.assign(Array.isArray(value) ? [...(value as unknown[])] : { ...value }, Object.fromEntries(changed));
}
