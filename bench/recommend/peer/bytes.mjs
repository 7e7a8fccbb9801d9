// Reads the bytes of a pack as src/recommend/pack says they are.

export class Bytes {
  #view;
  #at = 0;

  constructor(bytes) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left() {
    return this.#view.byteLength - this.#at;
  }

  byte = () => this.#view.getUint8(this.#at++);
  short = () => this.#step(2, (at) => this.#view.getUint16(at, true));
  int = () => this.#step(4, (at) => this.#view.getUint32(at, true));
  float = () => this.#step(8, (at) => this.#view.getFloat64(at, true));
  text = () => new TextDecoder().decode(this.take(this.number()));
  list = (read) => Array.from({ length: this.number() }, read);

  take(length) {
    return this.#step(length, (at) => new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, length));
  }

  number() {
    let number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      number += (byte & 0x7f) * scale;
      if (byte < 0x80) return number;
    }
  }

  #step(length, read) {
    const value = read(this.#at);
    this.#at += length;
    return value;
  }
}
