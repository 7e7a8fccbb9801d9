// Survey documents of every kind, from a generator of numbers.

const LETTERS = ["a", "b", "c"];
const CHOOSING = ["radiogroup", "dropdown", "checkbox", "tagbox", "ranking", "imagepicker"];
const TYPED = ["text", "comment", "boolean", "rating", "text", "expression"];
const GRIDS = ["matrix", "multipletext", "matrixdropdown", "matrixdynamic", "paneldynamic"];
const SHAPED = ["checkbox", "tagbox", "ranking", "file", ...GRIDS];
const PLAIN = ["html", "image", "file", "signaturepad"];

/** A document, with the names that its expressions and calls have in common. */
export function makeDocument(random) {
  const names = Array.from({ length: 2 + random.below(8) }, (_, index) => `q${index + 1}`);
  const kinds = Object.fromEntries(names.map((name) => [name, makeKind(random)]));
  const hiding = random.pick([undefined, undefined, undefined, "none", "onHidden", "onHiddenContainer", "onComplete"]);
  const world = {
    random,
    names,
    hiding,
    kinds,
    order: shuffled(random, names),
    calculated: [],
    remarkable: [],
    others: [],
    followers: [],
  };
  const questions = names.map((name) => makeQuestion(world, name));
  const document = { pages: makePages(world, questions) };
  addCalculated(world, document);
  addTriggers(world, document);
  addSettings(world, document);
  return { document, world };
}

function makeKind(random) {
  return random.pick([...CHOOSING, ...TYPED, ...TYPED, ...GRIDS, random.pick(PLAIN)]);
}

function shuffled(random, items) {
  const rest = [...items];
  return items.map(() => rest.splice(random.below(rest.length), 1)[0]);
}

/** A value that may stand in an answer of this question, or now and then one that may not. */
export function makeValue(world, name) {
  const { random } = world;
  if (random.chance(6)) return strange(world, name);
  switch (world.kinds[name]) {
    case "number":
      return random.below(5);
    case "boolean":
      return random.chance(50);
    case "rating":
      return 1 + random.below(5);
    case "checkbox":
    case "tagbox":
    case "ranking":
      return random.many(1, 3, () => random.pick(LETTERS)).filter((item, index, all) => all.indexOf(item) === index);
    case "radiogroup":
    case "dropdown":
    case "imagepicker":
      return random.pick(LETTERS);
    case "matrix":
      return Object.fromEntries(random.many(1, 2, () => [random.pick(["r1", "r2"]), random.pick(LETTERS)]));
    case "multipletext":
      return Object.fromEntries(random.many(1, 2, () => [random.pick(["x", "y"]), random.below(4)]));
    case "matrixdropdown":
      return Object.fromEntries(random.many(1, 2, () => [random.pick(["r1", "r2"]), makeRow(random)]));
    case "matrixdynamic":
    case "paneldynamic":
      return random.many(1, 3, () => makeRow(random));
    case "file":
      return [{ name: "f.txt", type: "text/plain", content: "data:text/plain;base64,QQ==" }];
    default:
      return random.chance(70) ? random.below(5) : random.pick(LETTERS);
  }
}

/** Nothing, or what is no choice; but always of the form that an answer has. */
function strange({ random, kinds }, name) {
  const kind = kinds[name];
  if (["checkbox", "tagbox", "ranking"].includes(kind)) return random.pick([null, [], ["z"], ["a", "z"]]);
  if (CHOOSING.includes(kind)) return random.pick([null, "", "z", 7]);
  return kind === "paneldynamic" ? [makeRow(random)] : null;
}

function makeRow(random) {
  const row = { x: random.below(4) };
  if (random.chance(60)) row.y = random.pick(LETTERS);
  return row;
}

/** A literal as expressions write it. */
function literal(value) {
  if (typeof value === "string") return `'${value}'`;
  return Array.isArray(value) ? `[${value.map(literal).join(", ")}]` : String(value);
}

