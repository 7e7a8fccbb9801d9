// A worker that answers one preview.

import { initSync, Program } from "engine.js";
import module from "loyalty.wasm";

initSync({ module });

export default {
  async fetch(request) {
    const { document, request: asked } = await request.json();
    return new Response(new Program(JSON.stringify(document)).preview(JSON.stringify(asked)));
  },
};
