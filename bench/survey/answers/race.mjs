// Surveys, side by side with survey-core: load, one answer, a thousand answers.

import assert from "node:assert/strict";
import { Model } from "survey-core";
import { load } from "../../../pkg/dist/survey/node.js";
import { median } from "../../numbers.mjs";
import { answers, survey } from "../document.mjs";

const SIZES = [50, 500, 2_000];
const ANSWERS = 1_000;
/** A measure is repeated at least so often, and for about so many milliseconds. */
const [ROUNDS, BUDGET] = [3, 3_000];

const { Survey } = await load();

/** Both engines: how a survey begins, is answered, and what it then holds. */
const ENGINES = {
  patronage: {
    begin: (document) => new Survey(document),
    end: (session) => session.free(),
    data: (session) => session.state().data,
    visible: (session) => session.state().visible,
  },
  "survey-core": {
    begin: (document) => new Model(document),
    end: (model) => model.dispose(),
    data: (model) => model.data,
    visible: (model) => model.getAllQuestions(true).map(({ name }) => name),
  },
};

/** For each size and each measure the medians in microseconds. */
export function races() {
  return SIZES.map((questions) => {
    const document = survey(questions);
    const given = answers(questions, ANSWERS);
    sameOutcome(document, given);
    return {
      questions,
      load: inTurns(loading(document)),
      one: inTurns(one(document)),
      all: inTurns(all(document, given)),
    };
  });
}

/** Both hold the same answers and show the same questions in the end. */
function sameOutcome(document, given) {
  const [ours, theirs] = Object.values(ENGINES).map((engine) => {
    const session = engine.begin(document);
    given.forEach(([name, value]) => session.setValue(name, value));
    const outcome = { data: engine.data(session), visible: engine.visible(session) };
    engine.end(session);
    return outcome;
  });
  assert.deepEqual(ours, theirs);
  assert.ok(Object.keys(ours.data).length > 0 && ours.visible.length > 0);
}

function loading(document) {
  return (engine) => {
    const start = performance.now();
    const session = engine.begin(document);
    const time = performance.now() - start;
    engine.end(session);
    return time;
  };
}

/** An answer in the middle of a survey that shows or hides the next question, by turns. */
function one(document) {
  const REPEATS = 20;
  const name = `q${document.pages.length >> 1}0`;
  const sessions = new Map();
  return (engine) => {
    if (!sessions.has(engine)) sessions.set(engine, engine.begin(document));
    const session = sessions.get(engine);
    const start = performance.now();
    for (let time = 0; time < REPEATS; time += 1) session.setValue(name, time % 2 === 0 ? 1 : 5);
    return (performance.now() - start) / REPEATS;
  };
}

function all(document, given) {
  return (engine) => {
    const session = engine.begin(document);
    const start = performance.now();
    for (const [name, value] of given) session.setValue(name, value);
    const time = performance.now() - start;
    engine.end(session);
    return time;
  };
}

/** The medians in microseconds over rounds in which both take turns, so that a noisy moment meets both. */
function inTurns(measure) {
  const times = Object.fromEntries(Object.keys(ENGINES).map((name) => [name, []]));
  const began = performance.now();
  for (let round = 0; round < ROUNDS || (performance.now() - began < BUDGET && round < 101); round += 1) {
    for (const [name, engine] of Object.entries(ENGINES)) times[name].push(measure(engine) * 1_000);
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}
