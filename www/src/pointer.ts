// Where in a JSON text a JSON Pointer leads, so that an error can be shown in its place.

const STRING = /"(?:[^"\\]|\\.)*"/y;
const WORD = /[^\s,\]}:]+/y;

/** The offset of the value at a path, or of the deepest ancestor that is there. */
export function locate(text: string, path: string): number {
  const steps = path.split("/").slice(1);
  const keys = steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return new Walk(text).find(keys);
}

/** The line, from 1, of an offset. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

class Walk {
  private at = 0;
  constructor(private readonly text: string) {}

  find(keys: string[]): number {
    this.space();
    let start = this.at;
    for (const key of keys) {
      const found = this.text[this.at] === "{" ? this.member(key) : this.item(Number(key));
      if (!found) return start;
      start = this.at;
    }
    return start;
  }

  /** Moves to the value of a key. */
  private member(key: string): boolean {
    this.step();
    while (this.text[this.at] === '"') {
      const name = this.match(STRING);
      this.space();
      this.step(); // the colon
      if (decoded(name) === key) return true;
      this.skip();
      if (!this.comma()) return false;
    }
    return false;
  }

  /** Moves to an item of a list. */
  private item(index: number): boolean {
    if (this.text[this.at] !== "[") return false;
    this.step();
    for (let passed = 0; passed < index; passed += 1) {
      this.skip();
      if (!this.comma()) return false;
    }
    return this.at < this.text.length && this.text[this.at] !== "]";
  }

  /** Passes over one value. */
  private skip(): void {
    let depth = 0;
    do {
      const sign = this.text[this.at];
      if (sign === undefined) return;
      if (sign === '"') this.match(STRING);
      else if ("{[".includes(sign)) [depth, this.at] = [depth + 1, this.at + 1];
      else if ("}]".includes(sign)) [depth, this.at] = [depth - 1, this.at + 1];
      else if (",:".includes(sign)) this.at += 1;
      else this.match(WORD);
      this.space();
    } while (depth > 0);
  }

  private comma(): boolean {
    if (this.text[this.at] !== ",") return false;
    this.step();
    return true;
  }

  private step(): void {
    this.at += 1;
    this.space();
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at += 1;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length || 1;
    return found;
  }
}

function decoded(name: string): string {
  try {
    return String(JSON.parse(name));
  } catch {
    return name;
  }
}
