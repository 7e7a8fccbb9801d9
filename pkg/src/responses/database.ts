// The one database: where it is, what it holds, and how it is opened, lost and opened again.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { KeptEntry } from "./entry.js";
import type { ResponseDraft } from "./response.js";

/** What the database holds; a change of it is a new version with a step in `upgrade`. */
export interface Schema extends DBSchema {
  drafts: { key: string; value: ResponseDraft };
  outbox: { key: string; value: KeptEntry };
}

const VERSION = 1;

/** Some browsers never say that they will not open: nobody waits longer, in milliseconds. */
const PATIENCE = 3_000;

/** The connection, which is opened when it is first needed and again when it was lost. */
export class Connection {
  readonly #name: string;
  #opening: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** The database; fails where the browser has none, keeps it back or is too slow to say so. */
  database(): Promise<IDBPDatabase<Schema>> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Gives it up; the next question opens it again. */
  close(): void {
    const opened = this.#opening;
    this.#opening = undefined;
    opened?.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const opened = open(this.#name, () => (this.#opening = undefined));
    const timely = within(PATIENCE, opened);
    // What comes late is still taken; after a failure the next question tries again.
    const settle = (now?: Promise<IDBPDatabase<Schema>>) => () => {
      if (this.#opening === timely) this.#opening = now;
    };
    opened.then(settle(opened), settle());
    return timely;
  }
}

/** @param lost Called when the connection is gone. */
async function open(name: string, lost: () => void): Promise<IDBPDatabase<Schema>> {
  const database: IDBPDatabase<Schema> = await openDB<Schema>(name, VERSION, {
    upgrade,
    // A newer version of the page needs the database: this one makes way, and keeps in memory from then on.
    blocking: () => {
      database.close();
      lost();
    },
    terminated: lost,
  });
  return database;
}

function upgrade(database: IDBPDatabase<Schema>, from: number): void {
  if (from < 1) {
    database.createObjectStore("drafts");
    database.createObjectStore("outbox");
  }
}

function within<Result>(milliseconds: number, promise: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the database does not open")), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
