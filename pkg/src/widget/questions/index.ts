import { boolean } from "./boolean.js";
import { checkbox, radiogroup } from "./choices.js";
import { htmlText } from "./html.js";
import { rating } from "./rating.js";
import { comment, text } from "./text.js";
import type { QuestionType } from "./question.js";

/** Every type of questions, by the name that documents give it. */
export const types: Readonly<Record<string, QuestionType | undefined>> = {
  boolean,
  buttongroup: radiogroup,
  checkbox,
  comment,
  html: htmlText,
  radiogroup,
  rating,
  text,
};
