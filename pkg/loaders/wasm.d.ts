import type { CompiledModule } from "../source.js";

/** The engine's wasm file, as the host imports it: on workerd a module to give to `instantiate`. */
declare const module: CompiledModule;
export default module;
