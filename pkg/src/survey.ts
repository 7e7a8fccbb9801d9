import type { Handle } from "./handle.js";
import type { Json, Now } from "./types.js";

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
  readonly now?: Now | undefined;
  /** How many whole seconds local time is ahead of UTC, a day at most; none where left out. */
  readonly offset?: number | undefined;
  /** What random orders of questions and choices follow, a whole number from 0 on: the same seed gives the same order. */
  readonly seed?: number | undefined;
  /** The seconds that were spent on each page before, as `elapsed()` told them then; none where left out. */
  readonly elapsed?: Readonly<Record<string, number>> | undefined;
}

/** What a call changed, each name once. */
export interface SurveyChanges {
  /** The names whose answers changed. */
  readonly values: readonly string[];
  /**
   * The paths of the pages, panels and questions that appeared, went, became required, optional, enabled or disabled,
   * or whose choices, rows or items did. A path is a name; within an item it is such as `people[0].email`.
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
  /** The path of the question. */
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

/** What leads on from where a survey stands. */
export type SurveyButton = "start" | "previous" | "next" | "preview" | "edit" | "complete";

/** What a page is painted from. */
export interface SurveyPage {
  /** Where the survey stands as a whole. */
  readonly stage: SurveyStage;
  /** The texts of the survey, such as `title` and `completeText`, in the language and with answers in their places. */
  readonly texts: Readonly<Record<string, string>>;
  /** The page; absent where there are several or only one of its questions on show. */
  readonly page?: SurveyPanel;
  /** Its place among the pages, or that of the question among the questions where one is shown at a time, from 0. */
  readonly index: number;
  /** How many of them there are. */
  readonly count: number;
  /** How many seconds are left for the whole survey, where the document limits them. */
  readonly left?: number;
  /** How many are left for this page. */
  readonly leftOnPage?: number;
  /** The buttons that make sense now. */
  readonly buttons: readonly SurveyButton[];
  /** What is shown, in order. */
  readonly elements: readonly SurveyElement[];
}

/** A page or panel on show. */
export interface SurveyPanel {
  readonly path: string;
  readonly type: "page" | "panel";
  /** Where it stands in the document, as a JSON Pointer (RFC 6901). */
  readonly place: string;
  readonly texts: Readonly<Record<string, string>>;
  /** Whether one of its questions at least must be answered. */
  readonly required?: true;
  /** Whether none of them is, although one must be. */
  readonly lacking?: true;
  readonly elements: readonly SurveyElement[];
}

/** A question on show, which `question(path)` tells more of. */
export interface SurveyAsked {
  readonly path: string;
  /** The type, as the document names it; in a matrix that of the cell. */
  readonly type: string;
  /** Its number, where questions have numbers. */
  readonly number?: number;
}

/** A part of a page. */
export type SurveyElement = SurveyPanel | SurveyAsked;

/** A choice on offer. */
export interface SurveyChoice {
  readonly value: Json;
  readonly text: string;
  /** Whether it cannot be chosen now. */
  readonly disabled?: true;
  /** The questions that come with it, while it is chosen. */
  readonly elements?: readonly SurveyElement[];
}

/** A row or column of a matrix on show. */
export interface SurveyLine {
  readonly value: Json;
  readonly text: string;
}

/** A panel of a dynamic panel, a row of a matrix with questions as cells, or the fields of a multiple text. */
export interface SurveyItem {
  /** Its place among all items, those that are hidden included. */
  readonly index: number;
  /** What the row is called in the answer, and for the respondent; absent where items have no names. */
  readonly value?: Json;
  readonly text?: string;
  /** The texts of a panel that differ from those of the question, such as a `templateTitle` with answers in its places. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly elements: readonly SurveyElement[];
}

/** A question with all that depends on answers and language. */
export interface SurveyQuestion {
  /** What `answer`, `comment` and `SurveyChanges.elements` call it. */
  readonly path: string;
  readonly name: string;
  /** The type, as the document names it. */
  readonly type: string;
  /** Where it stands in the document, as a JSON Pointer (RFC 6901). */
  readonly place: string;
  /** Its texts, such as `title`, `description` and `html`, in the language and with answers in their places. */
  readonly texts: Readonly<Record<string, string>>;
  readonly shown: boolean;
  readonly required: boolean;
  readonly readOnly: boolean;
  /** The answer; absent where there is none, and where the items have the answers. */
  readonly value?: Json;
  /** The least that may be answered, given or computed; with other answers it changes as texts do. */
  readonly min?: Json;
  /** The most that may be answered. */
  readonly max?: Json;
  /** The comment, or the words of the choice "other". */
  readonly comment?: string;
  /** The choices on offer, in their order. */
  readonly choices?: readonly SurveyChoice[];
  /** The rows of a matrix of one question. */
  readonly rows?: readonly SurveyLine[];
  /** The columns of a matrix; where its cells are questions, their names are the values. */
  readonly columns?: readonly SurveyLine[];
  /** The totals of the columns that have one, by name. */
  readonly totals?: Readonly<Record<string, Json>>;
  /** The panels of a dynamic panel, the rows of a matrix of several questions, the fields of a multiple text. */
  readonly items?: readonly SurveyItem[];
  /** What is missing or wrong in it now; what is in its items is told there. */
  readonly errors: readonly Omit<SurveyProblem, "question">[];
}

/** What comes after the end. */
export interface SurveyEnding {
  /** What the document wants to be shown. It comes from the document and from answers: clean it before it becomes HTML. */
  readonly html?: string;
  /** Where the document wants to go. */
  readonly url?: string;
}

/** The result of a quiz. */
export interface SurveyQuiz {
  /**
   * How many right answers there are: one a question, one a row of a matrix; none on the start page, none that cannot be
   * chosen.
   */
  readonly questions: number;
  /** How many of them are given. */
  readonly correct: number;
  /** The points of all chosen choices. */
  readonly score: number;
}

/** Something in the document that the engine does not know. It is kept in the document and has no effect. */
export interface SurveyWarning {
  /** What kind of thing, such as "unknown-property", "unknown-type", "unknown-value", "unknown-function" or "expression". */
  readonly code: string;
  /** Where, as a JSON Pointer (RFC 6901). */
  readonly path: string;
}

/** The names that SurveyJS documents may carry, as `patronage/vocabulary` has them. */
export interface Vocabulary {
  /** The classes with their properties and words, as the engine reads them. */
  readonly names: string;
}

/**
 * A survey in progress, over a SurveyJS document.
 *
 * Each call says what it changed, so that a page paints only that; what an answer costs does not grow with the
 * questions that do not depend on it. `state()` tells everything, and costs accordingly.
 */
export interface Survey extends Handle {
  /** Answers the question at a path, as `setValue` does by name; a path also reaches into items. */
  answer(path: string, value: SurveyValue): SurveyChanges;

