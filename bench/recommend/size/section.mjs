// The pack in bytes, whole and as a session needs it, against its lists as JSON.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { load } from "../../../pkg/dist/recommend/node.js";
import { kilobytes, mean, quantile, table, whole } from "../../numbers.mjs";
import { diginetica } from "../logs/diginetica.mjs";
import { unpacked } from "../peer/pack.mjs";
import { KINDS } from "../quality/kinds.mjs";
import { trained } from "../train.mjs";
import { byId, json } from "./lists.mjs";

const SESSIONS = 1_000;
/** How many links an item keeps: as many as the trainer chooses, and as many as others keep. */
const KEPT = { chosen: [], twenty: ["--neighbours", "20"] };

const { Recommender } = await load();

export default async function section() {
  const log = diginetica();
  const sessions = sessionsOf(log);
  const figures = {};
  for (const [name, flags] of Object.entries(KEPT)) figures[name] = await measure(await trained(log, flags), sessions);
  return { figures, markdown: shown(figures) };
}

async function measure(folder, sessions) {
  const size = (name) => statSync(`${folder}/${name}`).size;
  const pack = unpacked(readFileSync(`${folder}/whole.pack`));
  return {
    items: pack.items.length,
    links: links(pack, "next"),
    similar: links(pack, "similar"),
    chunks: readdirSync(folder).filter((name) => name.endsWith(".pack")).length - 2,
    head: size("head.pack"),
    whole: size("whole.pack"),
    pages: summed(await Promise.all(sessions.map((pages) => fetched(folder, pages)))),
    last: summed(await Promise.all(sessions.map((pages) => fetched(folder, pages.slice(-1))))),
    byId: packed(byId(pack)),
    json: packed(json(pack, ["next"])),
    both: packed(json(pack, ["next", "similar"])),
  };
}

/** The mean and the 95th of a hundred of bytes and requests. */
const summed = (sessions) =>
  Object.fromEntries(
    ["bytes", "requests"].map((name) => {
      const values = sessions.map((session) => session[name]);
      return [name, { mean: mean(values), p95: quantile(values, 0.95) }];
    }),
  );

const links = ({ items }, list) => items.reduce((sum, item) => sum + item[list].others.length, 0);

const packed = (text) => ({
  raw: text.length,
  gzip: gzipSync(text, { level: 9 }).length,
  brotli: brotliCompressSync(text).length,
});

/** Whole sessions from all over the test part, as the requests of their pages: each knows what was looked at before. */
function sessionsOf(log) {
  const longest = log.cases.filter(({ history }, at) => (log.cases[at + 1]?.history.length ?? 1) <= history.length);
  const every = Math.floor(longest.length / SESSIONS);
  const some = longest.filter((_, at) => at % every === 0).slice(0, SESSIONS);
  return some.map(({ history }) =>
    history.map((_, at) => KINDS.sessions.request({ history: history.slice(0, at + 1) })),
  );
}

/** What pages fetch beside the head, the first with nothing in its cache. */
async function fetched(folder, pages) {
  const recommender = new Recommender(readFileSync(`${folder}/head.pack`));
  const sizes = [];
  for (const request of pages) {
    await recommender.prepare(request, async (name) => {
      const bytes = readFileSync(`${folder}/${name}.pack`);
      sizes.push(bytes.length);
      return bytes;
    });
  }
  recommender.free();
  return { bytes: sizes.reduce((sum, bytes) => sum + bytes, 0), requests: sizes.length };
}

function shown(figures) {
  const all = Object.values(figures);
  const row = (name, bytes, requests = () => "1") => [name, ...all.map(bytes).map(kilobytes), requests(all[0])];
  const session = (name, kind, part, digits) =>
    row(
      name,
      (one) => one[kind].bytes[part],
      (one) => one[kind].requests[part].toFixed(digits),
    );
  const text = (name, kind) =>
    ["gzip", "brotli"].map((packer) => row(`${name}, ${packer}`, (one) => one[kind][packer]));
  const rows = [
    row("the head", (one) => one.head),
    session("a session's chunks, page by page, on average", "pages", "mean", 1),
    session("the same, 95th of a hundred", "pages", "p95", 0),
    session("a session's chunks, all on its last page, on average", "last", "mean", 1),
    session("the same, 95th of a hundred", "last", "p95", 0),
    row("the whole pack", (one) => one.whole),
    ...text("the links as JSON, by id", "byId"),
    ...text("the links as JSON, by number", "json"),
    ...text("the links and those to similar items as JSON, by number", "both"),
  ];
  return `## What is sent, against JSON

The pack of Diginetica from above with as many links as the trainer chose, and one with at most 20 an item
(\`--neighbours 20\`). ${sentence(figures.chosen)} ${sentence(figures.twenty)}

A session is one of the test part by a page that has nothing in its cache. Page by page each asks for what it needs beside
what those before it have fetched: what a chunk names needs no index. A session that begins on its last page asks for all at
once. Requests are those of the first pack. JSON by id has for each item pairs of another's id and a strength of three digits,
as it comes to mind. JSON by number is as small as it goes: for each item its id and for each list the strength of the strongest
link and pairs of a number and a strength in sixteenths. Both have only what is needed to recommend in the same way; the pack
also has how often and when things are taken again, the SHA-256 of its head and 128 bits of that of each chunk. The whole pack
has both lists, so that it is to be set against the JSON with both.

${table(["", "chosen, kB:", "at most 20, kB:", "requests:"], rows)}`;
}

const sentence = ({ items, links, similar, chunks }) =>
  `${whole(items)} items have ${whole(links)} links and ${whole(similar)} to similar items, in ${whole(chunks)} chunks.`;
