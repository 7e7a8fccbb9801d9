// A section that races on several logs.

import { diginetica } from "./diginetica.mjs";
import { tafeng } from "./tafeng.mjs";

/** A race on the logs of sessions and of baskets: what was measured by title, and its Markdown behind a text. */
export async function onEach(race, shown, text) {
  const figures = {};
  for (const log of [diginetica(), tafeng()]) figures[log.title] = await race(log);
  const parts = Object.entries(figures).map(([title, measured]) => shown(title, measured));
  return { figures, markdown: `${text}\n\n${parts.join("\n\n")}` };
}
