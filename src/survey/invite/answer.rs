//! What is answered, with the reasons.

use crate::kernel::calendar::{Date, Outside};
use crate::kernel::{record, tagged};

record! {
    [write]
    /// The one survey to show, or none, and why it is so for each.
    pub struct Choice {
        /// The survey to show; left out for none.
        pub invite["invite"]: Option<Invite>,
        /// Every survey, in the order of the document.
        pub surveys["surveys"]: Vec<SurveyDecision>,
    }
}

record! {
    [write]
    /// A survey to show. Keep `id`, `occasion` and the time in the history once it is shown.
    pub struct Invite {
        /// The id of its rule.
        pub id["id"]: String,
        /// The survey's document.
        pub survey["survey"]: String,
        /// What it is shown for, such as "order-17:30" for 30 days after that delivery, where there is such a thing.
        pub occasion["occasion"]: Option<String>,
        /// The language to show it in, where the survey names its languages.
        pub language["language"]: Option<String>,
        /// The stratum that a complete answer counts in.
        pub stratum["stratum"]: Option<String>,
        /// What a complete answer brings.
        pub incentive["incentive"]: Option<EarnedOnce>,
    }
}

record! {
    [write]
    /// What a complete answer brings, once: the event to award.
    pub struct EarnedOnce {
        /// The kind of event, such as "survey".
        pub kind["kind"]: String,
        /// Which of its kind: the survey's id, so that the member earns it but once.
        pub id["id"]: String,
    }
}

record! {
    [write]
    /// What was decided about a survey.
    pub struct SurveyDecision {
        /// The id of its rule.
        pub survey["survey"]: String,
        /// Why it is shown or not.
        pub why["why"]: InviteReason,
    }
}

tagged! {
    /// Why a survey is shown or not: a code, and what belongs into its sentence.
    pub enum InviteReason {
        /// It is shown.
        Chosen = "chosen" {},
        /// It could be shown, but another comes first.
        Outranked = "outranked" {
            /// The other's id.
            by["by"]: String,
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
        /// Nothing that calls it up has happened.
        NoTrigger = "no-trigger" {},
        /// It is for other segments.
        Segment = "segment" {
            /// Which.
            segments["segments"]: Vec<String>,
        },
        /// Its condition is not fulfilled.
        Condition = "condition" {
            /// The condition.
            when["when"]: String,
        },
        /// It is not there in a language that the member reads.
        Language = "language" {
            /// The languages that it is there in.
            languages["languages"]: Vec<String>,
        },
        /// It was answered.
        Answered = "answered" {
            /// On which local day.
            on["on"]: Date,
        },
        /// It was shown.
        Shown = "shown" {
            /// On which local day.
            on["on"]: Date,
        },
        /// It was shown not long enough ago.
        TooSoon = "too-soon" {
            /// The first local day on which it may be shown again; left out beyond the calendar.
            from["from"]: Option<Date>,
        },
        /// The member is not among those who are sampled, and never will be at this rate.
        NotSampled = "not-sampled" {},
        /// The member belongs to no stratum that is asked.
        NoStratum = "no-stratum" {},
        /// The member's stratum has its answers.
        StratumFull = "stratum-full" {
            /// Which.
            stratum["stratum"]: String,
        },
        /// A quota that the member falls under is full.
        QuotaFull = "quota-full" {
            /// Which.
            quota["quota"]: String,
        },
        /// A survey is open at this moment.
        Showing = "showing" {
            /// Which.
            survey["survey"]: String,
        },
        /// Another survey was shown not long enough ago.
        Quiet = "quiet" {
            /// The first local day after the quiet period; left out beyond the calendar.
            from["from"]: Option<Date>,
        },
        /// As many surveys were shown as may be.
        Capped = "capped" {
            /// How many.
            surveys["surveys"]: i64,
            /// In how many days.
            days["days"]: i64,
        },
    }
}

impl From<Outside<'_>> for InviteReason {
    fn from(outside: Outside<'_>) -> Self {
        match outside {
            Outside::Before(from) => InviteReason::NotYet { from: from.to_owned() },
            Outside::After(until) => InviteReason::Over { until: until.to_owned() },
        }
    }
}

record! {
    [write]
    /// Whether a response that has begun is still wanted.
    pub struct Screening {
        /// The quota that is full; the respondent is to be screened out. Left out where the response is wanted.
        pub full["full"]: Option<String>,
        /// The quotas and the stratum that the response counts in once it is complete.
        pub counts["counts"]: Vec<String>,
    }
}
