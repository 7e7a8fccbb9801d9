// The same worker without the engine: what the host itself takes.

export default {
  async fetch(request) {
    const { document } = await request.json();
    return new Response(JSON.stringify(document));
  },
};
