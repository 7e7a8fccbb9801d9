// A page with `openResponses`, and an endpoint beside it that behaves as a test wants.
import { createServer } from "node:http";
import { build } from "esbuild";

const PAGE = `<!doctype html><meta charset="utf-8"><title>Responses</title><link rel="icon" href="data:," />
<script type="module" src="/page.js"></script>`;

const SCRIPT = `import { openResponses } from "patronage/responses"; globalThis.openResponses = openResponses;`;

/** Answers with JSON. */
export function respond(response, status, body, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** Serves both on a free port. `endpoint.behave` is asked for each response; `tries` has what arrived. */
export async function serve() {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    write: false,
  });
  const endpoint = { behave: accept, tries: [], stored: new Map(), open: 0, mostOpen: 0 };
  const server = createServer(async (request, response) => {
    if (request.method === "POST") return receive(endpoint, request, response);
    const script = request.url === "/page.js";
    response.writeHead(200, { "Content-Type": script ? "text/javascript" : "text/html" });
    response.end(script ? outputFiles[0].contents : PAGE);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint.origin = `http://127.0.0.1:${server.address().port}`;
  endpoint.reset = () => Object.assign(endpoint, { behave: accept, tries: [], stored: new Map(), mostOpen: 0 });
  endpoint.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return endpoint;
}

/** Stores a response once, whatever the number of tries. */
export function accept({ key, body, response, stored }) {
  const known = stored.has(key);
  if (!known) stored.set(key, body);
  respond(response, known ? 200 : 201, { key });
}

async function receive(endpoint, request, response) {
  endpoint.open += 1;
  endpoint.mostOpen = Math.max(endpoint.mostOpen, endpoint.open);
  response.once("close", () => (endpoint.open -= 1));
  let body = "";
  for await (const chunk of request) body += chunk;
  const key = request.headers["idempotency-key"];
  const attempt = { key, body, at: Date.now(), type: request.headers["content-type"] };
  endpoint.tries.push(attempt);
  await endpoint.behave({ ...attempt, number: endpoint.tries.length, response, request, stored: endpoint.stored });
}
