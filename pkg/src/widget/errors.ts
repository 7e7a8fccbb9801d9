import type { SurveyDocument, SurveyQuestion } from "../survey.js";
import { numberOf } from "./questions/question.js";
import { fill, type Words } from "./words/index.js";

type Problem = SurveyQuestion["errors"][number];

/** What is wrong, in a sentence: the author's own, or the widget's. */
export function sentence(problem: Problem, question: SurveyQuestion, definition: SurveyDocument, words: Words): string {
  if (problem.text) return problem.text;
  const own = problem.code === "required" ? question.texts["requiredErrorText"] : undefined;
  if (own) return own;
  const { code } = problem;
  const { min, max } = code === "min" || code === "max" ? question : limits(code, definition);
  const values = { min, max };
  const { errors } = words;
  const one = (both: keyof Words["errors"], least: keyof Words["errors"], most: keyof Words["errors"]) =>
    fill(errors[min === undefined ? most : max === undefined ? least : both], values);
  switch (code) {
    case "min":
      return min === undefined ? errors.wrong : fill(isDate(definition) ? errors.since : errors.from, values);
    case "max":
      return max === undefined ? errors.wrong : fill(isDate(definition) ? errors.until : errors.to, values);
    case "numeric":
      return min === undefined && max === undefined ? errors.number : one("between", "from", "to");
    case "length":
      return min === undefined && max === undefined ? errors.wrong : one("length", "longer", "shorter");
    case "count":
      return min === undefined && max === undefined
        ? errors.wrong
        : one(min === max ? "exactly" : "count", "more", "fewer");
    default:
      return (errors as Readonly<Record<string, string>>)[code] ?? errors.wrong;
  }
}

function isDate({ inputType }: SurveyDocument): boolean {
  return /^(date|datetime-local|month|time|week)$/.test(String(inputType));
}

/** The limits that the document sets: the question's own, or those of its validators. */
function limits(code: string, definition: SurveyDocument): { min: unknown; max: unknown } {
  const [class_, least, most, ownLeast, ownMost] = {
    numeric: ["numeric", "minValue", "maxValue", "", ""],
    length: ["text", "minLength", "maxLength", "minLength", "maxLength"],
    count: ["answercount", "minCount", "maxCount", "minSelectedChoices", "maxSelectedChoices"],
  }[code] ?? ["", "", "", "", ""];
  const validators = (definition["validators"] ?? []) as SurveyDocument[];
  const validator = validators.find(({ type }) => String(type).replace(/validator$/, "") === class_) ?? {};
  const bound = (own: string, name: string) => numberOf(definition, own) || numberOf(validator, name) || undefined;
  return { min: bound(ownLeast!, least!), max: bound(ownMost!, most!) };
}
