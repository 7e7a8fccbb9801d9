//! What is asked: who is here, what just happened, and what this person was shown before.

use crate::kernel::calendar::Instant;
use crate::kernel::facts::{Facts, Given};
use crate::kernel::record;
use crate::kernel::scalars::{Map, Now, Whole};
use std::borrow::Cow;

/// How many complete answers there are.
pub type AnswerCount = Whole<0, 1_000_000_000>;

/// The complete answers by survey, and there by quota or stratum. What is not named has none.
pub type Counts<'a> = Map<'a, Map<'a, AnswerCount>>;

record! {
    [read]
    /// Which survey to show, at a time.
    pub struct InviteRequest<'a> {
        /// Who would be asked.
        pub member["member"]: Respondent<'a>,
        /// The languages that the member reads, the best first; any where left out.
        pub languages["languages"]: Option<Vec<Cow<'a, str>>>,
        /// The event that just happened.
        pub event["event"]: Option<Cow<'a, str>>,
        /// The path of the page that is open.
        pub page["page"]: Option<Cow<'a, str>>,
        /// How many purchases the member has made.
        pub purchases["purchases"]: Whole<0, 1_000_000_000> = Whole(0),
        /// What was delivered to the member, in any order.
        pub deliveries["deliveries"]: Vec<Delivery<'a>> = Vec::new(),
        /// Whatever else conditions read, as `{facts.…}`.
        pub facts["facts"]: Given<'a> = Given::default(),
        /// What this person was shown before, in any order. What is later than `now` does not count.
        pub history["history"]: Vec<Shown<'a>> = Vec::new(),
        /// The survey that is open at this moment.
        pub showing["showing"]: Option<Cow<'a, str>>,
        /// How full quotas and strata are.
        pub counts["counts"]: Counts<'a> = Map::default(),
        /// When.
        pub now["now"]: Now,
    }
}

record! {
    [read]
    /// Who is asked. Further fields are attributes that conditions read as `{member.…}`.
    pub struct Respondent<'a> {
        /// The id of the member, or of a guest's device; sampling holds to it.
        pub id["id"]: Cow<'a, str>,
        .. /// Further attributes.
        pub facts: Facts<'a>,
    }
}

record! {
    [read]
    /// Something that was delivered.
    pub struct Delivery<'a> {
        /// The order's id.
        pub order["order"]: Cow<'a, str>,
        /// When.
        pub at["at"]: Instant,
    }
}

record! {
    [read]
    /// A survey that was shown before.
    pub struct Shown<'a> {
        /// The id of its rule.
        pub survey["survey"]: Cow<'a, str>,
        /// When.
        pub at["at"]: Instant,
        /// When it was answered, if it was.
        pub answered["answered"]: Option<Instant>,
        /// The occasion, as the answer named it.
        pub occasion["occasion"]: Option<Cow<'a, str>>,
    }
}

record! {
    [read]
    /// Whether a response that has begun is still wanted.
    pub struct ScreenRequest<'a> {
        /// The id of the survey's rule.
        pub survey["survey"]: Cow<'a, str>,
        /// Who answers.
        pub member["member"]: Respondent<'a>,
        /// The answers so far, which quotas read as `{answers.…}`.
        pub answers["answers"]: Given<'a>,
        /// Whatever else conditions read, as `{facts.…}`.
        pub facts["facts"]: Given<'a> = Given::default(),
        /// How full quotas and strata are.
        pub counts["counts"]: Counts<'a> = Map::default(),
        /// When.
        pub now["now"]: Now,
    }
}
