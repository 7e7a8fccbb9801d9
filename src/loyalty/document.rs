//! The program as its author writes it.

use crate::kernel::calendar::{LocalTime, Weekday};
use crate::kernel::json::{Kind, Reader};
use crate::kernel::money::{Amount, MAX_SAFE, Mode, Ratio};
use crate::kernel::record::{Read, Scale, integer, no_choice, read};
use crate::kernel::scalars::{Label, Whole};
use crate::kernel::{Result, record, words};

/// A count of points that a rule gives or a cap allows.
pub type PointCount = Whole<0, 1_000_000_000>;

record! {
    [read]
    /// A loyalty program: what earns points, which tiers there are, and how a member reaches them.
    pub struct ProgramDocument {
        /// Where the schema of this document is, for editors.
        pub schema["$schema"]: Option<String>,
        /// The program's own id.
        pub id["id"]: Option<String>,
        /// Its name.
        pub name["name"]: Option<Label>,
        /// The ISO 4217 code of every amount in the program, the carts and the ledger.
        pub currency["currency"]: String,
        /// The IANA time zone in which days, weeks, months and hours are told, such as "Asia/Shanghai".
        pub time_zone["timeZone"]: TimeZone,
        /// How fractions of points become whole ones; rounding down over the order where left out.
        pub rounding["rounding"]: Option<Rounding>,
        /// How several multipliers act together; "compound" where left out.
        pub multipliers["multipliers"]: Stacking = Stacking::Compound,
        /// Lines that earn nothing, such as gift cards.
        pub exclude["exclude"]: Vec<Exclusion> = Vec::new(),
        /// What earns, in the order in which it is shown.
        pub earn["earn"]: Vec<EarnRule>,
        /// What earns on events that are no orders, such as a complete answer to a survey.
        pub events["events"]: Vec<EventRule> = Vec::new(),
        /// The tiers, lowest first.
        pub tiers["tiers"]: Vec<Tier> = Vec::new(),
        /// What counts towards a tier; all points ever earned where left out.
        pub qualify["qualify"]: Option<Qualification>,
    }
}

record! {
    [read]
    /// How fractions of points become whole ones.
    pub struct Rounding {
        /// Which way; down where left out.
        pub mode["mode"]: Mode = Mode::Floor,
        /// Once for the order, or for each line; the order where left out.
        pub level["level"]: Level = Level::Order,
    }
}

impl Copy for Rounding {}

words! {
    /// Where fractions of points are rounded.
    pub enum Level {
        /// For each line of the cart.
        Line = "line",
        /// Once for the order; the lines share the whole by largest remainder.
        Order = "order",
    }
}

words! {
    /// How several multipliers act together.
    pub enum Stacking {
        /// One upon the other: ×2 and ×1.5 make ×3.
        Compound = "compound",
        /// Side by side: ×2 and ×1.5 make ×2.5.
        Add = "add",
        /// Only the highest acts on a line; of equals, the first.
        Highest = "highest",
    }
}

record! {
    [read]
    /// Lines that earn nothing. A line is excluded if it is of one of the products, of one of the categories, and fulfils
    /// the condition, as far as these are given; at least one must be.
    pub struct Exclusion {
        /// Its id, which a line's answer names.
        pub id["id"]: String,
        /// Its name.
        pub name["name"]: Option<Label>,
        /// Products that are meant.
        pub products["products"]: Option<Vec<String>>,
        /// Categories that are meant.
        pub categories["categories"]: Option<Vec<String>>,
        /// A condition over `{line.…}`.
        pub lines["lines"]: Option<String>,
    }
}