/** One comparison of an answer. */
function comparison(world, name) {
  const { random } = world;
  const kind = world.kinds[name];
  if (PLAIN.includes(kind)) return `{${name}} ${random.pick(["empty", "notempty"])}`;
  if (random.chance(20) && !["paneldynamic", "matrixdynamic"].includes(kind))
    return `{${name}} ${random.pick(["empty", "notempty"])}`;
  if (["checkbox", "tagbox", "ranking"].includes(kind)) {
    return `{${name}} ${random.pick(["contains", "notcontains", "anyof", "="])} ${random.chance(70) ? literal(random.pick(LETTERS)) : "['a', 'b']"}`;
  }
  if (kind === "matrix") return `{${name}.r1} = ${literal(random.pick(LETTERS))}`;
  if (kind === "multipletext") return `{${name}.x} > ${random.below(4)}`;
  if (kind === "matrixdropdown") return `{${name}.r1.x} >= ${random.below(4)}`;
  if (kind === "matrixdynamic" || kind === "paneldynamic") {
    return random.pick([
      `{${name}[0].x} > ${random.below(3)}`,
      `{${name}.length} > 1`,
      `sumInArray({${name}}, 'x') > 2`,
    ]);
  }
  if (kind === "boolean") return `{${name}} = ${random.pick(["true", "false"])}`;
  if (CHOOSING.includes(kind)) return `{${name}} ${random.pick(["=", "!=", "<>"])} ${literal(random.pick(LETTERS))}`;
  return `{${name}} ${random.pick(["=", "!=", ">", "<", ">=", "<="])} ${random.chance(80) ? random.below(5) : literal(random.pick(LETTERS))}`;
}

/** A condition over some of the answers. */
export function condition(world, names = world.names) {
  const { random } = world;
  const one = () =>
    world.calculated.length && random.chance(10)
      ? `{${random.pick(world.calculated)}} > 2`
      : comparison(world, random.pick(names));
  if (random.chance(5)) return "{v1} = 1";
  return random.chance(70) ? one() : `${one()} ${random.pick(["and", "or"])} ${one()}`;
}

/** The names that an answer of this one may follow from, so that nothing follows from itself. */
function before(world, name) {
  return world.order.slice(0, world.order.indexOf(name));
}

/** An expression that gives a value for an answer. */
function formula(world, name) {
  const { random } = world;
  const sources = before(world, name);
  const plain = sources.filter((source) => !SHAPED.includes(world.kinds[source]));
  if (plain.length === 0) return random.pick(["1 + 1", "'a'", "{v1}"]);
  const source = random.pick(plain);
  const numbers = [`{${source}} + 1`, `{${source}} * 2`, `iif(${condition(world, sources)}, 1, 2)`, `{${source}}`];
  const letters = [`iif(${condition(world, sources)}, 'a', 'b')`, `{${source}}`];
  if (world.kinds[name] === "boolean") return `iif(${condition(world, sources)}, true, false)`;
  return random.pick(CHOOSING.includes(world.kinds[name]) ? letters : numbers);
}

function makeQuestion(world, name) {
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
  if (kind === "html") question.html = `<b>{${random.pick(world.names)}}</b>`;
  addConditions(world, question);
  if (!["expression", ...PLAIN].includes(kind)) addAnswers(world, question);
  return question;
}

function addConditions(world, question) {
  const { random } = world;
  // A dynamic panel that is cleared has its first panels again in survey-core.
  if (question.panelCount > 0) return;
  if (random.chance(30)) question.visibleIf = condition(world, others(world, question.name));
  else if (random.chance(5)) question.visible = false;
  // survey-core does not compute an expression again that becomes enabled.
  const input = question.type !== "expression";
  if (input && random.chance(10)) question.enableIf = condition(world, others(world, question.name));
  else if (input && random.chance(5)) question.readOnly = true;
  if (random.chance(10)) question.requiredIf = condition(world, others(world, question.name));
  else if (random.chance(15)) question.isRequired = true;
  if (random.chance(8) && !GRIDS.includes(question.type))
    question.clearIfInvisible = random.pick(["none", "onComplete", "onHidden", "onHiddenContainer"]);
}

function others(world, name) {
  return world.names.filter((other) => other !== name);
}

