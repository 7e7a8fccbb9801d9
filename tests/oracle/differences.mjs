// Where the engine answers otherwise than survey-core, on purpose: why, how a generated case shows it, and examples.
//
// `accepts` says whether a difference between two answers is of this kind. Every example is run on both sides and must
// still be as it stands here; `untouched` runs survey-core without what reference.mjs does for the other differences.

export const differences = [
  {
    reason: "Where the literal null stands alone in a list, an argument or a unary operator, survey-core throws.",
    accepts: (one, found, expected) => /^TypeError: Cannot read properties of null/.test(expected.throws),
    examples: [
      { expression: "! null", reference: { throws: /reading 'hasFunction'|reading 'toString'/ }, engine: true },
      { expression: "[1, undefined]", reference: { throws: /reading/ }, engine: [1, null] },
      { expression: "iif(false, 1, null)", reference: { throws: /reading/ }, engine: null },
    ],
  },
  {
    reason: "survey-core joins a list of one number to a number as texts, and throws if one of them has decimals.",
    accepts: (one, found, expected) => /^TypeError: res.toFixed is not a function/.test(expected.throws),
    examples: [
      { expression: "3 + [1]", reference: "31", engine: "31" },
      { expression: "3 + [1.5]", reference: { throws: /toFixed/ }, engine: "31.5" },
    ],
  },
  {
    reason: "With a displayValue inside another function inside a displayValue, survey-core's run never completes.",
    accepts: (one, found, expected) => expected.throws === "Error: never completes",
    examples: [
      { expression: "displayValue('a') + 1", reference: 1, engine: 1 },
      {
        expression: "displayValue(max(displayValue('a'))) + 1",
        reference: { throws: /never completes/ },
        engine: 1,
      },
    ],
  },
  {
    reason:
      "JavaScript leaves the last digit of a power (round takes one of ten) to its host; the engine's is rounded correctly.",
    accepts: (one, found, expected) => /\^|power|round/i.test(one.expression) && close(found.value, expected.value),
    examples: [
      { expression: "31 ^ 0.1", engine: 1.4097307383555406 },
      { expression: "14318 ^ 6", engine: 8.615771024447191e24 },
      { expression: "round(91.21, 38)", engine: 91.21000000000002 },
    ],
  },
  {
    reason: "survey-core cuts the caller's own date while it compares it with a text; the engine changes nothing.",
    accepts: () => false,
    examples: [
      {
        expression: "{d} = '2024-01-31' and {d} > '2024-01-31T05:00:00'",
        values: { d: new Date(Date.UTC(2024, 0, 31, 10)) },
        untouched: true,
        reference: false,
        engine: true,
      },
    ],
  },
  {
    reason: "survey-core gives every text an enumerable method `format`, which its loops over a text then visit.",
    accepts: () => false,
    examples: [{ expression: "countInArray('text', 'length')", untouched: true, reference: 5, engine: 4 }],
  },
  {
    reason: "Rust's texts hold no half of a surrogate pair; it becomes U+FFFD.",
    accepts: (one, found, expected) => JSON.stringify(found) === JSON.stringify(expected, wellFormed),
    examples: [{ expression: "substring('🙂', 1)", reference: "\ude42", engine: "\ufffd" }],
  },
  {
    reason: "JavaScript writes a sigma in another way at the end of a word in lower case; here it is one letter.",
    accepts: () => false,
    examples: [
      { expression: "'ΣΑΣ' = 'σασ'", reference: false, engine: true },
      { expression: "'ΣΑΣ' = 'σας'", reference: true, engine: true },
    ],
  },
  {
    reason:
      "survey-core looks at a name's first letter in lower and upper case only; here a Kelvin sign is a k there too.",
    accepts: () => false,
    examples: [
      { expression: "{k}", values: { "\u212a": 1 }, reference: null, engine: 1 },
      { expression: "{ok}", values: { "o\u212a": 1 }, reference: 1, engine: 1 },
    ],
  },
  {
    reason: "A depth or length that could exhaust the stack or the memory is refused.",
    accepts: () => false,
    examples: [
      { expression: `${"(".repeat(161)}1`, reference: 1, engine: { code: "too-deep", limit: "320" } },
      {
        expression: `${" ".repeat(65536)}1`,
        reference: 1,
        engine: { code: "too-large", what: "expression", limit: "65536" },
      },
    ],
  },
];

function wellFormed(key, value) {
  return typeof value === "string" ? value.toWellFormed() : value;
}

/** The same but for the last digits of numbers. */
function close(left, right) {
  if (typeof left === "number" && typeof right === "number") return Math.abs(left - right) <= 1e-14 * Math.abs(right);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => close(item, right[index]));
  }
  return left === right;
}
