// What wasm-bindgen writes beside this flavour's wasm file.
export { default, initSync } from "../glue.js";
import type { EngineOffers } from "../offers.js";

export const Offers: new (document: string) => EngineOffers;
