import { css, html, nothing } from "lit";
import { imageAddress } from "../clean.js";
import { localText } from "../local.js";
import { checkbox, radiogroup } from "./choices.js";
import { type QuestionType } from "./question.js";

/** The picture, and its areas as a list of choices, which a keyboard and a screen reader can use too. */
export const imagemap: QuestionType = {
  shape: "group",
  render(question) {
    const link = imageAddress(localText(question.definition["imageLink"], question.locale));
    const list = question.definition["multiSelect"] === false ? radiogroup : checkbox;
    return html`${link === undefined ? nothing : html`<img class="map" src=${link} alt="" draggable="false" />`}
    ${list.render(question)}`;
  },
  styles: css`
    .map {
      display: block;
      max-inline-size: 100%;
      max-block-size: 26em;
      block-size: auto;
      margin-block-end: 0.75em;
      border-radius: var(--round);
    }
  `,
};
