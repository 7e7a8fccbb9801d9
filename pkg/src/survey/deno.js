// Deno: a source phase import needs no permission. (Plain JavaScript, since TypeScript does not read it yet.)
import source module from "./survey.wasm";
import { loader } from "../load.js";
import { api } from "./api.js";
import * as engine from "./engine.js";

export * from "./exports.js";

export const load = loader(engine, api, () => module);
