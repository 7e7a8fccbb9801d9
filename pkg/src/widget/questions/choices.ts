import { css, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { SurveyChoice, SurveyDocument } from "../../survey.js";
import type { Json } from "../../types.js";
import { area } from "./text.js";
import { flagOf, numberOf, type Question, type QuestionType } from "./question.js";

/** One of several. */
export const radiogroup: QuestionType = {
  shape: "group",
  role: "radiogroup",
  render: (question) => list(question, "radio"),
  styles: css`
    .choices {
      display: grid;
      gap: 0.5em;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 13em), 1fr));
    }
    .choices.rows {
      grid-template-columns: 1fr;
    }
    .choice {
      display: flex;
      gap: 0.7em;
      align-items: center;
      box-sizing: border-box;
      min-block-size: 2.75em;
      padding: 0.5em 0.85em;
      border: 1px solid var(--hair);
      border-radius: var(--round);
      background: var(--field);
      cursor: pointer;
      transition:
        border-color var(--quick),
        background var(--quick);
    }
    .choice:hover {
      border-color: var(--edge);
    }
    .choice:has(:checked) {
      border-color: var(--accent);
      background: var(--soft);
    }
    .choice:has(:disabled) {
      cursor: default;
    }
    .choice:has(:disabled:not(:checked)) {
      opacity: 0.65;
    }
    .choice:has(:focus-visible) {
      outline: 3px solid var(--focus);
      outline-offset: 2px;
    }
    .choice input {
      flex: none;
      inline-size: 1.2em;
      block-size: 1.2em;
      margin: 0;
      accent-color: var(--accent);
      outline: none;
      cursor: inherit;
    }
    .choice-inner {
      grid-column: 1 / -1;
      padding-inline-start: 1.2em;
      border-inline-start: 2px solid var(--hair);
    }
  `,
};

/** Several of several. */
export const checkbox: QuestionType = { shape: "group", render: (question) => list(question, "checkbox") };

function list(question: Question, type: "radio" | "checkbox") {
  const choices = question.choices ?? [];
  const columns = numberOf(question.definition, "colCount");
  return html`<div class=${columns === undefined || columns === 1 ? "choices rows" : "choices"}>
      ${repeat(
        choices,
        (choice) => JSON.stringify(choice.value),
        (choice) => line(question, choice, type),
      )}
    </div>
    ${otherWords(question)}
    ${
      flagOf(question.definition, "showClearButton") && question.value !== undefined && !question.readOnly
        ? html`<button type="button" class="minor" @click=${() => question.answer(undefined)}>
            ${question.words.clear}
          </button>`
        : nothing
    }`;
}

function line(question: Question, choice: SurveyChoice, type: "radio" | "checkbox") {
  const chosen = isOn(question, choice);
  const closed = type === "checkbox" ? isClosed(question, choice) : choice.disabled;
  return html`<label class="choice" part="choice ${chosen ? "chosen" : ""}">
      <input
        type=${type}
        name=${question.id}
        .checked=${live(chosen)}
        ?disabled=${question.readOnly || closed}
        @change=${(event: Event) => {
          const checked = (event.target as HTMLInputElement).checked;
          question.answer(type === "radio" ? choice.value : toggled(question, choice, checked));
        }}
      />
      <span>${choice.text}</span>
    </label>
    ${choice.elements ? html`<div class="choice-inner">${question.inner(choice.elements)}</div>` : nothing}`;
}

function other(question: Question) {
  const label = question.texts["otherPlaceholder"] ?? question.words.other;
  return area(question, `${question.id}-other`, question.comment, (text) => question.note(text), label);
}

/** The words that belong to "other", while that is chosen; an author's own choice of this name has none. */
export function otherWords(question: Question): unknown {
  return isOther(question) ? other(question) : nothing;
}

/** Whether the choice "other" of the widget's making is chosen. */
export function isOther(question: Question): boolean {
  return flagOf(question.definition, "showOtherItem", "hasOther") && isChosen(question, "other");
}

/** What is known of all choices, worked out once for one state of a question. */
interface Marks {
  /** The values that are chosen. */
  readonly chosen: ReadonlySet<string>;
  /** The choices that stand in the document, and whether each excludes all others. */
  readonly own: ReadonlyMap<string, boolean>;
}

const marked = new WeakMap<Question, Marks>();

function marksOf(question: Question): Marks {
  const found = marked.get(question);
  if (found) return found;
  const { choices } = question.definition;
  const own = (Array.isArray(choices) ? (choices as readonly SurveyDocument[]) : []).map(
    (choice) => [key(choice?.["value"]), flagOf(choice ?? {}, "isExclusive")] as const,
  );
  const marks = { chosen: new Set(answered(question).map(key)), own: new Map(own.reverse()) };
  marked.set(question, marks);
  return marks;
}

const key = (value: unknown) => JSON.stringify(value);

/** The chosen values: where the document wants each in an object of its own, they are taken out of it. */
function answered({ value, definition }: Question): readonly Json[] {
  const property = definition["valuePropertyName"];
  const items = Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];
  if (typeof property !== "string" || !property) return items;
  return items.map((item) => (item as Readonly<Record<string, Json>> | null)?.[property] ?? item);
}

export function isChosen(question: Question, choice: Json): boolean {
  return marksOf(question).chosen.has(key(choice));
}

/** Whether a choice is marked: "select all" is where all are. */
export function isOn(question: Question, { value }: SurveyChoice): boolean {
  if (!isAll(question, value)) return isChosen(question, value);
  const all = everything(question);
  return all.length > 0 && all.every((one) => isChosen(question, one));
}

/** Whether a choice may not be taken: none further where there are as many as may be, nor all where that is too many. */
export function isClosed(question: Question, choice: SurveyChoice): boolean {
  if (choice.disabled) return true;
  if (isOn(question, choice) || isAlone(question, choice.value)) return false;
  const most = numberOf(question.definition, "maxSelectedChoices") ?? 0;
  if (most <= 0) return false;
  return isAll(question, choice.value) ? everything(question).length > most : answered(question).length >= most;
}

/** The answer with one choice more or less, in the order in which they were taken; what excludes others stands alone. */
export function toggled(question: Question, { value }: SurveyChoice, chosen: boolean): Json[] {
  if (isAll(question, value)) return chosen ? everything(question) : [];
  if (chosen && isAlone(question, value)) return [value];
  const now = Array.isArray(question.value) ? answered(question) : [];
  const kept = now.filter((item) => key(item) !== key(value) && !isAlone(question, item));
  return chosen ? [...kept, value] : kept;
}

const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  none: ["showNoneItem", "hasNone"],
  refused: ["showRefuseItem"],
  dontknow: ["showDontKnowItem"],
};

/** Whether a choice excludes all others: none and its like, or one of which the document says so. */
function isAlone(question: Question, value: Json): boolean {
  const own = marksOf(question).own.get(key(value));
  if (own !== undefined) return own;
  const flags = typeof value === "string" && Object.hasOwn(SPECIAL, value) ? SPECIAL[value] : undefined;
  return flags !== undefined && flagOf(question.definition, ...flags);
}

/** Whether a choice stands for all others. */
function isAll({ definition }: Question, value: Json): boolean {
  return value === "all" && flagOf(definition, "showSelectAllItem", "hasSelectAll");
}

/** What "select all" takes. */
function everything(question: Question): Json[] {
  const all = (question.choices ?? []).filter(
    ({ value, disabled }) => !disabled && value !== "other" && !isAll(question, value) && !isAlone(question, value),
  );
  return all.map(({ value }) => value);
}
