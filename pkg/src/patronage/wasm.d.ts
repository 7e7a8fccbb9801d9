/** The engine's wasm file, as the host imports it: on workerd a module to give to `instantiate`. */
declare const module: WebAssembly.Module;
export default module;
