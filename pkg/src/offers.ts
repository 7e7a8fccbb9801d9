import { Held, type Handle } from "./handle.js";
import { toJson } from "./json.js";
import type { Combination, OffersDocument, OffersRequest, Refund, RefundRequest } from "./offer-types.js";

/**
 * The coupons and promotions of a shop, compiled once and kept in the engine's memory.
 *
 * It keeps nothing: what is held and what was used is part of each request. Whatever is an object below may also be its
 * JSON text.
 */
export interface Offers extends Handle {
  /**
   * The combination of offers that takes off most, what each line costs with it, and why the other offers do not act.
   * Its `cart` is what `Program.preview` takes.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  best(request: OffersRequest | string): Combination;

  /**
   * What parts of an order are worth that come back, to the cent.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  refund(request: RefundRequest | string): Refund;
}

/** Compiles offers. */
export interface OffersConstructor {
  /**
   * @param document The offers, as an object or as their JSON text.
   * @throws {PatronageError} Where the document is not right.
   */
  new (document: OffersDocument | string): Offers;
  readonly prototype: Offers;
}

/** The class that the engine's glue exports. */
export interface EngineOffers {
  best(request: string): string;
  refund(request: string): string;
  free(): void;
}

/** The `Offers` of one engine. */
export function offersOf(Compiled: new (document: string) => EngineOffers): OffersConstructor {
  class Offers extends Held<EngineOffers> {
    constructor(document: OffersDocument | string) {
      const text = toJson(document);
      super("Offers", () => new Compiled(text));
    }

    best(request: OffersRequest | string): Combination {
      return JSON.parse(this.ask((compiled) => compiled.best(toJson(request)))) as Combination;
    }

    refund(request: RefundRequest | string): Refund {
      return JSON.parse(this.ask((compiled) => compiled.refund(toJson(request)))) as Refund;
    }
  }
  return Offers as unknown as OffersConstructor;
}
