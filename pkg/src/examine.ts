import { Held, type Handle } from "./handle.js";
import { toJson } from "./json.js";
import { optionsText } from "./session.js";
import type { SurveyData, SurveyDocument, SurveyOptions, SurveyProblem } from "./survey.js";

/** A complete response, as far as it is examined. */
export interface ExaminedResponse extends Omit<SurveyOptions, "elapsed"> {
  /** The answers. */
  readonly data: SurveyData;
  /** The variables that the page had set; none where left out. */
  readonly variables?: SurveyData | undefined;
}

/** Examines complete responses to one survey, whose document is read once. */
export interface Examiner extends Handle {
  /**
   * Says what is missing, wrong or impossible in a complete response: nothing where it can have come from a session that
   * went through to its end.
   *
   * Beside what the session itself finds, the codes are `hidden` for an answer of a question that is not shown, `choice`
   * for one that is no choice, `type` for one of another kind than its question, `length` for a text that
   * its field does not take, `size` and `count` for files that are too large or too many, `derived` for a computed value
   * that does not follow from the answers, `read-only` for an answer where nobody can give one, and `unknown` for a name
   * that neither the document nor the item of a question has. There are at most a hundred.
   *
   * @throws {PatronageError} Where the answers are no JSON, or an option is wrong.
   */
  examine(response: ExaminedResponse): readonly SurveyProblem[];
}

/** Reads the document of an `Examiner`. */
export interface ExaminerConstructor {
  /**
   * @param document The survey, as an object or as its JSON text.
   * @throws {PatronageError} Where the document is no survey.
   */
  new (document: SurveyDocument | string): Examiner;
  readonly prototype: Examiner;
}

/** The class that the engine's glue exports. */
export interface EngineExaminer {
  examine(response: string): string;
  free(): void;
}

/** The `Examiner` of one engine. */
export function examinerOf(Compiled: new (document: string) => EngineExaminer): ExaminerConstructor {
  class Examiner extends Held<EngineExaminer> {
    constructor(document: SurveyDocument | string) {
      const text = toJson(document);
      super("Examiner", () => new Compiled(text));
    }

    // A response as it is sent has more than is examined.
    examine({ data, variables, now, locale, offset, seed }: ExaminedResponse): readonly SurveyProblem[] {
      const told = optionsText({ now, locale, offset, seed }, { data, variables });
      return JSON.parse(this.ask((compiled) => compiled.examine(told))) as readonly SurveyProblem[];
    }
  }
  return Examiner as unknown as ExaminerConstructor;
}
