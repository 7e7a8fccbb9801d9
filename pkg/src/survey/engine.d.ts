// What wasm-bindgen writes beside this flavour's wasm file.
export { default, initSync } from "../glue.js";
import type { EngineSurvey } from "../session.js";

export const Survey: new (document: string, options: string) => EngineSurvey;
