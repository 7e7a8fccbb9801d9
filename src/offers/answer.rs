//! What is answered, with the reasons.

use super::cart::NetCart;
use super::document::Gift;
use super::request::Tally;
use crate::kernel::calendar::{Instant, LocalTime, Weekday};
use crate::kernel::scalars::{Minor, Points, Whole};
use crate::kernel::{record, tagged};
use crate::loyalty;

record! {
    [write]
    /// The best combination of offers: what each line costs, which offers act, and why the others do not.
    pub struct Combination<'a> {
        /// The currency of every amount here.
        pub currency["currency"]: &'a str,
        /// What the lines cost as the cart is given.
        pub amount["amount"]: Minor,
        /// What offers take off the lines.
        pub discount["discount"]: Minor,
        /// The points that pay.
        pub points["points"]: Points,
        /// What these points pay.
        pub paid["paid"]: Minor,
        /// What is left to pay for shipping.
        pub shipping["shipping"]: Minor,
        /// What is left to pay in all: `amount` − `discount` − `paid` + `shipping`.
        pub total["total"]: Minor,
        /// The lines, in the order of the cart. Their amounts sum to those above.
        pub lines["lines"]: Vec<CombinationLine<'a>>,
        /// The offers that act, in the order in which they do.
        pub applied["applied"]: Vec<AppliedOffer<'a>>,
        /// The others, in the order of the document, each with the reason.
        pub refused["refused"]: Vec<RefusedOffer<'a>>,
        /// Whether no other combination takes off more. Where it is not, this is the best that was found.
        pub proven["proven"]: bool,
        /// The work that it took to find it: looks at a line for an offer, or at an offer.
        pub steps["steps"]: Tally,
        /// The cart as the loyalty program takes it, with what was taken off and paid in points in each line's `discount`, so
        /// that points are earned on the money that is really paid.
        pub cart["cart"]: NetCart<'a>,
    }
}

record! {
    [write]
    /// What a line costs.
    pub struct CombinationLine<'a> {
        /// The line's id, if it has one.
        pub id["id"]: Option<&'a str>,
        /// What it costs as the cart is given.
        pub amount["amount"]: Minor,
        /// What offers take off.
        pub discount["discount"]: Minor,
        /// The points that pay for it.
        pub points["points"]: Option<Points>,
        /// What these points pay.
        pub paid["paid"]: Option<Minor>,
        /// What is left to pay: `amount` − `discount` − `paid`.
        pub net["net"]: Minor,
        /// What each offer takes off. Sums to `discount`.
        pub offers["offers"]: Vec<LineDiscount<'a>>,
    }
}

record! {
    [write]
    /// What an offer takes off a line.
    pub struct LineDiscount<'a> {
        /// The offer.
        pub offer["offer"]: &'a str,
        /// How much.
        pub discount["discount"]: Minor,
    }
}

record! {
    [write]
    /// An offer that acts.
    pub struct AppliedOffer<'a> {
        /// The offer.
        pub offer["offer"]: &'a str,
        /// The held coupon that is used up by it, if it has an id.
        pub coupon["coupon"]: Option<&'a str>,
        /// What it takes off, lines or shipping.
        pub discount["discount"]: Minor,
        /// What it puts in.
        pub gift["gift"]: Option<Gift>,
        /// Why it is so.
        pub why["why"]: OfferReason,
    }
}

record! {
    [write]
    /// An offer that does not act.
    pub struct RefusedOffer<'a> {
        /// The offer.
        pub offer["offer"]: &'a str,
        /// Why not.
        pub why["why"]: OfferReason,
    }
}

