// Written by `cargo xtask build` from the Rust types in src/offers; do not edit.
import type { Json } from "./types.js";
import type { Label } from "./types.js";
import type { TimeZone } from "./types.js";
import type { PinnedZone } from "./types.js";
import type { Amount } from "./types.js";
import type { Ratio } from "./types.js";
import type { Schedule } from "./types.js";
import type { Weekday } from "./types.js";
import type { Hours } from "./types.js";
import type { TimeOfDay } from "./types.js";
import type { Member } from "./types.js";
import type { CalendarDate } from "./types.js";
import type { Entry } from "./types.js";
import type { Timestamp } from "./types.js";
import type { EntryEvent } from "./types.js";
import type { Points } from "./types.js";
import type { Minor } from "./types.js";
import type { Cart } from "./types.js";
import type { Line } from "./types.js";
import type { Now } from "./types.js";

export type {
  Label,
  TimeZone,
  PinnedZone,
  Amount,
  Ratio,
  Schedule,
  Weekday,
  Hours,
  TimeOfDay,
  Member,
  CalendarDate,
  Entry,
  Timestamp,
  EntryEvent,
  Points,
  Minor,
  Cart,
  Line,
  Now,
};

/**
 * The offers of a shop: coupons and promotions, and how they act together.
 *
 * Conditions (`when`, `lines`) and selections read the cart as it is given, before any offer acts. Offers act stage
 * by stage. Within a stage they act side by side: each reads the amounts that the stage found, and none takes more
 * than is left of a line; those of which one acts on each line take first.
 */
export interface OffersDocument {
  /** Where the schema of this document is, for editors. */
  readonly $schema?: string | undefined;
  /** The document's own id. */
  readonly id?: string | undefined;
  /** Its name. */
  readonly name?: Label | undefined;
  /** The ISO 4217 code of every amount here and in the requests. */
  readonly currency: string;
  /** The IANA time zone in which days, weeks, months and hours are told, such as "Asia/Shanghai". */
  readonly timeZone: TimeZone;
  /**
   * The stages in the order in which they act, each once; where left out: "price", "discount", "spend", "coupon",
   * "points", "shipping".
   */
  readonly order?: readonly Stage[] | undefined;
  /** What thresholds (`from`, `every`) are compared with; "remaining" where left out. */
  readonly thresholds?: Thresholds | undefined;
  /** How points pay; they do not where left out. */
  readonly points?: PointsPayment | undefined;
  /** The offers. Of equally good combinations that one is taken whose first offers stand first. */
  readonly offers: readonly Offer[];
}

/** When an offer acts. */
export type Stage = "price" | "discount" | "spend" | "coupon" | "points" | "shipping";

/** What thresholds are compared with. */
export type Thresholds = "remaining" | "itemised" | "listed";

/** How points pay. They pay for the lines, not for shipping. */
export interface PointsPayment {
  /** So many points … */
  readonly points: number;
  /** … pay this much; points pay in whole multiples of it. */
  readonly worth: Amount;
  /** The fewest points that pay. */
  readonly least?: number | undefined;
  /** The most of the amount that points pay, such as "50%"; all of it where left out. */
  readonly most?: Ratio | undefined;
}

/**
 * An offer: for whom, when, on which lines, and exactly one thing that it brings: `off`, `percent`, `steps`, `price`,
 * `priceFrom`, `bundle`, `buy` with `get`, `gift` or `shipping`.
 */
