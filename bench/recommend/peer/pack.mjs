// What a whole pack holds, as plain JavaScript objects: for peers that answer from the same lists.

import { Bits, codesOf } from "./bits.mjs";
import { Bytes } from "./bytes.mjs";

const [WHOLE, HEAD, VERSION] = ["PATRFULL", "PATRPACK", 4];
const [DIGEST, PRINT] = [32, 16];
const [CATEGORY, PRICE, MARGIN] = [1, 2, 4];

/** The taste, the popular items with their shares, and for each item, by its number, its id, repeats and lists of links. */
export function unpacked(bytes) {
  const pack = new Bytes(bytes);
  const named = (name) => new TextDecoder().decode(pack.take(8)) === name;
  if (!named(WHOLE) || !named(HEAD) || pack.short() !== VERSION) throw new Error(`no whole pack of version ${VERSION}`);
  const length = pack.int();
  const { codes, ...head } = headOf(new Bytes(pack.take(length - 14).subarray(DIGEST)));
  return { ...head, items: itemsOf(new Bytes(pack.take(pack.left)), codes) };
}

function headOf(bytes) {
  bytes.text(); // the trainer
  bytes.take(8); // the end of the log
  bytes.text(); // the currency
  bytes.take(DIGEST); // that of the catalogue
  const [recall, ownRecall, ownFar, power, ownPower, own, repeat, popular] = Array.from({ length: 8 }, bytes.float);
  const taste = { recall, ownRecall, ownFar, power, ownPower, own, repeat, popular };
  bytes.list(() => bytes.text()); // the categories
  bytes.list(() => [bytes.text(), bytes.text(), bytes.number(), bytes.float()]); // the lifts
  if (bytes.text() !== "") bytes.text(); // the time zone, and its table
  const listed = () => [bytes.number(), bytes.take(PRINT)];
  bytes.list(listed); // the index
  bytes.list(() => [bytes.number(), ...listed()]); // the chunks of items
  const codes = codesOf(bytes);
  return { taste, codes, popular: popularOf(bytes, codes) };
}

/** What is popular on the shelf. */
function popularOf(bytes, codes) {
  const [entries, length] = [bytes.number(), bytes.number()];
  const shelf = dictionary(new Bits(bytes.take(length), codes), entries);
  const [places] = Array.from({ length: 3 }, () => bytes.list(() => bytes.number()));
  const shares = [...bytes.take(places.length)].map((share) => (share === 255 ? 0 : 2 ** (share / -8)));
  return places.map((place, at) => ({ number: shelf[place].number, share: shares[at] }));
}

/** Items as dictionaries name them. */
function dictionary(bits, count) {
  let next = 0;
  return Array.from({ length: count }, () => {
    const number = next + bits.number("apart");
    next = number + 1;
    const flags = bits.symbol("flags");
    const id = Uint8Array.from({ length: bits.number("length") }, () => bits.symbol("byte"));
    if (flags & CATEGORY) bits.number("category");
    if (flags & PRICE) bits.number("price");
    if (flags & MARGIN) bits.number("margin");
    return { number, id: new TextDecoder().decode(id) };
  });
}

/** The items of the one chunk of a whole pack, in which a number is a place in the dictionary. */
function itemsOf(bytes, codes) {
  const [count, named] = [bytes.number(), bytes.number()];
  const bits = new Bits(bytes.take(bytes.left), codes);
  const ids = dictionary(bits, named).map(({ id }) => id);
  return Array.from({ length: count }, (_, number) => {
    const repeat = bits.symbol("repeat") / 255;
    bits.number("days");
    return { id: ids[number], repeat, ...links(bits, number) };
  });
}

/** The two lists of an item: other items' numbers, ascending, and strengths in sixteenths of the strongest. */
function links(bits, own) {
  const count = bits.number("count");
  const strongest = () => 2 ** (((bits.symbol("strongest") << 3) | bits.take(3)) / 32 - 32);
  const [next, similar] = count === 0 ? [0, 0] : [strongest(), strongest()];
  const before = count === 0 ? 0 : bits.number("before");
  let other = own;
  const found = Array.from({ length: count }, (_, at) => {
    if (at === before) other = own;
    const gap = bits.number("gap") + 1;
    other += at < before ? -gap : gap;
    const next = bits.symbol("next");
    return { other, next, similar: bits.symbol(`similar ${next}`) };
  });
  found.sort((a, b) => a.other - b.other);
  return { next: list(found, "next", next), similar: list(found, "similar", similar) };
}

function list(found, kind, strongest) {
  const own = found.filter((link) => link[kind] > 0);
  return { strongest, others: own.map(({ other }) => other), sixteenths: own.map((link) => link[kind]) };
}
