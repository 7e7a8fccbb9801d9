// A made-up respondent, who goes through a survey as the widget does: page by page, each answer through the engine.
import type { Json, Survey, SurveyElement, SurveyQuestion, SurveyValue } from "patronage/survey";
import type { Random } from "./random";

/** What somebody is like. */
export interface Character {
  readonly random: Random;
  /** How well they think of the shop: about 0, with a deviation of 1. */
  readonly mood: number;
  /** Whether they answer without reading. */
  readonly careless: boolean;
  readonly locale: string;
  /** Answers that are more to the point than chance, by the question's name. */
  readonly habits: Habits;
}

/** An answer of one's own to a question; `undefined` leaves it to chance. */
export type Habits = Readonly<
  Record<string, ((who: Character, question: SurveyQuestion) => SurveyValue | undefined) | undefined>
>;

/** The choice that takes words of its own, and the one that stands for all others. */
const SPECIAL = new Set<Json>(["other", "all"]);
const NEXT = { start: "start", next: "performNext", preview: "showPreview", complete: "tryComplete" } as const;
const WORDS: Record<string, string> = { en: "Made up by the page.", "zh-CN": "由页面生成。" };
/** The smallest PNG there is. */
export const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Goes to the end; throws where the survey cannot be completed. */
export function respond(survey: Survey, who: Character): void {
  for (let step = 0; step < 100; step += 1) {
    if (survey.page().stage === "completed") return;
    answerPage(survey, who);
    // An answer may have completed the survey, as a screen-out does.
    const { buttons, stage } = survey.page();
    if (stage === "completed") return;
    const button = (["start", "next", "preview", "complete"] as const).find((name) => buttons.includes(name));
    if (!button) throw new Error(`nothing leads on from ${stage}`);
    if (survey[NEXT[button]]().refused) throw new Error(`refused: ${JSON.stringify(survey.state().errors)}`);
  }
  throw new Error("the survey has no end");
}

/** Answers a page, with the questions that answers bring up. */
function answerPage(survey: Survey, who: Character): void {
  const seen = new Set<string>();
  for (let before = -1; before < seen.size;) {
    before = seen.size;
    answerAll(survey, who, survey.page().elements, seen);
  }
}

function answerAll(survey: Survey, who: Character, elements: readonly SurveyElement[], seen = new Set<string>()): void {
  for (const element of elements) {
    if ("elements" in element) answerAll(survey, who, element.elements, seen);
    else if (!seen.has(element.path)) {
      seen.add(element.path);
      answer(survey, who, element.path);
    }
  }
}

function answer(survey: Survey, who: Character, path: string): void {
  const question = survey.question(path);
  if (!question?.shown || question.readOnly || isAnswered(question)) return;
  const own = who.habits[question.name]?.(who, question);
  if (own !== undefined) return void survey.answer(path, own);
  if (!question.required && who.random.chance(0.5) && question.type !== "boolean") return;
  const given = valueFor(survey, who, question);
  if (given !== undefined) survey.answer(path, given);
  if (contains(given, "other")) survey.comment(path, words(who));
  if (question.items) inItems(survey, who, path);
}

function inItems(survey: Survey, who: Character, path: string): void {
  const { type } = survey.question(path) ?? {};
  const grows = type === "paneldynamic" || type === "matrixdynamic";
  for (let left = 4; grows && left > 0 && who.random.chance(0.45); left -= 1) survey.addItem(path);
  for (const item of survey.question(path)?.items ?? []) answerAll(survey, who, item.elements);
}

function isAnswered({ type, value }: SurveyQuestion): boolean {
  return value !== undefined && type !== "paneldynamic" && type !== "multipletext" && type !== "matrixdynamic";
}

function contains(given: SurveyValue, word: string): boolean {
  return given === word || (Array.isArray(given) && given.includes(word));
}

function words({ locale }: Character): string {
  return WORDS[locale] ?? WORDS["en"] ?? "";
}

function valueFor(survey: Survey, who: Character, question: SurveyQuestion): SurveyValue {
  const asked = survey.definition(question.place);
  const { random } = who;
  switch (question.type) {
    case "rating":
      return onScale(who, Number(asked["rateMin"] ?? 1), Number(asked["rateMax"] ?? 5));
    case "boolean":
      return random.chance(0.3);
    case "text":
      return written(who, question.name, asked);
    case "comment":
      return words(who);
    case "matrix":
      return inRows(who, question);
    case "ranking":
      return random.shuffled(offered(question));
    case "radiogroup":
    case "buttongroup":
    case "dropdown":
      return random.pick(offered(question)) ?? undefined;
    case "imagepicker":
      return asked["multiSelect"] ? someOf(who, question, 1, 2) : random.pick(offered(question));
    case "checkbox":
    case "tagbox":
      return someOf(who, question, Number(asked["minSelectedChoices"] ?? 1), Number(asked["maxSelectedChoices"] || 3));
    case "file":
      return [{ name: "photo.png", type: "image/png", content: PIXEL }];
    case "signaturepad":
      return PIXEL;
    default:
      return undefined;
  }
}

/** A point of a scale: higher in a better mood. */
export function onScale({ random, mood, careless }: Character, min: number, max: number): number {
  const middle = min + (max - min) * (0.76 + 0.17 * mood);
  const wished = careless ? max : Math.round(middle + random.normal() * (max - min) * 0.12);
  return Math.min(max, Math.max(min, wished));
}

function inRows(who: Character, { rows = [], columns = [] }: SurveyQuestion): Record<string, Json> {
  const values = columns.map(({ value }) => value);
  const straight = onScale(who, 0, values.length - 1);
  const most = values.length - 1;
  const column = (row: string) => {
    const wished = onScale(who, 0, most) - (who.random.chance(liking(row)) ? 0 : 1);
    return values[who.careless ? straight : Math.max(0, wished)] ?? null;
  };
  return Object.fromEntries(rows.map(({ value }) => [String(value), column(String(value))]));
}

/** How well people think of one thing among others, 0.2 to 0.9: always the same for the same name. */
function liking(name: string): number {
  const sum = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
  return 0.2 + ((sum % 97) / 97) * 0.7;
}

function offered({ choices = [] }: SurveyQuestion): Json[] {
  return choices.filter((choice) => !choice.disabled && !SPECIAL.has(choice.value)).map(({ value }) => value);
}

/** Of several choices some, or one that stands alone. */
function someOf({ random }: Character, question: SurveyQuestion, least: number, most: number): Json[] {
  const alone = (value: Json) => value === "none" || value === "silent";
  const values = offered(question);
  const together = values.filter((value) => !alone(value));
  if (together.length < values.length && random.chance(0.1)) return values.filter(alone).slice(0, 1);
  const count = least + random.below(Math.min(most, together.length) - least + 1);
  return random.shuffled(together).slice(0, count);
}

function written(who: Character, name: string, asked: Readonly<Record<string, unknown>>): SurveyValue {
  switch (asked["inputType"]) {
    case "email":
      return "respondent@example.com";
    case "number":
      return Number(asked["min"] ?? 1) + who.random.below(3);
    case "date":
      return "2026-11-01";
    default:
      // Names of several people must differ.
      return `${name} ${who.random.below(1e9)}`;
  }
}
