// The workload for json-rules-engine: a rule object for each rule, and a fact with parameters that sums the lines that a
// rule is for. The engine keeps each fact's value for equal parameters, so no sum is made twice in a run.

import { Engine } from "json-rules-engine";
import { tests } from "./facts.mjs";

const OPERATORS = { "=": "equal", "!=": "notEqual", ">=": "greaterThanInclusive" };

/** A function from a request to a promise of the points by rule. */
export function jsonRules(program) {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addFact("eligible", async (selection, almanac) => measure(selection, await almanac.factValue("cart")));
  program.earn.forEach((rule) => engine.addRule(ruleOf(rule, program)));
  return async (request) => {
    const byRule = Object.fromEntries(program.earn.map((rule) => [rule.id, 0]));
    const { events, almanac } = await engine.run(request);
    for (const { params } of events) {
      const { rule, earned, selection, times } = params;
      const sums = await almanac.factValue("eligible", selection);
      byRule[rule] = times > 1 ? pointsOf(earned, sums, times) - pointsOf(earned, sums) : pointsOf(earned, sums);
    }
    return byRule;
  };
}

function ruleOf(rule, program) {
  const earned = rule.multiply ? program.earn.find(({ id }) => id === rule.rules[0]) : rule;
  const selection = selectionOf(earned);
  const times = Number(rule.multiply ?? 1);
  const any = { fact: "eligible", params: selection, path: "$.lines", operator: "greaterThan", value: 0 };
  const event = { type: "points", params: { rule: rule.id, earned, selection, times } };
  return { conditions: { all: [...inForce(rule), any] }, event };
}

function inForce({ channels, when, schedule }) {
  const conditions = [];
  if (channels) conditions.push({ fact: "cart", path: "$.channel", operator: "in", value: channels });
  if (when) conditions.push(...tests(when).map(condition));
  if (schedule?.weekdays) conditions.push({ fact: "now", path: "$.weekday", operator: "in", value: schedule.weekdays });
  if (schedule?.hours) conditions.push({ any: overMidnight(schedule.hours) });
  return conditions;
}

function condition({ path, operator, value }) {
  const at = (text) => {
    const [fact, ...rest] = text.split(".");
    return { fact, path: `$.${rest.join(".")}` };
  };
  return { ...at(path), operator: OPERATORS[operator], value: value?.path ? at(value.path) : value };
}

function overMidnight({ from, until }) {
  const minutes = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  const now = { fact: "now", path: "$.minute" };
  return [
    { ...now, operator: "greaterThanInclusive", value: minutes(from) },
    { ...now, operator: "lessThan", value: minutes(until) },
  ];
}

/** Which lines a rule is for, as parameters of the fact. */
function selectionOf({ categories, products, lines }) {
  return { categories, products, tests: lines && tests(lines) };
}

function measure(selection, { lines }) {
  const sums = { lines: 0, units: 0, amount: 0 };
  for (const line of lines) {
    if (!selects(selection, line)) continue;
    sums.lines += 1;
    sums.units += line.quantity;
    sums.amount += line.price * line.quantity;
  }
  return sums;
}

function selects({ categories, products, tests }, line) {
  if (categories) return categories.includes(line.category);
  if (products) return products.includes(line.product);
  if (!tests) return true;
  const [category, brand, organic] = tests;
  return (line.category === category.value && line.brand === brand.value) || (organic !== undefined && line.organic);
}

/** The points of a rule, or of its multiple. */
function pointsOf({ points: once, per, every, each, cap }, { lines, units, amount }, times = 1) {
  const points = once * times;
  const value = every
    ? Math.floor(amount / every) * points
    : per
      ? Math.floor((amount * points) / per)
      : points * { order: 1, line: lines, unit: units }[each];
  return cap ? Math.min(value, cap.points) : value;
}
