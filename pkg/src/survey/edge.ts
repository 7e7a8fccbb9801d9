// Edge runtimes that want a module's import marked.
import module from "./survey.wasm?module";
import { api, type Surveys } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Surveys> {
  initSync({ module });
  return api;
}
