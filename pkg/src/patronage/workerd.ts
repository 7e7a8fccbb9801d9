// workerd compiles no bytes: the module is imported, and started at once.
import module from "./patronage.wasm";
import { api, type Patronage } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Patronage> {
  initSync({ module });
  return api;
}
