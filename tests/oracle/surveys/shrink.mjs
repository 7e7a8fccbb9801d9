// Makes a failing case small: what can be left out while it still fails, is.

const PORTION = 8;

/** What a thing would be no such thing without. */
const KEPT = [
  "type",
  "name",
  "cellType",
  "choices",
  "rows",
  "columns",
  "items",
  "templateElements",
  "expression",
  "setToName",
  "fromName",
  "runExpression",
  "choicesFromQuestion",
  "rowCount",
  "setValue",
  "x",
];

/** The smallest case found; `fail` says of each of several cases whether it still fails. */
export function shrink(failing, fail) {
  let small = failing;
  for (let next = small; next;) {
    small = next;
    next = firstFailing(candidates(small), fail);
  }
  return small;
}

/** Asked in portions: one of the first is mostly enough. */
function firstFailing(cases, fail) {
  for (let start = 0; start < cases.length; start += PORTION) {
    const portion = cases.slice(start, start + PORTION);
    const at = fail(portion).indexOf(true);
    if (at >= 0) return portion[at];
  }
  return undefined;
}

/** The case with one thing left out, the largest things first. */
function candidates({ document, calls }) {
  const shorter = calls.map((_, index) => ({ document, calls: calls.toSpliced(index, 1) }));
  const ended = calls.length > 2 ? [{ document, calls: calls.slice(0, calls.length >> 1) }] : [];
  const smaller = [...without(document)].map((document) => ({ document, calls }));
  const lesser = calls.flatMap((call, index) =>
    [...without(call.at(-1))].map((value) => ({ document, calls: calls.with(index, call.with(-1, value)) })),
  );
  return [...ended, ...shorter, ...smaller, ...lesser].filter(names);
}

/** Whether the questions that are given or give something are still there. */
function names({ document, calls }) {
  const text = JSON.stringify(document);
  const named = [...text.matchAll(/"(?:setToName|fromName|choicesFromQuestion)":"(q\d+)"/g)].map(([, name]) => name);
  const called = calls.map(([, name]) => name).filter((name) => /^q\d+$/.test(name));
  return [...named, ...called].every((name) => text.includes(`"name":"${name}"`));
}

/** A value with one of its items or fields left out, at any depth, the outermost first. */
function* without(value) {
  if (value === null || typeof value !== "object") return;
  const keys = Object.keys(value).filter((key) => !KEPT.includes(key));
  for (const key of keys) yield omit(value, key);
  for (const key of keys) {
    for (const part of without(value[key]))
      yield Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
  }
}

function omit(value, key) {
  if (Array.isArray(value)) return value.toSpliced(Number(key), 1);
  const { [key]: _, ...rest } = value;
  return rest;
}
