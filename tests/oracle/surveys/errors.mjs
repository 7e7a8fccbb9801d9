// What is found missing or wrong where a call is refused, in the words of the engine.

/** The engine's codes by survey-core's kinds; a validator's error has no kind of its own there. */
const CODES = {
  required: "required",
  requireoneanswer: "required",
  otherempty: "comment",
  requiredinallrowserror: "rows",
  eachrowuniqueerror: "unique",
  keyduplicationerror: "key",
  minerror: "min",
  maxerror: "max",
};

const VALIDATORS = ["numeric", "length", "count", "email", "regex", "expression", "number"];

/** Whether a call looks for errors on the page that survey-core stands on. */
export function looksForErrors(document, method) {
  const onPage = document.questionsOnPageMode !== "questionPerPage" && document.checkErrorsMode !== "onComplete";
  return onPage && ["nextPage", "tryComplete"].includes(method);
}

/** The engine's, by the question of the survey that has them. */
export function ofEngine({ errors, state }) {
  if (state !== "running") return [];
  const code = (code) => (VALIDATORS.includes(code) ? "validator" : code);
  return errors.map((problem) => `${problem.question.split("[")[0]} ${code(problem.code)}`).sort();
}

/** Of a question, item or cell of which something is missing nothing that is wrong besides: survey-core says both. */
function severe(codes) {
  return codes.includes("required") ? codes.filter((code) => !["validator", "rows"].includes(code)) : codes;
}

/** survey-core's, the same way. */
export function ofReference(survey) {
  if (survey.state !== "running") return [];
  const page = survey.activePage;
  const elements = [...page.questions, ...survey.getAllPanels().filter((panel) => panel.page === survey.currentPage)];
  const shown = elements.filter(({ isVisible }) => isVisible !== false);
  const found = shown.flatMap((element) =>
    [element, ...(element.getNestedQuestions?.() ?? [])]
      .filter((one) => one.isVisible !== false)
      .flatMap((one) => severe(one.errors.map(codeOf)).map((code) => `${element.name} ${code}`)),
  );
  return found.sort();
}

function codeOf(error) {
  return CODES[error.getErrorType().toLowerCase()] ?? "validator";
}
