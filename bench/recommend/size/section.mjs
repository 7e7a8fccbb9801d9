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

const { Recommender } = await load();

export default async function section() {
  const log = diginetica();
  const folder = await trained(log);
  const size = (name) => statSync(`${folder}/${name}`).size;
  const pack = unpacked(readFileSync(`${folder}/whole.pack`));
  const sessions = await Promise.all(sessionsOf(log).map((asked) => needed(folder, KINDS.sessions.request(asked))));
  const figures = {
    items: pack.items.length,
    links: links(pack, "next"),
    similar: links(pack, "similar"),
    chunks: readdirSync(folder).filter((name) => name.endsWith(".pack")).length - 2,
    head: size("head.pack"),
    whole: size("whole.pack"),
    session: {
      bytes: mean(sessions.map(({ bytes }) => bytes)),
      p95: quantile(
        sessions.map(({ bytes }) => bytes),
        0.95,
      ),
    },
    requests: {
      mean: mean(sessions.map(({ requests }) => requests)),
      p95: quantile(
        sessions.map(({ requests }) => requests),
        0.95,
      ),
    },
    byId: packed(byId(pack)),
    json: packed(json(pack, ["next"])),
    both: packed(json(pack, ["next", "similar"])),
  };
  return { figures, markdown: shown(figures) };
}

const links = ({ items }, list) => items.reduce((sum, item) => sum + item[list].others.length, 0);

const packed = (text) => ({
  raw: text.length,
  gzip: gzipSync(text, { level: 9 }).length,
  brotli: brotliCompressSync(text).length,
});

/** Whole sessions, from all over the test part. */
function sessionsOf(log) {
  const longest = log.cases.filter(({ history }, at) => (log.cases[at + 1]?.history.length ?? 1) <= history.length);
  const every = Math.floor(longest.length / SESSIONS);
  return longest.filter((_, at) => at % every === 0).slice(0, SESSIONS);
}

/** What a page fetches for a session beside the head, with nothing in its cache. */
async function needed(folder, request) {
  const recommender = new Recommender(readFileSync(`${folder}/head.pack`));
  const fetched = [];
  await recommender.prepare(request, async (name) => {
    const bytes = readFileSync(`${folder}/${name}.pack`);
    fetched.push(bytes.length);
    return bytes;
  });
  recommender.free();
  return { bytes: fetched.reduce((sum, bytes) => sum + bytes, 0), requests: fetched.length };
}

function shown({ items, links, similar, chunks, head, whole: all, session, requests, byId, json, both }) {
  const text = (name, { gzip, brotli }) => [
    [`${name}, gzip`, kilobytes(gzip), "1"],
    [`${name}, brotli`, kilobytes(brotli), "1"],
  ];
  const rows = [
    ["the head", kilobytes(head), "1"],
    ["a session's chunks, on average", kilobytes(session.bytes), requests.mean.toFixed(1)],
    ["a session's chunks, 95th of a hundred", kilobytes(session.p95), whole(requests.p95)],
    ["the whole pack", kilobytes(all), "1"],
    ...text("the links as JSON, by id", byId),
    ...text("the links as JSON, by number", json),
    ...text("the links and those to similar items as JSON, by number", both),
  ];
  return `## What is sent, against JSON

The pack of Diginetica from above: ${whole(items)} items with ${whole(links)} links and ${whole(similar)} to similar items, in ${whole(chunks)} chunks. A
session is one of the test part, whole, by a page that has nothing in its cache. JSON by id has for each
item pairs of another's id and a strength of three digits, as it comes to mind. JSON by number is as small as it goes: for each
item its id and for each list the strength of the strongest link and pairs of a number and a strength in sixteenths. Both have
only what is needed to recommend in the same way; the pack also has an index of ids, how often and when things are taken
again, and a SHA-256 for each chunk.

${table(["", "kB:", "requests:"], rows)}`;
}
