// What wasm-bindgen writes beside this flavour's wasm file.
export { default, initSync } from "../glue.js";

export function metrics(request: string): string;
export function quality(request: string): string;
