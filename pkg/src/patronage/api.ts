import { PatronageError } from "../error.js";
import { examinerOf, type ExaminerConstructor } from "../examine.js";
import { evaluateWith, expressionOf, type Evaluate, type ExpressionConstructor } from "../expression.js";
import { drawOf, invitationsOf, type Draw, type InvitationsConstructor } from "../invitations.js";
import { metricsOf, qualityOf, type Metrics, type Quality } from "../metrics.js";
import { learningOf, type Learning } from "../learning.js";
import { offersOf, type OffersConstructor } from "../offers.js";
import { programOf, type ProgramConstructor } from "../program.js";
import { recommenderOf, type RecommenderConstructor } from "../recommender.js";
import { surveyOf } from "../session.js";
import type { SurveyConstructor } from "../survey.js";
import * as engine from "./engine.js";

/** The whole engine. */
export interface Patronage {
  /** Compiles loyalty programs. */
  readonly Program: ProgramConstructor;
  /** Compiles offers: coupons and promotions. */
  readonly Offers: OffersConstructor;
  /** Chooses among offers by what was taken before. */
  readonly learning: Learning;
  /** Begins surveys. */
  readonly Survey: SurveyConstructor;
  /** Compiles invitations: who is asked, what and when. */
  readonly Invitations: InvitationsConstructor;
  /** Says where a respondent stands in a survey's sample. */
  readonly draw: Draw;
  /** Computes the metrics of answers. */
  readonly metrics: Metrics;
  /** Judges a response. */
  readonly quality: Quality;
  /** Examines complete responses, where they arrive. */
  readonly Examiner: ExaminerConstructor;
  /** Opens model packs. */
  readonly Recommender: RecommenderConstructor;
  /** Parses conditions and formulas. */
  readonly Expression: ExpressionConstructor;
  /** Evaluates a condition or formula once. */
  readonly evaluate: Evaluate;
  /** What is thrown where an input is not right. */
  readonly PatronageError: typeof PatronageError;
}

const Expression = expressionOf(engine.Expression);

/** The classes and functions of this flavour; usable once its engine has started. */
export const api: Patronage = Object.freeze({
  Program: programOf(engine.Program),
  Offers: offersOf(engine.Offers),
  learning: learningOf(engine),
  Survey: surveyOf(engine.Survey),
  Invitations: invitationsOf(engine.Invitations),
  draw: drawOf(engine.draw),
  metrics: metricsOf(engine.metrics),
  quality: qualityOf(engine.quality),
  Examiner: examinerOf(engine.Examiner),
  Recommender: recommenderOf(engine.Recommender),
  Expression,
  evaluate: evaluateWith(Expression),
  PatronageError,
});
