// workerd compiles no bytes: the module is imported, and started at once.
import module from "./loyalty.wasm";
import { api, type Loyalty } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Loyalty> {
  initSync({ module });
  return api;
}
