// One try to hand a response to its endpoint, and what follows from the answer.
import type { SurveyProblem } from "../survey.js";
import { DAY, type KeptEntry } from "./entry.js";
import type { ResponseRefusal } from "./response.js";

/** How long things take, in milliseconds. */
export interface SendingPace {
  /** How long an endpoint may take to answer. */
  readonly timeout: number;
  /** How long the second try waits; each further one waits twice as long. */
  readonly firstDelay: number;
  /** The longest that a try waits. */
  readonly longestDelay: number;
}

/** What a browser sends on after the page is gone, in bytes; a little is left for the headers. */
const KEPT_ALIVE = 60_000;

/** No reason for a refusal is longer, in characters. */
const LONGEST_REASON = 1 << 16;

/** Whether a browser sends it on after the page is gone. */
export function outlivesPage(bodies: readonly string[]): boolean {
  const bytes = bodies.map((body) => new TextEncoder().encode(body).length);
  return bytes.reduce((sum, length) => sum + length, 0) <= KEPT_ALIVE;
}

/** Sends an entry once. */
export function post({ endpoint, key, body = "" }: KeptEntry, timeout: number): Promise<Response> {
  return fetch(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body,
    keepalive: outlivesPage([body]),
    signal: AbortSignal.timeout(timeout),
  });
}

/** Sends an entry, and gives it as it stands then. */
export async function sent(entry: KeptEntry, pace: SendingPace): Promise<KeptEntry> {
  try {
    const response = await post(entry, pace.timeout);
    const text = await response.text();
    return judged(entry, response, text, pace);
  } catch {
    return later(entry, pace, { unreached: true });
  }
}

function judged(entry: KeptEntry, { ok, status, headers }: Response, text: string, pace: SendingPace): KeptEntry {
  const answer = parsed(text);
  // Whoever answers 200 to everything, such as the sign-in page of a network, has not got the response.
  if (ok && answer["key"] === entry.key) return delivered(entry, answer["screened"]);
  const astray = isAstray(status) ? (entry.astray ?? Date.now()) : undefined;
  if (astray !== undefined && Date.now() - astray < DAY) return later({ ...entry, astray }, pace, {});
  if (ok || isPassing(status)) return later(entry, pace, { held: heldUntil(headers.get("Retry-After")) });
  return { ...entry, standing: "refused", next: 0, at: Date.now(), refusal: refusalOf(status, answer) };
}

function delivered({ body: _body, ...entry }: KeptEntry, screened: unknown): KeptEntry {
  const quota = typeof screened === "string" ? { screened } : {};
  return { ...entry, ...quota, standing: "sent", next: 0, at: Date.now() };
}

/** Whether the same request may succeed another time. */
function isPassing(status: number): boolean {
  return status >= 500 || status < 400 || [408, 425, 429].includes(status);
}

/** What an endpoint answers that is being replaced or has lost its settings; after a day it means it. */
function isAstray(status: number): boolean {
  return [401, 403, 404].includes(status);
}

/** Half of a delay that doubles is certain and half is chance, so that not all come back at the same moment. */
function later(entry: KeptEntry, pace: SendingPace, found: { unreached?: boolean; held?: number }): KeptEntry {
  const { unreached = false, held = 0 } = found;
  const delay = Math.min(pace.firstDelay * 2 ** entry.tries, pace.longestDelay);
  const now = Date.now();
  const next = Math.max(held, now + (delay * (1 + Math.random())) / 2);
  return { ...entry, tries: entry.tries + 1, next, held, unreached, at: now };
}

/** The moment that `Retry-After` names, in seconds from now or as a date; nobody is kept waiting for over a day. */
function heldUntil(header: string | null): number {
  if (header === null) return 0;
  const now = Date.now();
  const moment = /^\s*\d+\s*$/.test(header) ? now + Number(header) * 1000 : Date.parse(header);
  return Number.isNaN(moment) ? 0 : Math.min(moment, now + DAY);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text.length > LONGEST_REASON ? "" : text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function refusalOf(status: number, answer: Readonly<Record<string, unknown>>): ResponseRefusal {
  const { code, path, message, params, errors } = answer;
  return {
    status,
    ...(typeof code === "string" && { code }),
    ...(typeof path === "string" && { path }),
    ...(typeof message === "string" && { message }),
    ...(isTexts(params) && { params }),
    ...(Array.isArray(errors) && { errors: errors.filter(isProblem) }),
  };
}

function isProblem(value: unknown): value is SurveyProblem {
  return isRecord(value) && typeof value["question"] === "string" && typeof value["code"] === "string";
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
