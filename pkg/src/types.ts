// Written by `cargo xtask build` from the Rust types in src/loyalty; do not edit.

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A loyalty program: what earns points, which tiers there are, and how a member reaches them. */
export interface ProgramDocument {
  /** Where the schema of this document is, for editors. */
  readonly $schema?: string | undefined;
  /** The program's own id. */
  readonly id?: string | undefined;
  /** Its name. */
  readonly name?: Label | undefined;
  /** The ISO 4217 code of every amount in the program, the carts and the ledger. */
  readonly currency: string;
  /** The IANA time zone in which days, weeks, months and hours are told, such as "Asia/Shanghai". */
  readonly timeZone: TimeZone;
  /** How fractions of points become whole ones; rounding down over the order where left out. */
  readonly rounding?: Rounding | undefined;
  /** How several multipliers act together; "compound" where left out. */
  readonly multipliers?: Stacking | undefined;
  /** Lines that earn nothing, such as gift cards. */
  readonly exclude?: readonly Exclusion[] | undefined;
  /** What earns, in the order in which it is shown. */
  readonly earn: readonly EarnRule[];
  /** What earns on events that are no orders, such as a complete answer to a survey. */
  readonly events?: readonly EventRule[] | undefined;
  /** The tiers, lowest first. */
  readonly tiers?: readonly Tier[] | undefined;
  /** What counts towards a tier; all points ever earned where left out. */
  readonly qualify?: Qualification | undefined;
}

/** A text that people read: one for all languages, or one for each language tag ("en", "zh-CN"). */
export type Label = string | { readonly [key: string]: string };

/** A time zone: its name in the IANA database, or pinned with its table. */
export type TimeZone = string | PinnedZone;

/**
 * A time zone with its table, so that a program gives the same days wherever it is read, whatever edition of the
 * IANA database that place has.
 */
export interface PinnedZone {
  /** The zone's name in the IANA database. */
  readonly name: string;
  /** The table that the engine gives for it. */
  readonly table: string;
}

/** How fractions of points become whole ones. */
export interface Rounding {
  /** Which way; down where left out. */
  readonly mode?: Mode | undefined;
  /** Once for the order, or for each line; the order where left out. */
  readonly level?: Level | undefined;
}

/** How a fraction becomes a whole number. Magnitudes are rounded, so that taking something back mirrors giving it. */
export type Mode = "floor" | "ceil" | "halfUp" | "halfEven";

/** Where fractions of points are rounded. */
export type Level = "line" | "order";

/** How several multipliers act together. */
export type Stacking = "compound" | "add" | "highest";

/**
 * Lines that earn nothing. A line is excluded if it is of one of the products, of one of the categories, and fulfils
 * the condition, as far as these are given; at least one must be.
 */
export interface Exclusion {
  /** Its id, which a line's answer names. */
  readonly id: string;
  /** Its name. */
  readonly name?: Label | undefined;
  /** Products that are meant. */
  readonly products?: readonly string[] | undefined;
  /** Categories that are meant. */
  readonly categories?: readonly string[] | undefined;
  /** A condition over `{line.…}`. */
  readonly lines?: string | undefined;
}

