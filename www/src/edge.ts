// The same question to the edge worker, whose bytes must be the page's.
import type { Answer } from "./engine";

export type Verdict =
  | { kind: "asking" }
  | { kind: "agrees"; bytes: number }
  | { kind: "differs"; from: number }
  | { kind: "refuses"; code: string }
  | { kind: "offline" }
  | { kind: "draft" };

export async function askEdge(origin: string, { request, json }: Answer, signal: AbortSignal): Promise<Verdict> {
  const here = new TextEncoder().encode(json);
  let response: Response;
  let there: Uint8Array;
  try {
    response = await fetch(`${origin}/preview`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request),
      signal,
    });
    there = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: "offline" };
  }
  if (!response.ok) return { kind: "refuses", code: codeOf(there) };
  const length = Math.max(here.length, there.length);
  for (let at = 0; at < length; at += 1) {
    if (here[at] !== there[at]) return { kind: "differs", from: at };
  }
  return { kind: "agrees", bytes: length };
}

function codeOf(body: Uint8Array): string {
  try {
    return String(JSON.parse(new TextDecoder().decode(body)).code);
  } catch {
    return "?";
  }
}