export interface Offer {
  /** Its id, which answers, coupons and usage name; never used for another offer again. */
  readonly id: string;
  /** Its name. */
  readonly name?: Label | undefined;
  /**
   * When it acts. Where left out: "shipping" for what it takes off shipping, "coupon" for a coupon, else "price" for
   * `price` and `priceFrom`, "discount" for `percent`, `bundle` and `buy`, "spend" for the rest.
   */
  readonly stage?: Stage | undefined;
  /** Whether only who holds it has it. */
  readonly coupon?: boolean | undefined;
  /** Only from this amount of its lines on. */
  readonly from?: Amount | undefined;
  /** Only from so many units of its lines on. */
  readonly units?: number | undefined;
  /** This much off its lines together, shared among them by what is left of each. */
  readonly off?: Amount | undefined;
  /** `off` each time that this amount is full (每满). */
  readonly every?: Amount | undefined;
  /** How many times at the most, for `every`, `bundle` and `buy`. */
  readonly times?: number | undefined;
  /** A share off each of its lines, rounded line by line, a half up; with `buy`, off the units that are got. */
  readonly percent?: Ratio | undefined;
  /** The most that `percent` takes off, in all its lines together. */
  readonly most?: Amount | undefined;
  /** Several thresholds; of those reached, what takes off most. */
  readonly steps?: readonly OfferStep[] | undefined;
  /** What a unit costs at the most. Prices never add up: of several in a stage, the lowest counts on a line. */
  readonly price?: Amount | undefined;
  /** The attribute of a line that says so, such as "memberPrice"; lines without it keep their price. */
  readonly priceFrom?: string | undefined;
  /** Several things together for one price. */
  readonly bundle?: Bundle | undefined;
  /** For so many units … */
  readonly buy?: number | undefined;
  /** … so many more are free, or cheaper by `percent`: the cheapest of all. */
  readonly get?: number | undefined;
  /** What is put in besides. */
  readonly gift?: Gift | undefined;
  /** What is taken off shipping: "free", or an amount. */
  readonly shipping?: ShippingOff | undefined;
  /** Only lines of these products. */
  readonly products?: readonly string[] | undefined;
  /** Only lines of these categories. */
  readonly categories?: readonly string[] | undefined;
  /** Only lines that fulfil this condition over `{line.…}`; it may read what `when` reads too. */
  readonly lines?: string | undefined;
  /** Only orders from these channels. */
  readonly channels?: readonly string[] | undefined;
  /** Only members of these tiers, as the request's `member.tier` says. */
  readonly tiers?: readonly string[] | undefined;
  /** Only when this condition over `{cart.…}`, `{member.…}`, `{facts.…}` and `{now.…}` is fulfilled. */
  readonly when?: string | undefined;
  /** Only at these times, in the document's time zone. */
  readonly schedule?: Schedule | undefined;
  /** Only members who have not ordered before, as the ledger says. A guest is none. */
  readonly firstOrder?: boolean | undefined;
  /** How often. */
  readonly limits?: Limits | undefined;
  /**
   * Of offers that share a group, one acts in an order. Where all of them take off line by line in the same stage
   * (`percent` without `most`, `price`, `priceFrom`), one acts on each line: what takes off most there.
   */
  readonly group?: string | undefined;
  /** Whether no other offer acts in the order. */
  readonly exclusive?: boolean | undefined;
  /** The stages whose offers may act beside it; all where left out. It is enough that one of two does not allow it. */
  readonly stacks?: readonly Stage[] | undefined;
}

/** A threshold, by amount or by units, and what is taken off from there on. */
export interface OfferStep {
  /** From this amount of the lines on. */
  readonly from?: Amount | undefined;
  /** From so many units of the lines on. */
  readonly units?: number | undefined;
  /** This much off the lines together. */
  readonly off?: Amount | undefined;
  /** A share off each line. */
  readonly percent?: Ratio | undefined;
}

/** Several things together for one price. The dearest units go first; as many sets are made as save most. */
export interface Bundle {
  /** What belongs to it. */
  readonly parts: readonly BundlePart[];
  /** What it costs. */
  readonly price: Amount;
}

/** A part of a bundle; a line belongs to the first part that it fits. */
export interface BundlePart {
  /** How many units; 1 where left out. */
  readonly units?: number | undefined;
  /** Of one of these products. */
  readonly products?: readonly string[] | undefined;
  /** Of one of these categories. */
  readonly categories?: readonly string[] | undefined;
}

