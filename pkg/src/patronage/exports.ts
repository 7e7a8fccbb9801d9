// What the entry points of this flavour export.
export * from "../entry.js";
export type { Program, ProgramConstructor } from "../program.js";
export type * from "../types.js";
export type { Learning } from "../learning.js";
export type { Offers, OffersConstructor } from "../offers.js";
export type * from "../offer-types.js";
export type { ExaminedResponse, Examiner, ExaminerConstructor } from "../examine.js";
export type { Evaluate, Expression, ExpressionConstructor, Surroundings, Values } from "../expression.js";
export type { Draw, Invitations, InvitationsConstructor } from "../invitations.js";
export type * from "../invitation-types.js";
export type { Answered, Metrics, Quality } from "../metrics.js";
export type * from "../metric-types.js";
export type { Bytes, FetchChunk, Recommender, RecommenderConstructor } from "../recommender.js";
export type * from "../recommend-types.js";
export type * from "../survey.js";
export type { Patronage } from "./api.js";
