import { css, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { SurveyChoice } from "../../survey.js";
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
  const isAll = type === "checkbox" && choice.value === "all" && takesAll(question);
  const chosen = isAll ? allChosen(question) : isChosen(question, choice.value);
  const full = type === "checkbox" && !chosen && !isAll && isFull(question);
  return html`<label class="choice" part="choice ${chosen ? "chosen" : ""}">
      <input
        type=${type}
        name=${question.id}
        .checked=${live(chosen)}
        ?disabled=${question.readOnly || choice.disabled || full}
        @change=${(event: Event) => {
          const checked = (event.target as HTMLInputElement).checked;
          question.answer(
            type === "radio"
              ? choice.value
              : isAll
                ? checked
                  ? everything(question)
                  : []
                : toggled(question, choice, checked),
          );
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

/** The answer with one choice more or less, in the order in which they are offered; "none" stands alone. */
export function toggled(question: Question, { value }: SurveyChoice, chosen: boolean): Json[] {
  const alone = (item: Json) =>
    ["none", "refused", "dontknow"].includes(item as string) && isSpecial(question, item as string);
  if (chosen && alone(value)) return [value];
  const now = Array.isArray(question.value) ? (question.value as Json[]) : [];
  const kept = now.filter((item) => JSON.stringify(item) !== JSON.stringify(value) && !alone(item));
  return chosen ? [...kept, value] : kept;
}

function isSpecial({ definition }: Question, value: string): boolean {
  const names: Record<string, string[]> = {
    none: ["showNoneItem", "hasNone"],
    refused: ["showRefuseItem"],
    dontknow: ["showDontKnowItem"],
  };
  return flagOf(definition, ...(names[value] ?? []));
}

function takesAll({ definition }: Question): boolean {
  return flagOf(definition, "showSelectAllItem", "hasSelectAll");
}

function everything(question: Question): Json[] {
  const special = (value: Json) => value === "all" || value === "other" || isSpecial(question, value as string);
  return (question.choices ?? []).map(({ value }) => value).filter((value) => !special(value));
}

function allChosen(question: Question): boolean {
  return everything(question).every((value) => isChosen(question, value));
}

/** Whether no further choice may be taken. */
export function isFull({ definition, value }: Question): boolean {
  const most = numberOf(definition, "maxSelectedChoices") ?? 0;
  return most > 0 && Array.isArray(value) && value.length >= most;
}
