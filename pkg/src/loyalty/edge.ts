// Edge runtimes that want a module's import marked.
import module from "./loyalty.wasm?module";
import { api, type Loyalty } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Loyalty> {
  initSync({ module });
  return api;
}
