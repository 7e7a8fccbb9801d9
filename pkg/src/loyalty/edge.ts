// Edge runtimes that want a module's import marked.
import module from "./loyalty.wasm?module";
import { loyalty, type Loyalty } from "./api.js";
import { initSync } from "./engine.js";

export * from "../entry.js";

export async function load(): Promise<Loyalty> {
  initSync({ module });
  return loyalty;
}
