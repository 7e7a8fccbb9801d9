// What wasm-bindgen writes beside this flavour's wasm file.
export { default, initSync } from "../glue.js";
import type { EngineExaminer } from "../examine.js";
import type { EngineExpression } from "../expression.js";
import type { EngineInvitations } from "../invitations.js";
import type { EngineOffers } from "../offers.js";
import type { EngineProgram } from "../program.js";
import type { EngineRecommender } from "../recommender.js";
import type { EngineSurvey } from "../session.js";

export const Program: new (document: string) => EngineProgram;
export const Offers: new (document: string) => EngineOffers;
export const Expression: new (text: string) => EngineExpression;
export const Survey: new (document: string, options: string) => EngineSurvey;
export const Invitations: new (document: string) => EngineInvitations;
export function chooseOffer(request: string): string;
export function learnOffer(request: string): string;
export function mergeLearnt(one: string, other: string): string;
export function evaluatePolicy(request: string): string;
export function draw(respondent: string, survey: string): number;
export function metrics(request: string): string;
export function quality(request: string): string;
export const Recommender: new (pack: Uint8Array) => EngineRecommender;
export const Examiner: new (document: string) => EngineExaminer;
