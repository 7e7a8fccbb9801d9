// Edge runtimes that want a module's import marked.
import module from "./invite.wasm?module";
import { api, type Inviting } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Inviting> {
  initSync({ module });
  return api;
}
