// What survey-core answers.

import { ConditionsParser, ExpressionRunner, settings } from "survey-core";
import { copy, encode } from "./values.mjs";

const { format } = String.prototype;

/** The answer to one case: its form and value, where it does not parse, or that survey-core throws. */
export function answer({ expression, values = {}, untouched = false }, now) {
  settings.onDateCreated = (date, reason, value) => (value ? date : new Date(now));
  // survey-core gives every text this method; not enumerable, it stays out of loops over texts.
  Object.defineProperty(String.prototype, "format", { value: format, enumerable: untouched, configurable: true });
  try {
    const parser = new ConditionsParser();
    const operand = parser.parseExpression(expression);
    if (parser.error) return { code: "expression", at: String(parser.error.at) };
    const value = evaluate(expression, untouched ? values : fresh(values));
    return { canonical: operand ? operand.toString() : "null", value: encode(value) };
  } catch (error) {
    return { throws: `${error.name}: ${error.message}` };
  }
}

/** With a function that answers later, the result is that of the completed run. */
function evaluate(expression, values) {
  const runner = new ExpressionRunner(expression);
  const results = [];
  runner.onRunComplete = (completed) => results.push(completed);
  const direct = runner.runValues(values);
  if (!runner.isAsync) return direct;
  if (results.length === 0) throw new Error("never completes");
  return results.at(-1);
}

/** Values whose dates are made anew each time they are read: survey-core changes dates while it compares them. */
function fresh(values) {
  const object = {};
  for (const [name, value] of Object.entries(values)) {
    if (value instanceof Date) Object.defineProperty(object, name, { enumerable: true, get: () => copy(value) });
    else object[name] = value;
  }
  return object;
}
