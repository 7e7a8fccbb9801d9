import type { CSSResult } from "lit";
import { loadCleaner } from "../clean.js";
import { boolean } from "./boolean.js";
import { checkbox, radiogroup } from "./choices.js";
import { dropdown } from "./dropdown.js";
import { htmlText } from "./html.js";
import { rating } from "./rating.js";
import { comment, text } from "./text.js";
import type { SurveyDocument } from "../../survey.js";
import type { QuestionType } from "./question.js";

/** The types of questions that most surveys have, by the name that documents give them. */
const near: Readonly<Record<string, QuestionType>> = {
  boolean,
  buttongroup: radiogroup,
  checkbox,
  comment,
  dropdown,
  html: htmlText,
  radiogroup,
  rating,
  text,
};

/** Those that are loaded for the surveys that have them. */
const far: Readonly<Record<string, () => Promise<QuestionType>>> = {
  expression: async () => (await import("./expression.js")).expression,
  image: async () => (await import("./image.js")).image,
  file: async () => (await import("./file.js")).file,
  imagemap: async () => (await import("./imagemap.js")).imagemap,
  imagepicker: async () => (await import("./imagepicker.js")).imagepicker,
  matrix: async () => (await import("./matrix.js")).matrix,
  matrixdropdown: async () => (await import("./cells.js")).matrixdropdown,
  matrixdynamic: async () => (await import("./cells.js")).matrixdynamic,
  multipletext: async () => (await import("./multipletext.js")).multipletext,
  paneldynamic: async () => (await import("./panels.js")).paneldynamic,
  ranking: async () => (await import("./ranking.js")).ranking,
  signaturepad: async () => (await import("./signature.js")).signaturepad,
  slider: async () => (await import("./slider.js")).slider,
  tagbox: async () => (await import("./tagbox.js")).tagbox,
};

const types = new Map(Object.entries(near));

/** The type of a question, once `prepare` has seen the survey. */
export function typeOf(name: string): QuestionType | undefined {
  return types.get(name);
}

/** The styles of all types that are there. */
export function styles(): CSSResult[] {
  return [...new Set([...types.values()].flatMap(({ styles }) => styles ?? []))];
}

/** Loads the types that a survey has, so that none is missing later, when there may be no network. */
export async function prepare(document: SurveyDocument): Promise<void> {
  const text = JSON.stringify(document);
  const missing = Object.entries(far).filter(([name]) => !types.has(name) && text.includes(`"${name}"`));
  const words = missing.length > 0 && import("../words/far/index.js");
  const loaded = await Promise.all(missing.map(async ([name, load]) => [name, await load()] as const));
  await words;
  // Also what is shown at the end: "html" of its conditions, "completedHtml" and its like.
  if (/"(html|completed\w*Html\w*)"/.test(text)) await loadCleaner();
  for (const [name, type] of loaded) types.set(name, type);
}
