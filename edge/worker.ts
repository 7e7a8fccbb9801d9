// The reference edge worker: the same engine and the same program as the page, beside the shop's own data.
import { load } from "patronage/loyalty";
import document from "./program.json";
import { answer, failure, preflight } from "./answer";

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
  async fetch(request: Request): Promise<Response> {
    if (request.method === "OPTIONS") return preflight();
    const question = questions[`${request.method} ${new URL(request.url).pathname}`];
    if (!question)
      return answer('{"code":"not-found","path":"","message":"Ask POST /preview, POST /status or GET /health."}', 404);
    try {
      return answer(await question(request));
    } catch (error) {
      return failure(error);
    }
  },
};
