// workerd compiles no bytes: the module is imported, and started at once.
import module from "./invite.wasm";
import { api, type Inviting } from "./api.js";
import { initSync } from "./engine.js";

export * from "./exports.js";

export async function load(): Promise<Inviting> {
  initSync({ module });
  return api;
}
