//! What is answered, with the reasons.

use super::document::{Benefit, Measure, Period};
use super::request::Entry;
use crate::kernel::calendar::{Date, Instant, LocalTime, Weekday};
use crate::kernel::json::write_integer;
use crate::kernel::money::Ratio;
use crate::kernel::record::Write;
use crate::kernel::scalars::{Map, Minor, Points, Whole};
use crate::kernel::{record, tagged};

/// A percentage, rounded down.
pub type Percent = Whole<0, 100>;

record! {
    [write]
    /// What a cart earns, by line and by rule, with the standing before and after, and the ledger entry to be written.
    pub struct Preview<'a> {
        /// The currency of every amount here.
        pub currency["currency"]: &'a str,
        /// What the member pays, after the tier's discount.
        pub amount["amount"]: Minor,
        /// The tier's discount.
        pub discount["discount"]: Minor,
        /// The points that the cart earns.
        pub points["points"]: Points,
        /// The lines, in the order of the cart. Their amounts and points sum to those above.
        pub lines["lines"]: Vec<LineAnswer<'a>>,
        /// Every rule, earned or not, with the reason. Their points sum to those above.
        pub rules["rules"]: Vec<RuleAnswer<'a>>,
        /// The standing without this cart.
        pub before["before"]: Status,
        /// The standing with it.
        pub after["after"]: Status,
        /// The ledger entry: append it to the member's entries once the order is placed.
        pub entry["entry"]: Entry<'a>,
    }
}

record! {
    [write]
    /// What an event earns, with the standing before and after, and the ledger entry to be written.
    pub struct Award<'a> {
        /// The points that the event earns.
        pub points["points"]: Points,
        /// Every rule for events of this kind, earned or not, with the reason. Their points sum to those above.
        pub rules["rules"]: Vec<RuleAnswer<'a>>,
        /// The standing without this event.
        pub before["before"]: Status,
        /// The standing with it.
        pub after["after"]: Status,
        /// The ledger entry: append it to the member's entries. Left out where the event earns nothing.
        pub entry["entry"]: Option<Entry<'a>>,
    }
}

record! {
    [write]
    /// What a line earns.
    pub struct LineAnswer<'a> {
        /// The line's id, if it has one.
        pub id["id"]: Option<&'a str>,
        /// What the member pays for it.
        pub amount["amount"]: Minor,
        /// The tier's discount on it, if there is one.
        pub discount["discount"]: Option<Minor>,
        /// Its points.
        pub points["points"]: Points,
        /// Its points by rule, of the rules that gave any: the rule's id, or `tier:` and a tier's.
        pub earned["earned"]: Map<'a, Points>,
        /// The exclusion that keeps it from earning, if there is one.
        pub excluded["excluded"]: Option<&'a str>,
    }
}

record! {
    [write]
    /// What a rule came to.
    pub struct RuleAnswer<'a> {
        /// The rule's id, or `tier:` and a tier's for the multiplier that a tier brings.
        pub rule["rule"]: &'a str,
        /// Its points in this cart.
        pub points["points"]: Points,
        /// Why it is so.
        pub why["why"]: Reason,
    }
}

record! {
    [write]
    /// Where a member stands.
    pub struct Status {
        /// The tier, or `null` for none.
        pub tier["tier"]: Held,
        /// What counts towards tiers.
        pub on["on"]: Measure,
        /// How much of it counts now: points, or minor units.
        pub value["value"]: Measured,
        /// The next tier, unless this is the highest.
        pub next["next"]: Option<NextTier>,
        /// The days that count.
        pub period["period"]: DayRange,
        /// The first day on which the tier would be lost if nothing more were earned; left out if it never would.
        pub until["until"]: Option<Date>,
        /// The balance of all points.
        pub points["points"]: Points,
        /// All that was spent.
        pub spend["spend"]: Minor,
        /// What the tier brings.
        pub benefits["benefits"]: Vec<Benefit>,
        /// Why it is so.
        pub why["why"]: Vec<Reason>,
    }
}

/// What counts towards tiers: points, or minor units, as the program measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured(pub i64);

impl Write for Measured {
    fn write(&self, out: &mut String) {
        write_integer(self.0, out);
    }
}

/// The id of a tier, or none, which is written as `null`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held(pub Option<String>);

record! {
    [write]
    /// The next tier and the way to it.
    pub struct NextTier {
        /// Its id.
        pub tier["tier"]: String,
        /// Where it begins.
        pub from["from"]: Measured,
        /// How much is missing.
        pub missing["missing"]: Measured,
        /// How much of the way is done.
        pub percent["percent"]: Percent,
    }
}

