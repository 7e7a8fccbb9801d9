// workerd compiles no bytes: the module is imported, and started at once.
import module from "./metrics.wasm";
import { api, type Insights } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Insights> {
  initSync({ module });
  return api;
}