/** A rule that earns: a rate (`points` with `per` or `every`), a bonus (`points` with `each`) or a multiplier (`multiply`). */
export interface EarnRule {
  /** Its id, which answers and the ledger name; never used for another rule again. */
  readonly id: string;
  /** Its name. */
  readonly name?: Label | undefined;
  /** How many points. */
  readonly points?: number | undefined;
  /** The amount that earns `points`; other amounts in proportion. */
  readonly per?: Amount | undefined;
  /** The amount that earns `points` each time it is full (每满); what is left over earns nothing. */
  readonly every?: Amount | undefined;
  /** What earns `points` whatever it costs. */
  readonly each?: Each | undefined;
  /** By how much the points of other rules are multiplied. */
  readonly multiply?: Ratio | undefined;
  /** The rules that a multiplier lifts; all rates where left out, so that a bonus is lifted only by name. */
  readonly rules?: readonly string[] | undefined;
  /** Only lines of these products. */
  readonly products?: readonly string[] | undefined;
  /** Only lines of these categories. */
  readonly categories?: readonly string[] | undefined;
  /** Only lines that fulfil this condition over `{line.…}`; it may read `{cart.…}`, `{member.…}` and `{now.…}` too. */
  readonly lines?: string | undefined;
  /** Only orders from these channels. */
  readonly channels?: readonly string[] | undefined;
  /** Only members who have one of these tiers before the purchase. */
  readonly tiers?: readonly string[] | undefined;
  /** Only when this condition over `{cart.…}`, `{member.…}` and `{now.…}` is fulfilled. */
  readonly when?: string | undefined;
  /** Only at these times, in the program's time zone. */
  readonly schedule?: Schedule | undefined;
  /** The most that the rule gives a member in a period. */
  readonly cap?: Cap | undefined;
  /** Rounding of this rule, where it differs from the program's. */
  readonly rounding?: Rounding | undefined;
}

/** An amount of money: a whole number of minor units (分, cents), or a decimal string such as "19.90". */
export type Amount = number | string;

/** What earns a fixed number of points. */
export type Each = "order" | "line" | "unit";

/** An exact ratio, not negative: "1.5", "10%", "3/2" or a whole number. */
export type Ratio = string | number;

/** When a rule is in force, in the program's time zone; every part that is given must hold. */
export interface Schedule {
  /** From this local date ("2026-11-01") or time ("2026-11-01T10:00") on. */
  readonly from?: string | undefined;
  /** Through this local date, or until this local time. */
  readonly until?: string | undefined;
  /** On these days of the week. */
  readonly weekdays?: readonly Weekday[] | undefined;
  /** In these months, 1 to 12. */
  readonly months?: readonly number[] | undefined;
  /** On these days of the month, 1 to 31. */
  readonly days?: readonly number[] | undefined;
  /** Between these hours, over midnight where `until` is before `from`. */
  readonly hours?: Hours | undefined;
}

/** A day of the week. */
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** A part of the day. */
export interface Hours {
  /** "HH:MM", included. */
  readonly from: TimeOfDay;
  /** "HH:MM", not included; "24:00" is the end of the day. */
  readonly until: TimeOfDay;
}

/** A time of the day: "09:30"; "24:00" is its end. */
export type TimeOfDay = string;

/** The most that a rule gives a member in a period. */
export interface Cap {
  /** How many points. */
  readonly points: number;
  /** In which period of the program's calendar. */
  readonly per: Period;
}

/** A period of the program's calendar. */
export type Period = "order" | "day" | "week" | "month" | "year" | "lifetime";

/** A rule that gives points for an event: once for each event, by its kind and id. */
export interface EventRule {
  /** Its id, which answers and the ledger name; never used for another rule again, of `earn` neither. */
  readonly id: string;
  /** Its name. */
  readonly name?: Label | undefined;
  /** The kind of event, such as "survey". */
  readonly on: string;
  /** How many points. */
  readonly points: number;
  /** Only events from these channels. */
  readonly channels?: readonly string[] | undefined;
  /** Only members who have one of these tiers before the event. */
  readonly tiers?: readonly string[] | undefined;
  /** Only when this condition over `{event.…}`, `{member.…}` and `{now.…}` is fulfilled. */
  readonly when?: string | undefined;
  /** Only at these times, in the program's time zone. */
  readonly schedule?: Schedule | undefined;
  /** The most that the rule gives a member in a period. */
  readonly cap?: Cap | undefined;
}

/** A tier. */
export interface Tier {
  /** Its id. */
  readonly id: string;
  /** Its name. */
  readonly name?: Label | undefined;
  /** The points, or the amount, from which a member has it. */
  readonly from: Threshold;
  /** What it brings. */
  readonly benefits?: readonly Benefit[] | undefined;
}

/** Points, or an amount where tiers are earned by spending. */
export type Threshold = number | string;

