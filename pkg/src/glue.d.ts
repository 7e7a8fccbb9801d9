// What wasm-bindgen writes beside every wasm file.
export default function start(source: {
  module_or_path: Response | BufferSource | WebAssembly.Module;
}): Promise<unknown>;
export function initSync(source: { module: WebAssembly.Module }): unknown;
