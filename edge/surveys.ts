// What is below /surveys: the documents, the responses to them, and what an operator may ask.
import { answer, refusal } from "./answer";
import { isOperator } from "./operator";
import { receive } from "./receive";
import type { Whose } from "./responses";
import type { Surroundings } from "./surroundings";
import surveys from "./surveys.json";

/** A request about a survey. */
export interface Asked {
  readonly request: Request;
  readonly surroundings: Surroundings;
  /** The survey's id. */
  readonly id: string;
  readonly parameters: URLSearchParams;
}

/** The most responses in one part of the list. */
const LONGEST_PAGE = 1_000;

/** By method and what follows the id. Those of the operator also concern surveys whose document is gone. */
const open: Record<string, (asked: Asked) => Promise<Response>> = {
  "GET ": async ({ id }) => answer(JSON.stringify(surveys.documents[id])),
  "POST /responses": receive,
};

const operators: Record<string, (asked: Asked) => Promise<Response>> = {
  "GET /responses": list,
  "GET /quotas": async ({ id, surroundings }) =>
    answer(JSON.stringify(await surroundings.RESPONSES.getByName(id).counts())),
  "DELETE /responses": ({ id, parameters, surroundings }) => forget([id], parameters, surroundings),
};

/** Answers what is below /surveys, and the deletion over all of them; nothing otherwise. */
export async function answerSurvey(request: Request, surroundings: Surroundings): Promise<Response | undefined> {
  const { pathname, searchParams: parameters } = new URL(request.url);
  if (`${request.method} ${pathname}` === "DELETE /responses") {
    if (!isOperator(request, surroundings)) return forbidden();
    return forget(Object.keys(surveys.documents), parameters, surroundings);
  }
  const [, written, rest = ""] = /^\/surveys\/([^/]{1,300})(\/\w+)?$/.exec(pathname) ?? [];
  const id = written === undefined ? undefined : decoded(written);
  if (id === undefined) return undefined;
  const asked = { request, surroundings, id, parameters };
  const question = `${request.method} ${rest}`;
  const operated = operators[question];
  if (operated) return isOperator(request, surroundings) ? operated(asked) : forbidden();
  if (!Object.hasOwn(surveys.documents, id)) return refusal(404, "not-found", "There is no such survey.");
  return open[question]?.(asked) ?? wrongMethod(rest);
}

async function list({ request, id, parameters, surroundings }: Asked): Promise<Response> {
  const responses = surroundings.RESPONSES.getByName(id);
  const after = whole(parameters.get("after"), 0);
  if (request.headers.get("Accept") === "application/x-ndjson")
    return lines((from) => responses.page(from, 200), after);
  const limit = Math.min(whole(parameters.get("limit"), 100), LONGEST_PAGE);
  const page = await responses.page(after, Math.max(limit, 1));
  return answer(`{"responses":[${page.responses.join()}],"next":${page.next}}`);
}

/** All responses, one to a line, fetched as they are read. */
function lines(page: (from: number) => Promise<{ responses: readonly string[]; next: number | null }>, after: number) {
  let from: number | null = after;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (from === null) return controller.close();
      const { responses, next } = await page(from);
      from = next;
      if (responses.length > 0) controller.enqueue(new TextEncoder().encode(`${responses.join("\n")}\n`));
      else controller.close();
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" } });
}

async function forget(ids: readonly string[], parameters: URLSearchParams, { RESPONSES }: Surroundings) {
  const whose = chosen(parameters);
  if (!whose) return refusal(400, "whose", "Name whose responses: ?respondent=… or ?key=…");
  const deleted = await Promise.all(ids.map((id) => RESPONSES.getByName(id).forget(whose)));
  return answer(JSON.stringify({ deleted: deleted.reduce((sum, count) => sum + count, 0) }));
}

function chosen(parameters: URLSearchParams): Whose | undefined {
  const [respondent, key] = [parameters.get("respondent"), parameters.get("key")];
  if (respondent !== null && key === null) return { respondent };
  if (key !== null && respondent === null) return { key };
  return undefined;
}

function whole(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : otherwise;
}

function decoded(written: string): string | undefined {
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

function forbidden(): Response {
  return refusal(401, "token", "Show the operator's token: Authorization: Bearer …");
}

function wrongMethod(rest: string): Response | undefined {
  const asks = Object.keys({ ...open, ...operators }).filter((question) => question.endsWith(` ${rest}`));
  if (asks.length === 0) return undefined;
  const refused = refusal(405, "method", "The address is right, the method is not.");
  refused.headers.set("Allow", asks.map((question) => question.split(" ")[0]).join(", "));
  return refused;
}
