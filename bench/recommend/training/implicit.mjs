// The package implicit: trains on a log, and recommends from its lists.

import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { measured } from "../../measured.mjs";
import { python } from "../../python.mjs";
import { Neighbours } from "../peer/neighbours.mjs";
import { csv } from "../train.mjs";

const script = fileURLToPath(new URL("neighbours.py", import.meta.url));
const place = fileURLToPath(new URL("../../../target/bench/implicit", import.meta.url));

/** How histories weigh: of sessions the latest items most, as measured best with such lists; of baskets each the same. */
const RECALL = { sessions: 0.7, orders: 1 };

/** The seconds of the whole process and of the fit alone, the memory, and the lists. */
export async function implicit(log, method, neighbours) {
  const folder = `${place}/${log.name}-${method}`;
  mkdirSync(folder, { recursive: true });
  const args = [script, await csv(log), method, String(neighbours), folder];
  const { seconds, memory, printed } = await measured(python(), args);
  return { seconds, memory, fit: JSON.parse(printed).fit, recommender: listed(folder, log.kind) };
}

function listed(folder, kind) {
  const read = (name, Type) => new Type(new Uint8Array(readFileSync(`${folder}/${name}.bin`)).buffer);
  const [starts, others, strengths] = [
    read("starts", Int32Array),
    read("others", Int32Array),
    read("strengths", Float64Array),
  ];
  const ids = readFileSync(`${folder}/ids.txt`, "utf8").split("\n");
  const items = ids.map((id, number) => {
    const [from, to] = [starts[number], starts[number + 1]];
    return { id, repeat: 0, others: others.subarray(from, to), strengths: strengths.subarray(from, to) };
  });
  // Its lists name the item itself: nothing else speaks for it.
  const taste = { recall: RECALL[kind], ownRecall: 1, ownFar: 1, power: 1, ownPower: 1, own: 0, repeat: 0, popular: 0 };
  return new Neighbours(items, taste);
}
