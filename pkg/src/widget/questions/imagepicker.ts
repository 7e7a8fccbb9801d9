import { css, html, nothing } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { SurveyChoice, SurveyDocument } from "../../survey.js";
import { imageAddress } from "../clean.js";
import { localText } from "../local.js";
import { isChosen, isClosed, toggled } from "./choices.js";
import { flagOf, type Question, type QuestionType } from "./question.js";

/** One or several pictures; the frame of each is that of a choice. */
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
      place-items: normal;
      align-content: start;
      padding: 0.4em;
    }
    .photo:has(:checked) {
      box-shadow: 0 0 0 1px var(--accent);
    }
    .photo input {
      position: absolute;
      inset-block-start: 0.75em;
      inset-inline-start: 0.75em;
      inline-size: 1.4em;
      block-size: 1.4em;
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
  const closed = several ? isClosed(question, choice) : choice.disabled;
  const link = linkOf(question, choice);
  const fit = ["cover", "fill", "none"].find((fit) => fit === definition["imageFit"]);
  return html`<label class="choice photo" part="choice ${chosen ? "chosen" : ""}">
    <input
      type=${several ? "checkbox" : "radio"}
      name=${id}
      .checked=${live(chosen)}
      ?disabled=${readOnly || closed}
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
