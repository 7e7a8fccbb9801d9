// The model pack: what is recommended, and because of what. It is fetched in parts as they are needed, and asked here.
import type { Recommendations, Recommender, RecommendRequest } from "patronage/recommend";
import { PatronageError } from "patronage/loyalty";
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
  /** How many bytes the head and each chunk have that were taken; what was altered on the way is not. */
  private readonly sizes = new Map<string, number>();
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

  /**
   * Fetches the head, where there is one.
   *
   * @param again Past the browser's cache: what is in it may be what was refused.
   */
  async open(again = false): Promise<void> {
    if (!this.folder) return;
    this.become({ kind: "loading" });
    this.become(await this.opened(again));
  }

  /**
   * The recommendations, once what they need is here or is not to be had; undefined without a pack.
   *
   * @param again Whether chunks that are not here are fetched past the browser's cache.
   */
  async ask(request: RecommendRequest, again = false): Promise<Recommendations | undefined> {
    if (this.state.kind !== "open") return undefined;
    const { recommender } = this.state;
    const arrived = new Map<string, number>();
    await recommender.prepare(request, async (name) => {
      const chunk = await this.fetch(name, again);
      arrived.set(name, chunk.byteLength);
      return chunk;
    });
    for (const name of recommender.absent(request)) arrived.delete(name);
    for (const [name, bytes] of arrived) this.sizes.set(name, bytes);
    return recommender.recommend(request);
  }

  get share(): Share | undefined {
    if (this.state.kind !== "open") return undefined;
    const { here, chunks } = this.state.recommender.facts();
    return { bytes: [...this.sizes.values()].reduce((sum, bytes) => sum + bytes, 0), chunks: here, of: chunks };
  }

  private async opened(again: boolean): Promise<PackState> {
    let head: ArrayBuffer;
    let Opened: new (head: ArrayBuffer) => Recommender;
    try {
      const [bytes, { load }] = await Promise.all([this.fetch("head", again), import("patronage/recommend")]);
      head = bytes;
      Opened = (await load()).Recommender;
    } catch {
      return { kind: "unreachable" };
    }
    try {
      const recommender = new Opened(head);
      this.sizes.set("head", head.byteLength);
      return { kind: "open", recommender };
    } catch (error) {
      if (error instanceof PatronageError) return { kind: "refused", error };
      // A defect is told of where defects are looked for, and the page does not wait for what will not come.
      console.error(error);
      return { kind: "unreachable" };
    }
  }

  private fetch(name: string, again: boolean): Promise<ArrayBuffer> {
    let coming = this.coming.get(name);
    if (!coming) {
      coming = this.arrive(name, again).finally(() => this.coming.delete(name));
      this.coming.set(name, coming);
    }
    return coming;
  }

  private async arrive(name: string, again: boolean): Promise<ArrayBuffer> {
    const cache = again ? "reload" : "default";
    const response = await fetch(`./shop/${this.folder}/${name}.pack`, { cache });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.arrayBuffer();
  }

  private become(state: PackState): void {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
