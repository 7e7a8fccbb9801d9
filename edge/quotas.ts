// How many responses are wanted, and of whom: the quotas in the document of invitations.
import { load, type Screening } from "patronage";
import surveys from "./surveys.json";

/** A response, as far as it matters to quotas. */
export interface Counted {
  readonly survey: string;
  readonly key: string;
  readonly respondent: string | null;
  /** The response as JSON. */
  readonly body: string;
}

const { Invitations } = await load();
const document = surveys.invitations;
const invitations = document === null ? undefined : new Invitations(document);

/**
 * Whether a response is still wanted, and what it counts in.
 *
 * @param counts How many responses each quota has.
 */
export function screened(response: Counted, counts: Readonly<Record<string, number>>): Screening {
  const rule = document?.surveys.find(({ id, survey = id }) => survey === response.survey);
  if (!rule || !invitations) return { counts: [] };
  const { data, completed } = JSON.parse(response.body) as { data: Record<string, never>; completed: string };
  const member = { id: response.respondent ?? response.key };
  return invitations.screen({ survey: rule.id, member, answers: data, counts: { [rule.id]: counts }, now: completed });
}
