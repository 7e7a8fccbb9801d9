// The custom element. Importing this file defines it, where there are custom elements: a server may import it too.
import { PatronageSurvey } from "./element.js";
import { PatronageQuestion } from "./question.js";

export { PatronageSurvey, type SurveyAnswerDetail } from "./element.js";
export { addWords, type Words } from "./words/index.js";

for (const [name, element] of [
  ["patronage-question", PatronageQuestion],
  ["patronage-survey", PatronageSurvey],
] as const) {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
}
