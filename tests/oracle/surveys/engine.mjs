// What the engine says after each call: the wasm flavour in Node.

import { isHeard } from "./calls.mjs";
import { looksForErrors, ofEngine } from "./errors.mjs";
import * as looks from "./looks.mjs";
import { load } from "../../../pkg/dist/survey/node.js";

const { Survey } = await load();

/** The snapshots after loading and after each call. */
export function replay({ document, calls }, now) {
  const survey = new Survey(document, { now });
  const dynamic = dynamicQuestions(document.pages ?? document.elements ?? []);
  const snapshots = [snapshot(survey, document, dynamic)];
  for (const [method, ...values] of calls) {
    const heard = isHeard(method, survey.state().state);
    const refused = heard && survey[method](...values).refused;
    const checked = refused && looksForErrors(document, method);
    snapshots.push({ ...snapshot(survey, document, dynamic), errors: checked ? ofEngine(survey.state()) : [] });
  }
  survey.free();
  return snapshots;
}

function snapshot(survey, document, dynamic) {
  // As a page does that paints it: rows and panels are made when somebody looks at them.
  dynamic.forEach((name) => survey.open(name));
  const { data, visible, required, readOnly, pages: visiblePages, page, state } = survey.state();
  const { questions, correct } = survey.quiz();
  const seen = looks.ofEngine(survey, document, visible);
  const ending = state === "completed" && document.completedHtml ? survey.ending().html : null;
  return { data, visible, required, readOnly, visiblePages, page, state, ...seen, quiz: [questions, correct], ending };
}

function dynamicQuestions(elements) {
  const own = elements.filter(({ type }) => /dynamic|matrixdropdown/.test(type));
  return [...own.map(({ name }) => name), ...elements.flatMap(({ elements }) => dynamicQuestions(elements ?? []))];
}
