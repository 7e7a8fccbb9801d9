// Two texts of the same response are one, whatever the order in which its fields were written.
import { digitsOf } from "./secret";

/** JSON with the fields of every object in alphabetical order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (isRecord(item) ? sorted(item) : item));
}

/** The SHA-256 of a text. */
export async function digest(text: string): Promise<string> {
  return digitsOf(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function sorted(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = Object.keys(fields).sort();
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