record! {
    [write]
    /// Days of the program's calendar, both included; open where left out.
    pub struct DayRange {
        /// The first.
        pub from["from"]: Option<Date>,
        /// The last.
        pub until["until"]: Option<Date>,
    }
}

tagged! {
    /// Why: a code, and what belongs into its sentence.
    pub enum Reason {
        /// The rule earned points.
        Earned = "earned" {
            /// How many.
            points["points"]: Points,
        },
        /// The multiplier added points.
        Multiplied = "multiplied" {
            /// By how much it multiplies.
            by["by"]: Ratio,
            /// How many it added.
            points["points"]: Points,
        },
        /// The rule reached its cap.
        Capped = "capped" {
            /// The cap.
            cap["cap"]: Points,
            /// Its period.
            per["per"]: Period,
            /// What the cap took away from this cart.
            lost["lost"]: Points,
            /// What the rule gave all the same.
            points["points"]: Points,
        },
        /// The event has earned before.
        Already = "already" {
            /// When.
            at["at"]: Instant,
        },
        /// No line of the cart is of the kind that the rule is for.
        NoLines = "no-lines" {},
        /// Lines match, but the amount is too small for a point.
        TooSmall = "too-small" {
            /// How much more would earn the first, where it can be told.
            missing["missing"]: Option<Minor>,
        },
        /// Nothing that the multiplier lifts earned points on a line that it is for.
        NothingToMultiply = "nothing-to-multiply" {},
        /// A higher multiplier acts in its place.
        Outdone = "outdone" {
            /// The rule of the higher one.
            by["by"]: String,
        },
        /// The rule is for other channels.
        Channel = "channel" {
            /// Which.
            channels["channels"]: Vec<String>,
        },
        /// The rule is for other tiers.
        Tier = "tier" {
            /// Which.
            tiers["tiers"]: Vec<String>,
        },
        /// The rule's condition is not fulfilled.
        Condition = "condition" {
            /// The condition.
            when["when"]: String,
        },
        /// The rule begins later.
        NotYet = "not-yet" {
            /// When, as local date or time.
            from["from"]: String,
        },
        /// The rule has ended.
        Over = "over" {
            /// When, as local date or time.
            until["until"]: String,
        },
        /// The rule is for other days of the week.
        Weekday = "weekday" {
            /// Which.
            weekdays["weekdays"]: Vec<Weekday>,
        },
        /// The rule is for other months.
        Month = "month" {
            /// Which, 1 to 12.
            months["months"]: Vec<Whole<1, 12>>,
        },
        /// The rule is for other days of the month.
        Day = "day" {
            /// Which, 1 to 31.
            days["days"]: Vec<Whole<1, 31>>,
        },
        /// The rule is for another part of the day.
        Hours = "hours" {
            /// From this time of the day.
            from["from"]: LocalTime,
            /// Until this time of the day.
            until["until"]: LocalTime,
        },
        /// The member has reached the tier.
        Reached = "reached" {
            /// The tier.
            tier["tier"]: String,
            /// Its threshold.
            from["from"]: Measured,
            /// What counts.
            value["value"]: Measured,
            /// Points or money.
            on["on"]: Measure,
        },
        /// The member has not reached a tier.
        NoTier = "no-tier" {},
        /// How much is missing to the next tier.
        Next = "next" {
            /// The tier.
            tier["tier"]: String,
            /// How much.
            missing["missing"]: Measured,
            /// Points or money.
            on["on"]: Measure,
        },
        /// There is no higher tier.
        Top = "top" {
            /// The tier.
            tier["tier"]: String,
        },
        /// When the tier would be lost if nothing more were earned.
        Falls = "falls" {
            /// The tier.
            tier["tier"]: String,
            /// The first day without it.
            day["day"]: Date,
        },
    }
}

impl Write for Held {
    fn write(&self, out: &mut String) {
        self.0.write(out);
    }
}

#[cfg(feature = "shape")]
mod describe {
    use super::{Held, Measured};
    use crate::kernel::money::MAX_SAFE;
    use crate::kernel::shape::{Describe, Shape, alias};

    impl Describe for Measured {
        fn shape() -> Shape {
            let doc = "What counts towards tiers: points, or minor units, as `on` says.";
            alias("Measured", doc, Shape::Integer { min: -MAX_SAFE, max: MAX_SAFE })
        }
    }

    impl Describe for Held {
        fn shape() -> Shape {
            Shape::Nullable(Box::new(Shape::Text))
        }
    }
}
