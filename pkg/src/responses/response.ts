import type { SurveyData, SurveyProblem } from "../survey.js";

/**
 * The most that the files of one response may be together, in bytes. In its JSON they are a third longer; neither the
 * engine nor the endpoint beside it takes more than 8 MiB of that, and so no more is worth keeping.
 */
export const LARGEST_FILES = 5 * 1024 * 1024;

/** A complete response, as it is kept, sent and stored. */
export interface SurveyResponse {
  /** Its own idempotency key, made with the draft: under it an endpoint stores it once, however often it arrives. */
  readonly key: string;
  /** The survey's id. */
  readonly survey: string;
  /** Who answered, as the shop knows them; left out for somebody unknown. */
  readonly respondent?: string;
  /** The language in which it was answered, such as "zh-CN". */
  readonly locale: string;
  /** The seed that random orders followed. */
  readonly seed: number;
  /** When it was begun, in RFC 3339. */
  readonly started: string;
  /** When it was completed, in RFC 3339. */
  readonly completed: string;
  /** How many seconds the respondent's clock was ahead of UTC. */
  readonly offset: number;
  /** The answers. */
  readonly data: SurveyData;
  /** The variables that the page had set, which the document's conditions read; left out where there are none. */
  readonly variables?: SurveyData;
  /** How long each question had the respondent's attention, in milliseconds. */
  readonly timings: Readonly<Record<string, number>>;
}

/** A response in the making: what a reload or a crash must not take. */
export interface ResponseDraft {
  /** The key that the response will have. */
  readonly key: string;
  /** The survey's id. */
  readonly survey: string;
  /** Who answers; left out for somebody unknown. */
  readonly respondent?: string;
  /** The answers so far. */
  readonly data: SurveyData;
  /** The page that was shown last; `null` before the first. */
  readonly page: string | null;
  /** The language in which it is answered. */
  readonly locale: string;
  /** The seed that random orders follow. */
  readonly seed: number;
  /** When it was begun, in RFC 3339. */
  readonly started: string;
  /** How long each question has had the respondent's attention, in milliseconds. */
  readonly timings: Readonly<Record<string, number>>;
  /** The seconds spent on each page so far, where the survey limits them. */
  readonly elapsed?: Readonly<Record<string, number>>;
  /** When it was answered last, in milliseconds since 1970. */
  readonly at: number;
}

/** Why an endpoint refused a response for good. */
export interface ResponseRefusal {
  /** The HTTP status. */
  readonly status: number;
  /** What is wrong, as a stable code, where the endpoint says so. */
  readonly code?: string;
  /** Where, as a JSON Pointer. */
  readonly path?: string;
  /** In words. */
  readonly message?: string;
  /** What fills the gaps of the sentence in another language. */
  readonly params?: Readonly<Record<string, string>>;
  /** The answers that are missing or wrong. */
  readonly errors?: readonly SurveyProblem[];
}

/**
 * How a response stands:
 *
 * - `waiting`: it is kept, and will be sent
 * - `sending`: it is on its way
 * - `sent`: the endpoint has it; the answers are kept here no longer
 * - `refused`: the endpoint will not have it; it is kept until it is retried or dropped
 */
export type ResponseStanding = "waiting" | "sending" | "sent" | "refused";

/** A response in the outbox. */
export interface OutboxEntry {
  /** The response's key. */
  readonly key: string;
  /** The survey's id. */
  readonly survey: string;
  /** Who answered; left out for somebody unknown. */
  readonly respondent?: string;
  /** Where it is sent. */
  readonly endpoint: string;
  /** How it stands. */
  readonly standing: ResponseStanding;
  /** How often it was sent in vain since it began to wait. */
  readonly tries: number;
  /** When it is tried again, in milliseconds since 1970; 0 for at once. */
  readonly next: number;
  /** Why it was refused. */
  readonly refusal?: ResponseRefusal;
  /** The quota that was full already: the endpoint has heard of the response and counts it no more. */
  readonly screened?: string;
}

/** A key that nobody else has, also on a page without https, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A seed for random orders. */
export function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
