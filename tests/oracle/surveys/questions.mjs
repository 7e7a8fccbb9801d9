// Generated questions, each with its choices, cells, conditions and answers.

import { CHOOSING, GRIDS, LETTERS, PLAIN, SEVERAL, SHAPED } from "./conditions.mjs";
import { before, condition, givenValue, formula, others } from "./conditions.mjs";

export function makeQuestion(world, name) {
  const { random } = world;
  const kind = world.kinds[name];
  const question = { type: kind, name };
  if (CHOOSING.includes(kind)) addChoices(world, question);
  if (GRIDS.includes(kind)) addGrid(world, question);
  if (kind === "rating" && random.chance(30)) question.rateMax = 5;
  if (kind === "text" && random.chance(15)) {
    question.inputType = random.pick(["number", "email"]);
    if (question.inputType === "number") world.kinds[name] = "number";
  }
  if (kind === "expression") question.expression = formula(world, name);
  // survey-core writes rows and panels as JavaScript does, or leaves the braces.
  const named = world.names.filter((other) => !GRIDS.includes(world.kinds[other]));
  if (kind === "html") question.html = `<b>{${random.pick(named)}}</b>`;
  addConditions(world, question);
  if (!["expression", ...PLAIN].includes(kind)) addAnswers(world, question);
  return question;
}

/** Gives an object a condition now and then, if there is something to read. */
export function addCondition(world, object, property, percent, names) {
  if (names.length && world.random.chance(percent)) object[property] = condition(world, names);
}

function addConditions(world, question) {
  const { random, hiding } = world;
  const { name, type } = question;
  // A dynamic panel that is cleared has its first panels again in survey-core, and of one that is hidden it clears a part.
  const steady =
    world.late.includes(name) ||
    (type === "paneldynamic" && (question.panelCount > 0 || question.templateElements[1].visibleIf));
  if (!steady) {
    addCondition(world, question, "visibleIf", 30, before(world, name));
    if (!question.visibleIf && random.chance(5)) {
      question.visible = false;
      world.hidden.push(name);
    }
  } else world.steady.push(name);
  // survey-core does not compute an expression again that becomes enabled.
  const input = type !== "expression";
  if (input && random.chance(10) && !world.late.includes(name))
    question.enableIf = condition(world, others(world, name));
  else if (input && random.chance(5)) question.readOnly = true;
  if (random.chance(10)) question.requiredIf = condition(world, others(world, name));
  else if (random.chance(15)) question.isRequired = true;
  if (random.chance(8) && !GRIDS.includes(type))
    question.clearIfInvisible = random.pick(["none", "onComplete", "onHidden", hiding ?? "none"]);
}

/** Properties that give answers. */
function addAnswers(world, question) {
  const { random } = world;
  const { name, type } = question;
  const sources = before(world, name).filter((source) => !world.late.includes(source));
  // A default that is no choice at first comes and goes with survey-core's events.
  const letters = CHOOSING.includes(type) ? lasting(question) : LETTERS;
  const settled = letters.length > 0;
  // A computed default of a boolean question does not come again in survey-core, and its `false` is no change.
  const computable =
    type !== "boolean" && !SHAPED.includes(type) && !question.showOtherItem && letters.length === LETTERS.length;
  const panels = type === "paneldynamic" ? [question.templateElements[1].visibleIf, question.templateVisibleIf] : [];
  // A default in a hidden row is there until something changes.
  const rows = type === "matrixdropdown" ? question.rows.map(({ visibleIf }) => visibleIf) : [];
  const cleared =
    (world.hiding?.startsWith("onHidden") && [...panels, ...rows].some(Boolean)) ||
    (panels.length && question.visibleIf);
  if (random.chance(20) && settled && !cleared) {
    question.defaultValue = givenValue(world, name, letters);
    if (type === "paneldynamic") world.steady.push(name);
    if (type === "matrixdynamic") question.rowCount = question.defaultValue.length;
    // In its preview survey-core fills in again what somebody has emptied of a default.
    if (type === "multipletext") world.refilled = true;
  } else if (random.chance(10) && computable) {
    question.defaultValueExpression = formula(world, name);
    world.computed.push(name);
  }
  if (!question.panelCount) addCondition(world, question, "resetValueIf", 7, sources);
  if (sources.length && random.chance(10) && computable) {
    question.setValueExpression = formula(world, name);
    addCondition(world, question, "setValueIf", 70, sources);
  } else if (!question.panelCount && !question.defaultValueExpression)
    addCondition(world, question, "setValueIf", 3, sources);
  if (random.chance(10)) question.validators = [makeValidator(world, question)];
  if (random.chance(5)) {
    question.showCommentArea = true;
    world.remarkable.push(name);
  }
  const own = "defaultValue" in question || question.defaultValueExpression || world.hiding?.startsWith("onHidden");
  if (random.chance(4) && !SHAPED.includes(type) && !own) {
    question.valueName = "shared";
    world.sharing.push(name);
  }
}

/** The choices that are always there. */
function lasting({ choices, choicesVisibleIf }) {
  return choices && !choicesVisibleIf ? choices.filter((choice) => typeof choice === "string") : [];
}

