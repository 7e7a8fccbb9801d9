// How many responses are wanted, and of whom: the quotas in the document of invitations.
import { type InvitationRule, load, type Screening } from "patronage";
import type { SurveyResponse } from "patronage/responses";
import surveys from "./surveys.json";

/** A response, as far as it matters to quotas. */
export interface Counted {
  readonly survey: string;
  readonly key: string;
  readonly respondent: string | null;
  /** The answers that quotas read. */
  readonly answers: SurveyResponse["data"];
  /** When it arrived. */
  readonly now: number;
}

const { Invitations } = await load();
const document = surveys.invitations;
const invitations = document === null ? undefined : new Invitations(document);

/** The rule of a survey that limits its responses: the build has seen to it that there is one at most. */
function ruleOf(survey: string): InvitationRule | undefined {
  return document?.surveys.find((rule) => (rule.survey ?? rule.id) === survey && (rule.quotas || rule.target));
}

/** The answers that the quotas of a survey read, of however many. */
export function answersRead(survey: string, data: SurveyResponse["data"]): SurveyResponse["data"] {
  const rule = ruleOf(survey);
  const conditions = [...(rule?.quotas ?? []), ...(rule?.target?.strata ?? [])].map(({ when = "" }) => when);
  const paths = [...conditions.join(" ").matchAll(/answers\.([^}]*)/gi)].map(([, path = ""]) =>
    path.trim().toLowerCase(),
  );
  const isRead = (name: string) =>
    paths.some((path) => path === name || (/^[.[]/.test(path.slice(name.length)) && path.startsWith(name)));
  return Object.fromEntries(Object.entries(data).filter(([name]) => isRead(name.toLowerCase())));
}

/**
 * Whether a response is still wanted, and what it counts in.
 *
 * @param counts How many responses each quota has.
 */
export function screened(response: Counted, counts: Readonly<Record<string, number>>): Screening {
  const rule = ruleOf(response.survey);
  if (!rule || !invitations) return { counts: [] };
  const { answers, now } = response;
  const member = { id: response.respondent ?? response.key };
  return invitations.screen({ survey: rule.id, member, answers, counts: { [rule.id]: counts }, now });
}
