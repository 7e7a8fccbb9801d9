// workerd compiles no bytes: the module is imported, and started at once.
import module from "./survey.wasm";
import { api, type Surveys } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Surveys> {
  initSync({ module });
  return api;
}
