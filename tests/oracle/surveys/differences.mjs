// Where the engine answers otherwise than survey-core, on purpose. The generators don't make these cases; every example is
// run on both sides and must still be as it stands here, after the last call. `untouched` runs survey-core without what
// reference.mjs mends for the generated cases.

export const differences = [
  {
    reason: "A condition on a part of an answer does not run again in survey-core when the answer is taken away.",
    examples: [
      {
        document: { elements: [{ type: "text", name: "a", visibleIf: "{b.x} > 0" }] },
        calls: [
          ["setValue", "b", { x: 1 }],
          ["clearValue", "b"],
        ],
        part: "visible",
        untouched: true,
        reference: ["a"],
        engine: [],
      },
    ],
  },
  {
    reason:
      "An expression that becomes enabled is not computed again in survey-core before something else that it reads changes.",
    examples: [
      {
        document: { elements: [{ type: "expression", name: "e", expression: "{v} + 1", enableIf: "{a} = 1" }] },
        calls: [
          ["setVariable", "v", 2],
          ["setValue", "a", 1],
        ],
        part: "data",
        reference: { a: 1 },
        engine: { a: 1, e: 3 },
      },
    ],
  },
  {
    reason: "survey-core compares a checkbox without an answer as the empty list, which is less than 1 in JavaScript.",
    examples: [
      {
        document: {
          elements: [
            { type: "checkbox", name: "c", choices: [1, 2] },
            { type: "text", name: "t", visibleIf: "{c} < 1" },
          ],
        },
        calls: [],
        part: "visible",
        reference: ["c", "t"],
        engine: ["c"],
      },
    ],
  },
  {
    reason:
      "survey-core keeps among the data what has not the form of an answer to its question, and not in the question; the engine has one answer.",
    examples: [
      {
        document: {
          elements: [
            { type: "paneldynamic", name: "p", templateElements: [{ type: "text", name: "x" }] },
            { type: "text", name: "t", visibleIf: "{p} notempty" },
          ],
        },
        calls: [["setValue", "p", true]],
        part: "visible",
        reference: ["p"],
        engine: ["p", "t"],
      },
    ],
  },
];
