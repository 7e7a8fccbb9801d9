// What a generated case has besides: each feature changes a document and its calls in its own way, in some of the cases.
//
// A feature leaves alone what survey-core answers by chance of its own events; differences.mjs has those cases.

import { LETTERS, GRIDS, CHOOSING, SEVERAL, before, condition, makeValue } from "./conditions.mjs";

/** How many in a hundred cases have a feature. */
const SHARE = 6;

/** Adds features to a case, each by its own chance; `only` is the name of one that all cases have. */
export function addFeatures(one, world, random, only) {
  for (const [name, add] of Object.entries(FEATURES)) {
    const wanted = random.chance(SHARE);
    if (only ? only === name : wanted) add({ ...one, world: { ...world, random }, random });
  }
  return one;
}

const FEATURES = {
  limits,
  items,
  cells,
  twins,
  lines,
  details,
  texts,
  words,
  yesAndNo,
  others,
  showing,
  quiz,
  fields,
  several,
  fixed,
  time,
  endings,
  nested,
  itself,
};

/** The questions of the survey, those in panels too. */
function questions({ document }) {
  const below = ({ elements }) => elements.flatMap((element) => (element.elements ? below(element) : [element]));
  return document.pages.flatMap(below);
}

function ofTypes(one, ...types) {
  return questions(one).filter(({ type }) => types.includes(type));
}

/** Puts a call somewhere before the end. */
function insert({ calls, random }, call) {
  const end = calls.findIndex(([method]) => method === "tryComplete");
  calls.splice(1 + random.below(end < 0 ? calls.length : end), 0, call);
}

/** How many rows or panels there may be. */
function limits(one) {
  for (const question of ofTypes(one, "matrixdynamic", "paneldynamic")) {
    const name = question.type === "matrixdynamic" ? "RowCount" : "PanelCount";
    const begun = question.type === "matrixdynamic" ? (question.rowCount ?? 2) : (question.panelCount ?? 0);
    const given = Math.max(question.defaultValue?.length ?? 0, begun);
    const least = one.random.below(3);
    // A call may give fewer panels in survey-core, where the engine has as many as there must be.
    const fewest = question.type === "paneldynamic" ? fewestGiven(one, question) : Infinity;
    // With a least number of rows but no answers survey-core has as many empty ones among its data.
    const filled = question.type === "matrixdynamic" ? (question.defaultValue?.length ?? 0) : given;
    if (one.random.chance(60)) question[`min${name}`] = Math.min(least, filled, fewest);
    if (one.random.chance(60)) question[`max${name}`] = Math.max(given, 1 + one.random.below(4));
  }
}

function fewestGiven({ calls }, { name, defaultValue = [], panelCount }) {
  const given = calls.flatMap(([method, ...values]) => (/Data$/.test(method) ? [values[0][name]] : [values.at(-1)]));
  const counts = [...given, defaultValue]
    .filter((value) => value?.length && Array.isArray(value))
    .map((value) => value.length);
  return Math.min(...counts, panelCount ?? 0);
}

/** Rows and panels come and go. */
function items(one) {
  for (const { name, templateVisibleIf } of ofTypes(one, "matrixdynamic", "paneldynamic")) {
    if (templateVisibleIf) continue;
    // A row that nobody has filled is gone in survey-core when data are merged.
    for (const call of one.calls) if (/Data$/.test(call[0])) call.splice(0, 3, "nextPage");
    one.random.many(1, 4, () =>
      insert(one, one.random.chance(60) ? ["addItem", name] : ["removeItem", name, one.random.below(3)]),
    );
  }
}

/** Answers as a page gives them: one question or cell at a time. */
function cells(one) {
  const { random, world } = one;
  if (one.document.readOnly) return;
  one.random.many(2, 8, () => {
    const name = random.pick(world.names);
    const { type } = questions(one).find((question) => question.name === name);
    if (["expression", "html", "image", "file", "signaturepad", "matrix"].includes(type) || world.late.includes(name))
      return;
    // A page gives whole rankings.
    if (type === "ranking")
      return insert(one, ["answer", name, random.pick([[...LETTERS].reverse(), ["b", "a", "c"]])]);
    if (!GRIDS.includes(type)) return insert(one, ["answer", name, makeValue(world, name)]);
    const [cell, value] = random.pick([
      ["x", random.below(4)],
      ["y", type === "multipletext" ? random.below(4) : random.pick(LETTERS)],
    ]);
    insert(one, [
      "answer",
      `${name}[${type === "multipletext" || type === "matrixdropdown" ? 0 : random.below(2)}].${cell}`,
      random.chance(25) ? null : value,
    ]);
  });
}

