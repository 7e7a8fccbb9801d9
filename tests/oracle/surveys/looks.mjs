// What a respondent sees of the questions that are shown: their texts, choices and items.

/** The engine's. */
export function ofEngine(survey, document, names) {
  const looks = { texts: {}, choices: {}, items: {} };
  for (const name of names.filter((name) => isOnce(name, document))) {
    const question = survey.question(name);
    if (!question) continue;
    const source = found(document, question.place);
    const text = (property) =>
      question.texts?.[property] ?? (typeof source[property] === "string" ? source[property] : "");
    looks.texts[name] = [text("title") || name, text("description"), question.type === "html" ? text("html") : ""];
    const choices = question.choices?.map(({ value, text, disabled }) => choice(value, text, !disabled));
    if (choices && question.type !== "rating") looks.choices[name] = choices;
    const { rows, columns } = question.type === "matrix" ? question : {};
    if (rows) looks.choices[name] = [rows, columns].map((lines) => lines.map(({ value, text }) => `${value}: ${text}`));
    const items = question.items?.map(({ elements }) => shownIn(elements).map((path) => cell(survey.question(path))));
    if (items) looks.items[name] = items;
  }
  return looks;
}

/** survey-core's. */
export function ofReference(questions, document) {
  const looks = { texts: {}, choices: {}, items: {} };
  for (const question of questions.filter(({ name }) => isOnce(name, document))) {
    const { name } = question;
    const html = question.getType() === "html" ? question.processedHtml : "";
    looks.texts[name] = [question.locTitle.textOrHtml, question.locDescription.textOrHtml, html];
    const all = question.selectAllItem;
    const shown = (item) =>
      item === all ? choice("all", "", item.isEnabled) : choice(item.value, item.locText.textOrHtml, item.isEnabled);
    const choices = question.visibleChoices?.map(shown);
    if (choices && !["boolean", "rating"].includes(question.getType())) looks.choices[name] = choices;
    if (question.getType() === "matrix") {
      const rows = question.visibleRows.map((row) => `${row.name}: ${row.item.locText.textOrHtml}`);
      const columns = question.visibleColumns.map((column) => `${column.value}: ${column.locText.textOrHtml}`);
      looks.choices[name] = [rows, columns];
    }
    const items = itemsOf(question);
    if (items) looks.items[name] = items.map((item) => item.filter((one) => one.isVisible).map(cell));
  }
  return looks;
}

/** Whether there is one of a name: a name leads to the first. */
function isOnce(name, document) {
  return JSON.stringify(document).split(`"name":"${name}"`).length === 2;
}

/** A choice in words; of the special ones each side has its own. */
function choice(value, text, enabled) {
  const own = ["none", "refused", "dontknow", "other", "all"].includes(value);
  return `${JSON.stringify(value)}${own ? "" : `: ${text}`}${enabled ? "" : " (disabled)"}`;
}

/** A question in an item, in words. */
function cell(question) {
  const { name } = question;
  const [required, readOnly] = [question.required ?? question.isRequired, question.isReadOnly ?? question.readOnly];
  return `${name}${required ? " required" : ""}${readOnly ? " read-only" : ""}`;
}

/** The paths of the questions of an item that are shown. */
function shownIn(nodes) {
  return nodes.flatMap(({ path, elements, type }) => (type === "panel" ? shownIn(elements) : [path]));
}

function itemsOf(question) {
  switch (question.getType()) {
    case "multipletext":
      return [question.items.map(({ editor }) => editor)];
    case "matrixdropdown":
    case "matrixdynamic":
      question.visibleRows.forEach((row) => row.hasPanel && row.showDetailPanel());
      return question.visibleRows.map((row) => [
        ...row.cells.map(({ question }) => question),
        ...(row.detailPanel?.questions ?? []),
      ]);
    case "paneldynamic":
      return question.visiblePanels.map((panel) => panel.questions);
    default:
      return undefined;
  }
}

/** What stands at a place of the document. */
function found(document, place) {
  return place
    .split("/")
    .slice(1)
    .reduce((at, step) => at[step], document);
}
