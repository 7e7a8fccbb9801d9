// workerd compiles no bytes: the module is imported, and started at once.
import module from "./patronage.wasm";
import { patronage, type Patronage } from "./api.js";
import { initSync } from "./engine.js";

export * from "../entry.js";

export async function load(): Promise<Patronage> {
  initSync({ module });
  return patronage;
}
