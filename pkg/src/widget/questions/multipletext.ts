import { css, html } from "lit";
import { numberOf, type QuestionType } from "./question.js";

const COLUMNS = ["one", "two", "three", "four"];

/** Several fields that are one answer. */
export const multipletext: QuestionType = {
  shape: "group",
  render(question) {
    const columns = COLUMNS[Math.min(numberOf(question.definition, "colCount") ?? 1, COLUMNS.length) - 1] ?? "one";
    return html`<div class="fields ${columns}">${question.inner(question.items?.[0]?.elements)}</div>`;
  },
  styles: css`
    .fields {
      display: grid;
      gap: 1em;
      align-items: start;
    }
    .fields .title {
      font-weight: 500;
    }
    @container frame (min-width: 36em) {
      .fields.two,
      .fields.four {
        grid-template-columns: 1fr 1fr;
      }
      .fields.three {
        grid-template-columns: 1fr 1fr 1fr;
      }
    }
    @container frame (min-width: 56em) {
      .fields.four {
        grid-template-columns: 1fr 1fr 1fr 1fr;
      }
    }
  `,
};
