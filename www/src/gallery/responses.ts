// The answers that the metrics are computed from: those that somebody gave, and, apart from them, those that were made up.
import { load, type SurveyData } from "patronage/survey";
import type { SurveyResponse } from "patronage/responses";
import type { Locale } from "../words";
import type { Catalogued, Operator } from "./catalogue";
import { habits } from "./habits";
import { Random } from "./random";
import { respond } from "./respondent";

/** What the metrics need of a response. */
export type Answers = Pick<SurveyResponse, "key" | "data" | "timings" | "started" | "completed">;

export const SEED = 7;

/** Where a survey's responses go. */
export function endpointOf({ edge }: Operator, survey: string): string {
  return `${edge}/surveys/${survey}/responses`;
}

/** What the edge worker has stored; none where it does not answer. */
export async function stored(operator: Operator, survey: string, signal: AbortSignal): Promise<Answers[] | undefined> {
  const headers = { Authorization: `Bearer ${operator.token}` };
  const found: Answers[] = [];
  try {
    for (let after: number | null = 0; after !== null;) {
      const address: string = `${endpointOf(operator, survey)}?limit=1000&after=${after}`;
      const response = await fetch(address, { headers, signal });
      if (!response.ok) return undefined;
      const page = (await response.json()) as { responses: Answers[]; next: number | null };
      found.push(...page.responses);
      after = page.next;
    }
    return found;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

/** Made-up responses from one place in the row of all that there could be. */
export async function madeUp(survey: Catalogued, from: number, count: number, locale: Locale): Promise<Answers[]> {
  const { Survey } = await load();
  const made: Answers[] = [];
  for (let place = from; place < from + count; place += 1) {
    const random = new Random(SEED * 1_000_003 + place);
    const careless = random.chance(0.06);
    const session = new Survey(survey.document, { locale, now: BEGUN, seed: place });
    const who = { random, mood: random.normal(), careless, locale, habits: habits[survey.id] ?? {} };
    respond(session, who);
    const reading = (name: string) => survey.words(name, locale) * 300 + 800;
    made.push(response(`made-up-${place}`, session.state().data, reading, random, careless));
    session.free();
    // The page stays alive meanwhile.
    if (place % 20 === 19) await new Promise((resolve) => setTimeout(resolve));
  }
  return made;
}

const BEGUN = Date.UTC(2026, 10, 1);

/** A response that took its time, or did not; `reading` is how long a question takes to be read. */
function response(
  key: string,
  data: SurveyData,
  reading: (name: string) => number,
  random: Random,
  careless: boolean,
): Answers {
  const time = (name: string) => Math.round(reading(name) * (careless ? 0.2 : 1.2 + 1.5 * random.next()));
  const timings = Object.fromEntries(Object.keys(data).map((name) => [name, time(name)]));
  const took = Object.values(timings).reduce((sum, one) => sum + one, 0);
  const started = BEGUN + random.below(20) * 86_400_000;
  const at = (moment: number) => new Date(moment).toISOString();
  return { key, data, timings, started: at(started), completed: at(started + took) };
}
