// Expressions and values of every kind, from a seed.

const NUMBERS = [
  0,
  1,
  -1,
  2,
  3,
  5,
  7,
  10,
  12,
  30,
  100,
  2024,
  -5,
  0.1,
  0.2,
  0.5,
  -0.5,
  1.5,
  2.5,
  1.005,
  1.255,
  19.9,
  99.99,
  -1.55,
  123.456,
  1 / 3,
  1e-7,
  1.5e-7,
  1e15,
  1e21,
  1.5e21,
  9007199254740993,
  5e-324,
  1.7976931348623157e308,
  NaN,
  Infinity,
  -Infinity,
];
const TEXTS = [
  "",
  " ",
  "a",
  "A",
  "b",
  "abc",
  "ABC",
  " abc ",
  "aBc d",
  "item 1",
  "5",
  "10",
  "9",
  "-3",
  "05",
  "0",
  "0.5",
  "0,5",
  "1,5",
  "1,000",
  "1,000,000",
  "1.50",
  "5.",
  ".5",
  "+5",
  "1e3",
  "1E3",
  "1e-5",
  "0x1F",
  "0X1F",
  "0b11",
  "0o7",
  "0xZ",
  " 7 ",
  "12345678901234567",
  "2*3",
  "1/2",
  "10%",
  "1-2",
  "true",
  "True",
  "FALSE",
  "'q'",
  '"q"',
  "'5'",
  "undefined",
  "null",
  "NaN",
  "Infinity",
  "é",
  "É",
  "Straße",
  "STRASSE",
  "ΣΑΣ",
  "σας",
  "咖啡",
  "Кофе",
  "кофе",
  "🙂",
  "a🙂b",
  "a,b",
  "[1]",
];
const DATES = [
  "2024-01-31",
  "2024-02-29",
  "2023-02-29",
  "2024-01-31T10:20",
  "2024-01-31T10:20:30",
  "2024-01-31T10:20:30.123",
  "2024-01-31T10:20:30Z",
  "2024-01-31T10:20:30+08:00",
  "2024-01-31 10:20",
  "2024-1-5",
  "2024/03/01",
  "12/31/2020",
  "31/12/2020",
  "Jan 5, 2021",
  "5 January 2021 10:00 PM",
  "Sat Nov 21 2026 18:06:22 GMT+0000 (UTC)",
  "2020",
  "2020-05",
  "+012020-01-01",
  "-000001-01-01",
  "20:30",
  "2024-01-31T24:00",
  "2024-01-31T25:00",
  "Tue, 05 Mar 2019 10:00:00 EST",
  "1 2 3",
  "13",
  "99",
  "2024-12-31T",
  "x 2024",
  "2024-01-01T00:00:00.5-0330",
  "2024-03-10 2:30 am",
  "Dec",
];
const NAMES = ["a", "b", "c", "d", "e", "row.x", "list", "obj", "date", "items", "Panel[0].q"];
const FIELDS = ["n", "name", "val", "sub"];
const OPERATORS = [
  "=",
  "==",
  "!=",
  "<>",
  "<",
  ">",
  "<=",
  ">=",
  "=>",
  "=<",
  "+",
  "+",
  "-",
  "*",
  "/",
  "%",
  "^",
  "and",
  "or",
  "&&",
  "||",
  "contains",
  "contain",
  "*=",
  "notcontains",
  "notcontain",
  "anyof",
  "allof",
  "noneof",
  "equal",
  "equals",
  "notequal",
  "less",
  "greater",
  "lessorequal",
  "greaterorequal",
  "power",
  "AND",
  "Or",
  "AnyOf",
];
const FUNCTIONS = [
  "iif",
  "sum",
  "min",
  "max",
  "count",
  "avg",
  "round",
  "trunc",
  "getDate",
  "age",
  "dateDiff",
  "dateAdd",
  "today",
  "currentDate",
  "getYear",
  "currentYear",
  "diffDays",
  "year",
  "month",
  "day",
  "weekday",
  "substring",
  "isDisplayMode",
  "isContainerReady",
  "propertyValue",
  "getComment",
  "displayValue",
  "unknown",
  "Sum",
];
const IN_ARRAY = ["sumInArray", "minInArray", "maxInArray", "countInArray", "avgInArray"];
const UNITS = ["days", "months", "years", "hours", "minutes", "seconds", "weeks", "Days", ""];
const NOISE = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "'",
  '"',
  ",",
  "!",
  "+",
  "=",
  ".",
  "\\",
  " ",
  "x",
  "5",
  "0",
  "@",
  "é",
  "or",
];

