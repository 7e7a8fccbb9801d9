// The state of the page: who buys what, when and where, under which program, and the engine's answer to it.
import type { Member, PatronageError, ProgramDocument, Status } from "patronage/loyalty";
import type { RecommendRequest } from "patronage/recommend";
import { askEdge, type Verdict } from "./edge";
import { refusal, type Answer, type Cart, type Compile, type Engine } from "./engine";
import { ModelPack } from "./pack";
import type { Best, Circumstances, Promotions } from "./promotions";
import { loadHistory, loadMember, type Listed, type Past, type Product, type Shop } from "./shop";
import type { Locale } from "./words";

export interface CartLine {
  product: Product;
  quantity: number;
}

/** What is wished for. */
export type Wanted = Pick<RecommendRequest, "wish" | "item" | "k" | "rules">;

/** Who is about to buy, while what they bought before is on its way or did not arrive. */
export interface Choosing {
  listed: Listed | undefined;
  hasFailed: boolean;
}

/** Changes, and tells who listens. */
export class Till extends EventTarget {
  locale: Locale;
  lines: CartLine[] = [];
  listed: Listed | undefined;
  member: Member | undefined;
  choosing: Choosing | undefined;
  /** What the member bought before. */
  history: Past[] = [];
  /** The products that were looked at, the first first. */
  looked: string[] = [];
  channel: string | undefined;
  now: number;
  /** The program's text in the editor. */
  draft: string;
  /** The program in force: the last that compiled. */
  document: ProgramDocument;
  programRefusal: PatronageError | undefined;
  /** Where the member stands without the cart. */
  status: Status | undefined;
  /** Where the offers are: the shop may have none. */
  offersState: "none" | "loading" | "failed" | "here";
  promotions: Promotions | undefined;
  /** What they come to; nothing for a cart with returns. */
  best: Best | undefined;
  answer: Answer | undefined;
  refusal: PatronageError | undefined;
  verdict: Verdict = { kind: "asking" };
  readonly pack: ModelPack;
  private readonly byId: Map<string, Product>;
  /** The cheapest first. */
  private readonly byPrice: Product[];
  /** What would make each offer act with the cart as it is, as far as somebody has asked. */
  private readonly bridges = new Map<string, Product | undefined>();
  private engine: Engine;
  private pricing: Promise<void> | undefined;
  private asking = new AbortController();
  private timer = 0;

  constructor(
    readonly shop: Shop,
    locale: Locale,
    private readonly compile: Compile,
  ) {
    super();
    this.locale = locale;
    this.now = Math.floor(shop.now / 60_000) * 60_000 + 60_000;
    this.draft = shop.programText;
    this.document = JSON.parse(shop.programText) as ProgramDocument;
    this.engine = compile(shop.programText);
    this.offersState = shop.offersText ? "loading" : "none";
    this.pack = new ModelPack(shop.pack ?? undefined, shop.noPack ?? "untrained");
    this.byId = new Map(shop.products.map((product) => [product.id, product]));
    this.byPrice = shop.products.toSorted((a, b) => a.price - b.price);
    this.channel = this.channels[0];
  }

  /** The channels of the log and those that the program names. */
  get channels(): string[] {
    const named = this.document.earn.flatMap((rule) => rule.channels ?? []);
    return [...new Set([...this.shop.channels, ...named])];
  }

  product(id: string): Product | undefined {
    return this.byId.get(id);
  }

