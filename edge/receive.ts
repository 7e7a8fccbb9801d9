// A response arrives: it is read within limits, judged by the engine, and stored once.
import { load, PatronageError, type SurveyProblem } from "patronage";
import type { SurveyResponse } from "patronage/responses";
import { answer, failure, refusal } from "./answer";
import { canonical, digest } from "./canonical";
import { impossibleMoment } from "./moment";
import { answersRead, screened } from "./quotas";
import { signedBy } from "./respondent";
import { responseIn } from "./response";
import type { Arrival, Reception } from "./responses";
import type { Asked } from "./surveys";
import surveys from "./surveys.json";

const { Examiner } = await load();

/** One for each survey, once it has been asked for. */
const examiners = new Map<string, InstanceType<typeof Examiner>>();

/** `POST /surveys/:id/responses`. */
export async function receive({ request, id, surroundings }: Asked): Promise<Response> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("Content-Type") ?? ""))
    return refusal(415, "media-type", "A response is sent as application/json.");
  const longest = Number(surroundings.LONGEST ?? surveys.longest);
  const text = await limited(request, longest);
  if (text === undefined) return refusal(413, "too-large", `A response has at most ${longest} bytes.`);
  const sent = read(text, id, request.headers.get("Idempotency-Key"));
  if (sent instanceof Response) return sent;
  const response = await identified(sent, surroundings.RESPONDENTS);
  if (!response) return refusal(422, "respondent", "The respondent is not signed by the shop.", "/respondent");

  const { key, respondent = null, data } = response;
  const body = JSON.stringify(response);
  const kept = surroundings.RESPONSES.getByName(id);
  const about = await digest(canonical(response));
  const before = await kept.recall(key, about);
  if (before) return told(key, before);
  const now = Date.now();
  const arrival = { survey: id, key, digest: about, respondent, body, answers: answersRead(id, data), now };
  const refused = judged(arrival, response);
  if (refused) return refused;
  return told(key, await kept.store(arrival), 201);
}

/** The response with who answered it as the shop knows them; `undefined` where that is not the shop's word. */
async function identified(response: SurveyResponse, secret: string | null): Promise<SurveyResponse | undefined> {
  if (!secret || response.respondent === undefined) return response;
  const respondent = await signedBy(secret, response.respondent);
  return respondent === undefined ? undefined : { ...response, respondent };
}

function told(key: string, { outcome, quota }: Reception, stored = 200): Response {
  switch (outcome) {
    case "stored":
      return answer(JSON.stringify({ key }), stored);
    case "known":
      return answer(JSON.stringify({ key }));
    case "screened":
      return answer(JSON.stringify({ key, screened: quota }));
    case "conflict":
      return refusal(409, "conflict", "Another response has this key.", "/key");
  }
}

/**
 * The text of a request; `undefined` where it is longer than allowed. Somewhat too long a body is read to its end all the
 * same: whose sending is cut off takes that for a lost connection, and would send it for ever.
 */
async function limited(request: Request, longest: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  for await (const chunk of chunks(request.body)) {
    length += chunk.length;
    if (length > 4 * longest) return undefined;
    text = length > longest ? "" : text + decoder.decode(chunk, { stream: true });
  }
  return length > longest ? undefined : text + decoder.decode();
}

async function* chunks(body: ReadableStream<Uint8Array> | null) {
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) yield part.value;
}

function read(text: string, survey: string, header: string | null): SurveyResponse | Response {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refusal(400, "json", "This is not JSON.");
  }
  const response = responseIn(json);
  if (typeof response === "string") return refusal(422, "response", "This is no response.", response);
  if (response.survey !== survey) return refusal(422, "survey", "The response is to another survey.", "/survey");
  if (header !== response.key) return refusal(400, "key", "Idempotency-Key must be the response's own.", "/key");
  return response;
}

/** What the clock and the engine have against a response. */
function judged(arrival: Arrival, response: SurveyResponse): Response | undefined {
  const place = impossibleMoment(response, arrival.now);
  if (place !== undefined) return refusal(422, "time", "The clock here says otherwise.", place);
  try {
    const errors = problems(arrival.survey, response);
    if (errors.length > 0) return answer(JSON.stringify({ errors }), 422);
    // Whatever the quotas' conditions cannot be asked is refused before it is stored.
    screened(arrival, {});
    return undefined;
  } catch (error) {
    if (error instanceof PatronageError) return failure(error, 422);
    throw error;
  }
}

/** A limit such as `today()` may have been kept when the survey was begun, and not at its end. */
function problems(id: string, { started, completed, ...response }: SurveyResponse) {
  const examiner = examinerOf(id);
  let found: readonly SurveyProblem[] = [];
  for (const moment of [completed, started]) {
    found = examiner.examine({ ...response, now: Date.parse(moment) });
    if (found.length === 0) break;
  }
  return found;
}

function examinerOf(id: string) {
  const known = examiners.get(id);
  if (known) return known;
  const examiner = new Examiner(surveys.documents[id] ?? {});
  examiners.set(id, examiner);
  return examiner;
}
