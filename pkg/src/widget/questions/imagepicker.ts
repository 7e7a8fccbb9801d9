import { css, html, nothing } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { SurveyChoice, SurveyDocument } from "../../survey.js";
import { imageAddress } from "../clean.js";
import { localText } from "../local.js";
import { isChosen, toggled } from "./choices.js";
import { flagOf, numberOf, type Question, type QuestionType } from "./question.js";

/** One or several pictures. */
export const imagepicker: QuestionType = {
  shape: "group",
  render: (question) =>
    html`<div class="photos">
      ${repeat(
        question.choices ?? [],
        ({ value }) => JSON.stringify(value),
        (choice) => picture(question, choice),
      )}
    </div>`,
  styles: css`
    .photos {
      display: grid;
      gap: 0.75em;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 10em), 1fr));
    }
    .photo {
      position: relative;
      display: grid;
      gap: 0.5em;
      align-content: start;
      padding: 0.4em;
      border: 1px solid var(--hair);
      border-radius: var(--round);
      background: var(--field);
      cursor: pointer;
      transition:
        border-color var(--quick),
        background var(--quick);
    }
    .photo:hover {
      border-color: var(--edge);
    }
    .photo:has(:checked) {
      border-color: var(--accent);
      background: var(--soft);
      box-shadow: 0 0 0 1px var(--accent);
    }
    .photo:has(:disabled) {
      opacity: 0.65;
      cursor: default;
    }
    .photo:has(:focus-visible) {
      outline: 3px solid var(--focus);
      outline-offset: 2px;
    }
    .photo input {
      position: absolute;
      inset-block-start: 0.75em;
      inset-inline-start: 0.75em;
      inline-size: 1.4em;
      block-size: 1.4em;
      margin: 0;
      accent-color: var(--accent);
      outline: none;
      cursor: inherit;
    }
    .photo img,
    .photo .blank {
      display: block;
      inline-size: 100%;
      aspect-ratio: 4 / 3;
      border-radius: calc(var(--round) - 0.2em);
      background: var(--well);
      object-fit: contain;
    }
    .photo img.cover {
      object-fit: cover;
    }
    .photo img.fill {
      object-fit: fill;
    }
    .photo img.none {
      object-fit: none;
    }
    .photo span {
      padding-inline: 0.35em;
    }
  `,
};

function picture(question: Question, choice: SurveyChoice) {
  const { definition, id, readOnly } = question;
  const several = flagOf(definition, "multiSelect");
  const shown = flagOf(definition, "showLabel");
  const chosen = isChosen(question, choice.value);
  const most = numberOf(definition, "maxSelectedChoices") || Infinity;
  const full = several && !chosen && Array.isArray(question.value) && question.value.length >= most;
  const link = linkOf(question, choice);
  const fit = ["cover", "fill", "none"].find((fit) => fit === definition["imageFit"]);
  return html`<label class="photo" part="choice ${chosen ? "chosen" : ""}">
    <input
      type=${several ? "checkbox" : "radio"}
      name=${id}
      .checked=${live(chosen)}
      ?disabled=${readOnly || choice.disabled || full}
      @change=${(event: Event) => {
        const on = (event.target as HTMLInputElement).checked;
        question.answer(several ? toggled(question, choice, on) : choice.value);
      }}
    />
    ${
      link === undefined
        ? html`<div class="blank"></div>`
        : html`<img
            src=${link}
            alt=${shown ? "" : choice.text}
            class=${ifDefined(fit)}
            loading="lazy"
            draggable="false"
          />`
    }
    ${shown || link === undefined ? html`<span>${choice.text}</span>` : nothing}
  </label>`;
}

/** The picture of a choice, which only the document has. */
function linkOf({ definition, locale }: Question, { value }: SurveyChoice): string | undefined {
  const choices = (definition["choices"] ?? []) as readonly SurveyDocument[];
  const own = choices.find((choice) => JSON.stringify(choice["value"]) === JSON.stringify(value));
  return imageAddress(localText(own?.["imageLink"], locale));
}
