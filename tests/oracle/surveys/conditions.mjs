// What the parts of a generated document say: values, conditions and formulas.
//
// Answers follow from each other in one order, `world.order`: what a condition decides reads only what comes before it, so
// that nothing follows from itself. In circles survey-core's result hangs on the order of its own events.

export const LETTERS = ["a", "b", "c"];
export const CHOOSING = ["radiogroup", "dropdown", "checkbox", "tagbox", "ranking", "imagepicker"];
export const SEVERAL = ["checkbox", "tagbox", "ranking"];
export const TYPED = ["text", "comment", "boolean", "rating", "text", "expression"];
export const GRIDS = ["matrix", "multipletext", "matrixdropdown", "matrixdynamic", "paneldynamic"];
export const SHAPED = [...SEVERAL, "file", ...GRIDS];
export const PLAIN = ["html", "image", "file", "signaturepad"];

/** The names that an answer of this one may follow from. */
export function before(world, ...names) {
  const first = Math.min(...names.map((name) => world.order.indexOf(name)));
  return world.order.slice(0, first).filter((name) => !world.unread.includes(name));
}

export function others(world, name) {
  return world.names.filter((other) => other !== name);
}

/** A value that may stand in an answer of this question, or now and then one that may not. */
export function makeValue(world, name) {
  const { random } = world;
  return random.chance(6) ? strange(world, name) : fittingValue(world, name);
}

/** A value that may stand in an answer of this question. */
export function fittingValue(world, name, letters = LETTERS) {
  const { random } = world;
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
      return random.many(1, 3, () => random.pick(letters)).filter((item, index, all) => all.indexOf(item) === index);
    case "radiogroup":
    case "dropdown":
    case "imagepicker":
      return random.pick(letters);
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

/** A value that the document gives. What is not a number is nothing in a sum, and survey-core finds that now or later. */
export function givenValue(world, name, letters) {
  return /text|comment/.test(world.kinds[name]) && world.kinds[name] !== "multipletext"
    ? world.random.below(5)
    : fittingValue(world, name, letters);
}

/** Nothing, or what is no choice; but always of the form that an answer has. */
function strange({ random, kinds, others }, name) {
  const kind = kinds[name];
  // What survey-core makes of a strange answer where there is "other" changes with what is asked of it next.
  if (others.includes(name)) return null;
  if (SEVERAL.includes(kind)) return random.pick([null, [], ["z"], ["a", "z"]]);
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
  if (SEVERAL.includes(kind)) {
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

/** A condition over some of the answers, of which there is one at least. */
export function condition(world, names = world.names) {
  const { random } = world;
  const calculated = world.calculated.filter(({ sources }) => sources.every((source) => names.includes(source)));
  const one = () =>
    calculated.length && random.chance(10)
      ? `{${random.pick(calculated).name}} > 2`
      : comparison(world, random.pick(names));
  if (random.chance(5)) return "{v1} = 1";
  return random.chance(70) ? one() : `${one()} ${random.pick(["and", "or"])} ${one()}`;
}

/** Whether the answer of a question may be that of another. */
export function areAlike({ kinds }, ...names) {
  const kind = (name) =>
    SHAPED.includes(kinds[name]) ? name : CHOOSING.includes(kinds[name]) ? "choice" : kinds[name] === "boolean";
  return new Set(names.map(kind)).size === 1;
}

/** An expression that gives a value for an answer. */
export function formula(world, name) {
  const { random } = world;
  const kind = world.kinds[name];
  const sources = before(world, name);
  const holds = () => (sources.length ? condition(world, sources) : "{v1} = 1");
  if (kind === "boolean") return `iif(${holds()}, true, false)`;
  const plain = sources.filter((source) => areAlike(world, source, name) && world.kinds[source] !== "boolean");
  const source = plain.length ? `{${random.pick(plain)}}` : undefined;
  if (CHOOSING.includes(kind)) return random.pick([`iif(${holds()}, 'a', 'b')`, source ?? "'a'"]);
  return random.pick([...(source ? [`${source} + 1`, `${source} * 2`, source] : ["1 + 1"]), `iif(${holds()}, 1, 2)`]);
}