tagged! {
    /// Why an offer acts or not: a code, and what belongs into its sentence. Amounts are those with the offers that act.
    pub enum OfferReason {
        /// It takes off something.
        TakesOff = "takes-off" {
            /// How much.
            discount["discount"]: Minor,
        },
        /// It takes off something, and a higher step is in reach.
        NextStep = "next-step" {
            /// How much it takes off.
            discount["discount"]: Minor,
            /// How much more of its lines …
            missing["missing"]: Minor,
            /// … takes off this much instead.
            off["off"]: Minor,
        },
        /// It puts something in.
        PutsIn = "puts-in" {
            /// How many.
            quantity["quantity"]: Tally,
            /// Of which product.
            product["product"]: String,
        },
        /// The amount of its lines is too small.
        BelowThreshold = "below-threshold" {
            /// Where it begins.
            from["from"]: Minor,
            /// How much is missing.
            missing["missing"]: Minor,
            /// What it would take off there, where it can be told.
            off["off"]: Option<Minor>,
        },
        /// There are too few units of its lines.
        TooFewUnits = "too-few-units" {
            /// How many it takes.
            units["units"]: Tally,
            /// How many are missing.
            missing["missing"]: Tally,
        },
        /// No line of the cart is of the kind that it is for.
        NoLines = "no-lines" {},
        /// It would take off nothing.
        NothingOff = "nothing-off" {},
        /// The member does not hold the coupon.
        NotHeld = "not-held" {},
        /// The coupon that the member holds has ended.
        Expired = "expired" {
            /// When.
            until["until"]: Instant,
        },
        /// The member has used it as often as allowed.
        UsedUp = "used-up" {
            /// How often.
            times["times"]: Tally,
        },
        /// It has been used as often as allowed by all.
        SoldOut = "sold-out" {
            /// How often.
            times["times"]: Tally,
        },
        /// What is left of its budget is not enough.
        BudgetSpent = "budget-spent" {},
        /// It is for members.
        Guest = "guest" {},
        /// The member has ordered before.
        NotFirstOrder = "not-first-order" {},
        /// Another offer that it does not act beside is better.
        Displaced = "displaced" {
            /// Which.
            by["by"]: Vec<String>,
            /// By how much the combination is better than with this offer in their place; not told where that would take more
            /// work than an answer may.
            better["better"]: Option<Minor>,
        },
        /// Beside the offers that act it would leave the member worse off, since they would take off less.
        NotWorthwhile = "not-worthwhile" {
            /// By how much; not told where that would take more work than an answer may.
            better["better"]: Option<Minor>,
        },
        /// It is for other channels.
        Channel = "channel" {
            /// Which.
            channels["channels"]: Vec<String>,
        },
        /// It is for other tiers.
        Tier = "tier" {
            /// Which.
            tiers["tiers"]: Vec<String>,
        },
        /// Its condition is not fulfilled.
        Condition = "condition" {
            /// The condition.
            when["when"]: String,
        },
        /// It begins later.
        NotYet = "not-yet" {
            /// When, as local date or time.
            from["from"]: String,
        },
        /// It has ended.
        Over = "over" {
            /// When, as local date or time.
            until["until"]: String,
        },
        /// It is for other days of the week.
        Weekday = "weekday" {
            /// Which.
            weekdays["weekdays"]: Vec<Weekday>,
        },
        /// It is for other months.
        Month = "month" {
            /// Which, 1 to 12.
            months["months"]: Vec<Whole<1, 12>>,
        },
        /// It is for other days of the month.
        Day = "day" {
            /// Which, 1 to 31.
            days["days"]: Vec<Whole<1, 31>>,
        },
        /// It is for another part of the day.
        Hours = "hours" {
            /// From this time of the day.
            from["from"]: LocalTime,
            /// Until this time of the day.
            until["until"]: LocalTime,
        },
    }
}

impl From<loyalty::Reason> for OfferReason {
    /// What a gate of a program says, of an offer.
    fn from(reason: loyalty::Reason) -> Self {
        match reason {
            loyalty::Reason::Channel { channels } => OfferReason::Channel { channels },
            loyalty::Reason::Tier { tiers } => OfferReason::Tier { tiers },
            loyalty::Reason::Condition { when } => OfferReason::Condition { when },
            loyalty::Reason::NotYet { from } => OfferReason::NotYet { from },
            loyalty::Reason::Over { until } => OfferReason::Over { until },
            loyalty::Reason::Weekday { weekdays } => OfferReason::Weekday { weekdays },
            loyalty::Reason::Month { months } => OfferReason::Month { months },
            loyalty::Reason::Day { days } => OfferReason::Day { days },
            loyalty::Reason::Hours { from, until } => OfferReason::Hours { from, until },
            // A gate says nothing else.
            _ => OfferReason::NothingOff {},
        }
    }
}

record! {
    [write]
    /// What parts of an order are worth that come back.
    pub struct Refund {
        /// The money to give back.
        pub amount["amount"]: Minor,
        /// The points to give back.
        pub points["points"]: Points,
        /// The lines, in the order of the request.
        pub lines["lines"]: Vec<RefundedLine>,
    }
}

record! {
    [write]
    /// What the part of a line is worth that comes back.
    pub struct RefundedLine {
        /// The money to give back.
        pub amount["amount"]: Minor,
        /// The points to give back.
        pub points["points"]: Points,
    }
}
