import type { CompiledModule } from "../source.js";
import { api, type Surveys } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

/**
 * Starts the engine at once from a module of your own; later calls give the same.
 *
 * ```js
 * import { instantiate } from "patronage/survey/module";
 * import module from "patronage/survey/wasm";
 * const { Survey } = instantiate(module);
 * ```
 *
 * @param module A `WebAssembly.Module` made from the file `patronage/survey/wasm`.
 */
export function instantiate(module: CompiledModule): Surveys {
  initSync({ module: module as WebAssembly.Module });
  return api;
}