  /** Gives the comment of the question at a path. */
  comment(path: string, text: string): SurveyChanges;

  /** Adds a panel or row to the question at a path, unless it has as many as it may. */
  addItem(path: string): SurveyChanges;

  /** Takes one away, by its place, unless there must be as many. */
  removeItem(path: string, index: number): SurveyChanges;

  /** Makes the rows of a matrix, with the defaults of their questions; a page that is painted has made its own. */
  open(name: string): SurveyChanges;

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

  /**
   * Lets time pass, in seconds, where the document limits it: beyond the limit of a page comes the next, beyond that of
   * the survey the end.
   */
  tick(seconds: number): SurveyChanges;

  /**
   * Tells the present moment, such as `Date.now()`: the engine has no clock. Conditions, choices, defaults and expressions
   * that ask for it are worked out again; triggers run with the next answer. What has passed since the moment before, at
   * most five minutes, counts for the question that is answered next: see `timings()`.
   */
  setNow(now: Now): SurveyChanges;

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

  /**
   * What the page is painted from. From the first call on the session makes the rows of matrices as they come into
   * sight, which may give default answers.
   */
  page(): SurveyPage;

  /** What a question is painted from; `undefined` where there is none at the path. */
  question(path: string): SurveyQuestion | undefined;

  /**
   * How long each question took, in milliseconds, as far as `setNow` told the moments. A question in a panel or row counts
   * for the question that has them.
   */
  timings(): Readonly<Record<string, number>>;

  /**
   * The seconds spent on each page so far, by its name, as far as `tick` told them: given as an option, a later session
   * goes on with what is left.
   */
  elapsed(): Readonly<Record<string, number>>;

  /** The result of a quiz so far, over the questions that are shown. */
  quiz(): SurveyQuiz;

  /** What comes after the end. */
  ending(): SurveyEnding;

  /** What the document says at a place, a JSON Pointer (RFC 6901), as it stands there. */
  definition(place: string): SurveyDocument;

  /**
   * What the document says that the engine does not know. The names that it is compared with come beside the engine, which
   * needs none of them, so that a page that does not ask does not load them:
   *
   * ```js
   * import vocabulary from "patronage/vocabulary";
   * for (const { code, path } of survey.warnings(vocabulary)) console.warn(code, path);
   * ```
   *
   * The document is read again for it.
   */
  warnings(vocabulary: Vocabulary): readonly SurveyWarning[];
}

/** Begins surveys. */
export interface SurveyConstructor {
  /**
   * @param document The survey, as an object or as its JSON text.
   * @throws {PatronageError} Where the document is no survey; what is merely unknown is told by `warnings()`.
   */
  new (document: SurveyDocument | string, options?: SurveyOptions): Survey;
  readonly prototype: Survey;
}
