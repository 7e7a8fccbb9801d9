// The respondent's own copy: a draft after every answer, and the completed response on its way.
import {
  openResponses,
  type OutboxEntry,
  type ResponseDraft,
  type Responses,
  type SurveyResponse,
} from "../responses/index.js";
import type { SurveyData, SurveyDocument } from "../survey.js";
import { Attention } from "./attention.js";

/** What a keeper is told of whose answers it keeps. */
export interface Whose {
  readonly survey: string;
  readonly respondent: string | undefined;
  readonly locale: string;
  readonly seed: number | undefined;
  /** Whether drafts are kept at all. */
  readonly kept: boolean;
}

let opening: Promise<Responses> | undefined;

/** One database serves all surveys of a page. */
function responses(): Promise<Responses> {
  return (opening ??= openResponses().catch((error: unknown) => {
    opening = undefined;
    throw error;
  }));
}

export class Keeper {
  readonly attention: Attention;
  #draft: ResponseDraft;
  readonly #kept: boolean;
  /** The answers that were written last: what differs from them is new. */
  #written: SurveyData;
  readonly #responses: Responses;
  #keeping: Promise<void> | undefined;
  #stale = false;
  #leave: (() => void) | undefined;
  #hurry: (() => void) | undefined;

  private constructor(responses: Responses, draft: ResponseDraft, kept: boolean) {
    this.#responses = responses;
    this.#draft = draft;
    this.#written = draft.data;
    this.#kept = kept;
    this.attention = new Attention(draft.timings);
  }

  static async begin({ survey, ...beginning }: Whose): Promise<Keeper> {
    const opened = await responses();
    return new Keeper(opened, await opened.drafts.begin(survey, beginning), beginning.kept);
  }

  /** The draft as it was kept last. */
  get draft(): ResponseDraft {
    return this.#draft;
  }

  /** Whether answers outlive the tab. */
  get durable(): boolean {
    return this.#responses.durable;
  }

  /** Keeps the answers; several at once are written once. Told where the response was completed in another tab. */
  keep(data: SurveyData, page: string | null, elapsed: Readonly<Record<string, number>>, completed: () => void): void {
    this.#draft = { ...this.#draft, data, page, elapsed, timings: this.attention.spent() };
    this.#stale = true;
    if (this.#kept) this.#keeping ??= this.#write(completed).finally(() => (this.#keeping = undefined));
  }

  async #write(completed: () => void): Promise<void> {
    while (this.#stale) {
      this.#stale = false;
      const { data } = this.#draft;
      const names = changed(this.#written, data);
      this.#written = data;
      const since = performance.now();
      const keeping = this.#responses.drafts.keep(this.#draft, names);
      // What is large takes its time also from whoever is writing, who has the most of it.
      const rest = (performance.now() - since) * 8;
      if (!(await keeping)) return completed();
      if (rest > 40 && !document.hidden) await this.#pause(rest);
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#hurry = resolve;
      setTimeout(resolve, milliseconds);
    });
  }

  /** Keeps at once what is still to be kept: the page may be gone soon. */
  hurry(): void {
    this.#hurry?.();
  }

  /** The answers that another tab has given since, by name. */
  async news(): Promise<SurveyData> {
    await this.settled();
    const { key, survey, respondent } = this.#draft;
    const found = this.#kept && !this.#stale ? await this.#responses.drafts.read(survey, respondent) : undefined;
    if (!found || found.key !== key || this.#stale) return {};
    const names = changed(this.#written, found.data).filter((name) => name in found.data);
    return Object.fromEntries(names.map((name) => [name, found.data[name]!]));
  }

  /** Done when all that was given is kept. */
  async settled(): Promise<void> {
    this.hurry();
    await this.#keeping;
  }

  /** The completed response. */
  response(data: SurveyData, variables: SurveyData | undefined, offset: number): SurveyResponse {
    const { page: _page, at: _at, elapsed: _elapsed, ...draft } = this.#draft;
    const completed = new Date().toISOString();
    return { ...draft, data, ...(variables && { variables }), completed, offset, timings: this.attention.spent() };
  }

  /** Ends the draft, and sends the response where there is an endpoint. */
  async complete(response: SurveyResponse, endpoint: string | undefined): Promise<void> {
    this.#stale = false;
    await this.settled();
    if (endpoint) await this.#responses.outbox.complete(response, endpoint);
    else await this.#responses.drafts.drop(response.survey, response.respondent);
  }

  /** From now on the answers are given in another language. */
  speak(locale: string): void {
    this.#draft = { ...this.#draft, locale };
  }

  /** Follows the response on its way. */
  follow(listener: (entry: OutboxEntry) => void): void {
    this.leave();
    this.#leave = this.#responses.outbox.subscribe(({ entries }) => {
      const own = entries.find(({ key }) => key === this.#draft.key);
      if (own) listener(own);
    });
  }

  retry(): void {
    void this.#responses.outbox.retry(this.#draft.key);
  }

  leave(): void {
    this.#leave?.();
    this.#leave = undefined;
  }
}

/** The names of answers that differ. */
function changed(before: SurveyData, after: SurveyData): string[] {
  const differs = (name: string) =>
    before[name] !== after[name] && JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  return Object.keys({ ...before, ...after }).filter(differs);
}

/** What a survey is called where nobody says: by what it asks, so that another survey has another name. */
export function nameOf(document: SurveyDocument): string {
  let hash = 0x811c9dc5;
  const text = JSON.stringify(document);
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `survey-${(hash >>> 0).toString(36)}`;
}
