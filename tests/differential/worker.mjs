// The worker on workerd: `/digest` and `/answers` for the cases in the body of the request.

import { initSync, Program } from "engine.js";
import { answers, digest } from "host.mjs";
import module from "loyalty.wasm";

initSync({ module });

export default {
  async fetch(request) {
    const text = answers(Program, await request.text());
    return new Response(request.url.endsWith("/digest") ? await digest(text) : text);
  },
};