/** One case: an expression with the values that it reads. */
export function makeCase(random) {
  const values = makeValues(random);
  let expression = makeExpression(random, 3);
  if (random.chance(12)) expression = damage(random, expression);
  return { expression, values };
}

function makeDate(random) {
  if (random.chance(5)) return new Date(NaN);
  const days = random.below(40000) - 5000;
  const time = random.pick([0, 0, 3600000 * 10, 37230000, 37230456, 86399999]);
  return new Date(days * 86400000 + time);
}

function makeScalar(random) {
  switch (random.below(12)) {
    case 0:
      return undefined;
    case 1:
      return null;
    case 2:
      return random.chance(50);
    case 3:
    case 4:
    case 5:
      return random.chance(40) ? random.below(20) : random.pick(NUMBERS);
    case 6:
      return random.pick(DATES);
    case 7:
      return (random.below(200000) - 100000) / random.pick([1, 10, 100, 1000, 3]);
    case 8:
      return makeDate(random);
    default:
      return random.pick(TEXTS);
  }
}

function makeValue(random, depth) {
  if (depth === 0 || random.chance(60)) return makeScalar(random);
  // A date that is shared inside a list is changed by survey-core while it compares, so lists hold none.
  const inner = () => {
    const value = makeValue(random, depth - 1);
    return value instanceof Date ? "date" : value;
  };
  if (random.chance(60)) return random.many(0, 4, inner);
  return Object.fromEntries(random.many(0, 3, () => [random.pick([...FIELDS, "0", "2", "10"]), inner()]));
}

function makeValues(random) {
  const values = {};
  for (const name of ["a", "b", "c", "D"]) {
    if (random.chance(85)) values[name] = makeValue(random, 2);
  }
  if (random.chance(80)) values.list = random.many(0, 5, () => makeScalarWithoutDate(random));
  if (random.chance(80)) values.date = random.chance(60) ? makeDate(random) : random.pick(DATES);
  if (random.chance(80)) values.Obj = Object.fromEntries(FIELDS.map((field) => [field, makeScalarWithoutDate(random)]));
  if (random.chance(80)) values.items = random.many(0, 4, () => makeItem(random));
  if (random.chance(50)) values.panel = [{ q: makeScalarWithoutDate(random) }, { Q: 1, "q.x": 2 }];
  if (random.chance(50)) values["row.x"] = makeScalarWithoutDate(random);
  return values;
}

function makeScalarWithoutDate(random) {
  const value = makeScalar(random);
  return value instanceof Date ? 7 : value;
}

function makeItem(random) {
  if (random.chance(5)) return makeScalarWithoutDate(random);
  const number = () =>
    random.chance(70) ? random.pick([1, 2, 2.5, 0.1, "3", "x", 10, null]) : makeScalarWithoutDate(random);
  return { n: number(), name: random.pick(["a", "b", "A", ""]), val: number() };
}

function makeExpression(random, depth) {
  const operand = () => makeOperand(random, depth);
  const count = random.pick([0, 1, 1, 1, 1, 2, 2, 3]);
  let text = operand();
  for (let index = 0; index < count; index += 1) {
    const operator = random.pick(OPERATORS);
    const missing = /contain|anyof|allof|noneof|\*=/i.test(operator) && random.chance(4);
    text += `${space(random, operator)}${operator}${space(random, operator)}${missing ? "" : operand()}`;
  }
  return text;
}

function space(random, operator) {
  return /[a-z]/i.test(operator) || random.chance(80) ? random.pick([" ", " ", " ", "  ", "\t", "\n"]) : "";
}

function makeOperand(random, depth) {
  const kind = random.below(depth > 0 ? 20 : 12);
  if (kind < 6) return makeVariable(random);
  if (kind < 11) return makeLiteral(random);
  if (kind === 11) return `${makeAtom(random)} ${random.pick(["empty", "notempty", "Empty", "NOTEMPTY"])}`;
  if (kind === 12) return `${random.pick(["!", "! ", "negate "])}${makeOperand(random, depth - 1)}`;
  if (kind < 15) return `(${makeExpression(random, depth - 1)}${random.chance(95) ? ")" : ""}`;
  if (kind === 15) return `[${random.many(0, 3, () => makeLiteral(random)).join(", ")}]`;
  if (kind === 16) return makeInArray(random, depth);
  if (kind === 17) return makeDateCall(random, depth);
  const parameters = random.many(0, 3, () => makeExpression(random, depth - 1));
  return `${random.pick(FUNCTIONS)}(${parameters.join(random.pick([",", ", "]))}${random.chance(97) ? ")" : ""}`;
}

