// Survey documents of every kind, from a generator of numbers.

import { CHOOSING, GRIDS, PLAIN, TYPED } from "./conditions.mjs";
import { areAlike, before, condition, formula, givenValue } from "./conditions.mjs";
import { addCondition, makeQuestion } from "./questions.mjs";

const HIDING = [undefined, undefined, undefined, "none", "onHidden", "onHiddenContainer", "onComplete"];

/** A document, with the names that its expressions and calls have in common. */
export function makeDocument(random) {
  const names = Array.from({ length: 2 + random.below(8) }, (_, index) => `q${index + 1}`);
  const world = {
    random,
    names,
    hiding: random.pick(HIDING),
    kinds: Object.fromEntries(names.map((name) => [name, makeKind(random)])),
    order: shuffled(random, names),
    calculated: [],
    remarkable: [],
    others: [],
    followers: [],
    steady: [],
    sharing: [],
    hidden: [],
    skips: false,
    late: [],
    unread: [],
    computed: [],
    refilled: false,
  };
  // Cells that have values of their own have them once their rows are made, which for survey-core is some time.
  const cells = (name) => ["matrixdropdown", "matrixdynamic"].includes(world.kinds[name]) && random.chance(25);
  if (!world.hiding?.startsWith("onHidden")) world.late = names.filter(cells);
  // The panels that nobody has answered are there sooner or later too.
  world.unread = names.filter((name) => world.kinds[name] === "paneldynamic" && random.chance(50)).concat(world.late);
  const calculatedValues = makeCalculated(world);
  const questions = names.map((name) => makeQuestion(world, name));
  const document = { pages: makePages(world, questions), ...(calculatedValues.length && { calculatedValues }) };
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

/** Calculated values, each from a question or from one before it. */
function makeCalculated(world) {
  const { random, names } = world;
  if (!random.chance(20)) return [];
  return random.many(1, 2, () => {
    const name = `c${world.calculated.length + 1}`;
    const from = random.pick([...names.map((source) => ({ name: source, sources: [source] })), ...world.calculated]);
    const value = {
      name,
      expression: random.pick([`{${from.name}} + 1`, `iif(${condition(world, from.sources)}, 3, 1)`]),
    };
    if (random.chance(40)) value.includeIntoResult = true;
    world.calculated.push({ name, sources: from.sources });
    return value;
  });
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
      page.elements.push({ type: "panel", name: `panel${panels}`, elements: panel.elements });
    }
    (panel ?? page).elements.push(question);
  }
  for (const page of pages) {
    page.elements
      .filter(({ type }) => type === "panel")
      .forEach((element) => addToContainer(world, element, 50, 10, 8));
    addToContainer(world, page, 20, 0, 0);
    if (random.chance(4)) page.readOnly = true;
  }
  return pages;
}

function addToContainer(world, container, visible, enabled, required) {
  const { random, steady } = world;
  const names = namesIn(container);
  const hides = ({ visibleIf, visible }) => visibleIf || visible === false;
  const own = world.hiding === "onHiddenContainer" && container.elements.some(hides);
  // An expression that is hidden with its panel is not computed in survey-core when that returns.
  const kept = names.some((name) => steady.includes(name) || world.kinds[name] === "expression");
  // Nor does it let alone what is hidden by itself and with its panel.
  if (names.length && !kept && !own) addCondition(world, container, "visibleIf", visible, before(world, ...names));
  if (random.chance(enabled) && !names.some((name) => world.late.includes(name))) {
    const enableIf = condition(world);
    // Nor is it computed when it becomes enabled.
    if (!names.some((name) => world.kinds[name] === "expression")) container.enableIf = enableIf;
  }
  if (random.chance(required)) container.isRequired = true;
}

function namesIn({ elements }) {
  return elements.flatMap((element) => (element.type === "panel" ? namesIn(element) : [element.name]));
}

function addTriggers(world, document) {
  const { random } = world;
  if (world.late.length || !random.chance(30)) return;
  document.triggers = random.many(1, 3, () => {
    const held = [...world.sharing, ...world.hidden];
    const free = (name) => !["expression", "ranking"].includes(world.kinds[name]) && !held.includes(name);
    const targets = world.order.filter((name) => free(name) && before(world, name).length);
    if (targets.length === 0) return { type: "complete", expression: condition(world) };
    const target = random.pick(targets);
    const expression = condition(world, before(world, target));
    const source = random.pick(before(world, target));
    const alike = areAlike(world, source, target);
    const read = Math.max(-1, ...world.names.map((name, index) => (expression.includes(`{${name}`) ? index : -1)));
    return random.pick([
      { type: "setvalue", expression, setToName: target, setValue: givenValue(world, target) },
      { type: "setvalue", expression, setToName: "v2", setValue: 1, isVariable: true },
      ...(alike ? [{ type: "copyvalue", expression, fromName: source, setToName: target }] : []),
      ...(alike
        ? [{ type: "runexpression", expression, setToName: target, runExpression: something(formula(world, target)) }]
        : []),
      { type: "complete", expression },
      { type: "skip", expression, gotoName: random.pick(world.names.slice(read + 1)) ?? world.names.at(-1) },
    ]);
  });
}

/** What a trigger computes is something: nothing takes an answer away in survey-core, or leaves it. */
function something(formula) {
  return /^\{\w+\}$/.test(formula) ? `iif(${formula} notempty, ${formula}, 'a')` : formula;
}

function addSettings(world, document) {
  const { random } = world;
  if (world.hiding) document.clearInvisibleValues = world.hiding;
  if (random.chance(10)) document.checkErrorsMode = random.pick(["onComplete", "onValueChanged"]);
  // On a page before the first nothing is refused, so that the survey begins.
  const begins = !JSON.stringify(document.pages[0]).match(/[rR]equired|validators/);
  if (random.chance(8) && begins && world.hiding !== "onHiddenContainer") document.firstPageIsStartPage = true;
  world.skips = /"type":"skip"/.test(JSON.stringify(document));
  if (world.skips) return;
  const text = JSON.stringify(document);
  const modes = [undefined];
  // For a single page survey-core runs once more what sets values; and where a panel is the one question of a page, it
  // asks about the others too before the end.
  if (!/setValue(If|Expression)/.test(text)) modes.push("singlePage");
  if (!text.includes('"panel1"')) modes.push("questionPerPage");
  if (random.chance(15)) document.questionsOnPageMode = random.pick(modes);
  if (random.chance(10) && !world.refilled) document.showPreviewBeforeComplete = true;
  if (random.chance(3)) document.readOnly = true;
}
