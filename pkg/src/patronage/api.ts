import { PatronageError } from "../error.js";
import { evaluateWith, expressionOf, type Evaluate, type ExpressionConstructor } from "../expression.js";
import { programOf, type ProgramConstructor } from "../program.js";
import { surveyOf } from "../session.js";
import type { SurveyConstructor } from "../survey.js";
import * as engine from "./engine.js";

/** The whole engine. */
export interface Patronage {
  /** Compiles loyalty programs. */
  readonly Program: ProgramConstructor;
  /** Begins surveys. */
  readonly Survey: SurveyConstructor;
  /** Parses conditions and formulas. */
  readonly Expression: ExpressionConstructor;
  /** Evaluates a condition or formula once. */
  readonly evaluate: Evaluate;
  /** What is thrown where an input is not right. */
  readonly PatronageError: typeof PatronageError;
}

const Expression = expressionOf(engine.Expression);

/** The classes of this flavour; usable once its engine has started. */
export const patronage: Patronage = Object.freeze({
  Program: programOf(engine.Program),
  Survey: surveyOf(engine.Survey),
  Expression,
  evaluate: evaluateWith(Expression),
  PatronageError,
});
