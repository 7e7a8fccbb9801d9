import type { CompiledModule } from "../source.js";
import { api, type Inviting } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

/**
 * Starts the engine at once from a module of your own; later calls give the same.
 *
 * ```js
 * import { instantiate } from "patronage/invite/module";
 * import module from "patronage/invite/wasm";
 * const { Invitations } = instantiate(module);
 * ```
 *
 * @param module A `WebAssembly.Module` made from the file `patronage/invite/wasm`.
 */
export function instantiate(module: CompiledModule): Inviting {
  initSync({ module: module as WebAssembly.Module });
  return api;
}
