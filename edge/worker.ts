// The reference edge worker: the same engine and the same program as the page, beside the shop's own data.
import { load } from "patronage";
import document from "./program.json";
import { answer, failure, preflight, readable, refusal } from "./answer";
import type { Surroundings } from "./surroundings";
import { answerSurvey } from "./surveys";

export { SurveyResponses } from "./responses";

// Compiled once, and resident as long as the worker is.
const { Program } = await load();
const program = new Program(document);

type Question = (request: Request) => Promise<string>;

/** The answers are JSON text from the engine, sent on as they are: the page's bytes. */
const questions: Record<string, Question> = {
  "POST /preview": async (request) => program.previewJson(await request.text()),
  "POST /status": async (request) => program.statusJson(await request.text()),
  "GET /health": async () => JSON.stringify({ ok: true, program: document.id ?? null }),
};

export default {
  async fetch(request: Request, surroundings: Surroundings): Promise<Response> {
    const answered = request.method === "OPTIONS" ? preflight() : await respond(request, surroundings);
    return readable(answered, request, surroundings.ORIGINS);
  },
};

async function respond(request: Request, surroundings: Surroundings): Promise<Response> {
  try {
    const { pathname } = new URL(request.url);
    const question = questions[`${request.method} ${pathname}`];
    if (question) return answer(await question(request));
    return (await answerSurvey(request, surroundings)) ?? lost();
  } catch (error) {
    return failure(error);
  }
}

function lost(): Response {
  return refusal(404, "not-found", "Ask POST /preview, POST /status, GET /health, or what is below /surveys.");
}
