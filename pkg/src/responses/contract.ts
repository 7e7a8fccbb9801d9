// What others see of drafts and outbox.
import type { OutboxEntry, ResponseDraft, SurveyResponse } from "./response.js";

/** What a new draft is begun with. */
export interface DraftBeginning {
  /** Who answers, as the shop knows them; left out for somebody unknown. */
  readonly respondent?: string | undefined;
  /** The language in which it is answered; the draft's own, where there is one. */
  readonly locale?: string | undefined;
  /** The seed of a new draft; a random one where left out. */
  readonly seed?: number | undefined;
  /** `false` for a device that several people use: a draft that is new each time, and of which nothing is kept. */
  readonly kept?: boolean | undefined;
}

/** Responses in the making, one for each survey and respondent. */
export interface Drafts {
  /**
   * The draft of a survey, or a new one. Two tabs that begin at the same time get the same draft, with one key, so that
   * they can't become two responses. A draft that has not been touched for thirty days is dropped.
   */
  begin(survey: string, beginning?: DraftBeginning): Promise<ResponseDraft>;

  /** The draft of a survey; `undefined` where there is none. */
  read(survey: string, respondent?: string): Promise<ResponseDraft | undefined>;

  /**
   * Keeps a draft, after every answer.
   *
   * @param names Whose answers have changed: all others stay what another tab has made of them. All where left out; where it
   *   is empty, a draft that is no longer there does not come back, and lives no longer.
   * @returns Whether it is a draft still: `false` where its response has been completed, perhaps in another tab.
   */
  keep(draft: ResponseDraft, names?: readonly string[]): Promise<boolean>;

  /** Drops a draft for good. */
  drop(survey: string, respondent?: string): Promise<void>;
}

/** How the outbox stands. */
export interface OutboxState {
  /** Whether all is on disk. In some private modes, or with a full disk, it is in memory and goes with the tab. */
  readonly durable: boolean;
  /** The responses that wait, are on their way, were refused, or were sent in the last thirty days. */
  readonly entries: readonly OutboxEntry[];
}

/** An address, as text or as a `URL`. */
export type Address = string | { readonly href: string };

/** Completed responses on their way to their endpoints. */
export interface Outbox {
  /**
   * Takes a completed response, in one transaction with the end of its draft, and sends it as soon as that can be.
   *
   * @param endpoint Where it is sent; an address relative to the page counts from the page that is open now.
   * @returns Whether it was taken: `false` where a response with this key was taken before, perhaps in another tab.
   */
  complete(response: SurveyResponse, endpoint: Address): Promise<boolean>;

  /** How the outbox stands. */
  state(): Promise<OutboxState>;

  /**
   * Tells how the outbox stands, now and whenever that changes, in this tab or another.
   *
   * @returns What ends it.
   */
  subscribe(listener: (state: OutboxState) => void): () => void;

  /** A response that was not sent yet, such as one that was refused. */
  read(key: string): Promise<SurveyResponse | undefined>;

  /** Sends what is due, and is done when that has been tried. It happens by itself too. */
  flush(): Promise<void>;

  /** Sends a response at once, also one that was refused. */
  retry(key: string): Promise<void>;

  /** Forgets a response for good. */
  drop(key: string): Promise<void>;
}

/** Where responses are kept, and how they are sent. */
export interface ResponsesOptions {
  /** The name of the database; pages with the same name share drafts and outbox. "patronage" where left out. */
  readonly name?: string | undefined;
  /** How long an endpoint may take to answer, in milliseconds; 30 seconds where left out. */
  readonly timeout?: number | undefined;
  /** How long the second try waits, in milliseconds, each further one twice as long; 2 seconds where left out. */
  readonly firstDelay?: number | undefined;
  /** The longest that a try waits, in milliseconds; an hour where left out. */
  readonly longestDelay?: number | undefined;
}

/** The responses of this browser. */
export interface Responses {
  /** Responses in the making. */
  readonly drafts: Drafts;
  /** Completed responses on their way. */
  readonly outbox: Outbox;
  /** Whether all is on disk: otherwise it is in memory, and goes with the tab. */
  readonly durable: boolean;
  /** Stops sending and listening; what is kept stays kept. */
  close(): void;
}