/** Properties that give answers. */
function addAnswers(world, question) {
  const { random } = world;
  const { name } = question;
  const sources = before(world, name);
  const computable = !SHAPED.includes(question.type) && !question.showOtherItem;
  if (random.chance(20)) {
    question.defaultValue = makeValue(world, name);
    if ("rowCount" in question || question.type === "matrixdynamic")
      question.rowCount = question.defaultValue?.length ?? 0;
  }
  if (!("defaultValue" in question) && random.chance(10) && computable)
    question.defaultValueExpression = formula(world, name);
  if (sources.length && random.chance(7)) question.resetValueIf = condition(world, sources);
  if (sources.length && random.chance(10) && computable) {
    question.setValueExpression = formula(world, name);
    if (random.chance(70)) question.setValueIf = condition(world, sources);
  } else if (sources.length && random.chance(3)) question.setValueIf = condition(world, sources);
  if (random.chance(10)) question.validators = [makeValidator(world, question)];
  if (random.chance(5)) {
    question.showCommentArea = true;
    world.remarkable.push(name);
  }
  if (random.chance(4) && !SHAPED.includes(question.type)) question.valueName = "shared";
}

function makeValidator(world, question) {
  const { random } = world;
  if (["checkbox", "tagbox", "ranking"].includes(question.type)) return { type: "answercount", minCount: 2 };
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
  const { name } = question;
  const choice = (value) => {
    const item = {};
    if (random.chance(25)) item.visibleIf = condition(world, others(world, name));
    if (random.chance(5)) item.enableIf = condition(world, others(world, name));
    return Object.keys(item).length ? { value, ...item } : value;
  };
  question.choices = LETTERS.map(choice);
  // A ranking of one choice is none: survey-core then has an answer that is not in its data.
  if (question.type === "ranking") question.choices.splice(0, 2, ...LETTERS.slice(0, 2));
  const earlier = world.names
    .slice(0, world.names.indexOf(name))
    .filter((other) => CHOOSING.includes(world.kinds[other]) && !world.followers.includes(other));
  if (earlier.length && question.type !== "ranking" && random.chance(10)) {
    delete question.choices;
    world.followers.push(name);
    question.choicesFromQuestion = random.pick(earlier);
    question.choicesFromQuestionMode = random.pick(["all", "selected", "unselected"]);
  }
  if (random.chance(10))
    question.choicesVisibleIf = random.pick([
      "{item} != 'b'",
      `{${random.pick(earlier.length ? earlier : ["q1"])}} contains {item}`,
    ]);
  if (random.chance(15) && question.type !== "imagepicker") {
    question.showOtherItem = true;
    world.others.push(name);
  }
  if (random.chance(8)) question.showNoneItem = true;
  if (random.chance(5) && ["checkbox", "tagbox"].includes(question.type)) question.showSelectAllItem = true;
  if (random.chance(4)) question.hideIfChoicesEmpty = true;
}

function addGrid(world, question) {
  const { random } = world;
  const near = question.type === "paneldynamic" ? "panel" : "row";
  const inner = () => {
    const cells = [
      { name: "x", [question.type === "paneldynamic" ? "type" : "cellType"]: "text" },
      { name: "y", [question.type === "paneldynamic" ? "type" : "cellType"]: "dropdown", choices: LETTERS },
    ];
    if (random.chance(30))
      cells[1].visibleIf = random.chance(60)
        ? `{${near}.x} > ${random.below(3)}`
        : condition(world, others(world, question.name));
    if (random.chance(15)) cells[1].requiredIf = `{${near}.x} > 1`;
    if (random.chance(15)) cells[0].isRequired = true;
    // What survey-core clears of such cells, and what it computes again, depends on when its rows were made.
    const steady = !["onHidden", "onHiddenContainer"].includes(world.hiding) && question.type !== "paneldynamic";
    if (steady && random.chance(15)) cells[0].defaultValue = random.below(3);
    if (steady && random.chance(15)) cells.push({ name: "z", cellType: "expression", expression: "{row.x} * 2" });
    world.lasting ||= cells.length > 2 || "defaultValue" in cells[0];
    return cells;
  };
  const row = (value) =>
    random.chance(20) ? { value, visibleIf: condition(world, others(world, question.name)) } : value;
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
      question.columns = inner();
      question.rows = ["r1", "r2"].map(row);
      break;
    case "matrixdynamic":
      question.columns = inner();
      if (random.chance(60)) question.rowCount = random.below(3);
      if (random.chance(15)) {
        question.columns[0].totalType = "sum";
        world.lasting = true;
      }
      break;
    default:
      question.templateElements = inner();
      world.lasting = true;
      if (random.chance(50)) question.panelCount = random.below(3);
      if (random.chance(15)) question.templateVisibleIf = "{panel.x} != 1";
  }
}

