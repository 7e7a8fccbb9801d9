// What survey-core says after each call.

import { Model, ValueGetter, settings } from "survey-core";
import "survey-core/survey.i18n";
import { isHeard } from "./calls.mjs";
import { looksForErrors, ofReference } from "./errors.mjs";
import * as looks from "./looks.mjs";
import { encode } from "../values.mjs";

/** The calls, where survey-core has another name or form for one. */
const CALLS = {
  setData: (survey, data) => (survey.data = data),
  setLocale: (survey, locale) => (survey.locale = locale),
  tick: (survey, seconds) => survey.timerModel.doTimer(seconds),
  goToPage: (survey, index) => (survey.currentPageNo = index),
  answer: (survey, path, value) => answer(survey, path, value),
  addItem: (survey, name) => add(survey.getQuestionByName(name)),
  removeItem: (survey, name, index) => remove(survey.getQuestionByName(name), index),
};

/** The snapshots after loading and after each call, up to the first that survey-core itself cannot take. */
export function replay({ document, calls, untouched = false }, now) {
  ValueGetter.prototype.isAnyKeyChanged = untouched ? isAnyKeyChanged : isAnyKeyChangedOrGone;
  settings.onDateCreated = (date, reason, value) => (value ? date : new Date(now));
  const snapshots = [];
  try {
    const survey = new Model(structuredClone(document));
    snapshots.push(snapshot(survey, document));
    for (const [method, ...values] of structuredClone(calls)) {
      const call = CALLS[method] ?? ((survey, ...values) => survey[method](...values));
      const refused = isHeard(method, survey.state) && call(survey, ...values) === false;
      if (!untouched) painted(survey);
      const checked = refused && looksForErrors(document, method) && (method !== "nextPage" || !survey.isLastPage);
      snapshots.push({ ...snapshot(survey, document), errors: checked ? ofReference(survey) : [] });
    }
  } catch (error) {
    snapshots.push({ throws: `${error.name}: ${error.message}` });
  }
  return snapshots;
}

const { isAnyKeyChanged } = ValueGetter.prototype;

/** A condition on a part of an answer runs again here also when the answer is taken away. */
function isAnyKeyChangedOrGone(keys, names) {
  const isGone = (name) => {
    const first = name && this.getFirstNameByKeys(keys, name);
    return first && keys[first] == null;
  };
  return isAnyKeyChanged.call(this, keys, names) || names.some(isGone);
}

/** Once a page is painted, a trigger may skip to the same question again; and no skip leads from a page to itself. */
function painted(survey) {
  survey.focusingQuestionInfo = undefined;
  survey.skippedPages = survey.skippedPages.filter(({ from, to }) => from !== to);
}

/** As the fields of a page do it. */
function answer(survey, path, value) {
  const [, name, index, cell] = /^(\w+)(?:\[(\d+)\]\.(\w+))?$/.exec(path);
  const question = survey.getQuestionByName(name);
  const item = question.panels?.[index] ?? question.visibleRows?.[index];
  const asked = cell ? (item?.getQuestionByName(cell) ?? question.getItemByName?.(cell)?.editor) : question;
  if (asked) asked.value = value ?? undefined;
}

/** As the buttons of a page do it, but for the focus, which turns the page in survey-core. */
function add(question) {
  if (question.canAddRow) question.addRow(false);
  else if (question.canAddPanel) question.addPanel();
}

function remove(question, index) {
  if (question.canRemoveRows) question.removeRow(index);
  else if (question.canRemovePanel) question.removePanel(index);
}

function snapshot(survey, document) {
  const questions = survey.getAllQuestions(false, false, false);
  // As a page does that paints it: rows and panels are made when somebody looks at them.
  questions.forEach((question) => question.visibleRows ?? question.panels);
  const names = (fits) => questions.filter(fits).map(({ name }) => name);
  return {
    data: encode(survey.data),
    visible: names((question) => question.isVisibleInSurvey),
    required: names((question) => question.isRequired),
    readOnly: names((question) => question.isReadOnly),
    visiblePages: survey.visiblePages.map(({ name }) => name),
    page: survey.currentPage?.name ?? null,
    state: survey.state,
    ...looks.ofReference(
      questions.filter((question) => question.isVisibleInSurvey),
      document,
    ),
    quiz: [survey.getQuizQuestionCount(), survey.getCorrectAnswerCount()],
    ending: survey.state === "completed" && document.completedHtml ? survey.processedCompletedHtml : null,
  };
}
