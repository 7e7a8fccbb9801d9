import { PatronageError } from "../error.js";
import { surveyOf } from "../session.js";
import type { SurveyConstructor } from "../survey.js";
import * as engine from "./engine.js";

/** The survey engine. */
export interface Surveys {
  /** Begins surveys. */
  readonly Survey: SurveyConstructor;
  /** What is thrown where an input is not right. */
  readonly PatronageError: typeof PatronageError;
}

/** The classes of this flavour; usable once its engine has started. */
export const api: Surveys = Object.freeze({ Survey: surveyOf(engine.Survey), PatronageError });
