// Written by `cargo xtask build` from the Rust types in src/survey/invite; do not edit.
import type { Json } from "./types.js";
import type { Label } from "./types.js";
import type { Ratio } from "./types.js";
import type { Timestamp } from "./types.js";
import type { Now } from "./types.js";
import type { CalendarDate } from "./types.js";

export type { Label, Ratio, Timestamp, Now, CalendarDate };

/** Who is asked, what and when: all surveys of a shop with their rules, and the rules over all of them. */
export interface InvitationsDocument {
  /** Where the schema of this document is, for editors. */
  readonly $schema?: string | undefined;
  /** The IANA time zone in which days are told, such as "Asia/Shanghai". */
  readonly timeZone: string;
  /** For so many days after any survey no other is shown; today counts. */
  readonly quietDays?: number | undefined;
  /** The most surveys in a period. */
  readonly cap?: InvitationCap | undefined;
  /** Conditions with an id that surveys name. */
  readonly segments?: readonly InvitedSegment[] | undefined;
  /** The surveys; of equal priority the first comes first. */
  readonly surveys: readonly InvitationRule[];
}

/** The most surveys that one person is shown in a period. */
export interface InvitationCap {
  /** How many. */
  readonly surveys: number;
  /** In so many days, today included. */
  readonly days: number;
}

/** A segment of members. */
export interface InvitedSegment {
  /** Its id. */
  readonly id: string;
  /** Who belongs to it: a condition over `{member.…}`, `{facts.…}` and `{now.…}`. */
  readonly when: string;
}

/** When a survey is shown, and to whom. Every part that is given must hold. */
export interface InvitationRule {
  /** Its id, which history and counts name; never used for another survey again. */
  readonly id: string;
  /** Its name. */
  readonly name?: Label | undefined;
  /** The survey's document, such as its address; the id where left out. */
  readonly survey?: string | undefined;
  /** Of several surveys that could be shown, the one with the highest is; 0 where left out. */
  readonly priority?: number | undefined;
  /** What calls it up, any of these; at any time where left out. */
  readonly triggers?: readonly InvitationTrigger[] | undefined;
  /** Only members of one of these segments. */
  readonly segments?: readonly string[] | undefined;
  /** Only when this condition over `{member.…}`, `{facts.…}` and `{now.…}` is fulfilled. */
  readonly when?: string | undefined;
  /** The part of all members that is asked, such as "10%"; who is among them stays so. */
  readonly sample?: Ratio | undefined;
  /** How many to ask of each stratum, in place of `sample`; who is in none is not asked. */
  readonly target?: StratifiedPrecision | undefined;
  /** How often the same person is asked; "once" where left out. */
  readonly repeat?: Repeat | undefined;
  /** The languages that it is there in, the first being its own; any where left out. */
  readonly languages?: readonly string[] | undefined;
  /** From this local date ("2026-11-01") or time ("2026-11-01T10:00") on. */
  readonly from?: string | undefined;
  /** Through this local date, or until this local time. */
  readonly until?: string | undefined;
  /** How many answers are wanted, over all and of each kind of respondent. */
  readonly quotas?: readonly ResponseQuota[] | undefined;
  /** What a complete answer brings. */
  readonly incentive?: Incentive | undefined;
}

/** What calls a survey up: exactly one of these. */
export interface InvitationTrigger {
  /** An event of this name. */
  readonly event?: string | undefined;
  /** A page of this path; `*` stands for any run of characters. */
  readonly page?: string | undefined;
  /** So many purchases or more; of several the highest that is reached, each an occasion of its own. */
  readonly purchases?: readonly number[] | undefined;
  /** Days after a delivery. */
  readonly delivery?: AfterDelivery | undefined;
}

/** Days after a delivery, each with each order an occasion of its own. */
export interface AfterDelivery {
  /** After how many days, such as 3, 30 and 90. */
  readonly days: readonly number[];
  /** For how many days from then on the survey may still be shown; 7 where left out. */
  readonly within?: number | undefined;
}

