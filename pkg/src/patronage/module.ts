import type { CompiledModule } from "../source.js";
import { api, type Patronage } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

/**
 * Starts the engine at once from a module of your own; later calls give the same.
 *
 * ```js
 * import { instantiate } from "patronage/module";
 * import module from "patronage/wasm";
 * const { Program } = instantiate(module);
 * ```
 *
 * @param module A `WebAssembly.Module` made from the file `patronage/wasm`.
 */
export function instantiate(module: CompiledModule): Patronage {
  initSync({ module: module as WebAssembly.Module });
  return api;
}
