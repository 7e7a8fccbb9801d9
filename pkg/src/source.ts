/** A `WebAssembly.Module`, where the host's types know it. */
export type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : object;

/** An engine's wasm file from elsewhere than the package: its address, its bytes, or the compiled module. */
export type EngineSource = string | { readonly href: string } | ArrayBuffer | Uint8Array | CompiledModule;
