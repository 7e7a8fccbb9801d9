//! The invitations as their author writes them.

use crate::kernel::json::{Kind, Reader};
use crate::kernel::money::Ratio;
use crate::kernel::record::{Read, Scale, no_choice, read};
use crate::kernel::scalars::{Label, Whole};
use crate::kernel::{Result, record};
use crate::survey::metrics::strata::StratifiedPrecision;

/// A number of days that something lasts.
pub type DayCount = Whole<0, 36_500>;

/// A number of surveys, answers or purchases.
pub type Count = Whole<1, 1_000_000_000>;

record! {
    [read]
    /// Who is asked, what and when: all surveys of a shop with their rules, and the rules over all of them.
    pub struct InvitationsDocument {
        /// Where the schema of this document is, for editors.
        pub schema["$schema"]: Option<String>,
        /// The IANA time zone in which days are told, such as "Asia/Shanghai".
        pub time_zone["timeZone"]: String,
        /// For so many days after any survey no other is shown; today counts.
        pub quiet_days["quietDays"]: DayCount = Whole(0),
        /// The most surveys in a period.
        pub cap["cap"]: Option<InvitationCap>,
        /// Conditions with an id that surveys name.
        pub segments["segments"]: Vec<InvitedSegment> = Vec::new(),
        /// The surveys; of equal priority the first comes first.
        pub surveys["surveys"]: Vec<InvitationRule>,
    }
}

record! {
    [read]
    /// The most surveys that one person is shown in a period.
    pub struct InvitationCap {
        /// How many.
        pub surveys["surveys"]: Count,
        /// In so many days, today included.
        pub days["days"]: Whole<1, 36_500>,
    }
}

record! {
    [read]
    /// A segment of members.
    pub struct InvitedSegment {
        /// Its id.
        pub id["id"]: String,
        /// Who belongs to it: a condition over `{member.…}`, `{facts.…}` and `{now.…}`.
        pub when["when"]: String,
    }
}

record! {
    [read]
    /// When a survey is shown, and to whom. Every part that is given must hold.
    pub struct InvitationRule {
        /// Its id, which history and counts name; never used for another survey again.
        pub id["id"]: String,
        /// Its name.
        pub name["name"]: Option<Label>,
        /// The survey's document, such as its address; the id where left out.
        pub survey["survey"]: Option<String>,
        /// Of several surveys that could be shown, the one with the highest is; 0 where left out.
        pub priority["priority"]: Whole<{ -1_000_000 }, 1_000_000> = Whole(0),
        /// What calls it up, any of these; at any time where left out.
        pub triggers["triggers"]: Option<Vec<InvitationTrigger>>,
        /// Only members of one of these segments.
        pub segments["segments"]: Option<Vec<String>>,
        /// Only when this condition over `{member.…}`, `{facts.…}` and `{now.…}` is fulfilled.
        pub when["when"]: Option<String>,
        /// The part of all members that is asked, such as "10%"; who is among them stays so.
        pub sample["sample"]: Option<Ratio>,
        /// How many to ask of each stratum, in place of `sample`; who is in none is not asked.
        pub target["target"]: Option<StratifiedPrecision>,
        /// How often the same person is asked; "once" where left out.
        pub repeat["repeat"]: Repeat = Repeat::Once,
        /// The languages that it is there in, the first being its own; any where left out.
        pub languages["languages"]: Option<Vec<String>>,
        /// From this local date ("2026-11-01") or time ("2026-11-01T10:00") on.
        pub from["from"]: Option<String>,
        /// Through this local date, or until this local time.
        pub until["until"]: Option<String>,
        /// How many answers are wanted, over all and of each kind of respondent.
        pub quotas["quotas"]: Vec<ResponseQuota> = Vec::new(),
        /// What a complete answer brings.
        pub incentive["incentive"]: Option<Incentive>,
    }
}

record! {
    [read]
    /// What calls a survey up: exactly one of these.
    pub struct InvitationTrigger {
        /// An event of this name.
        pub event["event"]: Option<String>,
        /// A page of this path; `*` stands for any run of characters.
        pub page["page"]: Option<String>,
        /// So many purchases or more; of several the highest that is reached, each an occasion of its own.
        pub purchases["purchases"]: Option<Vec<Count>>,
        /// Days after a delivery.
        pub delivery["delivery"]: Option<AfterDelivery>,
    }
}

record! {
    [read]
    /// Days after a delivery, each with each order an occasion of its own.
    pub struct AfterDelivery {
        /// After how many days, such as 3, 30 and 90.
        pub days["days"]: Vec<DayCount>,
        /// For how many days from then on the survey may still be shown; 7 where left out.
        pub within["within"]: Whole<1, 36_500> = Whole(7),
    }
}

/// How often the same person is asked, for each occasion (such as 30 days after this order) by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Shown once.
    Once,
    /// Shown until it is answered.
    UntilAnswered,
    /// Whenever it is called up.
    Always,
    /// Again after so many days, whatever the occasion.
    Days(i64),
}

impl<'r> Read<'r> for Repeat {
    fn blank() -> Self {
        Repeat::Once
    }

    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
        *self = match reader.kind() {
            Some(Kind::Text) => match &*reader.text()? {
                "once" => Repeat::Once,
                "untilAnswered" => Repeat::UntilAnswered,
                "always" => Repeat::Always,
                found => return Err(no_choice(found, &["once", "untilAnswered", "always", "{\"days\": …}"])),
            },
            Some(Kind::Object) => Repeat::Days(read::<RepeatDays>(reader, scale)?.days.0),
            _ => return Err(reader.mismatch("string or object")),
        };
        Ok(())
    }
}

record! {
    [read]
    /// Again after so many days.
    pub struct RepeatDays {
        /// How many.
        pub days["days"]: Whole<1, 36_500>,
    }
}

record! {
    [read]
    /// How many answers are wanted of a kind of respondent.
    pub struct ResponseQuota {
        /// Its id, which counts name.
        pub id["id"]: String,
        /// How many complete answers.
        pub limit["limit"]: Whole<0, 1_000_000_000>,
        /// Whose: a condition over `{member.…}`, `{facts.…}`, `{now.…}` and the survey's own `{answers.…}`; everybody's
        /// where left out.
        pub when["when"]: Option<String>,
    }
}

record! {
    [read]
    /// What a complete answer brings: an event that the loyalty program knows, once for the survey.
    pub struct Incentive {
        /// The kind of event, such as "survey".
        pub kind["kind"]: String,
    }
}

#[cfg(feature = "shape")]
mod describe {
    use super::{Repeat, RepeatDays};
    use crate::kernel::shape::{Describe, Shape, alias};

    impl Describe for Repeat {
        fn shape() -> Shape {
            let words = ["once", "untilAnswered", "always"].map(Shape::Literal);
            let all = words.into_iter().chain([RepeatDays::shape()]).collect();
            alias("Repeat", "How often the same person is asked.", Shape::Union(all))
        }
    }
}
