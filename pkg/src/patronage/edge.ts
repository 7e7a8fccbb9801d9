// Edge runtimes that want a module's import marked.
import module from "./patronage.wasm?module";
import { api, type Patronage } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Patronage> {
  initSync({ module });
  return api;
}
