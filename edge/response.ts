// The form of a response. Whatever else was sent with it is not kept.
import type { SurveyResponse } from "patronage/responses";

type Fields = Readonly<Record<string, unknown>>;

/** What each field must be; those that may be left out say so. */
const FORM: Record<keyof SurveyResponse, (value: unknown) => boolean> = {
  key: (value) => typeof value === "string" && /^[\w-]{16,128}$/.test(value),
  survey: (value) => typeof value === "string",
  respondent: (value) => value === undefined || (typeof value === "string" && /^.{1,200}$/s.test(value)),
  locale: (value) => typeof value === "string" && /^[\w-]{0,35}$/.test(value),
  seed: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  started: isMoment,
  completed: isMoment,
  offset: (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 86_400,
  data: isRecord,
  variables: (value) => value === undefined || isRecord(value),
  timings: (value) => isRecord(value) && Object.values(value).every(isDuration),
};

/** The response in some JSON, with nothing beside it; where it is none, the place of what is wrong. */
export function responseIn(json: unknown): SurveyResponse | string {
  if (!isRecord(json)) return "";
  const names = Object.keys(FORM) as (keyof SurveyResponse)[];
  const wrong = names.find((name) => !FORM[name](json[name]));
  if (wrong !== undefined) return `/${wrong}`;
  const present = names.filter((name) => json[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, json[name]])) as unknown as SurveyResponse;
}

function isMoment(value: unknown): boolean {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
  return typeof value === "string" && form.test(value) && !Number.isNaN(Date.parse(value));
}

function isDuration(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
