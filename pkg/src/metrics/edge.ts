// Edge runtimes that want a module's import marked.
import module from "./metrics.wasm?module";
import { api, type Insights } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Insights> {
  initSync({ module });
  return api;
}
