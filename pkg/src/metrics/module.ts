import type { CompiledModule } from "../source.js";
import { api, type Insights } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

/**
 * Starts the engine at once from a module of your own; later calls give the same.
 *
 * ```js
 * import { instantiate } from "patronage/metrics/module";
 * import module from "patronage/metrics/wasm";
 * const { metrics } = instantiate(module);
 * ```
 *
 * @param module A `WebAssembly.Module` made from the file `patronage/metrics/wasm`.
 */
export function instantiate(module: CompiledModule): Insights {
  initSync({ module: module as WebAssembly.Module });
  return api;
}
