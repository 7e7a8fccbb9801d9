import { PatronageError } from "./error.js";
import { recommendations } from "./flat.js";
import { Held, type Handle } from "./handle.js";
import { toJson } from "./json.js";
import type { PackFacts, Recommendations, RecommendRequest } from "./recommend-types.js";

/** The bytes of a file. */
export type Bytes = ArrayBuffer | ArrayBufferView;

/** Fetches a chunk of the pack by its name; what it throws or refuses counts as a chunk that is not to be had. */
export type FetchChunk = (name: string) => Promise<Bytes>;

/**
 * What to look at next, from a model pack that `patronage train` has written. Nothing about the customer leaves the page.
 *
 * ```js
 * const bytes = (response) => response.arrayBuffer();
 * const recommender = new Recommender(await fetch("/shop/head.pack").then(bytes));
 * const request = { session: ["85123A"], k: 4 };
 * await recommender.prepare(request, (name) => fetch(`/shop/${name}.pack`).then(bytes));
 * recommender.recommend(request).items;
 * ```
 */
export interface Recommender extends Handle {
  /**
   * The recommendations, by what is here of the pack: what is `absent` doesn't count.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  recommend(request: RecommendRequest | string): Recommendations;

  /**
   * The names of the chunks that an answer would need and that are not here. Those may name others, so ask again once they
   * are added; `prepare` does all of it.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  absent(request: RecommendRequest | string): string[];

  /**
   * Fetches what an answer needs, as far as it is to be had: it never fails for a chunk, `recommend` says what is absent.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  prepare(request: RecommendRequest | string, fetchChunk: FetchChunk): Promise<void>;

  /**
   * Adds a chunk.
   *
   * @throws {PatronageError} Where it doesn't belong to this pack, or was altered on the way; nothing changes then.
   */
  add(chunk: Bytes): void;

  /** What the pack says of itself. */
  facts(): PackFacts;
}

/** Opens model packs. */
export interface RecommenderConstructor {
  /**
   * @param pack The bytes of `head.pack`, or of `whole.pack` for everything at once.
   * @throws {PatronageError} Where it is no pack, cut off, altered, or of a newer version.
   */
  new (pack: Bytes): Recommender;
  readonly prototype: Recommender;
}

/** The class that the engine's glue exports. */
export interface EngineRecommender {
  recommend(request: string): string;
  absent(request: string): string;
  add(chunk: Uint8Array): void;
  facts(): string;
  free(): void;
}

/** An index names chunks of items; these name nothing else. */
const ROUNDS = 3;

/** The `Recommender` of one engine. */
export function recommenderOf(Opened: new (pack: Uint8Array) => EngineRecommender): RecommenderConstructor {
  class Recommender extends Held<EngineRecommender> {
    constructor(pack: Bytes) {
      const bytes = bytesOf(pack);
      super("Recommender", () => new Opened(bytes));
    }

    recommend(request: RecommendRequest | string): Recommendations {
      return recommendations(this.ask((opened) => opened.recommend(toJson(request))));
    }

    absent(request: RecommendRequest | string): string[] {
      return JSON.parse(this.ask((opened) => opened.absent(toJson(request)))) as string[];
    }

    async prepare(request: RecommendRequest | string, fetchChunk: FetchChunk): Promise<void> {
      const text = toJson(request);
      const tried = new Set<string>();
      for (let round = 0; round < ROUNDS; round++) {
        const names = this.absent(text).filter((name) => !tried.has(name));
        if (names.length === 0) return;
        names.forEach((name) => tried.add(name));
        const fetched = await Promise.allSettled(names.map(async (name) => bytesOf(await fetchChunk(name))));
        for (const chunk of fetched) if (chunk.status === "fulfilled") this.#take(chunk.value);
      }
    }

    add(chunk: Bytes): void {
      const bytes = bytesOf(chunk);
      this.ask((opened) => opened.add(bytes));
    }

    facts(): PackFacts {
      return JSON.parse(this.ask((opened) => opened.facts())) as PackFacts;
    }

    /** A chunk that is not what it should be is one that is not to be had, such as a page that says "not found". */
    #take(chunk: Uint8Array): void {
      try {
        this.add(chunk);
      } catch (error) {
        if (!(error instanceof PatronageError && error.code.startsWith("pack"))) throw error;
      }
    }
  }
  return Recommender as unknown as RecommenderConstructor;
}

function bytesOf(bytes: unknown): Uint8Array {
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Also a buffer of another window.
  if (Object.prototype.toString.call(bytes) === "[object ArrayBuffer]") return new Uint8Array(bytes as ArrayBuffer);
  throw new PatronageError("type", "", { expected: "bytes", found: typeof bytes });
}
