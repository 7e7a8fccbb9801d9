import type { Address, Outbox, OutboxState } from "./contract.js";
import { DAY, entryOf, isDue, type KeptEntry, shown } from "./entry.js";
import { draftId } from "./drafts.js";
import { listen } from "./occasions.js";
import type { SurveyResponse } from "./response.js";
import { outlivesPage, post, type SendingPace, sent } from "./sending.js";
import type { Store } from "./store.js";
import { inTurn, type Line, lineBetweenTabs, type News } from "./tabs.js";

/** For so long it is remembered that a response was sent, so that a tab left open cannot complete it again. */
const REMEMBERED = 30 * DAY;

/** The longest that a timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The outbox of a store. */
export class StoreOutbox implements Outbox {
  readonly #name: string;
  readonly #store: Store;
  readonly #pace: SendingPace;
  readonly #line: Line;
  readonly #listeners = new Set<(state: OutboxState) => void>();
  readonly #deaf: () => void;
  /** What this tab knows to be waiting, for the moment when it has no time left to ask. */
  #waiting: readonly KeptEntry[] = [];
  #sending: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The flush that has not begun yet; one is enough. */
  #coming: Promise<void> | undefined;
  /** The flush that was asked for last: also where tabs can't take turns, those of this one do. */
  #last: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(name: string, store: Store, pace: SendingPace) {
    this.#name = name;
    this.#store = store;
    this.#pace = pace;
    this.#line = lineBetweenTabs(name, (news) => this.#hear(news));
    this.#deaf = listen({
      online: () => void this.#flush(true),
      visible: () => void this.flush(),
      leaving: () => this.#leave(),
    });
  }

  async complete(response: SurveyResponse, endpoint: Address): Promise<boolean> {
    const { key, survey, respondent } = response;
    const entry = entryOf(response, absolute(endpoint));
    const taken = await this.#store.run(async ({ drafts, outbox }) => {
      const id = draftId(survey, respondent);
      if ((await drafts.get(id))?.key === key) await drafts.delete(id);
      if (await outbox.get(key)) return false;
      await outbox.put(key, entry);
      return true;
    });
    await this.#changed();
    void this.flush();
    return taken;
  }

  async state(): Promise<OutboxState> {
    const entries = await this.#entries();
    const { durable } = this.#store;
    return { durable, entries: entries.map((entry) => shown(entry, entry.key === this.#sending)) };
  }

  subscribe(listener: (state: OutboxState) => void): () => void {
    const own = (state: OutboxState) => queueMicrotask(() => this.#listeners.has(own) && listener(state));
    this.#listeners.add(own);
    void this.state().then(own);
    return () => this.#listeners.delete(own);
  }

  async read(key: string): Promise<SurveyResponse | undefined> {
    const entry = await this.#store.run(({ outbox }) => outbox.get(key));
    return entry?.body === undefined ? undefined : (JSON.parse(entry.body) as SurveyResponse);
  }

  flush(): Promise<void> {
    return this.#flush(false);
  }

  async retry(key: string): Promise<void> {
    await this.#store.run(async ({ outbox }) => {
      const entry = await outbox.get(key);
      if (!entry || entry.standing === "sent") return;
      const { refusal: _refusal, ...rest } = entry;
      await outbox.put(key, { ...rest, standing: "waiting", tries: 0, next: 0, held: 0, at: Date.now() });
    });
    await this.#changed();
    await this.flush();
  }

  async drop(key: string): Promise<void> {
    await this.#store.run(async ({ outbox }) => {
      await outbox.delete(key);
    });
    await this.#changed();
  }

  /** Tells the listeners of this tab how things stand. */
  async tell(): Promise<void> {
    if (this.#closed) return;
    const state = await this.state();
    for (const listener of this.#listeners) listener(state);
  }

  close(): void {
    this.#closed = true;
    this.#deaf();
    this.#line.close();
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  /** @param online Whether the network has just come back. */
  #flush(online: boolean): Promise<void> {
    if (this.#coming && !online) return this.#coming;
    const coming = this.#last.then(() =>
      inTurn(this.#name, this.#pace.timeout * 2, () => {
        if (this.#coming === coming) this.#coming = undefined;
        return this.#sendAll(online);
      }),
    );
    this.#coming = coming;
    this.#last = coming;
    return coming;
  }

  async #sendAll(online: boolean): Promise<void> {
    // Whoever sent before has ended, however that came about.
    this.#sending = undefined;
    await this.#forget();
    for (const entry of await this.#entries()) {
      if (this.#closed) return;
      if (isDue(entry, Date.now(), online)) await this.#send(entry);
    }
    await this.tell();
  }

  async #send(entry: KeptEntry): Promise<void> {
    this.#sending = entry.key;
    this.#line.tell({ sending: entry.key });
    await this.tell();
    const after = await sent(entry, this.#pace);
    await this.#store.run(async ({ outbox }) => {
      // Dropped in the meantime, it stays so.
      if (await outbox.get(entry.key)) await outbox.put(entry.key, after);
    });
    this.#sending = undefined;
    await this.#changed();
  }

  /** What is known here and now goes out without a question, lest the page be gone before the answer. */
  #leave(): void {
    const now = Date.now();
    const due = this.#waiting.filter((entry) => entry.key !== this.#sending && isDue(entry, now, true));
    const bodies = due.map(({ body = "" }) => body);
    if (!outlivesPage(bodies)) return;
    for (const entry of due) post(entry, this.#pace.timeout).catch(() => undefined);
  }

  /** The entries, the oldest first; the timer is set by them. */
  async #entries(): Promise<KeptEntry[]> {
    const found = await this.#store.run(async ({ outbox }) => {
      const keys = await outbox.keys();
      return await Promise.all(keys.map((key) => outbox.get(key)));
    });
    const entries = found.filter((entry) => entry !== undefined).sort((a, b) => a.at - b.at);
    this.#waiting = entries.filter(({ standing }) => standing === "waiting");
    this.#wake();
    return entries;
  }

  /** Forgets what was sent long ago. */
  async #forget(): Promise<void> {
    const since = Date.now() - REMEMBERED;
    await this.#store.run(async ({ outbox }) => {
      for (const key of await outbox.keys()) {
        const entry = await outbox.get(key);
        if (entry?.standing === "sent" && entry.at < since) await outbox.delete(key);
      }
    });
  }

  #wake(): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#waiting.length === 0) return;
    const next = Math.min(...this.#waiting.map((entry) => Math.max(entry.next, entry.held)));
    const delay = Math.min(Math.max(next - Date.now(), 0), LONGEST_TIMER);
    this.#timer = setTimeout(() => void this.flush(), delay);
  }

  async #changed(): Promise<void> {
    this.#line.tell({});
    await this.tell();
  }

  #hear({ sending }: News): void {
    this.#sending = sending;
    void this.tell();
  }
}

function absolute(endpoint: Address): string {
  return new URL(
    typeof endpoint === "string" ? endpoint : endpoint.href,
    typeof document === "object" ? document.baseURI : undefined,
  ).href;
}
