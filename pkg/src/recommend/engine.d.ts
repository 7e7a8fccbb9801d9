// What wasm-bindgen writes beside this flavour's wasm file.
export { default, initSync } from "../glue.js";
import type { EngineRecommender } from "../recommender.js";

export const Recommender: new (pack: Uint8Array) => EngineRecommender;
