import { css, html } from "lit";
import type { QuestionType } from "./question.js";

/** Text between the questions, which may have marks. */
export const htmlText: QuestionType = {
  shape: "plain",
  render: ({ texts }) => html`<patronage-html class="prose" part="html" .html=${texts["html"] ?? ""}></patronage-html>`,
  styles: css`
    .prose {
      display: block;
    }
    .prose > * {
      margin-block: 0.75em;
    }
    .prose > :first-child {
      margin-block-start: 0;
    }
    .prose > :last-child {
      margin-block-end: 0;
    }
    .prose a {
      color: var(--accent);
    }
    .prose img {
      max-inline-size: 100%;
      block-size: auto;
    }
  `,
};