/** What a tier brings: a discount, a multiplier of points, or a promise in words. */
export interface Benefit {
  /** What members read. */
  readonly name?: Label | undefined;
  /** How much less the lines cost. */
  readonly discount?: Ratio | undefined;
  /** By how much points are multiplied. */
  readonly multiply?: Ratio | undefined;
  /** Only for lines that fulfil this condition over `{line.…}`. */
  readonly lines?: string | undefined;
}

/** What counts towards a tier. */
export interface Qualification {
  /** Points or money. */
  readonly on: Measure;
  /** Over which time. */
  readonly within: Within;
}

/** What is measured for a tier. */
export type Measure = "points" | "spend";

/** The time over which a tier is earned. */
export type Within = "lifetime" | "calendarYear" | RollingDays;

/** The last days, today included. */
export interface RollingDays {
  /** How many days, today included. */
  readonly days: number;
}

/** What a cart would earn a member, at a time. */
export interface PreviewRequest {
  /** Who buys; a guest without a ledger where left out. */
  readonly member?: Member | undefined;
  /** What is bought. */
  readonly cart: Cart;
  /** When. */
  readonly now: Now;
}

/** A member: who it is, and the ledger so far. Further fields are attributes that conditions read as `{member.…}`. */
export interface Member {
  /** The member's id. */
  readonly id?: string | undefined;
  /** The day of birth. */
  readonly birthday?: CalendarDate | undefined;
  /** The day of joining. */
  readonly joined?: CalendarDate | undefined;
  /** The ledger: the entries of earlier purchases, in any order. Entries later than `now` do not count. */
  readonly entries?: readonly Entry[] | undefined;
  /** Further attributes. */
  readonly [attribute: string]: unknown;
}

/** A day of the calendar: "2026-11-21". */
export type CalendarDate = string;

/** A ledger entry: what one order or event changed. A preview or award answers with the entry to be written. */
export interface Entry {
  /** When the order was placed, or the event happened. */
  readonly at: Timestamp;
  /** The id of the order (the cart's). */
  readonly order?: string | undefined;
  /** The event, where it is no order. */
  readonly event?: EntryEvent | undefined;
  /** The points, less than none where they are taken back. */
  readonly points: Points;
  /** What the member paid, in minor units. */
  readonly spend: Minor;
  /** The points by rule; caps over a period count them. */
  readonly rules?: { readonly [key: string]: Points } | undefined;
}

/** A point in time as RFC 3339 text: "2026-11-21T08:00:00Z". */
export type Timestamp = string;

/** The event of a ledger entry. */
export interface EntryEvent {
  /** Its kind. */
  readonly kind: string;
  /** Which of its kind. */
  readonly id: string;
}

/** A whole number of points. */
export type Points = number;

/** An amount of money as a whole number of minor units (分, cents). */
export type Minor = number;

/** A cart, or an order. Further fields are attributes that conditions read as `{cart.…}`. */
export interface Cart {
  /** The order's id, which the ledger entry keeps. */
  readonly id?: string | undefined;
  /** Where it is bought, such as "app", "web" or "store". */
  readonly channel?: string | undefined;
  /** The lines. */
  readonly lines: readonly Line[];
  /** Further attributes. */
  readonly [attribute: string]: unknown;
}

/** A line of a cart, with `price` or `amount`. Further fields are attributes that conditions read as `{line.…}`. */
export interface Line {
  /** The line's id, which the answer repeats. */
  readonly id?: string | undefined;
  /** The product. */
  readonly product?: string | undefined;
  /** The product's category. */
  readonly category?: string | undefined;
  /** How many units, 1 where left out; fewer than none where they are taken back, which takes back what they earned. */
  readonly quantity?: number | undefined;
  /** What one unit costs. */
  readonly price?: Amount | undefined;
  /** What the whole line costs, in place of `price`; of the same sign as the quantity. */
  readonly amount?: Amount | undefined;
  /** What is taken off the whole line, as a positive amount. */
  readonly discount?: Amount | undefined;
  /** Further attributes. */
  readonly [attribute: string]: unknown;
}

/** A point in time: RFC 3339 text, milliseconds since 1970, or a `Date`. */
export type Now = string | number | Date;