record! {
    [read]
    /// A rule that earns: a rate (`points` with `per` or `every`), a bonus (`points` with `each`) or a multiplier (`multiply`).
    pub struct EarnRule {
        /// Its id, which answers and the ledger name; never used for another rule again.
        pub id["id"]: String,
        /// Its name.
        pub name["name"]: Option<Label>,
        /// How many points.
        pub points["points"]: Option<PointCount>,
        /// The amount that earns `points`; other amounts in proportion.
        pub per["per"]: Option<Amount>,
        /// The amount that earns `points` each time it is full (每满); what is left over earns nothing.
        pub every["every"]: Option<Amount>,
        /// What earns `points` whatever it costs.
        pub each["each"]: Option<Each>,
        /// By how much the points of other rules are multiplied.
        pub multiply["multiply"]: Option<Ratio>,
        /// The rules that a multiplier lifts; all rates where left out, so that a bonus is lifted only by name.
        pub rules["rules"]: Option<Vec<String>>,
        /// Only lines of these products.
        pub products["products"]: Option<Vec<String>>,
        /// Only lines of these categories.
        pub categories["categories"]: Option<Vec<String>>,
        /// Only lines that fulfil this condition over `{line.…}`; it may read `{cart.…}`, `{member.…}` and `{now.…}` too.
        pub lines["lines"]: Option<String>,
        /// Only orders from these channels.
        pub channels["channels"]: Option<Vec<String>>,
        /// Only members who have one of these tiers before the purchase.
        pub tiers["tiers"]: Option<Vec<String>>,
        /// Only when this condition over `{cart.…}`, `{member.…}` and `{now.…}` is fulfilled.
        pub when["when"]: Option<String>,
        /// Only at these times, in the program's time zone.
        pub schedule["schedule"]: Option<Schedule>,
        /// The most that the rule gives a member in a period.
        pub cap["cap"]: Option<Cap>,
        /// Rounding of this rule, where it differs from the program's.
        pub rounding["rounding"]: Option<Rounding>,
    }
}

record! {
    [read]
    /// A rule that gives points for an event: once for each event, by its kind and id.
    pub struct EventRule {
        /// Its id, which answers and the ledger name; never used for another rule again, of `earn` neither.
        pub id["id"]: String,
        /// Its name.
        pub name["name"]: Option<Label>,
        /// The kind of event, such as "survey".
        pub on["on"]: String,
        /// How many points.
        pub points["points"]: PointCount,
        /// Only events from these channels.
        pub channels["channels"]: Option<Vec<String>>,
        /// Only members who have one of these tiers before the event.
        pub tiers["tiers"]: Option<Vec<String>>,
        /// Only when this condition over `{event.…}`, `{member.…}` and `{now.…}` is fulfilled.
        pub when["when"]: Option<String>,
        /// Only at these times, in the program's time zone.
        pub schedule["schedule"]: Option<Schedule>,
        /// The most that the rule gives a member in a period.
        pub cap["cap"]: Option<Cap>,
    }
}

words! {
    /// What earns a fixed number of points.
    pub enum Each {
        /// The order, if a line of it matches.
        Order = "order",
        /// Each line that matches.
        Line = "line",
        /// Each unit of the lines that match.
        Unit = "unit",
    }
}

record! {
    [read]
    /// When a rule is in force, in the program's time zone; every part that is given must hold.
    pub struct Schedule {
        /// From this local date ("2026-11-01") or time ("2026-11-01T10:00") on.
        pub from["from"]: Option<String>,
        /// Through this local date, or until this local time.
        pub until["until"]: Option<String>,
        /// On these days of the week.
        pub weekdays["weekdays"]: Option<Vec<Weekday>>,
        /// In these months, 1 to 12.
        pub months["months"]: Option<Vec<Whole<1, 12>>>,
        /// On these days of the month, 1 to 31.
        pub days["days"]: Option<Vec<Whole<1, 31>>>,
        /// Between these hours, over midnight where `until` is before `from`.
        pub hours["hours"]: Option<Hours>,
    }
}

record! {
    [read]
    /// A part of the day.
    pub struct Hours {
        /// "HH:MM", included.
        pub from["from"]: LocalTime,
        /// "HH:MM", not included; "24:00" is the end of the day.
        pub until["until"]: LocalTime,
    }
}

record! {
    [read]
    /// The most that a rule gives a member in a period.
    pub struct Cap {
        /// How many points.
        pub points["points"]: PointCount,
        /// In which period of the program's calendar.
        pub per["per"]: Period,
    }
}

words! {
    /// A period of the program's calendar.
    pub enum Period {
        /// The one order.
        Order = "order",
        /// The local day.
        Day = "day",
        /// The week from Monday.
        Week = "week",
        /// The calendar month.
        Month = "month",
        /// The calendar year.
        Year = "year",
        /// For ever.
        Lifetime = "lifetime",
    }
}

record! {
    [read]
    /// A tier.
    pub struct Tier {
        /// Its id.
        pub id["id"]: String,
        /// Its name.
        pub name["name"]: Option<Label>,
        /// The points, or the amount, from which a member has it.
        pub from["from"]: Threshold,
        /// What it brings.
        pub benefits["benefits"]: Vec<Benefit> = Vec::new(),
    }
}