/** Two questions of one name, and so of one answer. */
function twins(one) {
  const { random, document } = one;
  const [question] = questions(one).filter(
    ({ type, defaultValueExpression }) =>
      ["text", "radiogroup", "checkbox", "boolean", "rating"].includes(type) && !defaultValueExpression,
  );
  if (!question) return;
  const {
    visibleIf,
    defaultValue,
    resetValueIf,
    setValueIf,
    setValueExpression,
    clearIfInvisible,
    valueName,
    ...rest
  } = question;
  random.pick(document.pages).elements.push(rest);
}

/** Rows and columns that come and go. */
function lines(one) {
  const { world, random } = one;
  for (const question of ofTypes(one, "matrix", "matrixdropdown", "matrixdynamic")) {
    const sources = before(world, question.name).filter((source) => SEVERAL.includes(world.kinds[source]));
    const conditions = ["{item} != 'r1'", ...sources.map((source) => `{${source}} contains 'a'`)];
    if (question.type === "matrixdynamic") {
      const moves = one.calls.some(([method, name]) => /Item$/.test(method) && name === question.name);
      // The totals that survey-core begins with are those of all rows.
      const sums = question.columns.some(({ totalType }) => totalType);
      if (random.chance(50) && !moves && !sums) question.rowsVisibleIf = "{row.x} != 2";
      // A default in a hidden row is there until something changes.
    } else if (random.chance(50) && !question.defaultValue) question.rowsVisibleIf = random.pick(conditions);
    if (question.type === "matrix" && random.chance(40)) question.columnsVisibleIf = "{item} != 'b'";
  }
}

/** Panels below the rows of a matrix. */
function details(one) {
  const { world, random } = one;
  for (const question of ofTypes(one, "matrixdropdown", "matrixdynamic")) {
    question.detailPanelMode = "underRow";
    question.detailElements = [
      { type: "text", name: "d", ...(random.chance(30) && { visibleIf: "{row.x} > 1" }) },
      ...(random.chance(40) ? [{ type: "comment", name: "e", isRequired: true }] : []),
    ];
    for (const call of one.calls) {
      if (call[0] === "setValue" && call[1] === question.name && call[2] && random.chance(60))
        for (const row of Object.values(call[2])) row.d = random.below(3);
    }
  }
}

/** Titles and choices in two languages, with answers in their places. */
function texts(one) {
  const { random, world } = one;
  // What is chosen but hidden has a text in the engine alone.
  const hides = ({ choices = [], choicesVisibleIf, choicesFromQuestion }) =>
    choicesVisibleIf || choicesFromQuestion || choices.some(({ visibleIf }) => visibleIf);
  // Nor has what is no choice one in survey-core.
  const strange = ({ name }) => one.calls.some((call) => call[1] === name && JSON.stringify(call).includes('"z"'));
  const unclear = questions(one).filter((question) => hides(question) || strange(question));
  const named = world.names.filter(
    (name) => !GRIDS.includes(world.kinds[name]) && !unclear.some((question) => question.name === name),
  );
  const gap = () => (named.length ? `{${random.pick(named)}}` : "{v1}");
  const text = (word) =>
    random.pick([
      word,
      `${word} ${gap()}`,
      { default: `${word} ${gap()}`, zh: `问 ${gap()}` },
      { default: word, zh: "答", de: `Frage ${gap()}` },
    ]);
  for (const question of questions(one)) {
    if (random.chance(60)) question.title = text(`Title of ${question.name}`);
    if (random.chance(20)) question.description = text("About");
    // Where the author has no words, each side has its own, and the engine only in two languages.
    if (question.type === "boolean")
      Object.assign(question, { labelTrue: text("Aye"), labelFalse: { default: "Nay", de: "Ach" } });
    if (question.type === "html") question.html = text("<i>so</i>");
    if (question.type === "matrix") question.rows = question.rows.map((row) => typed(row, text, random));
    const plain = (word) => random.pick([word, { default: `${word} {v1}`, zh: "答", de: `Frage {v1}` }]);
    if (CHOOSING.includes(question.type) && question.choices && question.type !== "imagepicker")
      question.choices = question.choices.map((choice) => typed(choice, plain, random));
  }
  random.many(0, 2, () => insert(one, ["setLocale", random.pick(["zh", "de", "en", ""])]));
}