function makeValidator(world, { type }) {
  const { random } = world;
  if (GRIDS.includes(type) || type === "file") return { type: "expression", expression: condition(world) };
  if (SEVERAL.includes(type)) return { type: "answercount", minCount: 2 };
  return random.pick([
    { type: "numeric", minValue: 1, maxValue: 3 },
    { type: "text", minLength: 2 },
    { type: "expression", expression: condition(world) },
    { type: "regex", regex: "^[a-b]+$" },
    { type: "email" },
  ]);
}

function addChoices(world, question) {
  const { random } = world;
  const { name, type } = question;
  const sources = before(world, name);
  const other = random.chance(15) && type !== "imagepicker";
  const choice = (value) => {
    const item = {};
    // With "other" survey-core takes a choice that is hidden for something else, sooner or later.
    if (!other) addCondition(world, item, "visibleIf", 25, sources);
    addCondition(world, item, "enableIf", 5, sources);
    return Object.keys(item).length ? { value, ...item } : value;
  };
  question.choices = LETTERS.map(choice);
  // A ranking of one choice is none: survey-core then has an answer that is not in its data.
  if (type === "ranking") question.choices.splice(0, 2, ...LETTERS.slice(0, 2));
  const choosing = sources.filter((source) => CHOOSING.includes(world.kinds[source]));
  if (!other) addSource(world, question, choosing);
  if (random.chance(10) && !other && question.choices && type !== "ranking")
    question.choicesVisibleIf = random.pick([
      "{item} != 'b'",
      ...(choosing.length ? [`{${random.pick(choosing)}} contains {item}`] : []),
    ]);
  if (other) {
    question.showOtherItem = true;
    world.others.push(name);
  }
  // Special choices hold on to those of another question, as survey-core has it.
  if (question.choices && random.chance(8)) question.showNoneItem = true;
  const several = ["checkbox", "tagbox"].includes(type) && question.choices;
  if (several && random.chance(5)) question.showSelectAllItem = true;
  if (random.chance(4)) question.hideIfChoicesEmpty = true;
}

/**
 * Choices from another question. In survey-core all choices of a ranking are chosen before anybody has ranked them, and who
 * takes the choices of an imagepicker does not hear of all changes.
 */
function addSource(world, question, choosing) {
  const { random, kinds } = world;
  const follows = (source) => world.followers.includes(source) || ["ranking", "imagepicker"].includes(kinds[source]);
  const sources = choosing.filter((source) => !follows(source));
  if (sources.length === 0 || question.type === "ranking" || !random.chance(10)) return;
  delete question.choices;
  world.followers.push(question.name);
  question.choicesFromQuestion = random.pick(sources);
  question.choicesFromQuestionMode = random.pick(["all", "selected", "unselected"]);
}

/** The questions of a panel or row. */
function makeInner(world, { name, type }) {
  const { random } = world;
  const panels = type === "paneldynamic";
  const [near, kind] = panels ? ["panel", "type"] : ["row", "cellType"];
  const [x, y] = [
    { name: "x", [kind]: "text" },
    { name: "y", [kind]: "dropdown", choices: LETTERS },
  ];
  const cells = [x, y];
  // A cell that follows from its row and is given with it at once is kept by survey-core, hidden or not.
  if (random.chance(18) && !world.hiding?.startsWith("onHidden")) y.visibleIf = `{${near}.x} > ${random.below(3)}`;
  else addCondition(world, y, "visibleIf", 12, before(world, name));
  if (random.chance(15)) y.requiredIf = `{${near}.x} > 1`;
  if (random.chance(15)) x.isRequired = true;
  // What survey-core clears of such cells, and what it computes again, depends on when its rows were made.
  if (world.late.includes(name) && random.chance(60)) x.defaultValue = random.below(3);
  else if (world.late.includes(name)) cells.push({ name: "z", cellType: "expression", expression: "{row.x} * 2" });
  world.lasting ||= cells.length > 2 || "defaultValue" in x;
  return cells;
}

function addGrid(world, question) {
  const { random } = world;
  const row = (value) => {
    const item = { value };
    addCondition(world, item, "visibleIf", 20, before(world, question.name));
    return item.visibleIf ? item : value;
  };
  switch (question.type) {
    case "matrix":
      question.columns = LETTERS;
      question.rows = ["r1", "r2"].map(row);
      if (random.chance(15)) question.eachRowRequired = true;
      break;
    case "multipletext":
      question.items = [{ name: "x", ...(random.chance(15) && { isRequired: true }) }, { name: "y" }];
      break;
    case "matrixdropdown":
      question.columns = makeInner(world, question);
      // Without a row survey-core clears what it otherwise keeps.
      question.rows = ["r1", row("r2")];
      break;
    case "matrixdynamic":
      question.columns = makeInner(world, question);
      if (random.chance(60)) question.rowCount = random.below(3);
      if (random.chance(15)) {
        question.columns[0].totalType = "sum";
        world.lasting = true;
      }
      break;
    default:
      question.templateElements = makeInner(world, question);
      world.lasting = true;
      if (world.unread.includes(question.name)) question.panelCount = random.below(3);
      if (random.chance(10) && !world.hiding?.startsWith("onHidden")) question.templateVisibleIf = "{panel.x} != 1";
      else addCondition(world, question, "templateVisibleIf", 10, before(world, question.name));
  }
}