/** A wished precision over strata: how many answers of each, and at which rate to ask for them. */
export interface StratifiedPrecision {
  /** The strata; somebody belongs to the first whose condition is fulfilled. */
  readonly strata: readonly SampleStratum[];
  /** Half the width of the interval, as a fraction: 0.05 for five points. */
  readonly margin: number;
  /** The confidence of the interval; 0.95 where left out. */
  readonly confidence?: number | undefined;
  /** How answers are spread; "proportional" where left out. */
  readonly allocation?: Allocation | undefined;
  /** The fewest answers in a stratum that has so many people; 1 where left out. */
  readonly least?: number | undefined;
  /** How many of those who are asked answer, above 0 and at most 1; all where left out. */
  readonly responseRate?: number | undefined;
}

/** A stratum to be asked. */
export interface SampleStratum {
  /** Its id, which the answer repeats and counts name. */
  readonly id: string;
  /** Who belongs to it: a condition over `{member.…}`, `{facts.…}` and `{now.…}`, which invitations need. */
  readonly when?: string | undefined;
  /** How many people it has. */
  readonly population: number;
  /** The share that is expected there, 0 to 1; 0.5, the widest, where left out. */
  readonly share?: number | undefined;
  /** The variance of one answer in place of the share, 0 to 1: for NPS, 1 is the widest. */
  readonly variance?: number | undefined;
}

/** How answers are spread over strata. */
export type Allocation = "proportional" | "optimal" | "each";

/** How often the same person is asked. */
export type Repeat = "once" | "untilAnswered" | "always" | RepeatDays;

/** Again after so many days. */
export interface RepeatDays {
  /** How many. */
  readonly days: number;
}

/** How many answers are wanted of a kind of respondent. */
export interface ResponseQuota {
  /** Its id, which counts name. */
  readonly id: string;
  /** How many complete answers. */
  readonly limit: number;
  /**
   * Whose: a condition over `{member.…}`, `{facts.…}`, `{now.…}` and the survey's own `{answers.…}`; everybody's
   * where left out.
   */
  readonly when?: string | undefined;
}

/** What a complete answer brings: an event that the loyalty program knows, once for the survey. */
export interface Incentive {
  /** The kind of event, such as "survey". */
  readonly kind: string;
}

/** Which survey to show, at a time. */
export interface InviteRequest {
  /** Who would be asked. */
  readonly member: Respondent;
  /** The languages that the member reads, the best first; any where left out. */
  readonly languages?: readonly string[] | undefined;
  /** The event that just happened. */
  readonly event?: string | undefined;
  /** The path of the page that is open. */
  readonly page?: string | undefined;
  /** How many purchases the member has made. */
  readonly purchases?: number | undefined;
  /** What was delivered to the member, in any order. */
  readonly deliveries?: readonly Delivery[] | undefined;
  /** Whatever else conditions read, as `{facts.…}`. */
  readonly facts?: { readonly [key: string]: Json } | undefined;
  /** What this person was shown before, in any order. What is later than `now` does not count. */
  readonly history?: readonly Shown[] | undefined;
  /** The survey that is open at this moment. */
  readonly showing?: string | undefined;
  /** How full quotas and strata are. */
  readonly counts?: { readonly [key: string]: { readonly [key: string]: number } } | undefined;
  /** When. */
  readonly now: Now;
}

/** Who is asked. Further fields are attributes that conditions read as `{member.…}`. */
export interface Respondent {
  /** The id of the member, or of a guest's device; sampling holds to it. */
  readonly id: string;
  /** Further attributes. */
  readonly [attribute: string]: unknown;
}

/** Something that was delivered. */
export interface Delivery {
  /** The order's id. */
  readonly order: string;
  /** When. */
  readonly at: Timestamp;
}

/** A survey that was shown before. */
export interface Shown {
  /** The id of its rule. */
  readonly survey: string;
  /** When. */
  readonly at: Timestamp;
  /** When it was answered, if it was. */
  readonly answered?: Timestamp | undefined;
  /** The occasion, as the answer named it. */
  readonly occasion?: string | undefined;
}

/** The one survey to show, or none, and why it is so for each. */
export interface Choice {
  /** The survey to show; left out for none. */
  readonly invite?: Invite | undefined;
  /** Every survey, in the order of the document. */
  readonly surveys: readonly SurveyDecision[];
}

