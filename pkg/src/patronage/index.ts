// Pages, and whatever else can fetch: the wasm file lies beside this one.
import { loader } from "../load.js";
import type { EngineSource } from "../source.js";
import { patronage, type Patronage } from "./api.js";
import * as engine from "./engine.js";

export * from "../entry.js";
export type { Evaluate, Expression, ExpressionConstructor, Surroundings, Values } from "../expression.js";
export type * from "../survey.js";
export type { Patronage } from "./api.js";

/**
 * Loads the engine, once however often it is called; after a failure the next call tries again.
 *
 * ```js
 * import { load } from "patronage";
 * const { Program } = await load();
 * ```
 *
 * @param from The wasm file, where it is not to be taken from the package: its address, its bytes, or its module.
 */
export const load: (from?: EngineSource) => Promise<Patronage> = loader(
  engine,
  patronage,
  () => new URL("./patronage.wasm", import.meta.url),
);
