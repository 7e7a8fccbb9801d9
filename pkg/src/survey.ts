import type { Handle } from "./handle.js";
import type { Json } from "./types.js";

/** A survey document, as SurveyJS and its editors write it. */
export type SurveyDocument = Readonly<Record<string, unknown>>;

/** An answer as it is given; a `Date` counts as its instant, `undefined` as none. */
export type SurveyValue = Json | Date | undefined;

/** Answers by name. */
export type SurveyData = Readonly<Record<string, Json>>;

/** What a session is told, since the engine has neither a clock nor chance. */
export interface SurveyOptions {
  /** The language of texts, such as "zh-CN"; the document's own where left out. */
  readonly locale?: string | undefined;
  /** The present moment, for `today()` and its like in the document's expressions. */
  readonly now?: number | Date | undefined;
  /** How many seconds local time is ahead of UTC; none where left out. */
  readonly offset?: number | undefined;
  /** What random orders of questions and choices follow, a whole number: the same seed gives the same order. */
  readonly seed?: number | undefined;
}

/** What a call changed, each name once. */
export interface SurveyChanges {
  /** The names whose answers changed. */
  readonly values: readonly string[];
  /**
   * The pages, panels and questions that appeared, went, became required, optional, enabled or disabled, or whose
   * choices did.
   */
  readonly elements: readonly string[];
  /** Whether the page changed. */
  readonly page: boolean;
  /** Whether the stage changed. */
  readonly stage: boolean;
  /** Whether the call was refused because answers are missing or wrong; `state().errors` says which. */
  readonly refused: boolean;
}

/** Where a survey stands as a whole; "empty" where there is no page to see. */
export type SurveyStage = "starting" | "running" | "preview" | "completed" | "empty";

/** An answer that is missing or wrong. */
export interface SurveyProblem {
  /** The question. */
  readonly question: string;
  /** What is wrong, such as "required" or "numeric". */
  readonly code: string;
  /** The author's own words for it, where the document has them. */
  readonly text?: string;
}

/** How a survey stands. */
export interface SurveyState {
  /** All answers. */
  readonly data: SurveyData;
  /** The names of the questions that are shown, in order. */
  readonly visible: readonly string[];
  /** The names of those that must be answered. */
  readonly required: readonly string[];
  /** The names of those that cannot be answered. */
  readonly readOnly: readonly string[];
  /** The names of the pages that are not hidden. */
  readonly pages: readonly string[];
  /** The name of the current page; `null` where there is none. */
  readonly page: string | null;
  /** Where the survey stands as a whole. */
  readonly state: SurveyStage;
  /** What was found missing or wrong by the last attempt to go on. */
  readonly errors: readonly SurveyProblem[];
}

/** Something in the document that the engine does not know. It is kept in the document and has no effect. */
export interface SurveyWarning {
  /** What kind of thing, such as "unknown-property", "unknown-type" or "expression". */
  readonly code: string;
  /** Where, as a JSON Pointer (RFC 6901). */
  readonly path: string;
}

/**
 * A survey in progress, over a SurveyJS document.
 *
 * Each call says what it changed, so that a page paints only that; what an answer costs does not grow with the
 * questions that do not depend on it. `state()` tells everything, and costs accordingly.
 */
export interface Survey extends Handle {
  /** Gives an answer; an empty one (`undefined`, `null`, `""`, `[]`) takes it away. */
  setValue(name: string, value: SurveyValue): SurveyChanges;

  /** Takes an answer away, and its comment with it. */
  clearValue(name: string): SurveyChanges;

  /** Gives the comment of a question, or the words of its choice "other". */
  setComment(name: string, text: string): SurveyChanges;

  /** Gives a variable, which expressions read like an answer but which is none. */
  setVariable(name: string, value: SurveyValue): SurveyChanges;

  /** Replaces all answers, as to go on with a draft. */
  setData(data: Readonly<Record<string, SurveyValue>>): SurveyChanges;

  /** Gives several answers at once and keeps the others. */
  mergeData(data: Readonly<Record<string, SurveyValue>>): SurveyChanges;

  /** Changes the language. */
  setLocale(locale: string): SurveyChanges;

  /** Goes on from the page before the first. */
  start(): SurveyChanges;

  /** Goes to the next page; refused while answers of this one are missing or wrong. */
  nextPage(): SurveyChanges;

  /** Goes to the page before. */
  prevPage(): SurveyChanges;

  /** Goes to the next question, where the document shows one at a time, or else to the next page. */
  performNext(): SurveyChanges;

  /** Goes to the question before, where the document shows one at a time, or else to the page before. */
  performPrevious(): SurveyChanges;

  /** Goes to a page by its place among those that are not hidden, from 0. */
  goToPage(index: number): SurveyChanges;

  /** Shows all answers before the end; refused while any is missing or wrong. */
  showPreview(): SurveyChanges;

  /** Goes back from there. */
  cancelPreview(): SurveyChanges;

  /** Completes the survey; refused while answers are missing or wrong. */
  tryComplete(): SurveyChanges;

  /** Completes the survey whatever is missing. */
  doComplete(): SurveyChanges;

  /** Begins anew: without answers and on the first page, or only one of the two. */
  clear(data?: boolean, toFirstPage?: boolean): SurveyChanges;

  /** The answer of a name; `undefined` for none. */
  value(name: string): Json | undefined;

  /** How the survey stands. */
  state(): SurveyState;

  /** What the document says that the engine does not know. */
  readonly warnings: readonly SurveyWarning[];
}

/** Begins surveys. */
export interface SurveyConstructor {
  /**
   * @param document The survey, as an object or as its JSON text.
   * @throws {PatronageError} Where the document is no survey; what is merely unknown is in `warnings`.
   */
  new (document: SurveyDocument | string, options?: SurveyOptions): Survey;
  readonly prototype: Survey;
}
