import { fromEngine } from "./error.js";
import { toJson } from "./json.js";
import { optionsText } from "./session.js";
import type { SurveyData, SurveyDocument, SurveyOptions, SurveyProblem } from "./survey.js";

/** The function that the engine's glue exports. */
export type EngineExamine = (document: string, response: string) => string;

/** A complete response, as far as it is examined. */
export interface ExaminedResponse extends SurveyOptions {
  /** The answers. */
  readonly data: SurveyData;
}

/**
 * Says what is missing, wrong or impossible in a complete response: nothing where it can have come from a session that
 * went through to its end.
 *
 * Beside what the session itself finds, the codes are `hidden` for an answer of a question that is not shown, `choice`
 * for one that is no choice, `type` for one of another kind than its question, `length` for a text that
 * its field does not take, `size` and `count` for files that are too large or too many, `derived` for a computed value that
 * does not follow from the answers, and `unknown` for a name that the document does not have. There are at most a hundred.
 *
 * @throws {PatronageError} Where the document is no survey, the answers are no JSON, or an option is wrong.
 */
export type Examine = (document: SurveyDocument | string, response: ExaminedResponse) => readonly SurveyProblem[];

/** `examine` of one engine. */
export function examineWith(engine: EngineExamine): Examine {
  // A response as it is sent has more than is examined.
  return (document, { data, now, locale, offset, seed }) => {
    const told = optionsText({ now, locale, offset, seed }, data);
    try {
      return JSON.parse(engine(toJson(document), told)) as readonly SurveyProblem[];
    } catch (thrown) {
      throw fromEngine(thrown);
    }
  };
}