function makeAtom(random) {
  return random.chance(70) ? makeVariable(random) : makeLiteral(random);
}

function makeVariable(random) {
  const name = random.pick(NAMES);
  const spelt = random.chance(15) ? name.toUpperCase() : name;
  switch (random.below(14)) {
    case 0:
      return `{#${spelt}}`;
    case 1:
      return `{${spelt}.length}`;
    case 2:
      return `{${spelt}[${random.pick(["0", "1", "-1", "-2", "9", "x", "1.5", " 0"])}]}`;
    case 3:
      return `{${spelt}.${random.pick([...FIELDS, "0", "missing"])}}`;
    case 4:
      return `{items[${random.below(3)}].${random.pick(FIELDS)}}`;
    case 5:
      return random.pick([
        "{$a}",
        "{ a }",
        "{a.b.c}",
        '{"k": 1}',
        '{"k": "v", "l": [1]}',
        "{a:}",
        "{list.1}",
        "{a..b}",
      ]);
    default:
      return `{${spelt}}`;
  }
}

function makeLiteral(random) {
  switch (random.below(10)) {
    case 0:
    case 1:
    case 2:
      return random.pick([
        "0",
        "1",
        "2",
        "5",
        "10",
        "-1",
        "100",
        "0.1",
        "0.2",
        "1.5",
        "2.50",
        "-0.5",
        "007.5",
        "0x10",
        "-0",
      ]);
    case 3:
      return String(random.below(1000) / random.pick([1, 10, 100, 1000]));
    case 4:
      return random.pick(["true", "false", "TRUE", "False"]);
    case 5:
      return random.pick(["abc", "item1", "x_1", "undefined", "null", "empty", "e5", "Infinity"]);
    case 6:
      return quote(random, random.pick(DATES));
    default:
      return quote(
        random,
        random.pick([...TEXTS, "a => b", "x equals y", "<>", "it\\'s", 'say \\"x\\"', "back\\slash"]),
      );
  }
}

function quote(random, text) {
  const mark = random.chance(80) ? "'" : '"';
  return mark + text.replace(/(^|[^\\])['"]/g, "$1") + mark;
}

function makeInArray(random, depth) {
  const data = random.pick(["{items}", "{items}", "{items}", "{list}", "{obj}", "{a}", "'text'"]);
  const parameters = [data, `'${random.pick(["n", "val", "name", "length", "0"])}'`];
  if (random.chance(30)) parameters.push(`'${random.pick(["name", "n", "val"])}'`);
  if (random.chance(60)) {
    const condition = random.pick([
      "{n} > 1",
      "{name} = 'a'",
      "{val} notempty",
      "{n} + {val} >= 3",
      "{missing} empty",
      `${makeVariable(random)} > 1`,
    ]);
    parameters.push(random.chance(50) ? `"${condition.replaceAll("'", "\\'")}"` : condition);
  } else if (random.chance(20)) {
    parameters.push(makeExpression(random, depth - 1));
  }
  return `${random.pick(IN_ARRAY)}(${parameters.join(", ")})`;
}

function makeDateCall(random, depth) {
  const date = () =>
    random.pick(["{date}", quote(random, random.pick(DATES)), "today()", makeOperand(random, depth - 1)]);
  const unit = () => `'${random.pick(UNITS)}'`;
  switch (random.below(8)) {
    case 0:
      return `dateDiff(${date()}, ${date()}, ${unit()})`;
    case 1:
      return `dateDiff(${date()}, ${date()})`;
    case 2:
    case 3:
      return `dateAdd(${date()}, ${random.pick(["1", "-1", "13", "40", "1.5", "'2'", "100000"])}, ${unit()})`;
    case 4:
      return `age(${date()}, ${unit()})`;
    case 5:
      return `diffDays(${date()}, ${date()})`;
    case 6:
      return `today(${random.pick(["1", "-10", "400", "'1'", "{a}"])})`;
    default:
      return `${random.pick(["year", "month", "day", "weekday", "getYear", "getDate"])}(${date()})`;
  }
}

/** Takes characters away, doubles them, or puts others between. */
function damage(random, text) {
  const characters = [...text];
  random.many(1, 3, () => {
    const at = random.below(characters.length + 1);
    switch (random.below(3)) {
      case 0:
        return characters.splice(at, 1);
      case 1:
        return characters.splice(at, 0, characters[at] ?? "(");
      default:
        return characters.splice(at, 0, random.pick(NOISE));
    }
  });
  return characters.join("");
}
