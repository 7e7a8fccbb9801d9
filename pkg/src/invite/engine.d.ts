// What wasm-bindgen writes beside this flavour's wasm file.
export { default, initSync } from "../glue.js";
import type { EngineInvitations } from "../invitations.js";

export const Invitations: new (document: string) => EngineInvitations;
export function draw(respondent: string, survey: string): number;
