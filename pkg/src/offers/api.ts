import { PatronageError } from "../error.js";
import { learningOf, type Learning } from "../learning.js";
import { offersOf, type OffersConstructor } from "../offers.js";
import * as engine from "./engine.js";

/** The engine that finds the best offers. */
export interface Promotions {
  /** Compiles offers. */
  readonly Offers: OffersConstructor;
  /** Chooses among offers by what was taken before. */
  readonly learning: Learning;
  /** What is thrown where an input is not right. */
  readonly PatronageError: typeof PatronageError;
}

/** The classes of this flavour; usable once its engine has started. */
export const api: Promotions = Object.freeze({
  Offers: offersOf(engine.Offers),
  learning: learningOf(engine),
  PatronageError,
});
