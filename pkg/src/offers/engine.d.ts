// What wasm-bindgen writes beside this flavour's wasm file.
export { default, initSync } from "../glue.js";
import type { EngineOffers } from "../offers.js";

export const Offers: new (document: string) => EngineOffers;
export function chooseOffer(request: string): string;
export function learnOffer(request: string): string;
export function mergeLearnt(one: string, other: string): string;
export function evaluatePolicy(request: string): string;
