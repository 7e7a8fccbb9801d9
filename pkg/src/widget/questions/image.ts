import { css, html, nothing } from "lit";
import { imageAddress } from "../clean.js";
import { numberOf, type QuestionType } from "./question.js";

/** A picture between the questions. */
export const image: QuestionType = {
  shape: "plain",
  render({ texts, definition, name }) {
    const address = imageAddress(texts["imageLink"]);
    const text = texts["altText"] ?? texts["title"] ?? "";
    const [width, height] = [numberOf(definition, "imageWidth"), numberOf(definition, "imageHeight")];
    if (!address) return nothing;
    return html`<img
      class="picture"
      part="image"
      src=${address}
      alt=${text === name ? "" : text}
      width=${width ?? nothing}
      height=${height ?? nothing}
    />`;
  },
  styles: css`
    .picture {
      display: block;
      max-inline-size: 100%;
      border-radius: var(--round);
      object-fit: contain;
    }
    .picture:not([width]) {
      block-size: auto;
    }
  `,
};
