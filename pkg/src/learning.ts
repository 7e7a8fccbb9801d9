import { guarded } from "./handle.js";
import { toJson } from "./json.js";
import type { ChoiceRequest, Learnt, LearnRequest, OfferChoice, PolicyEstimate, PolicyLog } from "./offer-types.js";

/**
 * A choice among offers that learns, where the customer is. It keeps nothing: what was learnt is a plain object that a page
 * stores, and that a server merges. Whatever is an object below may also be its JSON text.
 */
export interface Learning {
  /**
   * Which offer to show, and with which probability each would be chosen; the same seed gives the same.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  choose(request: ChoiceRequest | string): OfferChoice;

  /**
   * What is known after an offer was shown.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  learn(request: LearnRequest | string): Learnt;

  /**
   * What two states know together: in any order, and any number of times, without counting anything twice.
   *
   * @throws {PatronageError} Where one of them is not right.
   */
  merge(one: Learnt | string, other: Learnt | string): Learnt;

  /**
   * What another policy would have brought, from the log of one, before it goes live.
   *
   * @throws {PatronageError} Where the log is not right.
   */
  evaluate(request: PolicyLog | string): PolicyEstimate;
}

/** The functions that the engine's glue exports. */
export interface EngineLearning {
  chooseOffer(request: string): string;
  learnOffer(request: string): string;
  mergeLearnt(one: string, other: string): string;
  evaluatePolicy(request: string): string;
}

/** The `learning` of one engine. */
export function learningOf(engine: EngineLearning): Learning {
  const asked = (ask: () => string): unknown => JSON.parse(guarded(ask));
  return Object.freeze({
    choose: (request: ChoiceRequest | string) => asked(() => engine.chooseOffer(toJson(request))) as OfferChoice,
    learn: (request: LearnRequest | string) => asked(() => engine.learnOffer(toJson(request))) as Learnt,
    merge: (one: Learnt | string, other: Learnt | string) =>
      asked(() => engine.mergeLearnt(toJson(one), toJson(other))) as Learnt,
    evaluate: (request: PolicyLog | string) => asked(() => engine.evaluatePolicy(toJson(request))) as PolicyEstimate,
  });
}
