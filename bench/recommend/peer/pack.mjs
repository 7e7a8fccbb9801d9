// What a whole pack holds, as plain JavaScript objects: for peers that answer from the same lists.

import { Bytes } from "./bytes.mjs";

const [WHOLE, HEAD, VERSION] = ["PATRFULL", "PATRPACK", 2];
const DIGEST = 32;
const [DECIMAL, CATEGORY, PRICE, MARGIN] = [1, 2, 4, 16];

/** The taste, the popular items with their shares, and for each item, by its number, its id, repeats and lists of links. */
export function unpacked(bytes) {
  const pack = new Bytes(bytes);
  const named = (name) => new TextDecoder().decode(pack.take(8)) === name;
  if (!named(WHOLE) || !named(HEAD) || pack.short() !== VERSION) throw new Error(`no whole pack of version ${VERSION}`);
  const length = pack.int();
  const head = headOf(new Bytes(pack.take(length - 14).subarray(DIGEST)));
  for (const { length } of head.index) pack.take(length);
  const items = [];
  for (const { length } of head.chunks) takeChunk(new Bytes(pack.take(length)), items);
  return { taste: head.taste, popular: head.popular, items };
}

function headOf(bytes) {
  bytes.text(); // the trainer
  bytes.take(8); // the end of the log
  bytes.text(); // the currency
  bytes.take(DIGEST); // that of the catalogue
  const [recall, ownRecall, power, own, repeat, popular] = Array.from({ length: 6 }, bytes.float);
  bytes.list(() => bytes.text()); // the categories
  bytes.list(() => [bytes.text(), bytes.text(), bytes.number(), bytes.float()]); // the lifts
  if (bytes.text() !== "") bytes.text(); // the time zone, and its table
  const listed = () => ({ length: bytes.number(), digest: bytes.take(DIGEST) });
  const index = bytes.list(listed);
  const chunks = bytes.list(() => ({ items: bytes.number(), ...listed() }));
  const shelf = dictionary(bytes);
  const places = bytes.list(() => bytes.number());
  const taste = { recall, ownRecall, power, own, repeat, popular };
  return { taste, index, chunks, popular: places.map((place) => shelf[place]) };
}

/** Items as dictionaries name them. */
function dictionary(bytes) {
  let number = 0;
  return bytes.list(() => {
    number += bytes.number();
    const flags = bytes.byte();
    const id = flags & DECIMAL ? String(bytes.number()) : bytes.text();
    if (flags & CATEGORY) bytes.number();
    if (flags & PRICE) bytes.number();
    if (flags & MARGIN) bytes.number();
    const share = bytes.byte();
    return { number, id, share: share === 255 ? 0 : 2 ** (share / -8) };
  });
}

/** Adds the items of a chunk. */
function takeChunk(bytes, items) {
  const count = bytes.number();
  const named = dictionary(bytes);
  const ids = new Map(named.map(({ number, id }) => [number, id]));
  const lengths = Array.from({ length: count }, () => bytes.number());
  for (const length of lengths) {
    const record = new Bytes(bytes.take(length));
    const repeat = record.byte() / 255;
    record.number(); // the gap
    items.push({ id: ids.get(items.length), repeat, next: links(record, named), similar: links(record, named) });
  }
}

/** A list of links: other items' numbers, and strengths in sixteenths of the strongest. */
function links(bytes, named) {
  const count = bytes.number();
  const strongest = count === 0 ? 0 : 2 ** (bytes.short() / 1_024 - 32);
  let place = 0;
  const others = Array.from({ length: count }, () => named[(place += bytes.number())].number);
  const pairs = bytes.take(Math.ceil(count / 2));
  const sixteenths = others.map((_, at) => ((pairs[at >> 1] >> (at % 2 === 0 ? 0 : 4)) & 15) + 1);
  return { strongest, others, sixteenths };
}
