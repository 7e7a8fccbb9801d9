// From the start of a page to the first recommendation that it shows.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { race, SLOWDOWN } from "../../chromium.mjs";
import { kilobytes, table, whole } from "../../numbers.mjs";
import { diginetica } from "../logs/diginetica.mjs";
import { unpacked } from "../peer/pack.mjs";
import { json } from "../size/lists.mjs";
import { trained } from "../train.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** How far a session has come. */
const ITEMS = 5;
/** What Lighthouse calls a slow 4G: 150 ms there and back, 1.6 Mbit/s. */
const SLOW = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

export default async function section() {
  const log = diginetica();
  const folder = await trained(log);
  const contestants = await pages(folder, sessionOf(log));
  const figures = {
    near: summed(await race(contestants)),
    far: summed(await race(contestants, { network: SLOW, rounds: 5 })),
  };
  return { figures, markdown: shown(figures) };
}

/** A session in the middle of the test part. */
function sessionOf(log) {
  const long = log.cases.filter(({ history }) => history.length === ITEMS);
  return long[long.length >> 1].history.flatMap(({ items }) => items);
}

async function pages(folder, session) {
  const pack = unpacked(readFileSync(`${folder}/whole.pack`));
  const texts = {
    "/session.json": JSON.stringify(session),
    "/lists.json": json(pack, ["next"]),
    "/settings.json": JSON.stringify({ taste: pack.taste, popular: pack.popular }),
  };
  const wasm = readFileSync(here("../../../pkg/dist/recommend/recommend.wasm"));
  const [ours, theirs] = await Promise.all(["ours.js", "theirs.js"].map(bundled));
  const page = (script, file) => ({
    body: `<ul></ul><script type="module" src="/page.js"></script>`,
    file: (path) => (path === "/page.js" ? script : (texts[path] ?? file(path))),
    shown: `document.querySelector("li")`,
  });
  return {
    Patronage: page(ours, (path) => {
      if (path === "/recommend.wasm") return wasm;
      return path.startsWith("/shop/") ? readFileSync(`${folder}/${path.slice(6)}`) : undefined;
    }),
    "plain JavaScript": page(theirs, () => undefined),
  };
}

/** A page's script as a bundler makes it. */
async function bundled(entry) {
  const options = { bundle: true, minify: true, format: "esm", write: false, target: "es2022" };
  const { outputFiles } = await build({ ...options, entryPoints: [here(entry)] });
  return outputFiles[0].text;
}

const summed = (raced) =>
  Object.fromEntries(
    Object.entries(raced).map(([name, { ms, sent }]) => {
      const bytes = [...sent.values()].reduce((sum, length) => sum + length, 0);
      return [name, { ms, bytes, requests: sent.size }];
    }),
  );

function shown({ near, far }) {
  const rows = Object.entries(near).map(([name, { ms, bytes, requests }]) => [
    name,
    whole(ms),
    whole(far[name].ms),
    kilobytes(bytes),
    whole(requests),
  ]);
  return `## A page's first recommendation

Medians from the start of the page's script to the first item shown, in Chromium on a processor slowed down ${SLOWDOWN} times, each time
with an empty cache: a session of ${ITEMS} items of Diginetica, the pack and the lists from above. Text and wasm are sent as brotli; scripts
are bundled. The slow network has 150 ms there and back and 1.6 Mbit/s.

${table(["", "from this machine, ms:", "over a slow network, ms:", "sent, kB:", "requests:"], rows)}

- Patronage: the \`recommend\` flavour with its wasm, the head, and the chunks that the session needs, which are asked for one after
  the other: those of the index, then those of the items.
- plain JavaScript: the lists as JSON, whole, since a page can't know in which part an item stands.`;
}