/** What an event earns a member, at a time. */
export interface AwardRequest {
  /** Whose event it is. */
  readonly member?: Member | undefined;
  /** What happened. */
  readonly event: Event;
  /** When. */
  readonly now: Now;
}

/** Something that happened and is no order. Further fields are attributes that conditions read as `{event.…}`. */
export interface Event {
  /** Its kind, such as "survey". */
  readonly kind: string;
  /** Which of its kind, such as the survey's id: the same kind and id earns once. */
  readonly id: string;
  /** Where it happened, such as "app", "web" or "store". */
  readonly channel?: string | undefined;
  /** Further attributes. */
  readonly [attribute: string]: unknown;
}

/** Where a member stands, at a time. */
export interface StatusRequest {
  /** Who; a guest without a ledger where left out. */
  readonly member?: Member | undefined;
  /** When. */
  readonly now: Now;
}

/** What a cart earns, by line and by rule, with the standing before and after, and the ledger entry to be written. */
export interface Preview {
  /** The currency of every amount here. */
  readonly currency: string;
  /** What the member pays, after the tier's discount. */
  readonly amount: Minor;
  /** The tier's discount. */
  readonly discount: Minor;
  /** The points that the cart earns. */
  readonly points: Points;
  /** The lines, in the order of the cart. Their amounts and points sum to those above. */
  readonly lines: readonly LineAnswer[];
  /** Every rule, earned or not, with the reason. Their points sum to those above. */
  readonly rules: readonly RuleAnswer[];
  /** The standing without this cart. */
  readonly before: Status;
  /** The standing with it. */
  readonly after: Status;
  /** The ledger entry: append it to the member's entries once the order is placed. */
  readonly entry: Entry;
}

/** What a line earns. */
export interface LineAnswer {
  /** The line's id, if it has one. */
  readonly id?: string | undefined;
  /** What the member pays for it. */
  readonly amount: Minor;
  /** The tier's discount on it, if there is one. */
  readonly discount?: Minor | undefined;
  /** Its points. */
  readonly points: Points;
  /** Its points by rule, of the rules that gave any: the rule's id, or `tier:` and a tier's. */
  readonly earned: { readonly [key: string]: Points };
  /** The exclusion that keeps it from earning, if there is one. */
  readonly excluded?: string | undefined;
}

/** What a rule came to. */
export interface RuleAnswer {
  /** The rule's id, or `tier:` and a tier's for the multiplier that a tier brings. */
  readonly rule: string;
  /** Its points in this cart. */
  readonly points: Points;
  /** Why it is so. */
  readonly why: Reason;
}

