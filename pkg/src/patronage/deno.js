// Deno: a source phase import needs no permission. (Plain JavaScript, since TypeScript does not read it yet.)
import source module from "./patronage.wasm";
import { loader } from "../load.js";
import { patronage } from "./api.js";
import * as engine from "./engine.js";

export * from "../entry.js";

export const load = loader(engine, patronage, () => module);
