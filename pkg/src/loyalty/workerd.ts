// workerd compiles no bytes: the module is imported, and started at once.
import module from "./loyalty.wasm";
import { loyalty, type Loyalty } from "./api.js";
import { initSync } from "./engine.js";

export * from "../entry.js";

export async function load(): Promise<Loyalty> {
  initSync({ module });
  return loyalty;
}