/** What is put in besides. */
export interface Gift {
  /** The product. */
  readonly product: string;
  /** How many; 1 where left out. */
  readonly quantity?: number | undefined;
  /** What it is worth to the member, where combinations are compared; the smallest amount where left out. */
  readonly value?: Amount | undefined;
}

/** What is taken off shipping. */
export type ShippingOff = "free" | Amount;

/** How often an offer acts. The request says how often it has. */
export interface Limits {
  /** In how many orders of one member. */
  readonly perMember?: number | undefined;
  /** In how many orders at all. */
  readonly total?: number | undefined;
  /** How much it takes off at all, with what it takes over from others. An offer acts in whole or not at all. */
  readonly budget?: Amount | undefined;
}

/** Which offers are best for a cart, at a time. */
export interface OffersRequest {
  /**
   * Who buys, as the loyalty program knows it; the attribute `tier` is the tier held, as the program's status says. A
   * guest where left out.
   */
  readonly member?: Member | undefined;
  /** What is bought. No line has a negative quantity. */
  readonly cart: Cart;
  /** When. */
  readonly now: Now;
  /** What else conditions read, as `{facts.…}`: a segment, the weather … */
  readonly facts?: { readonly [key: string]: Json } | undefined;
  /** What shipping costs; nothing where left out. */
  readonly shipping?: Amount | undefined;
  /** The coupons that the member holds. */
  readonly held?: readonly HeldCoupon[] | undefined;
  /** How often offers have acted, by their ids; never where left out. */
  readonly used?: { readonly [key: string]: OfferUsage } | undefined;
  /** How many points the member would pay with; as many as may be of these are. None where left out. */
  readonly points?: number | undefined;
  /** The most work, where it should be less than the engine's own bound. */
  readonly steps?: number | undefined;
}

/** A coupon that the member holds. */
export interface HeldCoupon {
  /** The offer. */
  readonly offer: string;
  /** Its own id, which the answer names where it acts. Of several of an offer, the one acts that ends first. */
  readonly id?: string | undefined;
  /** When it ends; with its offer where left out. */
  readonly until?: Timestamp | undefined;
}

/** How often an offer has acted before. */
export interface OfferUsage {
  /** In how many orders of this member. */
  readonly member?: number | undefined;
  /** In how many orders at all. */
  readonly total?: number | undefined;
  /** How much it has taken off at all. */
  readonly spent?: Minor | undefined;
}

/** The best combination of offers: what each line costs, which offers act, and why the others do not. */
export interface Combination {
  /** The currency of every amount here. */
  readonly currency: string;
  /** What the lines cost as the cart is given. */
  readonly amount: Minor;
  /** What offers take off the lines. */
  readonly discount: Minor;
  /** The points that pay. */
  readonly points: Points;
  /** What these points pay. */
  readonly paid: Minor;
  /** What is left to pay for shipping. */
  readonly shipping: Minor;
  /** What is left to pay in all: `amount` − `discount` − `paid` + `shipping`. */
  readonly total: Minor;
  /** The lines, in the order of the cart. Their amounts sum to those above. */
  readonly lines: readonly CombinationLine[];
  /** The offers that act, in the order in which they do. */
  readonly applied: readonly AppliedOffer[];
  /** The others, in the order of the document, each with the reason. */
  readonly refused: readonly RefusedOffer[];
  /** Whether no other combination takes off more. Where it is not, this is the best that was found. */
  readonly proven: boolean;
  /** The work that it took to find it: looks at a line for an offer, or at an offer. */
  readonly steps: number;
  /**
   * The cart as the loyalty program takes it, with what was taken off and paid in points in each line's `discount`, so
   * that points are earned on the money that is really paid.
   */
  readonly cart: Cart;
}

