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
    ${isChosen(question, "other") ? other(question) : nothing}
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
  const closed = type === "checkbox" && !chosen && !isAlone(question, choice.value) && isFull(question);
  return html`<label class="choice" part="choice ${chosen ? "chosen" : ""}">
      <input
        type=${type}
        name=${question.id}
        .checked=${live(chosen)}
        ?disabled=${question.readOnly || choice.disabled || closed}
        @change=${(event: Event) => {
          const checked = (event.target as HTMLInputElement).checked;
          question.answer(type === "radio" ? choice.value : toggled(question, choice, checked));
        }}
      />
      <span>${choice.text}</span>
    </label>
    ${choice.elements ? html`<div class="choice-inner">${question.inner(choice.elements)}</div>` : nothing}`;
}

/** The words of the choice "other". */
export function other(question: Question) {
  const label = question.texts["otherPlaceholder"] ?? question.words.other;
  return area(question, `${question.id}-other`, question.comment, (text) => question.note(text), label);
}

export function isChosen({ value }: Question, choice: Json): boolean {
  const same = (item: Json) => JSON.stringify(item) === JSON.stringify(choice);
  return Array.isArray(value) ? value.some(same) : value !== undefined && same(value);
}

/** Whether a choice is marked: "select all" is where all are. */
export function isOn(question: Question, { value }: SurveyChoice): boolean {
  const all = everything(question);
  return isAll(question, value)
    ? all.length > 0 && all.every((one) => isChosen(question, one))
    : isChosen(question, value);
}

/** The answer with one choice more or less, in the order in which they were taken; what excludes others stands alone. */
export function toggled(question: Question, { value }: SurveyChoice, chosen: boolean): Json[] {
  if (isAll(question, value)) return chosen ? everything(question) : [];
  if (chosen && isAlone(question, value)) return [value];
  const now = Array.isArray(question.value) ? (question.value as Json[]) : [];
  const kept = now.filter((item) => JSON.stringify(item) !== JSON.stringify(value) && !isAlone(question, item));
  return chosen ? [...kept, value] : kept;
}

const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  none: ["showNoneItem", "hasNone"],
  refused: ["showRefuseItem"],
  dontknow: ["showDontKnowItem"],
};

/** Whether a choice excludes all others: none and its like, or one of which the document says so. */
function isAlone({ definition }: Question, value: Json): boolean {
  const choices = Array.isArray(definition["choices"]) ? (definition["choices"] as readonly SurveyDocument[]) : [];
  const own = choices.find((choice) => JSON.stringify(choice?.["value"]) === JSON.stringify(value));
  if (own) return flagOf(own, "isExclusive");
  return typeof value === "string" && Object.hasOwn(SPECIAL, value) && flagOf(definition, ...(SPECIAL[value] ?? []));
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

/** Whether no further choice may be taken. */
export function isFull({ definition, value }: Question): boolean {
  const most = numberOf(definition, "maxSelectedChoices") ?? 0;
  return most > 0 && Array.isArray(value) && value.length >= most;
}
