import { html } from "lit";
import type { QuestionType } from "./question.js";

/** Text between the questions; for now without its marks. */
export const htmlText: QuestionType = {
  shape: "plain",
  render: ({ texts }) => html`<p>${(texts["html"] ?? "").replace(/<[^>]*>/g, " ")}</p>`,
};