/** What a line costs. */
export interface CombinationLine {
  /** The line's id, if it has one. */
  readonly id?: string | undefined;
  /** What it costs as the cart is given. */
  readonly amount: Minor;
  /** What offers take off. */
  readonly discount: Minor;
  /** The points that pay for it. */
  readonly points?: Points | undefined;
  /** What these points pay. */
  readonly paid?: Minor | undefined;
  /** What is left to pay: `amount` − `discount` − `paid`. */
  readonly net: Minor;
  /** What each offer takes off. Sums to `discount`. */
  readonly offers: readonly LineDiscount[];
}

/** What an offer takes off a line. */
export interface LineDiscount {
  /** The offer. */
  readonly offer: string;
  /** How much. */
  readonly discount: Minor;
}

/** An offer that acts. */
export interface AppliedOffer {
  /** The offer. */
  readonly offer: string;
  /** The held coupon that is used up by it, if it has an id. */
  readonly coupon?: string | undefined;
  /** What it takes off, lines or shipping. */
  readonly discount: Minor;
  /** What it puts in. */
  readonly gift?: Gift | undefined;
  /** Why it is so. */
  readonly why: OfferReason;
}

/** Why an offer acts or not: a code, and what belongs into its sentence. Amounts are those with the offers that act. */
export type OfferReason =
  /** It takes off something. */
  | {
      readonly code: "takes-off";
      /** How much. */
      readonly discount: Minor;
    }
  /** It takes off something, and a higher step is in reach. */
  | {
      readonly code: "next-step";
      /** How much it takes off. */
      readonly discount: Minor;
      /** How much more of its lines … */
      readonly missing: Minor;
      /** … takes off this much instead. */
      readonly off: Minor;
    }
  /** It puts something in. */
  | {
      readonly code: "puts-in";
      /** How many. */
      readonly quantity: number;
      /** Of which product. */
      readonly product: string;
    }
  /** The amount of its lines is too small. */
  | {
      readonly code: "below-threshold";
      /** Where it begins. */
      readonly from: Minor;
      /** How much is missing. */
      readonly missing: Minor;
      /** What it would take off there, where it can be told. */
      readonly off?: Minor | undefined;
    }
  /** There are too few units of its lines. */
  | {
      readonly code: "too-few-units";
      /** How many it takes. */
      readonly units: number;
      /** How many are missing. */
      readonly missing: number;
    }
  /** No line of the cart is of the kind that it is for. */
  | {
      readonly code: "no-lines";
    }
  /** It would take off nothing. */
  | {
      readonly code: "nothing-off";
    }
  /** The member does not hold the coupon. */
  | {
      readonly code: "not-held";
    }
  /** The coupon that the member holds has ended. */
  | {
      readonly code: "expired";
      /** When. */
      readonly until: Timestamp;
    }
  /** The member has used it as often as allowed. */
  | {
      readonly code: "used-up";
      /** How often. */
      readonly times: number;
    }
  /** It has been used as often as allowed by all. */
  | {
      readonly code: "sold-out";
      /** How often. */
      readonly times: number;
    }
  /** What is left of its budget is not enough. */
  | {
      readonly code: "budget-spent";
    }
  /** It is for members. */
  | {
      readonly code: "guest";
    }
  /** The member has ordered before. */
  | {
      readonly code: "not-first-order";
    }
  /** Another offer that it does not act beside is better. */
  | {
      readonly code: "displaced";
      /** Which. */
      readonly by: readonly string[];
      /**
       * By how much the combination is better than with this offer in their place; not told where that would take more
       * work than an answer may.
       */
      readonly better?: Minor | undefined;
    }
  /** Beside the offers that act it would leave the member worse off, since they would take off less. */
  | {
      readonly code: "not-worthwhile";
      /** By how much; not told where that would take more work than an answer may. */
      readonly better?: Minor | undefined;
    }
  /** It is for other channels. */
  | {
      readonly code: "channel";
      /** Which. */
      readonly channels: readonly string[];
    }
  /** It is for other tiers. */
  | {
      readonly code: "tier";
      /** Which. */
      readonly tiers: readonly string[];
    }
  /** Its condition is not fulfilled. */
  | {
      readonly code: "condition";
      /** The condition. */
      readonly when: string;
    }
  /** It begins later. */
  | {
      readonly code: "not-yet";
      /** When, as local date or time. */
      readonly from: string;
    }
  /** It has ended. */
  | {
      readonly code: "over";
      /** When, as local date or time. */
      readonly until: string;
    }
  /** It is for other days of the week. */
  | {
      readonly code: "weekday";
      /** Which. */
      readonly weekdays: readonly Weekday[];
    }
  /** It is for other months. */
  | {
      readonly code: "month";
      /** Which, 1 to 12. */
      readonly months: readonly number[];
    }
  /** It is for other days of the month. */
  | {
      readonly code: "day";
      /** Which, 1 to 31. */
      readonly days: readonly number[];
    }
  /** It is for another part of the day. */
  | {
      readonly code: "hours";
      /** From this time of the day. */
      readonly from: TimeOfDay;
      /** Until this time of the day. */
      readonly until: TimeOfDay;
    };

