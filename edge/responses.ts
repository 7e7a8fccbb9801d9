// The stored responses of one survey: a Durable Object over SQLite. Whatever it is asked happens in one transaction, and
// is on the disk before anybody hears of it.
import { DurableObject } from "cloudflare:workers";
import { type Counted, screened } from "./quotas";

/** What became of a response. */
export type Outcome = "stored" | "known" | "conflict" | "screened";

/** A response as it is handed over. */
export interface Arrival extends Counted {
  /** What tells its content from any other's. */
  readonly digest: string;
  /** The response as JSON. */
  readonly body: string;
}

/** What became of it, and which quota was full. */
export interface Reception {
  readonly outcome: Outcome;
  readonly quota?: string;
}

/** A part of the stored responses. */
export interface Page {
  readonly responses: readonly string[];
  /** Where the next part begins; `null` where there is none. */
  readonly next: number | null;
}

/** Whose responses are deleted, or which one. */
export type Whose = { readonly respondent: string } | { readonly key: string };

const TABLES = `
  CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, digest TEXT NOT NULL, outcome TEXT NOT NULL, quota TEXT);
  CREATE TABLE IF NOT EXISTS responses (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE NOT NULL, respondent TEXT, cells TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS parts (
    number INTEGER NOT NULL, part INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (number, part)
  );
  CREATE INDEX IF NOT EXISTS respondents ON responses (respondent);
  CREATE TABLE IF NOT EXISTS quotas (quota TEXT PRIMARY KEY, count INTEGER NOT NULL);
`;

/** A cell holds two million bytes at most, which no part reaches in whatever script. */
const LONGEST_PART = 400_000;

/** Where a part of the list has so many characters, the next one begins. */
const LARGEST_PAGE = 16_000_000;

type Row = Record<string, string | number | null>;

export class SurveyResponses extends DurableObject {
  readonly #storage;

  constructor(...given: ConstructorParameters<typeof DurableObject>) {
    super(...given);
    this.#storage = this.ctx.storage;
    this.#storage.sql.exec(TABLES);
  }

  /** What became of a key before, if it has been here. */
  recall(key: string, digest: string): Reception | undefined {
    const [before] = this.#rows("SELECT digest, outcome, quota FROM keys WHERE key = ?", key);
    if (!before) return undefined;
    if (before["outcome"] === "forgotten") return { outcome: "known" };
    if (before["digest"] !== digest) return { outcome: "conflict" };
    return before["outcome"] === "screened"
      ? { outcome: "screened", quota: String(before["quota"]) }
      : { outcome: "known" };
  }

  /** Stores a response once, unless one of its quotas is full. */
  store(arrival: Arrival): Reception {
    return this.#storage.transactionSync(() => {
      const { key, digest } = arrival;
      const before = this.recall(key, digest);
      if (before) return before;
      const { full, counts } = screened(arrival, this.#quotas());
      const outcome = full === undefined ? "stored" : "screened";
      this.#rows("INSERT INTO keys VALUES (?, ?, ?, ?)", key, digest, outcome, full ?? null);
      if (full !== undefined) return { outcome, quota: full };
      this.#add(arrival, counts);
      return { outcome };
    });
  }

  /** The responses after a place, in the order in which they came. */
  page(after: number, limit: number): Page {
    const query = "SELECT number FROM responses WHERE number > ? ORDER BY number LIMIT ?";
    const numbers = this.#rows(query, after, limit + 1).map(({ number }) => Number(number));
    const responses: string[] = [];
    for (let length = 0; length < LARGEST_PAGE && responses.length < Math.min(limit, numbers.length);) {
      const body = this.#body(numbers[responses.length] ?? 0);
      responses.push(body);
      length += body.length;
    }
    const more = numbers.length > responses.length;
    return { responses, next: more ? (numbers[responses.length - 1] ?? null) : null };
  }

  /** How many responses there are, over all and by quota. */
  counts(): { readonly responses: number; readonly counts: Readonly<Record<string, number>> } {
    const [all] = this.#rows("SELECT COUNT(*) AS count FROM responses");
    return { responses: Number(all?.["count"]), counts: this.#quotas() };
  }

  /**
   * Deletes responses. Of their keys only the names are left, so that a copy that is still under way does not bring
   * them back.
   */
  forget(whose: Whose): number {
    return this.#storage.transactionSync(() => {
      const [column, value] = "key" in whose ? ["key", whose.key] : ["respondent", whose.respondent];
      const rows = this.#rows(`SELECT number, key, cells FROM responses WHERE ${column} = ?`, value);
      for (const { number = null, key = null, cells } of rows) {
        this.#rows("DELETE FROM parts WHERE number = ?", number);
        this.#rows("DELETE FROM responses WHERE key = ?", key);
        this.#rows("UPDATE keys SET digest = '', outcome = 'forgotten' WHERE key = ?", key);
        for (const quota of JSON.parse(String(cells)) as string[]) {
          this.#rows("UPDATE quotas SET count = count - 1 WHERE quota = ?", quota);
        }
      }
      return rows.length;
    });
  }

  #add({ key, respondent, body }: Arrival, cells: readonly string[]): void {
    const insert = "INSERT INTO responses (key, respondent, cells) VALUES (?, ?, ?) RETURNING number";
    const [added] = this.#rows(insert, key, respondent, JSON.stringify(cells));
    const number = Number(added?.["number"]);
    for (let at = 0; at < body.length; at += LONGEST_PART) {
      this.#rows("INSERT INTO parts VALUES (?, ?, ?)", number, at, body.slice(at, at + LONGEST_PART));
    }
    for (const quota of cells) {
      this.#rows("INSERT INTO quotas VALUES (?, 1) ON CONFLICT (quota) DO UPDATE SET count = count + 1", quota);
    }
  }

  #body(number: number): string {
    const parts = this.#rows("SELECT text FROM parts WHERE number = ? ORDER BY part", number);
    return parts.map(({ text }) => String(text)).join("");
  }

  /** How many responses each quota has. */
  #quotas(): Readonly<Record<string, number>> {
    const rows = this.#rows("SELECT quota, count FROM quotas WHERE count > 0 ORDER BY quota");
    return Object.fromEntries(rows.map(({ quota, count }) => [String(quota), Number(count)]));
  }

  #rows(query: string, ...values: readonly (string | number | null)[]): Row[] {
    return this.#storage.sql.exec(query, ...values).toArray();
  }
}