record! {
    [read write]
    /// What a tier brings: a discount, a multiplier of points, or a promise in words.
    pub struct Benefit {
        /// What members read.
        pub name["name"]: Option<Label>,
        /// How much less the lines cost.
        pub discount["discount"]: Option<Ratio>,
        /// By how much points are multiplied.
        pub multiply["multiply"]: Option<Ratio>,
        /// Only for lines that fulfil this condition over `{line.…}`.
        pub lines["lines"]: Option<String>,
    }
}

record! {
    [read]
    /// What counts towards a tier.
    pub struct Qualification {
        /// Points or money.
        pub on["on"]: Measure,
        /// Over which time.
        pub within["within"]: Within,
    }
}

words! {
    /// What is measured for a tier.
    pub enum Measure {
        /// Points earned.
        Points = "points",
        /// Money spent.
        Spend = "spend",
    }
}

/// The time over which a tier is earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// From the beginning.
    Lifetime,
    /// The current calendar year.
    CalendarYear,
    /// The last days, today included.
    Days(i64),
}

/// The longest rolling period, in days.
pub const MAX_DAYS: i64 = 36_500;

impl<'r> Read<'r> for Within {
    fn blank() -> Self {
        Within::Lifetime
    }

    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
        *self = match reader.kind() {
            Some(Kind::Text) => match &*reader.text()? {
                "lifetime" => Within::Lifetime,
                "calendarYear" => Within::CalendarYear,
                found => return Err(no_choice(found, &["lifetime", "calendarYear", "{\"days\": …}"])),
            },
            Some(Kind::Object) => Within::Days(read::<RollingDays>(reader, scale)?.days.0),
            _ => return Err(reader.mismatch("string or object")),
        };
        Ok(())
    }
}

record! {
    [read]
    /// The last days, today included.
    pub struct RollingDays {
        /// How many days, today included.
        pub days["days"]: Whole<1, MAX_DAYS>,
    }
}

/// The threshold of a tier as it is written; the program's measure says whether it is points or an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Threshold {
    /// A whole number: points, or minor units.
    Whole(i64),
    /// A decimal amount.
    Decimal(Amount),
}

impl<'r> Read<'r> for Threshold {
    fn blank() -> Self {
        Threshold::Whole(0)
    }

    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
        *self = match reader.kind() {
            Some(Kind::Text) => Threshold::Decimal(read(reader, scale)?),
            _ => Threshold::Whole(integer(reader, 0, MAX_SAFE)?),
        };
        Ok(())
    }
}

record! {
    [read write]
    /// A time zone with its table, so that a program gives the same days wherever it is read, whatever edition of the
    /// IANA database that place has.
    pub struct PinnedZone {
        /// The zone's name in the IANA database.
        pub name["name"]: String,
        /// The table that the engine gives for it.
        pub table["table"]: String,
    }
}

/// A time zone: by name, or pinned with its table.
#[derive(Debug, Clone, PartialEq)]
pub enum TimeZone {
    /// As this engine's edition of the IANA database has it.
    Named(String),
    /// As the table has it.
    Pinned(PinnedZone),
}

impl<'r> Read<'r> for TimeZone {
    fn blank() -> Self {
        TimeZone::Named(String::new())
    }

    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
        *self = match reader.kind() {
            Some(Kind::Text) => TimeZone::Named(read(reader, scale)?),
            Some(Kind::Object) => TimeZone::Pinned(read(reader, scale)?),
            _ => return Err(reader.mismatch("string or object")),
        };
        Ok(())
    }
}

#[cfg(feature = "shape")]
mod describe {
    use super::{PinnedZone, RollingDays, Threshold, TimeZone, Within};
    use crate::kernel::money::MAX_SAFE;
    use crate::kernel::shape::{Describe, Shape, alias};

    impl Describe for Within {
        fn shape() -> Shape {
            let doc = "The time over which a tier is earned.";
            alias(
                "Within",
                doc,
                Shape::Union(vec![Shape::Literal("lifetime"), Shape::Literal("calendarYear"), RollingDays::shape()]),
            )
        }
    }

    impl Describe for TimeZone {
        fn shape() -> Shape {
            let doc = "A time zone: its name in the IANA database, or pinned with its table.";
            alias("TimeZone", doc, Shape::Union(vec![Shape::Text, PinnedZone::shape()]))
        }
    }

    impl Describe for Threshold {
        fn shape() -> Shape {
            let doc = "Points, or an amount where tiers are earned by spending.";
            alias("Threshold", doc, Shape::Union(vec![Shape::Integer { min: 0, max: MAX_SAFE }, Shape::Text]))
        }
    }
}