/** An offer that does not act. */
export interface RefusedOffer {
  /** The offer. */
  readonly offer: string;
  /** Why not. */
  readonly why: OfferReason;
}

/** What parts of an order are worth that come back. */
export interface RefundRequest {
  /** The lines of which something comes back. */
  readonly lines: readonly ReturnedLine[];
}

/** A line of an order of which some units come back. */
export interface ReturnedLine {
  /** How many units it had. */
  readonly quantity: number;
  /** What was paid for all of it in money: `net` of the combination's line. */
  readonly net: Minor;
  /** The points that paid for it: `points` of the combination's line. */
  readonly points?: number | undefined;
  /** How many units came back before. */
  readonly before?: number | undefined;
  /** How many come back now. */
  readonly returned: number;
}

/** What parts of an order are worth that come back. */
export interface Refund {
  /** The money to give back. */
  readonly amount: Minor;
  /** The points to give back. */
  readonly points: Points;
  /** The lines, in the order of the request. */
  readonly lines: readonly RefundedLine[];
}

/** What the part of a line is worth that comes back. */
export interface RefundedLine {
  /** The money to give back. */
  readonly amount: Minor;
  /** The points to give back. */
  readonly points: Points;
}

/** Which offer to show. */
export interface ChoiceRequest {
  /** What was learnt so far. */
  readonly learnt?: Learnt | undefined;
  /** The offers to choose among, such as those of a combination; at least one, each once. */
  readonly offers: readonly string[];
  /** How. */
  readonly policy?: OfferPolicy | undefined;
  /** The features of the moment, which LinUCB needs; a constant 1 among them stands for what holds at any moment. */
  readonly context?: readonly number[] | undefined;
  /** How much LinUCB makes of what it does not know; 1 where left out. */
  readonly alpha?: number | undefined;
  /**
   * The share of choices that are made at random, 0 to 1; none where left out. A policy that is to be judged by its log
   * gives every offer a chance.
   */
  readonly explore?: number | undefined;
  /**
   * How often Thompson sampling is drawn for the probabilities beside the draw that chooses; 1,000 where left out. For
   * all offers together no more than 10,000,000.
   */
  readonly draws?: number | undefined;
  /** The same seed gives the same choice. */
  readonly seed: number;
}

/** What all devices have learnt. */
export interface Learnt {
  /** By the id of the device. */
  readonly devices?: { readonly [key: string]: DeviceLearning } | undefined;
}

/** What one device has learnt. */
export interface DeviceLearning {
  /** How many observations it has made. */
  readonly observed: number;
  /** By the id of the offer. */
  readonly offers?: { readonly [key: string]: OfferTally } | undefined;
}

