import type { CompiledModule } from "../source.js";
import { api, type $Api } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

/**
 * Starts the engine at once from a module of your own; later calls give the same.
 *
 * ```js
 * import { instantiate } from "$entry/module";
 * import module from "$entry/wasm";
 * const { $offer } = instantiate(module);
 * ```
 *
 * @param module A `WebAssembly.Module` made from the file `$entry/wasm`.
 */
export function instantiate(module: CompiledModule): $Api {
  initSync({ module: module as WebAssembly.Module });
  return api;
}
