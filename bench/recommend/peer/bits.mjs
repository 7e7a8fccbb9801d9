// Reads the prefix codes of a pack as src/recommend/pack says they are.

/** What has a code of its own, in the order in which the head tells them. */
const FIELDS = [
  ..."apart flags length byte category price margin repeat days count before strongest gap next".split(" "),
  ...Array.from({ length: 17 }, (_, next) => `similar ${next}`),
];
const LONGEST = 8;

/** The codes by field; each gives a symbol and the length of its word for the next eight bits. */
export function codesOf(bytes) {
  return new Map(FIELDS.map((field) => [field, codeOf(lengthsOf(bytes))]));
}

function lengthsOf(bytes) {
  const packed = bytes.take(Math.ceil(bytes.number() / 2));
  return [...packed].flatMap((pair) => [pair >> 4, pair & 15]);
}

function codeOf(lengths) {
  const code = [];
  let first = 0;
  for (let length = 1; length <= LONGEST; length += 1) {
    lengths.forEach((own, symbol) => {
      if (own !== length) return;
      for (let word = first; word < first + (256 >> length); word += 1) code[reversed(word)] = { symbol, length };
      first += 256 >> length;
    });
  }
  return code;
}

const reversed = (byte) => Number.parseInt([...byte.toString(2).padStart(8, "0")].reverse().join(""), 2);

/** What is left to read of coded bits, the lowest of a byte first. */
export class Bits {
  #bytes;
  #codes;
  #at = 0;

  constructor(bytes, codes) {
    this.#bytes = bytes;
    this.#codes = codes;
  }

  symbol(field) {
    const byte = this.#at >> 3;
    const next = ((this.#bytes[byte] | (this.#bytes[byte + 1] << 8)) >> (this.#at & 7)) & 255;
    const { symbol, length } = this.#codes.get(field)[next];
    this.#at += length;
    return symbol;
  }

  number(field) {
    const symbol = this.symbol(field);
    if (symbol < 4) return symbol;
    const below = (symbol >> 1) - 1;
    return (2 + (symbol & 1)) * 2 ** below + this.take(below);
  }

  take(count) {
    let number = 0;
    for (let bit = 0; bit < count; bit += 1, this.#at += 1) {
      if ((this.#bytes[this.#at >> 3] >> (this.#at & 7)) & 1) number += 2 ** bit;
    }
    return number;
  }
}
