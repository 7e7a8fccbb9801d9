// What a respondent's clock says is taken within reason.
import type { SurveyResponse } from "patronage/responses";

const DAY = 86_400_000;

/** A response may wait so long in a browser without a network. */
const LONGEST_WAY = 90 * DAY;

/** Clocks differ; one that is further ahead could not have opened the connection. */
const TOLERANCE = DAY;

/** The place of a moment that cannot be, seen from when the response arrived. */
export function impossibleMoment({ started, completed }: SurveyResponse, now: number): string | undefined {
  const [begun, ended] = [Date.parse(started), Date.parse(completed)];
  if (ended > now + TOLERANCE || ended < now - LONGEST_WAY) return "/completed";
  if (begun > ended + TOLERANCE) return "/started";
  return undefined;
}
