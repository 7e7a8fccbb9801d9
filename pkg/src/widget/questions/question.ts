// The contract between the widget and its types of questions.
//
// How to add a type: write `questions/<type>.ts` that exports one `QuestionType`, and add it to one of the lists in
// `questions/index.ts` under the name that documents give it: to `near` if most surveys have it, or else to `far`, whose
// types are loaded with the surveys that have them. That is all: the frame round it (title, description,
// required mark, number, errors, comment) and the following of changes are `<patronage-question>`'s, in
// `../question.ts`.
//
// - `render(question)` is called when the question, and nothing else, has changed; it gives a Lit template. It keeps no
//   state of its own: a type that needs some (an open list, a drag) gives an element of its own, in the same file,
//   which renders into the light (`createRenderRoot() { return this; }`), so that the style sheets reach it, and is
//   defined there by `define` of `../define.js`. `questions/tagbox.ts` is an example.
// - What depends on answers and language is in `question` itself (see `SurveyQuestion`): `value`, `choices`, `rows`,
//   `items`, `readOnly`, `texts` … What the document merely says is in `question.definition`.
// - `question.answer(value)` gives the answer, `question.note(text)` the comment; never touch the survey otherwise.
//   Items: `question.add()`, `question.remove(index)`. What is within items, or comes with a choice, is painted by
//   `question.inner(elements)`, each with a frame of its own; `question.inner(elements, "bare")` leaves out the titles,
//   for cells (the title is then the control's `aria-label`, which `question.label` has).
// - `shape` says how the title and the errors are tied to it: a "field" is one control, whose id is `question.id` and
//   which carries `aria-describedby=${question.describedBy}` and `aria-invalid=${question.invalid}`; a "group" is
//   several controls, round which the frame puts a group that is named and described; "plain" is neither (html,
//   images).
// - Names of controls (`name=` of radio buttons) begin with `question.id`, which is unique on the page.
// - Styles use the tokens of `../style/tokens.ts` only, logical properties (`margin-inline-start`, not `margin-left`),
//   and no `style=` attribute: a strict policy forbids it.
// - Everything is reached by keyboard, is at least 24 px in size (44 where a finger aims at it), and has words in
//   `../words/en.ts` and `../words/zh-CN.ts`.
import type { CSSResult } from "lit";
import type { SurveyDocument, SurveyElement, SurveyValue } from "../../survey.js";
import type { Shown } from "../interview.js";
import type { Words } from "../words/index.js";

/** A question as its type paints it. */
export interface Question extends Shown {
  /** Unique on the page. */
  readonly id: string;
  /** What the document says of it. */
  readonly definition: SurveyDocument;
  readonly words: Words;
  readonly locale: string;
  /** The ids of its description and errors, for a field. */
  readonly describedBy: string | undefined;
  /** "true" where errors are shown. */
  readonly invalid: "true" | undefined;
  /** Its title, where the frame shows none, so that the control must say it. */
  readonly label: string | undefined;
  /** Whether the field itself gave the present answer: what the respondent is writing is then left alone. */
  readonly own: boolean;

  answer(value: SurveyValue): void;
  note(text: string): void;
  /** Waits with the next step until this is done, as until a file has been read. */
  until(work: Promise<unknown>): void;
  /** How many bytes of files the response still has room for. */
  room(): number;
  add(): void;
  remove(index: number): void;
  inner(elements: readonly SurveyElement[] | undefined, frame?: "bare"): unknown;
}

/** A type of questions. */
export interface QuestionType {
  readonly shape: "field" | "group" | "plain";
  /** The role of a group; "group" where left out. */
  readonly role?: "radiogroup" | "group";
  render(question: Question): unknown;
  readonly styles?: CSSResult;
}

/** A number of the document; texts of digits count. */
export function numberOf(definition: SurveyDocument, name: string): number | undefined {
  return asNumber(definition[name]);
}

/** A number; texts of digits count. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** A flag of the document, under its name or one that it had before. */
export function flagOf(definition: SurveyDocument, ...names: string[]): boolean {
  return names.some((name) => definition[name] === true || definition[name] === "true");
}

/** Whether a key belongs to an input method, which is composing a character with it. */
export function composes({ isComposing, keyCode }: KeyboardEvent): boolean {
  // Safari says by the key code alone that the last key still was the input method's.
  return isComposing || keyCode === 229;
}
