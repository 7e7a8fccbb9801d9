import type { OutboxEntry, ResponseStanding, SurveyResponse } from "./response.js";

/** An entry of the outbox as it is kept. That it is on its way is known only while it is. */
export interface KeptEntry extends Omit<OutboxEntry, "standing"> {
  readonly standing: Exclude<ResponseStanding, "sending">;
  /** The response as JSON, the same bytes with every try; gone once it is sent. */
  readonly body?: string;
  /** The moment before which the endpoint will not be asked again. */
  readonly held: number;
  /** Whether the last try did not reach the endpoint at all. */
  readonly unreached: boolean;
  /** Since when the address has not been there, or has not let anybody in. */
  readonly astray?: number;
  /** When it came to stand as it does. */
  readonly at: number;
}

/** A day, in milliseconds. */
export const DAY = 86_400_000;

/** A response that has just been completed. */
export function entryOf(response: SurveyResponse, endpoint: string): KeptEntry {
  const { key, survey, respondent } = response;
  return {
    key,
    survey,
    ...(respondent !== undefined && { respondent }),
    endpoint,
    standing: "waiting",
    tries: 0,
    next: 0,
    held: 0,
    unreached: false,
    at: Date.now(),
    body: JSON.stringify(response),
  };
}

/** An entry as others see it. */
export function shown(entry: KeptEntry, sending: boolean): OutboxEntry {
  const { body: _body, held: _held, unreached: _unreached, astray: _astray, at: _at, ...rest } = entry;
  return sending && entry.standing === "waiting" ? { ...rest, standing: "sending" } : rest;
}

/**
 * Whether it is time to send.
 *
 * @param online The way to the network has just come back: what did not reach the endpoint need not wait longer.
 */
export function isDue(entry: KeptEntry, now: number, online: boolean): boolean {
  if (entry.standing !== "waiting") return false;
  return isPast(entry.held, now) && ((online && entry.unreached) || isPast(entry.next, now));
}

/** What lies further ahead than any delay was written by a clock that has been set back since. */
function isPast(moment: number, now: number): boolean {
  return moment <= now || moment > now + DAY;
}
