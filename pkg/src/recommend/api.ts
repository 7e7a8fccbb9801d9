import { PatronageError } from "../error.js";
import { recommenderOf, type RecommenderConstructor } from "../recommender.js";
import * as engine from "./engine.js";

/** The engine that recommends. */
export interface Recommending {
  /** Opens model packs. */
  readonly Recommender: RecommenderConstructor;
  /** What is thrown where an input is not right. */
  readonly PatronageError: typeof PatronageError;
}

/** The classes of this flavour; usable once its engine has started. */
export const api: Recommending = Object.freeze({
  Recommender: recommenderOf(engine.Recommender),
  PatronageError,
});
