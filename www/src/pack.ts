// The model pack: what is recommended, and because of what. It is fetched in parts as they are needed, and asked here.
import type { Recommendations, Recommender, RecommendRequest } from "patronage/recommend";
import type { PatronageError } from "patronage/loyalty";
import { refusal } from "./engine";
import type { NoPack } from "./shop";

export type PackState =
  | { kind: "none"; why: NoPack }
  | { kind: "loading" }
  | { kind: "unreachable" }
  | { kind: "refused"; error: PatronageError }
  | { kind: "open"; recommender: Recommender };

/** How much of the pack is here. */
export interface Share {
  bytes: number;
  chunks: number;
  of: number;
}

/** Opens itself, and says so by a "change". */
export class ModelPack extends EventTarget {
  state: PackState;
  private bytes = 0;
  /** What is on its way: several rows may need the same at once. */
  private readonly coming = new Map<string, Promise<ArrayBuffer>>();

  /** @param folder Where it lies; undefined where there is none. */
  constructor(
    private readonly folder: string | undefined,
    why: NoPack,
  ) {
    super();
    this.state = folder ? { kind: "loading" } : { kind: "none", why };
    void this.open();
  }

  /** Fetches the head, where there is one. */
  async open(): Promise<void> {
    if (!this.folder) return;
    this.become({ kind: "loading" });
    this.become(await this.opened());
  }

  /** The recommendations, once what they need is here or is not to be had; undefined without a pack. */
  async ask(request: RecommendRequest): Promise<Recommendations | undefined> {
    if (this.state.kind !== "open") return undefined;
    const { recommender } = this.state;
    await recommender.prepare(request, (name) => this.fetch(name));
    return recommender.recommend(request);
  }

  get share(): Share | undefined {
    if (this.state.kind !== "open") return undefined;
    const { here, chunks } = this.state.recommender.facts();
    return { bytes: this.bytes, chunks: here, of: chunks };
  }

  private async opened(): Promise<PackState> {
    let head: ArrayBuffer;
    let Opened: new (head: ArrayBuffer) => Recommender;
    try {
      const [bytes, { load }] = await Promise.all([this.fetch("head"), import("patronage/recommend")]);
      head = bytes;
      Opened = (await load()).Recommender;
    } catch {
      return { kind: "unreachable" };
    }
    try {
      return { kind: "open", recommender: new Opened(head) };
    } catch (error) {
      return { kind: "refused", error: refusal(error) };
    }
  }

  private fetch(name: string): Promise<ArrayBuffer> {
    let coming = this.coming.get(name);
    if (!coming) {
      coming = this.arrive(name).finally(() => this.coming.delete(name));
      this.coming.set(name, coming);
    }
    return coming;
  }

  private async arrive(name: string): Promise<ArrayBuffer> {
    const response = await fetch(`./shop/${this.folder}/${name}.pack`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    const bytes = await response.arrayBuffer();
    this.bytes += bytes.byteLength;
    return bytes;
  }

  private become(state: PackState): void {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