/** What is chosen is not what its own text names, nor a choice that names another: survey-core goes one step. */
function typed(choice, text, random) {
  if (random.chance(50)) return choice;
  const item = typeof choice === "object" ? choice : { value: choice };
  return { ...item, text: text(`Choice ${item.value}`) };
}

/** What may be typed into a field, and how long. */
function fields(one) {
  const { random, world } = one;
  for (const question of ofTypes(one, "text", "comment")) {
    if (random.chance(30)) question.maxLength = 1 + random.below(3);
    // survey-core does not take an answer beyond the limits from its field, and leaves the one before it.
    const typed = one.calls.some(([method, name]) => method === "answer" && name === question.name);
    if (world.kinds[question.name] === "number" && !typed) {
      if (random.chance(50)) question.min = random.below(3);
      // Nor is a computed default beyond them one.
      const max = 2 + random.below(3);
      if (random.chance(50) && !question.defaultValueExpression) question.max = max;
      if (random.chance(30)) question.minValueExpression = "{v1} + 1";
    }
    if (random.chance(30))
      question.validators = [
        random.pick([
          { type: "text", minLength: 1, maxLength: 2, allowDigits: false },
          { type: "regex", regex: "^A", caseInsensitive: true },
          { type: "numeric", minValue: 2 },
          { type: "expression", expression: `{${question.name}} > 1` },
        ]),
      ];
  }
  for (const question of ofTypes(one, "multipletext")) {
    question.items[1].inputType = "number";
    if (random.chance(50)) question.items[1].validators = [{ type: "numeric", maxValue: 2 }];
    if (random.chance(50)) question.items[0].minLength = 2;
  }
  for (const question of ofTypes(one, "checkbox", "tagbox")) {
    // Of too many survey-core says nothing.
    if (random.chance(40)) question.maxSelectedChoices = Math.max(1 + random.below(2), mostChosen(one, question));
    if (random.chance(40)) question.minSelectedChoices = 1 + random.below(2);
  }
  insert(one, ["setVariable", "v1", random.below(3)]);
}

/** The most choices that a question is given at once. */
function mostChosen({ calls }, { name, defaultValue = [] }) {
  const given = calls.flatMap(([method, ...values]) => (/Data$/.test(method) ? [values[0][name]] : [values.at(-1)]));
  return Math.max(...[defaultValue, ...given].map((value) => (Array.isArray(value) ? value.length : 0)));
}

/** Answers in words of the survey's own where other surveys have true and false. */
function yesAndNo(one) {
  const WORDS = { true: "yes", false: "no" };
  for (const question of ofTypes(one, "boolean")) {
    Object.assign(question, { valueTrue: "yes", valueFalse: "no" });
    for (const call of one.calls) {
      if (call[0] === "setValue" && call[1] === question.name && typeof call[2] === "boolean") call[2] = WORDS[call[2]];
      if (/Data$/.test(call[0]) && typeof call[1][question.name] === "boolean")
        call[1][question.name] = WORDS[call[1][question.name]];
    }
  }
}

/** What is other than the choices is kept as the answer itself. */
function others(one) {
  one.document.storeOthersAsComment = false;
}

/** Special choices in answers. */
function words(one) {
  const { random } = one;
  for (const question of ofTypes(one, "checkbox", "tagbox", "radiogroup", "dropdown")) {
    if (!question.choices) continue;
    if (random.chance(50)) question.showNoneItem = true;
    if (random.chance(30)) question.showRefuseItem = true;
    if (random.chance(30)) question.showDontKnowItem = true;
    // Each side has its own words for them.
    Object.assign(question, { noneText: "None", refuseText: "Refuse", dontKnowText: "Who knows" });
    const { showNoneItem, showRefuseItem, showDontKnowItem } = question;
    const there = Object.entries({ none: showNoneItem, refused: showRefuseItem, dontknow: showDontKnowItem });
    const words = there.filter(([, shown]) => shown).map(([word]) => word);
    if (words.length === 0) continue;
    const word = () => random.pick(words);
    // Where a choice goes, survey-core takes "none" away that stood beside it.
    const goes = question.choicesVisibleIf || question.choices.some(({ visibleIf }) => visibleIf);
    const chosen = () => random.pick([[word()], ["a", word()]]).slice(goes ? -1 : 0);
    insert(one, ["setValue", question.name, ["checkbox", "tagbox"].includes(question.type) ? chosen() : word()]);
  }
}

