// Written by `cargo xtask build` from the Rust types in src/recommend; do not edit.
import type { Now } from "./types.js";
import type { Amount } from "./types.js";
import type { Ratio } from "./types.js";
import type { Timestamp } from "./types.js";

export type { Now, Amount, Ratio, Timestamp };

/** What to recommend, to whom, under which rules. */
export interface RecommendRequest {
  /** Which recommendations; "for-you" where left out. */
  readonly wish?: Wish | undefined;
  /** The item of the page, for "similar" and "also-bought". */
  readonly item?: string | undefined;
  /** What was looked at in this session, the first first. */
  readonly session?: readonly string[] | undefined;
  /** What lies in the basket. */
  readonly basket?: readonly string[] | undefined;
  /** The earlier orders, the first first. */
  readonly history?: readonly PastOrder[] | undefined;
  /** What is never shown. */
  readonly exclude?: readonly string[] | undefined;
  /** How many items. */
  readonly k?: number | undefined;
  /** When; without it nothing can be due. */
  readonly now?: Now | undefined;
  /**
   * Facts of the moment, such as `{ "weather": "rain" }`; those that the trainer has learnt count. "partOfDay" and "season"
   * come from `now` and the shop's time zone where they are left out and the pack has one.
   */
  readonly context?: { readonly [key: string]: string } | undefined;
  /** The group of customers whose favourites fill up first, such as a country; one that the pack doesn't know says nothing. */
  readonly segment?: string | undefined;
  /** What the shop wants of the list. */
  readonly rules?: Rules | undefined;
  /** What the shop knows of items at this moment, by id. */
  readonly items?: { readonly [key: string]: ItemFacts } | undefined;
}

/** Which recommendations are wanted. */
export type Wish =
  "for-you" | "similar" | "also-bought" | "basket" | "next-basket" | "buy-again" | "trending" | "new-arrivals";

/** An earlier order. */
export interface PastOrder {
  /** When. */
  readonly at?: Now | undefined;
  /** What was bought. */
  readonly items: readonly string[];
}

/** What the shop wants of a list. */
export interface Rules {
  /**
   * Whether what was bought before may come; wishes for things bought again don't ask. For "for-you" what was looked at
   * in the session goes with it. What lies in the basket never comes.
   */
  readonly bought?: Bought | undefined;
  /** The least price, in minor units or as a decimal; items whose price is not told are left out. */
  readonly from?: Amount | undefined;
  /** The greatest price. */
  readonly to?: Amount | undefined;
  /** Only these categories. */
  readonly categories?: readonly string[] | undefined;
  /** The most of a category. */
  readonly most?: { readonly [key: string]: number } | undefined;
  /** Items at places of their own. */
  readonly pins?: readonly Pin[] | undefined;
  /** Items and categories that count more, or less; what has no score, such as what is trending or new, stays where it is. */
  readonly boosts?: readonly Boost[] | undefined;
  /** The least margin; items whose margin is not told are left out. */
  readonly margin?: Amount | undefined;
  /** How much variety counts against relevance: 0 where left out, at most "100%" (maximal marginal relevance). */
  readonly diversity?: Ratio | undefined;
  /** How much it counts that the categories have the shares they have in the history: 0 where left out, at most "100%". */
  readonly calibration?: Ratio | undefined;
}

/** What becomes of items that were bought before. */
export type Bought = "leave-out" | "keep";

/** An item at a place of its own; it stands there whatever it scores, unless it is excluded or out of stock. */
export interface Pin {
  /** Which. */
  readonly item: string;
  /** Its place. */
  readonly at: number;
}

/** Something that counts more, or less. Exactly one of `item` and `category`. */
export interface Boost {
  /** Which item. */
  readonly item?: string | undefined;
  /** Which category. */
  readonly category?: string | undefined;
  /** By how much its score is multiplied. */
  readonly by: Ratio;
}

/** What the shop knows of an item at this moment; it goes before what the pack says. */
export interface ItemFacts {
  /** How many there are; at 0 it is not shown. What is not told is in stock, unless the pack says it is sold out. */
  readonly stock?: number | undefined;
  /** Its price. */
  readonly price?: Amount | undefined;
  /** What is earned with it. */
  readonly margin?: Amount | undefined;
  /** Its category. */
  readonly category?: string | undefined;
}

/** The recommended items, the best first. */
export interface Recommendations {
  /** As many as were wanted, or fewer with a reason. */
  readonly items: readonly Recommended[];
  /** Why there are fewer than wanted. */
  readonly fewer?: Fewer | undefined;
  /** The names of the chunks that would have been needed and are not here: what they know is not counted. */
  readonly absent: readonly string[];
}

/** A recommended item. */
export interface Recommended {
  /** Its id. */
  readonly item: string;
  /** How well it fits, in thousandths of the best one's score; an item that fills up has 0. */
  readonly score: number;
  /** Why, the strongest reason first. */
  readonly why: readonly RecommendReason[];
}

/** Why an item is recommended: a code, and what belongs into its sentence. */
export type RecommendReason =
  /** It goes with what was bought, looked at or laid into the basket. */
  | {
      readonly code: "because";
      /** With what, the strongest link first, at most three. */
      readonly items: readonly string[];
    }
  /** It can stand in the place of an item. */
  | {
      readonly code: "similar-to";
      /** Of which. */
      readonly item: string;
    }
  /** Nobody has bought it yet; it is like an item that was bought, looked at or laid into the basket. */
  | {
      readonly code: "resembles";
      /** Like which. */
      readonly item: string;
    }
  /** It was bought before. */
  | {
      readonly code: "bought-before";
      /** In how many orders. */
      readonly times: number;
    }
  /** It was looked at in the session, and not bought before. */
  | {
      readonly code: "looked-at";
      /** How often. */
      readonly times: number;
    }
  /** It was bought before, and is usually bought again after about as many days as have passed. */
  | {
      readonly code: "due";
      /** After how many days it is usually bought again. */
      readonly usual: number;
      /** How many have passed. */
      readonly passed: number;
    }
  /** Many buy it. */
  | {
      readonly code: "popular";
    }
  /** Many buy it now. */
  | {
      readonly code: "trending";
    }
  /** It is new in the shop. */
  | {
      readonly code: "new";
    }
  /** The shop has put it there. */
  | {
      readonly code: "pinned";
    };

/** Why there are fewer items than wanted. */
export type Fewer =
  /** Nothing else in the pack passes the rules. */
  | {
      readonly code: "rules-leave-fewer";
      /** How many items the rules kept out. */
      readonly refused: number;
    }
  /** The history has no more items to buy again. */
  | {
      readonly code: "history-has-fewer";
    }
  /** Parts of the pack are not here. */
  | {
      readonly code: "parts-absent";
    }
  /** The pack has no more. */
  | {
      readonly code: "pack-has-fewer";
    };

/** What a pack says of itself. */
export interface PackFacts {
  /** The version of its format. */
  readonly version: number;
  /** The trainer that made it. */
  readonly trainer: string;
  /** The last moment of the log that it was made from. */
  readonly until?: Timestamp | undefined;
  /** The currency of its prices. */
  readonly currency?: string | undefined;
  /** The beginning of the SHA-256 of all its ids: packs of the same items have the same. */
  readonly catalogue: string;
  /** How many items it has. */
  readonly items: number;
  /** The names of its categories. */
  readonly categories: readonly string[];
  /** The groups of customers whose favourites it knows. */
  readonly segments: readonly string[];
  /** How many chunks it has. */
  readonly chunks: number;
  /** How many of them are here. */
  readonly here: number;
}
