// What the entry points of this flavour export.
export * from "../entry.js";
export type { Offers, OffersConstructor } from "../offers.js";
export type { Learning } from "../learning.js";
export type * from "../offer-types.js";
export type { Promotions } from "./api.js";
