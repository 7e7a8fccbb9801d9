import { PatronageError } from "./error.js";
import type { Now } from "./types.js";

/** RFC 3339, which always names its offset. */
const TEXT = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** A moment in milliseconds since 1970, as an engine takes it that reads no texts. */
export function moment(now: Now, path: string): number {
  const readable = typeof now !== "string" || TEXT.test(now);
  const time = readable ? new Date(now).getTime() : NaN;
  if (Number.isNaN(time)) throw new PatronageError("instant", path, { found: String(now) });
  return time;
}
