/// <reference lib="esnext.disposable" preserve="true" />
import { fromEngine, PatronageError } from "./error.js";

/** Something that lives in the engine's memory. */
export interface Handle {
  /**
   * Gives the engine's memory back at once; without it, that happens when the handle is garbage-collected. Calling it
   * again does nothing, asking the handle anything afterwards throws.
   */
  free(): void;

  /** The same as `free`, for `using handle = …`. */
  [Symbol.dispose](): void;
}

/** The class behind every handle: it answers while it is held, and says so when it no longer is. */
export class Held<Compiled extends { free(): void }> {
  #compiled: Compiled | undefined;
  readonly #what: string;

  constructor(what: string, compile: () => Compiled) {
    this.#what = what;
    this.#compiled = guarded(compile);
  }

  /** Asks the engine; its errors come out as they should. */
  protected ask<Answer>(question: (compiled: Compiled) => Answer): Answer {
    const compiled = this.#compiled;
    if (compiled === undefined) throw new PatronageError("freed", "", { what: this.#what });
    return guarded(() => question(compiled));
  }

  free(): void {
    this.#compiled?.free();
    this.#compiled = undefined;
  }

  static {
    // Hosts that know no `using` yet lack the symbol.
    if (typeof Symbol.dispose === "symbol") {
      const dispose = { value: this.prototype.free, writable: true, configurable: true };
      Object.defineProperty(this.prototype, Symbol.dispose, dispose);
    }
  }
}

/** Asks the engine; its errors come out as they should. */
export function guarded<Answer>(ask: () => Answer): Answer {
  try {
    return ask();
  } catch (thrown) {
    throw fromEngine(thrown);
  }
}
