import { css, html, nothing } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { isChosen, isOther, otherWords } from "./choices.js";
import type { Question, QuestionType } from "./question.js";

/** One of many, in the host's own list: what a keyboard and a screen reader know best. */
export const dropdown: QuestionType = {
  shape: "field",
  render(question) {
    const { choices = [], texts, words, readOnly } = question;
    const chosen = choices.findIndex(({ value }) => isChosen(question, value));
    return html`<select
        class="line pick"
        part="select"
        id=${question.id}
        ?disabled=${readOnly}
        aria-label=${ifDefined(question.label)}
        aria-describedby=${ifDefined(question.describedBy)}
        aria-invalid=${ifDefined(question.invalid)}
        aria-required=${question.required ? "true" : nothing}
        @change=${(event: Event) => question.answer(choices[(event.target as HTMLSelectElement).selectedIndex - 1]?.value)}
      >
        <option value="" .selected=${chosen < 0}>${texts["placeholder"] ?? words.choose}</option>
        ${choices.map(
          (choice, at) =>
            html`<option value=${at} ?disabled=${choice.disabled} .selected=${at === chosen}>${choice.text}</option>`,
        )}
      </select>
      ${isOther(question) ? otherWords(question) : inner(question, chosen)}`;
  },
  styles: css`
    .pick {
      cursor: pointer;
    }
    .pick:disabled {
      background: var(--well);
      opacity: 1;
      cursor: default;
    }
    .pick option {
      background: var(--field);
      color: var(--ink);
    }
  `,
};

function inner(question: Question, chosen: number) {
  const elements = question.choices?.[chosen]?.elements;
  return elements ? html`<div class="choice-inner">${question.inner(elements)}</div>` : nothing;
}
