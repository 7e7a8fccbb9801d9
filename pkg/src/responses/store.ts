// Drafts and outbox in one place, with transactions over both: on disk, and in memory for what the disk does not take.
import type { IDBPTransaction, StoreNames } from "idb";
import { Connection, type Schema } from "./database.js";
import type { KeptEntry } from "./entry.js";
import type { ResponseDraft } from "./response.js";

/** A table within a transaction. */
export interface Table<Value> {
  get(key: string): Promise<Value | undefined>;
  keys(): Promise<readonly string[]>;
  put(key: string, value: Value): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

/** What a transaction works on. */
export interface Tables {
  readonly drafts: Table<ResponseDraft>;
  readonly outbox: Table<KeptEntry>;
}

/** What is done in a transaction: it may be done twice and awaits nothing but its tables. */
type Work<Result> = (tables: Tables) => Promise<Result>;

/** What was written in memory and the disk has not taken; `undefined` for what was deleted. */
type Writes<Value> = Map<string, Value | undefined>;

/** The drafts and the outbox. */
export class Store {
  readonly #connection: Connection;
  readonly #drafts: Writes<ResponseDraft> = new Map();
  readonly #outbox: Writes<KeptEntry> = new Map();
  readonly #told: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #durable = true;

  /** @param told Called when it changes whether everything is on disk. */
  constructor(name: string, told: () => void) {
    this.#connection = new Connection(name);
    this.#told = told;
  }

  /** Whether everything that was written is on disk. */
  get durable(): boolean {
    return this.#durable;
  }

  /** Does something in one transaction, after all that was asked for before. */
  run<Result>(work: Work<Result>): Promise<Result> {
    const result = this.#last.then(() => this.#attempt(work));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Gives the database up, once all that was asked for is done. */
  close(): void {
    void this.#last.then(() => this.#connection.close());
  }

  async #attempt<Result>(work: Work<Result>): Promise<Result> {
    try {
      const result = await this.#onDisk(work);
      this.#become(true);
      return result;
    } catch {
      const result = await work(this.#inMemory());
      this.#become(false);
      return result;
    }
  }

  /** What has waited in memory goes to disk first, in the same transaction. */
  async #onDisk<Result>(work: Work<Result>): Promise<Result> {
    const result = await this.#transact(async (tables) => {
      await Promise.all([...written(this.#drafts, tables.drafts), ...written(this.#outbox, tables.outbox)]);
      return await work(tables);
    });
    this.#drafts.clear();
    this.#outbox.clear();
    return result;
  }

  async #transact<Result>(work: Work<Result>): Promise<Result> {
    const database = await this.#connection.database();
    const transaction = database.transaction(["drafts", "outbox"], "readwrite", { durability: "strict" });
    const worked = work({ drafts: table(transaction, "drafts"), outbox: table(transaction, "outbox") });
    const aborted = worked.catch((error: unknown) => {
      abort(transaction);
      throw error;
    });
    // Both are awaited together, or the failure of the other would be nobody's.
    const [result] = await Promise.all([aborted, transaction.done]);
    return result;
  }

  #inMemory(): Tables {
    const reading: Reading = (read, otherwise) => this.#transact(read).catch(() => otherwise);
    return { drafts: above("drafts", this.#drafts, reading), outbox: above("outbox", this.#outbox, reading) };
  }

  #become(durable: boolean): void {
    if (durable === this.#durable) return;
    this.#durable = durable;
    this.#told();
  }
}

type Name = StoreNames<Schema>;

type Transaction = IDBPTransaction<Schema, Name[], "readwrite">;

function table<Of extends Name>(transaction: Transaction, name: Of): Table<Schema[Of]["value"]> {
  const store = transaction.objectStore(name);
  return {
    get: (key) => store.get(key),
    keys: () => store.getAllKeys(),
    put: (key, value) => store.put(value, key),
    delete: (key) => store.delete(key),
  };
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

/** Asks the disk in a transaction of its own; where that fails, the answer is the other. */
type Reading = <Result>(read: Work<Result>, otherwise: Result) => Promise<Result>;

/** A table in memory above the one on disk. */
function above<Of extends Name>(
  name: Of,
  writes: Writes<Schema[Of]["value"]>,
  reading: Reading,
): Table<Schema[Of]["value"]> {
  type Value = Schema[Of]["value"];
  const below = (tables: Tables) => tables[name] as Table<Value>;
  return {
    get: async (key) =>
      writes.has(key) ? writes.get(key) : reading<Value | undefined>((tables) => below(tables).get(key), undefined),
    keys: async () => {
      const kept = await reading<readonly string[]>((tables) => below(tables).keys(), []);
      const all = new Set([...kept, ...writes.keys()]);
      return [...all].filter((key) => !writes.has(key) || writes.get(key) !== undefined);
    },
    put: async (key, value) => writes.set(key, value),
    delete: async (key) => writes.set(key, undefined),
  };
}

function written<Value>(writes: Writes<Value>, to: Table<Value>): Promise<unknown>[] {
  return [...writes].map(([key, value]) => (value === undefined ? to.delete(key) : to.put(key, value)));
}
