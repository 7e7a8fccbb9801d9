// What wasm-bindgen writes beside this flavour's wasm file.
import type { EngineExpression } from "../expression.js";
import type { EngineProgram } from "../program.js";
import type { EngineSurvey } from "../session.js";

export const Program: new (document: string) => EngineProgram;
export const Expression: new (text: string) => EngineExpression;
export const Survey: new (document: string, options: string) => EngineSurvey;
export default function start(source: {
  module_or_path: Response | BufferSource | WebAssembly.Module;
}): Promise<unknown>;
export function initSync(source: { module: WebAssembly.Module }): unknown;
