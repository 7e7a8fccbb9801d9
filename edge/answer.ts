// Answers as JSON, which a page from elsewhere may read.
import { PatronageError } from "patronage/loyalty";

const HEADERS = {
  "Content-Type": "application/json",
  "Access-Control-Allow-Origin": "*",
  "Cache-Control": "no-store",
};

export function answer(json: string, status = 200): Response {
  return new Response(json, { status, headers: HEADERS });
}

/** What was refused, and where; a failure of the worker's own says nothing of its inside. */
export function failure(error: unknown): Response {
  if (!(error instanceof PatronageError)) {
    console.error(error);
    return answer('{"code":"unexpected","path":"","message":"The worker failed."}', 500);
  }
  const { code, path, message } = error;
  return answer(JSON.stringify({ code, path, message }), 400);
}

/** A page that posts JSON asks first whether it may. */
export function preflight(): Response {
  const allowed = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "86400",
  };
  return new Response(null, { status: 204, headers: { ...HEADERS, ...allowed } });
}
