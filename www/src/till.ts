// The state of the page: who buys what, when and where, under which program, and the engine's answer to it.
import type { Member, PatronageError, ProgramDocument } from "patronage/loyalty";
import { askEdge, type Verdict } from "./edge";
import { Engine, refusal, type Answer, type Cart } from "./engine";
import { loadMember, type Listed, type Product, type Shop } from "./shop";
import type { Locale } from "./words";

export interface CartLine {
  product: Product;
  quantity: number;
}

/** Changes, and tells who listens. */
export class Till extends EventTarget {
  locale: Locale;
  lines: CartLine[] = [];
  listed: Listed | undefined;
  member: Member | undefined;
  channel: string | undefined;
  now: number;
  /** The program's text in the editor. */
  draft: string;
  /** The program in force: the last that compiled. */
  document: ProgramDocument;
  programRefusal: PatronageError | undefined;
  answer: Answer | undefined;
  refusal: PatronageError | undefined;
  verdict: Verdict = { kind: "asking" };
  private engine: Engine;
  private asking = new AbortController();
  private timer = 0;

  constructor(
    readonly shop: Shop,
    locale: Locale,
  ) {
    super();
    this.locale = locale;
    this.now = Math.floor(shop.now / 60_000) * 60_000 + 60_000;
    this.draft = shop.programText;
    this.document = JSON.parse(shop.programText) as ProgramDocument;
    this.engine = new Engine(shop.programText);
    this.channel = this.channels[0];
  }

  /** The channels of the log and those that the program names. */
  get channels(): string[] {
    const named = this.document.earn.flatMap((rule) => rule.channels ?? []);
    return [...new Set([...this.shop.channels, ...named])];
  }

  get isDraft(): boolean {
    return this.draft !== this.shop.programText;
  }

  /** Fills the till with a cart that shows something: a member near the next tier, and what sells best. */
  async open(): Promise<void> {
    this.lines = opening(this.shop);
    const near = this.shop.members.reduce((best, member) => (closeness(member) > closeness(best) ? member : best));
    await this.choose(near);
  }

  async choose(listed: Listed | undefined): Promise<void> {
    const member = listed && (await loadMember(this.shop, listed.index));
    this.listed = listed;
    this.member = member;
    this.compute();
  }

  add(product: Product): void {
    const line = this.lines.find((line) => line.product.id === product.id);
    if (line) line.quantity += 1;
    else this.lines = [...this.lines, { product, quantity: 1 }];
    this.compute();
  }

  setQuantity(line: CartLine, quantity: number): void {
    line.quantity = quantity;
    this.compute();
  }

  remove(line: CartLine): void {
    this.lines = this.lines.filter((other) => other !== line);
    this.compute();
  }

  setNow(now: number): void {
    this.now = now;
    this.compute();
  }

  setChannel(channel: string): void {
    this.channel = channel;
    this.compute();
  }

  setLocale(locale: Locale): void {
    this.locale = locale;
    this.dispatchEvent(new Event("change"));
  }

  /** Takes a new text for the program; one that does not compile leaves the last good one in force. */
  setProgram(text: string): void {
    this.draft = text;
    try {
      const engine = new Engine(text);
      this.engine.free();
      this.engine = engine;
      this.document = JSON.parse(text) as ProgramDocument;
      this.programRefusal = undefined;
    } catch (error) {
      this.programRefusal = refusal(error);
    }
    if (!this.channel || !this.channels.includes(this.channel)) this.channel = this.channels[0];
    this.compute();
  }

  private compute(): void {
    try {
      this.answer = this.engine.preview(this.member, this.cart(), this.now);
      this.refusal = undefined;
    } catch (error) {
      this.answer = undefined;
      this.refusal = refusal(error);
    }
    this.compare();
    this.dispatchEvent(new Event("change"));
  }

  private cart(): Cart {
    const lines = this.lines.map(({ product, quantity }) => ({
      product: product.id,
      ...(product.category ? { category: product.category } : {}),
      ...(typeof product.name === "string" ? { name: product.name } : {}),
      quantity,
      price: product.price,
    }));
    return { id: "preview", ...(this.channel ? { channel: this.channel } : {}), lines };
  }

  /** Asks the edge once the hand rests. */
  private compare(): void {
    this.asking.abort();
    clearTimeout(this.timer);
    const answer = this.answer;
    if (!answer) return;
    if (this.isDraft) {
      this.verdict = { kind: "draft" };
      return;
    }
    const asking = new AbortController();
    this.asking = asking;
    const ask = async () => {
      try {
        this.verdict = await askEdge(this.shop.edge, answer, asking.signal);
        this.dispatchEvent(new Event("change"));
      } catch {
        // Another question has overtaken this one.
      }
    };
    this.timer = window.setTimeout(() => void ask(), 120);
  }
}

/** Three things that sell well, of different kinds where there are kinds. */
function opening(shop: Shop): CartLine[] {
  const lines: CartLine[] = [];
  for (const product of shop.products) {
    const kind = product.category;
    if (kind === undefined || lines.every((line) => line.product.category !== kind)) {
      lines.push({ product, quantity: lines.length === 0 ? 2 : 1 });
    }
    if (lines.length === 3) break;
  }
  return lines;
}

/** How far a member is on the way to the first tier; someone who came but a few times is no good example. */
function closeness({ tier, percent, orders }: Listed): number {
  return percent === null || orders < 5 ? -1 : percent - (tier === null ? 0 : 100);
}
