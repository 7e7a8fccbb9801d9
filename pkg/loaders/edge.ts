// Edge runtimes that want a module's import marked.
import module from "./$flavour.wasm?module";
import { api, type $Api } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<$Api> {
  initSync({ module });
  return api;
}