/** What came of an offer. */
export interface OfferTally {
  /** How often it was shown. */
  readonly shown: number;
  /** How often it was taken. */
  readonly taken: number;
  /** For each pair of features, the sum of their products over all showings: the lower triangle, row by row. */
  readonly products?: readonly number[] | undefined;
  /** For each feature, its sum over the showings where the offer was taken. */
  readonly gains?: readonly number[] | undefined;
}

/** How an offer is chosen. */
export type OfferPolicy = "thompson" | "linUcb";

/** The offer to show. */
export interface OfferChoice {
  /** Which. */
  readonly offer: string;
  /** With which probability it is chosen: what the log keeps. */
  readonly probability: number;
  /** All offers, in the order of the request. */
  readonly offers: readonly ScoredOffer[];
}

/** How an offer stands in a choice. */
export interface ScoredOffer {
  /** Which. */
  readonly offer: string;
  /** What the policy compares: a draw of its rate, or the upper bound of it. */
  readonly score: number;
  /** With which probability it is chosen; of Thompson sampling by draws. */
  readonly probability: number;
}

/** An offer was shown, and taken or not. */
export interface LearnRequest {
  /** What was known before. */
  readonly learnt?: Learnt | undefined;
  /** The device that saw it. */
  readonly device: string;
  /** The offer. */
  readonly offer: string;
  /** Whether it was taken. */
  readonly taken: boolean;
  /** The features of the moment, as they were given when it was chosen. */
  readonly context?: readonly number[] | undefined;
}

/** The log of a policy, with what another would have done. */
export interface PolicyLog {
  /** At least two choices. */
  readonly log: readonly LoggedChoice[];
}

/** A choice that was made. */
export interface LoggedChoice {
  /** What it brought. */
  readonly reward: number;
  /** With which probability the offer was chosen then, above 0. */
  readonly probability: number;
  /** With which probability the other policy would choose the same at that moment. */
  readonly target: number;
  /** What a model expected of it; for the doubly robust estimate every choice has it. */
  readonly expected?: number | undefined;
  /** What the model expects of the other policy at that moment: of each offer, by its probability. */
  readonly value?: number | undefined;
}

/** What another policy would have brought in each choice, by three estimates. */
export interface PolicyEstimate {
  /** How many choices the log has. */
  readonly choices: number;
  /**
   * How many choices of the other policy's own it is worth: `(Σw)² / Σw²`. Where they are few, no estimate is worth
   * much. Source: Kish, *Survey Sampling*, 1965.
   */
  readonly effective: number;
  /** The largest weight: by how much more often the other policy chooses something. */
  readonly largest: number;
  /** What the log's own policy brought. */
  readonly logged: PolicyValue;
  /**
   * By inverse propensity: the mean of `w r` with `w` = target / probability. Without bias where the log gave every
   * offer a chance; widely spread where weights are large. Source: Horvitz and Thompson, Journal of the American
   * Statistical Association 47 (1952).
   */
  readonly ips: PolicyValue;
  /**
   * The same by the sum of weights, `Σ w r / Σ w`: less spread, a little bias, never beyond the rewards. Source:
   * Swaminathan and Joachims, *The Self-Normalized Estimator for Counterfactual Learning*, NIPS 2015.
   */
  readonly snips: PolicyValue;
  /**
   * Doubly robust: the mean of `value + w (r − expected)`. Without bias where either the probabilities or the model are
   * right. Source: Dudík, Langford and Li, *Doubly Robust Policy Evaluation and Learning*, ICML 2011.
   */
  readonly robust?: PolicyValue | undefined;
}

/** An estimate with its interval of 95 %, by the normal approximation. */
export interface PolicyValue {
  /** The estimate. */
  readonly value: number;
  /** Its lower end. */
  readonly low: number;
  /** Its upper end. */
  readonly high: number;
}
