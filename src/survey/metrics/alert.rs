//! The daily alert: a day whose satisfaction is below the threshold, once enough have answered.

use super::csat::{Csat, CsatCounts, check, of_counts};
use super::input::{at_least, whole, within};
use crate::kernel::calendar::Date;
use crate::kernel::money::MAX_SAFE;
use crate::kernel::{Result, record, words};

record! {
    [read]
    /// The satisfaction of a day, or of a part of it such as a channel.
    pub struct CsatDay {
        /// The day.
        pub day["day"]: Date,
        /// How many chose one of the two highest boxes.
        pub top["top"]: i64,
        /// How many answered.
        pub answers["answers"]: i64,
    }
}

words! {
    /// What a day calls for.
    pub enum AlertState {
        /// Nothing: it is not below the threshold.
        Fine = "fine",
        /// Nothing can be said: too few answered.
        TooFew = "too-few",
        /// Attention: below the threshold, though it may be chance.
        Low = "low",
        /// Action: even the upper end of the interval is below the threshold.
        ClearlyLow = "clearly-low",
    }
}

record! {
    [write]
    /// A day and what it calls for.
    pub struct DayAlert {
        /// The day.
        pub day["day"]: Date,
        /// What it calls for.
        pub state["state"]: AlertState,
        /// Its satisfaction; left out where nobody answered.
        pub csat["csat"]: Option<Csat>,
    }
}

/// Each day against a threshold in percent, 0 to 100: low where the score of at least `least` answers is below it, clearly
/// low where the whole Wilson interval is.
///
/// Each row is judged by itself, in the order in which they come. Source: the interval is Wilson's, *Probable Inference*,
/// 1927; the rule is that of a one-sided control limit, Shewhart, *Economic Control of Quality*, 1931.
///
/// # Errors
/// Where there is no day, a count or the threshold is out of its range, or the confidence is not between 0 and 1.
///
/// ```
/// use patronage::kernel::calendar::Date;
/// use patronage::survey::metrics::alert::{AlertState, CsatDay, daily};
/// let day = |text, top, answers| Ok(CsatDay { day: Date::parse(text)?, top, answers });
/// let found = daily(&[day("2026-11-20", 3, 6)?, day("2026-11-21", 55, 100)?], 80.0, 20, 0.95)?;
/// assert_eq!((found[0].state, found[1].state), (AlertState::TooFew, AlertState::ClearlyLow));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn daily(days: &[CsatDay], threshold: f64, least: i64, confidence: f64) -> Result<Vec<DayAlert>> {
    let threshold = within(threshold, 0, 100).map_err(|error| error.at_key("threshold"))?;
    let least = whole(least, 1, MAX_SAFE).map_err(|error| error.at_key("least"))?;
    super::input::probability(confidence).map_err(|error| error.at_key("confidence"))?;
    at_least(1, days.len()).map_err(|error| error.at_key("days"))?;
    let judged = |(index, day): (usize, &CsatDay)| {
        let csat = csat(day, confidence).map_err(|error| error.at_index(index).at_key("days"))?;
        Ok(DayAlert { day: day.day, state: state(csat.as_ref(), threshold, least), csat })
    };
    days.iter().enumerate().map(judged).collect()
}

impl CsatDay {
    pub(super) fn counts(&self) -> CsatCounts {
        CsatCounts { top: self.top, answers: self.answers }
    }
}

fn csat(day: &CsatDay, confidence: f64) -> Result<Option<Csat>> {
    let counts = day.counts();
    check(&counts)?;
    (counts.answers > 0).then(|| of_counts(&counts, confidence)).transpose()
}

fn state(csat: Option<&Csat>, threshold: f64, least: i64) -> AlertState {
    match csat.filter(|csat| csat.answers >= least) {
        None => AlertState::TooFew,
        Some(csat) if csat.high < threshold => AlertState::ClearlyLow,
        Some(csat) if csat.score < threshold => AlertState::Low,
        Some(_) => AlertState::Fine,
    }
}