/** A survey to show. Keep `id`, `occasion` and the time in the history once it is shown. */
export interface Invite {
  /** The id of its rule. */
  readonly id: string;
  /** The survey's document. */
  readonly survey: string;
  /** What it is shown for, such as "order-17:30" for 30 days after that delivery, where there is such a thing. */
  readonly occasion?: string | undefined;
  /** The language to show it in, where the survey names its languages. */
  readonly language?: string | undefined;
  /** The stratum that a complete answer counts in. */
  readonly stratum?: string | undefined;
  /** What a complete answer brings. */
  readonly incentive?: EarnedOnce | undefined;
}

/** What a complete answer brings, once: the event to award. */
export interface EarnedOnce {
  /** The kind of event, such as "survey". */
  readonly kind: string;
  /** Which of its kind: the survey's id, so that the member earns it but once. */
  readonly id: string;
}

/** What was decided about a survey. */
export interface SurveyDecision {
  /** The id of its rule. */
  readonly survey: string;
  /** Why it is shown or not. */
  readonly why: InviteReason;
}

/** Why a survey is shown or not: a code, and what belongs into its sentence. */
export type InviteReason =
  /** It is shown. */
  | {
      readonly code: "chosen";
    }
  /** It could be shown, but another comes first. */
  | {
      readonly code: "outranked";
      /** The other's id. */
      readonly by: string;
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
  /** Nothing that calls it up has happened. */
  | {
      readonly code: "no-trigger";
    }
  /** It is for other segments. */
  | {
      readonly code: "segment";
      /** Which. */
      readonly segments: readonly string[];
    }
  /** Its condition is not fulfilled. */
  | {
      readonly code: "condition";
      /** The condition. */
      readonly when: string;
    }
  /** It is not there in a language that the member reads. */
  | {
      readonly code: "language";
      /** The languages that it is there in. */
      readonly languages: readonly string[];
    }
  /** It was answered. */
  | {
      readonly code: "answered";
      /** On which local day. */
      readonly on: CalendarDate;
    }
  /** It was shown. */
  | {
      readonly code: "shown";
      /** On which local day. */
      readonly on: CalendarDate;
    }
  /** It was shown not long enough ago. */
  | {
      readonly code: "too-soon";
      /** The first local day on which it may be shown again; left out beyond the calendar. */
      readonly from?: CalendarDate | undefined;
    }
  /** The member is not among those who are sampled, and never will be at this rate. */
  | {
      readonly code: "not-sampled";
    }
  /** The member belongs to no stratum that is asked. */
  | {
      readonly code: "no-stratum";
    }
  /** The member's stratum has its answers. */
  | {
      readonly code: "stratum-full";
      /** Which. */
      readonly stratum: string;
    }
  /** A quota that the member falls under is full. */
  | {
      readonly code: "quota-full";
      /** Which. */
      readonly quota: string;
    }
  /** A survey is open at this moment. */
  | {
      readonly code: "showing";
      /** Which. */
      readonly survey: string;
    }
  /** Another survey was shown not long enough ago. */
  | {
      readonly code: "quiet";
      /** The first local day after the quiet period; left out beyond the calendar. */
      readonly from?: CalendarDate | undefined;
    }
  /** As many surveys were shown as may be. */
  | {
      readonly code: "capped";
      /** How many. */
      readonly surveys: number;
      /** In how many days. */
      readonly days: number;
    };

/** Whether a response that has begun is still wanted. */
export interface ScreenRequest {
  /** The id of the survey's rule. */
  readonly survey: string;
  /** Who answers. */
  readonly member: Respondent;
  /** The answers so far, which quotas read as `{answers.…}`. */
  readonly answers: { readonly [key: string]: Json };
  /** Whatever else conditions read, as `{facts.…}`. */
  readonly facts?: { readonly [key: string]: Json } | undefined;
  /** How full quotas and strata are. */
  readonly counts?: { readonly [key: string]: { readonly [key: string]: number } } | undefined;
  /** When. */
  readonly now: Now;
}

/** Whether a response that has begun is still wanted. */
export interface Screening {
  /** The quota that is full; the respondent is to be screened out. Left out where the response is wanted. */
  readonly full?: string | undefined;
  /** The quotas and the stratum that the response counts in once it is complete. */
  readonly counts: readonly string[];
}
