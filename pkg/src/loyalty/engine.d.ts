// What wasm-bindgen writes beside this flavour's wasm file.
export { default, initSync } from "../glue.js";
import type { EngineProgram } from "../program.js";

export const Program: new (document: string) => EngineProgram;
