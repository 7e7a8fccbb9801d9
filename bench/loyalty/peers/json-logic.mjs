// The workload as JsonLogic, for json-logic-engine: one expression for each rule, evaluated or compiled.

import { LogicEngine } from "json-logic-engine";
import { tests } from "./facts.mjs";

/** A function from a request to the points by rule. */
export function jsonLogic(program, { compiled }) {
  const engine = new LogicEngine();
  engine.addMethod(
    "floor",
    { method: ([value]) => Math.floor(value), deterministic: true, sync: true },
    { sync: true },
  );
  const names = program.earn.map((rule) => rule.id);
  const rules = program.earn.map((rule) => points(rule, program));
  const run = compiled ? engine.build(rules) : (data) => engine.run(rules, data);
  return (request) => {
    const values = run(request);
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  };
}

/** The points of a rule, 0 where it isn't in force. */
function points(rule, program) {
  const conditions = inForce(rule);
  const value = rule.multiply ? multiplied(rule, program) : capped(rule, earned(rule));
  return conditions.length ? { if: [{ and: conditions }, value, 0] } : value;
}

function inForce({ channels, when, schedule }) {
  const conditions = [];
  if (channels) conditions.push({ in: [{ var: "cart.channel" }, channels] });
  if (when) conditions.push(...tests(when).map((test) => comparison(test)));
  if (schedule?.weekdays) conditions.push({ in: [{ var: "now.weekday" }, schedule.weekdays] });
  if (schedule?.hours) {
    const { from, until } = schedule.hours; // over midnight
    conditions.push({ or: [{ ">=": [{ var: "now.clock" }, from] }, { "<": [{ var: "now.clock" }, until] }] });
  }
  return conditions;
}

function comparison({ path, operator, value }) {
  const right = value?.path ? { var: value.path } : value;
  return { [operator === "=" ? "==" : operator]: [{ var: path }, right] };
}

function earned(rule) {
  const lines = eligible(rule);
  if (rule.each === "order") return { if: [{ some: [{ var: "cart.lines" }, matching(rule)] }, rule.points, 0] };
  if (rule.each === "line") return { "*": [sum(lines, 1), rule.points] };
  if (rule.each === "unit") return { "*": [sum(lines, { var: "current.quantity" }), rule.points] };
  const amount = sum(lines, { "*": [{ var: "current.price" }, { var: "current.quantity" }] });
  if (rule.every) return { "*": [{ floor: [{ "/": [amount, rule.every] }] }, rule.points] };
  return { floor: [{ "/": [{ "*": [amount, rule.points] }, rule.per] }] };
}

function capped({ cap }, value) {
  return cap ? { min: [value, cap.points] } : value;
}

/** What a multiplier adds to the one rule that it lifts: the points of its multiple, rounded, beyond those of the rule. */
function multiplied(rule, program) {
  const lifted = program.earn.find(({ id }) => id === rule.rules[0]);
  const multiple = { ...lifted, points: lifted.points * Number(rule.multiply) };
  return { "-": [earned(multiple), earned(lifted)] };
}

function sum(lines, value) {
  return { reduce: [lines, { "+": [{ var: "accumulator" }, value] }, 0] };
}

function eligible(rule) {
  const condition = matching(rule);
  return condition === true ? { var: "cart.lines" } : { filter: [{ var: "cart.lines" }, condition] };
}

function matching({ categories, products, lines }) {
  if (categories) return { in: [{ var: "category" }, categories] };
  if (products) return { in: [{ var: "product" }, products] };
  if (!lines) return true;
  const atoms = tests(lines).map(({ path, ...rest }) => comparison({ path: path.replace("line.", ""), ...rest }));
  const [category, brand, organic] = atoms;
  return organic ? { or: [{ and: [category, brand] }, organic] } : { and: [category, brand] };
}
