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
  {
    reason: "A computed default of a boolean question does not return with resetValueIf in survey-core, as others do.",
    examples: [
      {
        document: {
          elements: [
            { type: "boolean", name: "b", defaultValueExpression: "true", resetValueIf: "{a} = 1" },
            { type: "text", name: "a" },
          ],
        },
        calls: [
          ["setValue", "b", false],
          ["setValue", "a", 1],
        ],
        part: "data",
        reference: { a: 1 },
        engine: { b: true, a: 1 },
      },
    ],
  },
  {
    reason: "All choices of a ranking count as chosen in survey-core before anybody has ranked them.",
    examples: [
      {
        document: {
          elements: [
            { type: "ranking", name: "r", choices: ["a", "b"] },
            {
              type: "checkbox",
              name: "c",
              choicesFromQuestion: "r",
              choicesFromQuestionMode: "selected",
              hideIfChoicesEmpty: true,
            },
          ],
        },
        calls: [],
        part: "visible",
        reference: ["r", "c"],
        engine: ["r"],
      },
    ],
  },
  {
    reason: "Of the default panels of a dynamic panel that is hidden, survey-core keeps empty ones.",
    examples: [
      {
        document: {
          clearInvisibleValues: "onHidden",
          elements: [
            {
              type: "paneldynamic",
              name: "p",
              visibleIf: "{a} = 1",
              defaultValue: [{ x: 1 }],
              templateElements: [{ type: "text", name: "x" }],
            },
          ],
        },
        calls: [],
        part: "data",
        reference: { p: [{}] },
        engine: {},
      },
    ],
  },
  {
    reason: "A default that is no choice, since its choice is hidden, is an answer in survey-core's preview.",
    examples: [
      {
        document: {
          elements: [
            {
              type: "dropdown",
              name: "d",
              choices: ["a", { value: "b", visibleIf: "{x} = 1" }],
              defaultValue: "b",
            },
          ],
        },
        calls: [["showPreview"]],
        part: "data",
        reference: { d: "b" },
        engine: {},
      },
    ],
  },
  {
    reason:
      "An expression whose answer went with its panel is not computed in survey-core when the panel returns, before something that it reads changes.",
    examples: [
      {
        document: {
          clearInvisibleValues: "onHiddenContainer",
          elements: [
            {
              type: "panel",
              name: "n",
              visibleIf: "{a} = 1",
              elements: [{ type: "expression", name: "e", expression: "{b} + 1" }],
            },
          ],
        },
        calls: [
          ["setValue", "a", 1],
          ["setValue", "a", 2],
          ["setValue", "a", 1],
        ],
        part: "data",
        reference: { a: 1 },
        engine: { a: 1, e: 1 },
      },
    ],
  },
  {
    reason: 'Where there is "other", survey-core takes a hidden choice for a choice and for other words at once.',
    examples: [
      {
        document: {
          elements: [
            {
              type: "radiogroup",
              name: "r",
              choices: ["a", { value: "c", visibleIf: "{x} = 1" }],
              showOtherItem: true,
            },
          ],
        },
        calls: [["setValue", "r", "c"], ["tryComplete"]],
        part: "data",
        reference: { r: "c", "r-Comment": "c" },
        engine: {},
      },
    ],
  },
  {
    reason:
      'An answer that is no choice goes at the end; with "none" beside choices from another question survey-core takes it at once.',
    examples: [
      {
        document: {
          elements: [
            { type: "dropdown", name: "d", choices: ["a", "b"] },
            {
              type: "checkbox",
              name: "c",
              choicesFromQuestion: "d",
              choicesFromQuestionMode: "selected",
              showNoneItem: true,
            },
          ],
        },
        calls: [["setValue", "c", ["b"]]],
        part: "data",
        reference: {},
        engine: { c: ["b"] },
      },
    ],
  },
  {
    reason: "A text may have digits in survey-core as long as none is at its end, where a validator allows none.",
    examples: [
      {
        document: {
          elements: [{ type: "text", name: "t", validators: [{ type: "text", allowDigits: false }] }],
        },
        calls: [["setValue", "t", "a1b"], ["tryComplete"]],
        part: "state",
        reference: "completed",
        engine: "running",
      },
    ],
  },
  {
    reason:
      "A number beyond its limits that somebody types is not among survey-core's data; the engine keeps it, and does not go on.",
    examples: [
      {
        document: { elements: [{ type: "text", name: "n", inputType: "number", max: 2 }] },
        calls: [["answer", "n", 3], ["tryComplete"]],
        part: "data",
        reference: {},
        engine: { n: 3 },
      },
    ],
  },
  {
    reason: "A question in a hidden panel has a right answer in survey-core's quiz.",
    examples: [
      {
        document: {
          elements: [
            {
              type: "panel",
              name: "p",
              visibleIf: "{v} = 1",
              elements: [{ type: "text", name: "t", correctAnswer: 1 }],
            },
            { type: "text", name: "u" },
          ],
        },
        calls: [["setValue", "t", 1]],
        part: "quiz",
        reference: [1, 1],
        engine: [0, 0],
      },
    ],
  },
  {
    reason: "A text that names a matrix without an answer keeps the braces in survey-core.",
    examples: [
      {
        document: {
          elements: [
            { type: "html", name: "h", html: "So {m}" },
            { type: "matrix", name: "m", rows: ["r"], columns: ["a"] },
          ],
        },
        calls: [["setVariable", "v", 1]],
        part: "texts",
        reference: { h: ["h", "", "So {m}"], m: ["m", "", ""] },
        engine: { h: ["h", "", "So "], m: ["m", "", ""] },
      },
    ],
  },
  {
    reason: "With a least number of rows and no answers survey-core has some empty rows among its data.",
    examples: [
      {
        document: {
          elements: [{ type: "matrixdynamic", name: "m", minRowCount: 1, columns: [{ name: "x", cellType: "text" }] }],
        },
        calls: [["setVariable", "v", 1]],
        part: "data",
        reference: { m: [{}] },
        engine: {},
      },
    ],
  },
  {
    reason: "An added row that nobody has filled is gone in survey-core when data are merged.",
    examples: [
      {
        document: {
          elements: [{ type: "matrixdynamic", name: "m", rowCount: 1, columns: [{ name: "x", cellType: "text" }] }],
        },
        calls: [
          ["setValue", "m", [{ x: 1 }]],
          ["addItem", "m"],
          ["mergeData", { v: 1 }],
        ],
        part: "items",
        reference: { m: [["x"]] },
        engine: { m: [["x"], ["x"]] },
      },
    ],
  },
  {
    reason: "survey-core lets go on who has chosen more than may be chosen; the engine takes no such answer for right.",
    examples: [
      {
        document: { elements: [{ type: "checkbox", name: "c", choices: [1, 2], maxSelectedChoices: 1 }] },
        calls: [["setValue", "c", [1, 2]], ["tryComplete"]],
        part: "state",
        reference: "completed",
        engine: "running",
      },
    ],
  },
  {
    reason:
      "A dynamic matrix that was answered has no rows in survey-core once all is cleared, not those that it began with.",
    examples: [
      {
        document: { elements: [{ type: "matrixdynamic", name: "m", columns: [{ name: "x", cellType: "text" }] }] },
        calls: [
          ["setValue", "m", [{ x: 1 }]],
          ["clear", true, true],
        ],
        part: "items",
        reference: { m: [] },
        engine: { m: [["x"], ["x"]] },
      },
    ],
  },
  {
    reason: "A ranking that a page gives in part is completed, and in survey-core gone when a further choice appears.",
    examples: [
      {
        document: {
          elements: [{ type: "ranking", name: "r", choices: ["a", "b", { value: "c", visibleIf: "{v} = 1" }] }],
        },
        calls: [
          ["answer", "r", ["a"]],
          ["setVariable", "v", 1],
        ],
        part: "data",
        reference: {},
        engine: { r: ["a", "b", "c"] },
      },
    ],
  },
  {
    reason:
      "What is chosen but hidden is its value in a text of survey-core, or nothing; in the engine it has its words.",
    examples: [
      {
        document: {
          elements: [
            { type: "dropdown", name: "d", choices: [{ value: "a", text: "Apple", visibleIf: "{v} = 1" }] },
            { type: "text", name: "t", title: "Why {d}?" },
          ],
        },
        calls: [["setValue", "d", "a"]],
        part: "texts",
        reference: { d: ["d", "", ""], t: ["Why a?", "", ""] },
        engine: { d: ["d", "", ""], t: ["Why Apple?", "", ""] },
      },
    ],
  },
  {
    reason: "survey-core takes any text for a month or week, which browsers without such a field let through.",
    examples: ["month", "week"].map((inputType) => ({
      document: { elements: [{ type: "text", name: "t", inputType }] },
      calls: [["setValue", "t", "soon"], ["tryComplete"]],
      part: "state",
      reference: "completed",
      engine: "running",
    })),
  },
  {
    reason:
      "Back from a question on the same page to which a trigger skipped, survey-core first leads to that page itself.",
    examples: [
      {
        document: {
          pages: [
            { name: "one", elements: [{ type: "text", name: "a" }] },
            {
              name: "two",
              elements: [
                { type: "text", name: "b" },
                { type: "text", name: "c" },
              ],
            },
          ],
          triggers: [{ type: "skip", expression: "{b} notempty", gotoName: "c" }],
        },
        calls: [["nextPage"], ["setValue", "b", 1], ["prevPage"]],
        part: "page",
        untouched: true,
        reference: "two",
        engine: "one",
      },
    ],
  },
  {
    reason:
      "An expression in a panel that becomes enabled is not computed in survey-core before something that it reads changes.",
    examples: [
      {
        document: {
          elements: [
            { type: "text", name: "a" },
            {
              type: "panel",
              name: "p",
              enableIf: "{a} = 1",
              elements: [{ type: "expression", name: "e", expression: "{v} + 1" }],
            },
          ],
        },
        calls: [
          ["setVariable", "v", 2],
          ["setValue", "a", 1],
        ],
        part: "data",
        reference: { a: 1, e: 1 },
        engine: { a: 1, e: 3 },
      },
    ],
  },
  {
    reason: "There are as many dynamic panels as there must be; survey-core has fewer where a call gives fewer.",
    examples: [
      {
        document: {
          elements: [
            {
              type: "paneldynamic",
              name: "p",
              minPanelCount: 2,
              templateElements: [{ type: "text", name: "x" }],
            },
          ],
        },
        calls: [["setValue", "p", [{ x: 1 }]]],
        part: "items",
        reference: { p: [["x"]] },
        engine: { p: [["x"], ["x"]] },
      },
    ],
  },
  {
    reason: 'When a choice goes that was chosen beside "none", survey-core takes "none" away too.',
    examples: [
      {
        document: {
          elements: [
            {
              type: "checkbox",
              name: "c",
              choices: [{ value: "a", visibleIf: "{v} = 1" }, "b"],
              showNoneItem: true,
            },
          ],
        },
        calls: [["setValue", "c", ["a", "none"]], ["tryComplete"]],
        part: "data",
        reference: {},
        engine: { c: ["none"] },
      },
    ],
  },
  {
    reason:
      "A trigger that computes nothing takes the answer away; in survey-core only where what it reads has no question that knows its answer.",
    examples: [
      {
        document: {
          elements: ["a", "b", "t"].map((name) => ({ type: "text", name })),
          triggers: [{ type: "runexpression", expression: "{a} = 1", setToName: "t", runExpression: "{b}" }],
        },
        calls: [
          ["setValue", "t", 5],
          ["setValue", "a", 1],
        ],
        part: "data",
        reference: { t: 5, a: 1 },
        engine: { a: 1 },
      },
    ],
  },
  {
    reason: "In its preview survey-core fills in again what somebody has emptied of a default.",
    examples: [
      {
        document: {
          elements: [
            { type: "multipletext", name: "m", items: [{ name: "x" }, { name: "y" }], defaultValue: { x: 1 } },
          ],
        },
        calls: [["setValue", "m", { y: 3 }], ["showPreview"]],
        part: "data",
        reference: { m: { y: 3, x: 1 } },
        engine: { m: { y: 3 } },
      },
    ],
  },
  {
    reason: "Where hiding clears, survey-core keeps the default of a row that is hidden from the start.",
    examples: [
      {
        document: {
          clearInvisibleValues: "onHidden",
          elements: [
            {
              type: "matrixdropdown",
              name: "m",
              columns: [{ name: "x", cellType: "text" }],
              rows: ["r", { value: "s", visibleIf: "{v} = 1" }],
              defaultValue: { s: { x: 1 } },
            },
          ],
        },
        calls: [["setVariable", "w", 1]],
        part: "data",
        reference: { m: { s: { x: 1 } } },
        engine: {},
      },
    ],
  },
];
