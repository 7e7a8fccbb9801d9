// Pages, and whatever else can fetch: the wasm file lies beside this one.
import { loader } from "../load.js";
import type { EngineSource } from "../source.js";
import { api, type $Api } from "./api.js";
import * as engine from "./engine.js";

export * from "./exports.js";

/**
 * Loads the engine, once however often it is called; after a failure the next call tries again.
 *
 * ```js
 * import { load } from "$entry";
 * const { $offer } = await load();
 * ```
 *
 * @param from The wasm file, where it is not to be taken from the package: its address, its bytes, or its module.
 */
export const load: (from?: EngineSource) => Promise<$Api> = loader(
  engine,
  api,
  () => new URL("./$flavour.wasm", import.meta.url),
);
