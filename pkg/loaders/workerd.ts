// workerd compiles no bytes: the module is imported, and started at once.
import module from "./$flavour.wasm";
import { api, type $Api } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<$Api> {
  initSync({ module });
  return api;
}
