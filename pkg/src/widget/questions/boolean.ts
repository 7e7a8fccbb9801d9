import { css, html } from "lit";
import { live } from "lit/directives/live.js";
import type { Json } from "../../types.js";
import type { Question, QuestionType } from "./question.js";

/** Yes or no. */
export const boolean: QuestionType = {
  shape: "group",
  role: "radiogroup",
  render(question) {
    const { definition, texts, words } = question;
    const yes = (definition["valueTrue"] ?? true) as Json;
    const no = (definition["valueFalse"] ?? false) as Json;
    const sides = [
      side(question, yes, texts["labelTrue"] ?? words.yes),
      side(question, no, texts["labelFalse"] ?? words.no),
    ];
    return html`<div class="sides">${definition["swapOrder"] === true ? sides.reverse() : sides}</div>`;
  },
  styles: css`
    .sides {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
    }
    .sides .choice {
      min-inline-size: 7em;
    }
  `,
};

function side(question: Question, value: Json, label: string) {
  const chosen = question.value === value;
  return html`<label class="choice" part="choice ${chosen ? "chosen" : ""}">
    <input
      type="radio"
      name=${question.id}
      .checked=${live(chosen)}
      ?disabled=${question.readOnly}
      @change=${() => question.answer(value)}
    />
    <span>${label}</span>
  </label>`;
}