/** Why: a code, and what belongs into its sentence. */
export type Reason =
  /** The rule earned points. */
  | {
      readonly code: "earned";
      /** How many. */
      readonly points: Points;
    }
  /** The multiplier added points. */
  | {
      readonly code: "multiplied";
      /** By how much it multiplies. */
      readonly by: Ratio;
      /** How many it added. */
      readonly points: Points;
    }
  /** The rule reached its cap. */
  | {
      readonly code: "capped";
      /** The cap. */
      readonly cap: Points;
      /** Its period. */
      readonly per: Period;
      /** What the cap took away from this cart. */
      readonly lost: Points;
      /** What the rule gave all the same. */
      readonly points: Points;
    }
  /** The event has earned before. */
  | {
      readonly code: "already";
      /** When. */
      readonly at: Timestamp;
    }
  /** No line of the cart is of the kind that the rule is for. */
  | {
      readonly code: "no-lines";
    }
  /** Lines match, but the amount is too small for a point. */
  | {
      readonly code: "too-small";
      /** How much more would earn the first, where it can be told. */
      readonly missing?: Minor | undefined;
    }
  /** Nothing that the multiplier lifts earned points on a line that it is for. */
  | {
      readonly code: "nothing-to-multiply";
    }
  /** A higher multiplier acts in its place. */
  | {
      readonly code: "outdone";
      /** The rule of the higher one. */
      readonly by: string;
    }
  /** The rule is for other channels. */
  | {
      readonly code: "channel";
      /** Which. */
      readonly channels: readonly string[];
    }
  /** The rule is for other tiers. */
  | {
      readonly code: "tier";
      /** Which. */
      readonly tiers: readonly string[];
    }
  /** The rule's condition is not fulfilled. */
  | {
      readonly code: "condition";
      /** The condition. */
      readonly when: string;
    }
  /** The rule begins later. */
  | {
      readonly code: "not-yet";
      /** When, as local date or time. */
      readonly from: string;
    }
  /** The rule has ended. */
  | {
      readonly code: "over";
      /** When, as local date or time. */
      readonly until: string;
    }
  /** The rule is for other days of the week. */
  | {
      readonly code: "weekday";
      /** Which. */
      readonly weekdays: readonly Weekday[];
    }
  /** The rule is for other months. */
  | {
      readonly code: "month";
      /** Which, 1 to 12. */
      readonly months: readonly number[];
    }
  /** The rule is for other days of the month. */
  | {
      readonly code: "day";
      /** Which, 1 to 31. */
      readonly days: readonly number[];
    }
  /** The rule is for another part of the day. */
  | {
      readonly code: "hours";
      /** From this time of the day. */
      readonly from: TimeOfDay;
      /** Until this time of the day. */
      readonly until: TimeOfDay;
    }
  /** The member has reached the tier. */
  | {
      readonly code: "reached";
      /** The tier. */
      readonly tier: string;
      /** Its threshold. */
      readonly from: Measured;
      /** What counts. */
      readonly value: Measured;
      /** Points or money. */
      readonly on: Measure;
    }
  /** The member has not reached a tier. */
  | {
      readonly code: "no-tier";
    }
  /** How much is missing to the next tier. */
  | {
      readonly code: "next";
      /** The tier. */
      readonly tier: string;
      /** How much. */
      readonly missing: Measured;
      /** Points or money. */
      readonly on: Measure;
    }
  /** There is no higher tier. */
  | {
      readonly code: "top";
      /** The tier. */
      readonly tier: string;
    }
  /** When the tier would be lost if nothing more were earned. */
  | {
      readonly code: "falls";
      /** The tier. */
      readonly tier: string;
      /** The first day without it. */
      readonly day: CalendarDate;
    };

/** What counts towards tiers: points, or minor units, as `on` says. */
export type Measured = number;

/** Where a member stands. */
export interface Status {
  /** The tier, or `null` for none. */
  readonly tier: string | null;
  /** What counts towards tiers. */
  readonly on: Measure;
  /** How much of it counts now: points, or minor units. */
  readonly value: Measured;
  /** The next tier, unless this is the highest. */
  readonly next?: NextTier | undefined;
  /** The days that count. */
  readonly period: DayRange;
  /** The first day on which the tier would be lost if nothing more were earned; left out if it never would. */
  readonly until?: CalendarDate | undefined;
  /** The balance of all points. */
  readonly points: Points;
  /** All that was spent. */
  readonly spend: Minor;
  /** What the tier brings. */
  readonly benefits: readonly Benefit[];
  /** Why it is so. */
  readonly why: readonly Reason[];
}

/** The next tier and the way to it. */
export interface NextTier {
  /** Its id. */
  readonly tier: string;
  /** Where it begins. */
  readonly from: Measured;
  /** How much is missing. */
  readonly missing: Measured;
  /** How much of the way is done. */
  readonly percent: number;
}

/** Days of the program's calendar, both included; open where left out. */
export interface DayRange {
  /** The first. */
  readonly from?: CalendarDate | undefined;
  /** The last. */
  readonly until?: CalendarDate | undefined;
}

/** What an event earns, with the standing before and after, and the ledger entry to be written. */
export interface Award {
  /** The points that the event earns. */
  readonly points: Points;
  /** Every rule for events of this kind, earned or not, with the reason. Their points sum to those above. */
  readonly rules: readonly RuleAnswer[];
  /** The standing without this event. */
  readonly before: Status;
  /** The standing with it. */
  readonly after: Status;
  /** The ledger entry: append it to the member's entries. Left out where the event earns nothing. */
  readonly entry?: Entry | undefined;
}
