import assert from "node:assert/strict";
import { lines, START, written } from "./shared.mjs";

const FILES = ["diginetica_train_sessions.txt.gz", "diginetica_test_sessions.txt.gz"];
const read = (name) => lines(name).map((line) => line.split(" "));
const steps = (items, at) => items.map((item) => ({ at, items: [item] }));

/** Item views in sessions, in order of time but without times: every beginning of every test session predicts its next. */
export function diginetica() {
  const [train, test] = FILES.map(read);
  const cases = test.flatMap((items) =>
    items.slice(1).map((target, at) => ({ history: steps(items.slice(0, at + 1)), targets: [target] })),
  );
  assert.equal(cases.length, 60_858);
  return {
    name: "diginetica",
    title: "Diginetica, sessions",
    kind: "sessions",
    written: written(...FILES),
    train: train.map((items, session) => ({ owner: session, steps: steps(items, START + session) })),
    cases,
  };
}