/** Triggers that show and hide. */
function showing(one) {
  const { document, world, random } = one;
  const first = world.order[0];
  const names = questions(one).map(({ name }) => name);
  const once = (name) => names.indexOf(name) === names.lastIndexOf(name);
  const targets = questions(one).filter(
    ({ name, visibleIf, type }) =>
      once(name) && name !== first && !visibleIf && type !== "paneldynamic" && type !== "expression",
  );
  if (targets.length === 0) return;
  const trigger = { type: "visible", expression: condition(world, [first]), questions: [random.pick(targets).name] };
  document.triggers = [...(document.triggers ?? []), trigger];
}

/** Right answers. */
function quiz(one) {
  const { pages, firstPageIsStartPage } = one.document;
  if (firstPageIsStartPage && pages.length < 2) return;
  for (const question of pages.flatMap(({ elements }) => elements)) {
    if (
      !["panel", "html", "image", "expression", "file", "signaturepad"].includes(question.type) &&
      one.random.chance(60)
    )
      question.correctAnswer = makeValue(one.world, question.name) ?? undefined;
  }
}

/** Several answers where there is one mostly, and orders that need not be whole. */
function several(one) {
  const { random } = one;
  for (const question of ofTypes(one, "ranking")) question.selectToRankEnabled = true;
  for (const question of ofTypes(one, "imagepicker")) {
    if (question.defaultValueExpression || question.setValueExpression) continue;
    question.multiSelect = true;
    if (question.defaultValue) question.defaultValue = [question.defaultValue];
    const chosen = (value) => (LETTERS.includes(value) ? random.pick([[value], ["a", "b"]]) : value);
    for (const call of one.calls) {
      if (call[1] === question.name && /^(setValue|answer)$/.test(call[0])) call[2] = chosen(call[2]);
      if (/Data$/.test(call[0]) && question.name in call[1]) call[1][question.name] = chosen(call[1][question.name]);
    }
  }
}

/** Rankings that cannot be answered. */
function fixed(one) {
  for (const question of ofTypes(one, "ranking")) question.readOnly = true;
}

/** Limits of time, told second by second, where nothing holds anybody back: survey-core goes on only with what is right. */
function time(one) {
  const { document, random, world } = one;
  if (world.skips || document.questionsOnPageMode || document.firstPageIsStartPage) return;
  if (/equired|alidator|min|max/.test(JSON.stringify(document))) return;
  if (random.chance(50)) document.timeLimit = 3 + random.below(6);
  document.timeLimitPerPage = 1 + random.below(4);
  random.many(3, 12, () => insert(one, ["tick", 1]));
}

/** What is shown at the end, by condition. */
function endings(one) {
  const { document, world, random } = one;
  document.completedHtml = "<p>Done</p>";
  document.completedHtmlOnCondition = random.many(1, 2, () => ({
    expression: condition(world),
    html: random.pick(["<p>So</p>", "<p>{v1}</p>"]),
  }));
  insert(one, ["setVariable", "v1", random.below(3)]);
}

/** Panels within panels. */
function nested(one) {
  const { random } = one;
  // In hidden panels survey-core works out what the engine does not.
  for (const question of ofTypes(one, "paneldynamic").filter(({ templateVisibleIf }) => !templateVisibleIf)) {
    // What is gone with an answer of data stays in the panels of survey-core.
    for (const call of one.calls) if (/Data$/.test(call[0])) call.splice(0, 3, "nextPage");
    question.templateElements.push({
      type: "paneldynamic",
      name: "n",
      templateElements: [
        { type: "text", name: "z" },
        { type: "expression", name: "w", expression: "{panel.z} + 1" },
        ...(random.chance(50) ? [{ type: "text", name: "u", visibleIf: "{panel.z} > 1" }] : []),
      ],
    });
    for (const call of one.calls) {
      if (call[0] !== "setValue" || call[1] !== question.name || !Array.isArray(call[2])) continue;
      for (const panel of call[2]) panel.n = random.many(1, 2, () => ({ z: random.below(4) }));
    }
  }
}

/** Conditions that ask how the survey itself stands: what no other condition decides, which survey-core takes as it comes. */
function itself(one) {
  const { random, document } = one;
  quiz(one);
  const steady = !document.questionsOnPageMode && !document.pages.some(({ visibleIf }) => visibleIf);
  const asks = () =>
    random.pick([
      ...(steady ? ["{pageNo} = 2", "{pageNo} <= 1"] : []),
      `{correctAnswers} > ${random.below(2)}`,
      "{locale} = 'en'",
    ]);
  for (const question of questions(one))
    for (const condition of ["visibleIf", "enableIf", "requiredIf"])
      if (question[condition] && random.chance(60)) question[condition] += ` ${random.pick(["and", "or"])} ${asks()}`;
}
