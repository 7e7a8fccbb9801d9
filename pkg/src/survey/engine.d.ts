// What wasm-bindgen writes beside this flavour's wasm file.
import type { EngineSurvey } from "../session.js";

export const Survey: new (document: string, options: string) => EngineSurvey;
export default function start(source: {
  module_or_path: Response | BufferSource | WebAssembly.Module;
}): Promise<unknown>;
export function initSync(source: { module: WebAssembly.Module }): unknown;
