// The custom element. Importing this file defines it, where there are custom elements: a server may import it too.
import { PatronageHtml } from "./clean.js";
import { define } from "./define.js";
import { PatronageSurvey } from "./element.js";
import type { SurveyEvents } from "./events.js";
import { PatronageQuestion } from "./question.js";

export { PatronageSurvey, type SurveyView } from "./element.js";
export type * from "./events.js";
export { addWords, type SomeWords, type Words } from "./words/index.js";

declare global {
  interface HTMLElementTagNameMap {
    "patronage-survey": PatronageSurvey;
  }
  interface HTMLElementEventMap extends SurveyEvents {}
}

define("patronage-html", PatronageHtml);
define("patronage-question", PatronageQuestion);
define("patronage-survey", PatronageSurvey);
