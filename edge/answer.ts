// Answers as JSON, which a page from elsewhere may read.
import { PatronageError } from "patronage";

const HEADERS = { "Content-Type": "application/json", "Cache-Control": "no-store" };

export function answer(json: string, status = 200): Response {
  return new Response(json, { status, headers: HEADERS });
}

/** A refusal: a stable code, the place in what was sent as a JSON Pointer, and a sentence. */
export function refusal(status: number, code: string, message: string, path = ""): Response {
  return answer(JSON.stringify({ code, path, message, params: {} }), status);
}

/** What was refused, and where; a failure of the worker's own says nothing of its inside. */
export function failure(error: unknown, status = 400): Response {
  if (!(error instanceof PatronageError)) {
    console.error(error);
    return refusal(500, "unexpected", "The worker failed.");
  }
  const { code, path, message, params } = error;
  return answer(JSON.stringify({ code, path, message, params }), status);
}

/** A page that posts JSON asks first whether it may. */
export function preflight(): Response {
  const allowed = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key, Authorization",
    "Access-Control-Max-Age": "86400",
  };
  return new Response(null, { status: 204, headers: { ...HEADERS, ...allowed } });
}

/**
 * Lets pages read an answer.
 *
 * @param origins The origins whose pages may, separated by commas; all of them where left out.
 */
export function readable(answer: Response, request: Request, origins: string | null): Response {
  const { headers } = answer;
  const own = request.headers.get("Origin");
  const listed = origins?.split(",").map((origin) => origin.trim());
  if (listed) headers.append("Vary", "Origin");
  if (!listed) headers.set("Access-Control-Allow-Origin", "*");
  else if (own !== null && listed.includes(own)) headers.set("Access-Control-Allow-Origin", own);
  headers.set("Access-Control-Expose-Headers", "Retry-After");
  return answer;
}