  /** How many things lie in the cart. */
  get count(): number {
    return this.lines.reduce((sum, { quantity }) => sum + Math.max(quantity, 0), 0);
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

  /** Takes another buyer, unless somebody else is chosen before what they bought is here. */
  async choose(listed: Listed | undefined): Promise<void> {
    const { shop } = this;
    const choosing: Choosing = { listed, hasFailed: false };
    this.choosing = choosing;
    this.dispatchEvent(new Event("change"));
    try {
      const [member, history] = listed
        ? await Promise.all([loadMember(shop, listed.index), loadHistory(shop, listed.index)])
        : [undefined, []];
      if (choosing !== this.choosing) return;
      this.choosing = undefined;
      this.listed = listed;
      this.member = member;
      this.history = history;
    } catch (error) {
      if (choosing !== this.choosing) return;
      console.error(error);
      choosing.hasFailed = true;
    }
    this.compute();
  }

  /** What one of a product would earn the member at this moment; nothing where the engine refuses to say. */
  earns(product: Product): number | undefined {
    try {
      return this.engine.points(this.member, this.cart([{ product, quantity: 1 }]), this.now);
    } catch (error) {
      refusal(error);
      return undefined;
    }
  }

  /** Loads the engine of the offers, where the shop has any. It never fails: `offersState` says what became of it. */
  async price(): Promise<void> {
    const { offersText } = this.shop;
    if (!offersText || this.offersState === "here") return;
    this.pricing ??= this.loadOffers(offersText);
    await this.pricing;
  }

  private async loadOffers(text: string): Promise<void> {
    this.offersState = "loading";
    this.dispatchEvent(new Event("change"));
    try {
      const { Promotions } = await import("./promotions");
      this.promotions = await Promotions.load(text);
      this.offersState = "here";
    } catch (error) {
      console.error(error);
      this.offersState = "failed";
    }
    this.pricing = undefined;
    this.compute();
  }

  /** Remembers, for as long as the page is open, what was looked at. */
  look(id: string): void {
    this.looked = [...this.looked.filter((other) => other !== id), id].slice(-20);
  }

  /** What the recommender needs to know for a wish: of the person only what counts for it. */
  request(wish: Wanted): RecommendRequest {
    const { history, looked, lines, now, document } = this;
    // What the program sets aside by its number is no thing to buy: postage, fees, corrections.
    const exclude = document.exclude?.flatMap(({ products }) => products ?? []) ?? [];
    const basket = lines.filter(({ quantity }) => quantity > 0).map(({ product }) => product.id);
    const common = { ...wish, ...this.surroundings(), exclude, now };
    switch (wish.wish) {
      case "for-you":
        return { ...common, history, session: looked, basket };
      case "buy-again":
        return { ...common, history, basket };
      case "trending":
      case "new-arrivals":
        return common;
      default:
        return { ...common, basket };
    }
  }

  /** The channel and the country, as the pack was trained with them. */
  private surroundings(): Pick<RecommendRequest, "context" | "segment"> {
    const { channel, member } = this;
    const country = member?.["country"];
    return {
      ...(channel && { context: { place: channel } }),
      ...(typeof country === "string" && { segment: country }),
    };
  }

  /** A product that would make an offer act, or take off more; the cheapest of those that are likely. */
  bridge(offer: string, missing: number): Product | undefined {
    if (!this.bridges.has(offer)) this.bridges.set(offer, this.findBridge(offer, missing));
    return this.bridges.get(offer);
  }

  private findBridge(offer: string, missing: number): Product | undefined {
    const { promotions, best } = this;
    if (!promotions || !best) return undefined;
    const now = gain(best.combination, offer);
    const likely = this.byPrice.filter(({ price }) => price >= missing).slice(0, BRIDGES);
    try {
      return likely.find((product) => {
        const cart = this.cart([...this.lines, { product, quantity: 1 }]);
        return gain(promotions.whatIf(cart, this.circumstances()), offer) > now;
      });
    } catch (error) {
      // One more may be more than a cart can hold.
      refusal(error);
      return undefined;
    }
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
      const engine = this.compile(text);
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
    this.bridges.clear();
    this.status = undefined;
    try {
      this.status = this.engine.status(this.member, this.now);
      const cart = this.cart(this.lines);
      const isSale = this.lines.every(({ quantity }) => quantity >= 0);
      this.best = isSale ? this.promotions?.best(cart, this.circumstances()) : undefined;
      // Points are earned on the money that is really paid.
      this.answer = this.engine.preview(this.member, this.best?.combination.cart ?? cart, this.now);
      this.refusal = undefined;
    } catch (error) {
      this.best = undefined;
      this.answer = undefined;
      this.refusal = refusal(error);
    }
    this.compare();
    this.dispatchEvent(new Event("change"));
  }

  private circumstances(): Circumstances {
    const { member, now, shop, channel } = this;
    const { amount, channels } = shop.shipping ?? { amount: 0, channels: [] };
    const isSent = this.lines.length > 0 && (channels.length === 0 || channels.includes(channel ?? ""));
    return { member, tier: this.status?.tier ?? null, now, shipping: isSent ? amount : 0 };
  }

  private cart(bought: CartLine[]): Cart {
    const lines = bought.map(({ product, quantity }) => ({
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

/** How many products are tried out that might make an offer act. */
const BRIDGES = 24;

/** What an offer takes off, or one less than nothing where it does not act. */
function gain({ applied }: Best["combination"], offer: string): number {
  return applied.find((one) => one.offer === offer)?.discount ?? -1;
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