/** Questions in pages, some of them in panels. */
function makePages(world, questions) {
  const { random } = world;
  const count = 1 + random.below(3);
  const pages = Array.from({ length: count }, (_, index) => ({ name: `page${index + 1}`, elements: [] }));
  let panels = 0;
  let panel = null;
  for (const [index, question] of questions.entries()) {
    const page = pages[Math.floor((index * count) / questions.length)];
    if (panel && (panel.page !== page || random.chance(40))) panel = null;
    if (!panel && random.chance(20)) {
      panels += 1;
      panel = { page, elements: [] };
      const element = { type: "panel", name: `panel${panels}`, elements: panel.elements };
      if (random.chance(50)) element.visibleIf = condition(world);
      if (random.chance(10)) element.enableIf = condition(world);
      if (random.chance(8)) element.isRequired = true;
      page.elements.push(element);
    }
    (panel ?? page).elements.push(question);
  }
  for (const page of pages) {
    if (random.chance(20)) page.visibleIf = condition(world);
    if (random.chance(4)) page.readOnly = true;
  }
  return pages;
}

function addCalculated(world, document) {
  const { random } = world;
  if (!random.chance(20)) return;
  document.calculatedValues = random.many(1, 2, () => {
    const name = `c${world.calculated.length + 1}`;
    const source = random.pick([...world.names, ...world.calculated]);
    const value = { name, expression: random.pick([`{${source}} + 1`, `iif(${condition(world)}, 3, 1)`]) };
    if (random.chance(40)) value.includeIntoResult = true;
    world.calculated.push(name);
    return value;
  });
}

function addTriggers(world, document) {
  const { random } = world;
  if (!random.chance(30)) return;
  document.triggers = random.many(1, 3, () => {
    const targets = world.order.slice(1).filter((name) => world.kinds[name] !== "expression");
    if (targets.length === 0) return { type: "complete", expression: condition(world) };
    const target = random.pick(targets);
    const expression = condition(world, before(world, target));
    const source = random.pick(before(world, target));
    const alike = [source, target].every((name) => !SHAPED.includes(world.kinds[name]));
    return random.pick([
      { type: "setvalue", expression, setToName: target, setValue: makeValue(world, target) },
      { type: "setvalue", expression, setToName: "v1", setValue: 1, isVariable: true },
      ...(alike ? [{ type: "copyvalue", expression, fromName: source, setToName: target }] : []),
      ...(alike
        ? [{ type: "runexpression", expression, setToName: target, runExpression: formula(world, target) }]
        : []),
      { type: "complete", expression },
      { type: "skip", expression, gotoName: random.pick(world.names) },
    ]);
  });
}

function addSettings(world, document) {
  const { random } = world;
  if (world.hiding) document.clearInvisibleValues = world.hiding;
  if (random.chance(10)) document.checkErrorsMode = random.pick(["onComplete", "onValueChanged"]);
  // On a page before the first nothing is refused, so that the survey begins.
  if (random.chance(8) && !JSON.stringify(document.pages[0]).match(/[rR]equired|validators/)) {
    document.firstPageIsStartPage = true;
  }
  if (random.chance(8)) document.questionsOnPageMode = random.pick(["singlePage", "questionPerPage"]);
  if (random.chance(10)) document.showPreviewBeforeComplete = true;
  if (random.chance(3)) document.readOnly = true;
}
