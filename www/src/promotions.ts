// The shop's offers in the engine, and the best combination of them for a cart.
import { load, type Combination, type Offers, type OffersDocument, type OffersRequest } from "patronage/offers";
import type { Member } from "patronage/loyalty";
import type { Cart } from "./engine";
import { micros } from "./stopwatch";

/** Many carts are tried out at once. */
const WHAT_IF_STEPS = 20_000;

/** What counts for the offers beside the cart. */
export interface Circumstances {
  member: Member | undefined;
  tier: string | null;
  now: number;
  /** Minor units. */
  shipping: number;
}

export interface Best {
  combination: Combination;
  /** Median microseconds of a call. */
  micros: number;
}

/** The offers, compiled. */
export class Promotions {
  private constructor(
    readonly document: OffersDocument,
    private readonly offers: Offers,
  ) {}

  /** Loads the engine of the offers; where it did not arrive, it can be asked for again. */
  static async load(text: string): Promise<Promotions> {
    const { Offers } = await load();
    return new Promotions(JSON.parse(text) as OffersDocument, new Offers(text));
  }

  /** The best combination, and how long it takes to find. */
  best(cart: Cart, circumstances: Circumstances): Best {
    const request = this.request(cart, circumstances);
    return { combination: this.offers.best(request), micros: micros(() => this.offers.best(request)) };
  }

  /** What would be the best with another cart, as far as little work tells. */
  whatIf(cart: Cart, circumstances: Circumstances): Combination {
    return this.offers.best({ ...this.request(cart, circumstances), steps: WHAT_IF_STEPS });
  }

  /** Each member of the sample shop holds every coupon once; a guest holds none. */
  private request(cart: Cart, { member, tier, now, shipping }: Circumstances): OffersRequest {
    const coupons = this.document.offers.filter((offer) => offer.coupon).map(({ id }) => ({ offer: id }));
    const buyer = member && { member: { ...member, ...(tier ? { tier } : {}) }, held: coupons };
    return { ...buyer, cart, now, shipping };
  }
}
