//! How far a response can be trusted: how long each question took, and whether it was read at all.
//!
//! Everything here is a sign, not a proof: it goes with the response, and who evaluates it decides.

mod request;

pub use request::{
    BatteryAnswers, BatteryQuality, BatteryReply, MAX_BATTERY, MAX_VISITS, QualityAnswer, QualityRequest, answer_json,
};

use crate::kernel::calendar::Instant;
use crate::kernel::money::MAX_SAFE;
use crate::kernel::scalars::Whole;
use crate::kernel::{record, tagged};

/// A time in milliseconds.
pub type Millis = Whole<0, MAX_SAFE>;

/// The documents and answers of quality, from which TypeScript declarations are written.
#[cfg(feature = "shape")]
#[must_use]
pub fn shapes() -> Vec<crate::kernel::shape::Shape> {
    use crate::kernel::shape::Describe;
    vec![QualityRequest::shape(), QualityAnswer::shape()]
}

record! {
    [read]
    /// A question that was on the screen for a while; one that was returned to has several.
    pub struct Visit {
        /// Its name.
        pub question["question"]: String,
        /// When it came on the screen.
        pub from["from"]: Instant,
        /// When it left the screen.
        pub until["until"]: Instant,
    }
}

record! {
    [write]
    /// How long a question took.
    pub struct Timing {
        /// Its name.
        pub question["question"]: String,
        /// The time on the screen, in milliseconds.
        pub millis["millis"]: Millis,
        /// How often it came on the screen.
        pub visits["visits"]: i64,
    }
}

tagged! {
    /// A sign that a response was not given with care.
    pub enum Doubt {
        /// It was given faster than it can be read.
        Speeding = "speeding" {
            /// How long it took, in whole seconds.
            seconds["seconds"]: i64,
            /// How long reading takes, in seconds, rounded up.
            least["least"]: i64,
        },
        /// It was given much faster than most.
        FasterThanMost = "faster-than-most" {
            /// How long it took, in whole seconds.
            seconds["seconds"]: i64,
            /// How long the median response took, in whole seconds.
            median["median"]: i64,
        },
        /// All items of a battery got the same answer.
        StraightLine = "straight-line" {
            /// The battery's name.
            battery["battery"]: String,
            /// How many items were answered.
            items["items"]: i64,
        },
    }
}

/// The time of each question, in the order in which they first came on the screen. A visit that ends before it begins
/// (a clock was set back) counts as one that took no time.
///
/// ```
/// use patronage::kernel::calendar::Instant;
/// use patronage::survey::quality::{Visit, timings};
/// let at = |second: i64| Instant::from_millis(second * 1000).unwrap();
/// let visit = |name: &str, from, until| Visit { question: name.to_owned(), from: at(from), until: at(until) };
/// let timings = timings(&[visit("score", 0, 4), visit("why", 4, 20), visit("score", 20, 21)]);
/// assert_eq!((&*timings[0].question, timings[0].millis.0, timings[0].visits), ("score", 5000, 2));
/// ```
#[must_use]
pub fn timings(visits: &[Visit]) -> Vec<Timing> {
    let mut timings: Vec<Timing> = Vec::new();
    for visit in visits {
        let took = visit.until.millis().saturating_sub(visit.from.millis()).max(0);
        match timings.iter_mut().find(|timing| timing.question == visit.question) {
            Some(timing) => {
                timing.millis.0 = timing.millis.0.saturating_add(took).min(MAX_SAFE);
                timing.visits = timing.visits.saturating_add(1);
            }
            None => timings.push(Timing { question: visit.question.clone(), millis: Whole(took), visits: 1 }),
        }
    }
    timings
}

/// The milliseconds that it takes to read a word at the least.
///
/// Source: Zhang and Conrad, *Speeding in Web Surveys: The Tendency to Answer Very Fast and Its Association with
/// Straightlining*, Survey Research Methods 8(2), 2014, who take 300 ms.
pub const MILLIS_PER_WORD: i64 = 300;

/// Whether so many words were answered faster than they can be read; of texts without spaces, such as Chinese, take two
/// characters for a word.
///
/// ```
/// use patronage::survey::quality::speeding;
/// assert!(speeding(60_000, 200).is_none());
/// assert_eq!(speeding(59_999, 200).unwrap().code(), "speeding");
/// ```
#[must_use]
pub fn speeding(millis: i64, words: i64) -> Option<Doubt> {
    let least = words.saturating_mul(MILLIS_PER_WORD);
    let doubt = || Doubt::Speeding { seconds: seconds(millis), least: seconds(least.saturating_add(999)) };
    (millis < least).then(doubt)
}

fn seconds(millis: i64) -> i64 {
    millis.max(0).checked_div(1000).unwrap_or(0)
}

/// Whether a response took less than a part of what the median response took.
///
/// Half the median marks few honest readers, a third almost none. Source: Greszki, Meyer and Schoen, *Exploring the
/// Effects of Removing "Too Fast" Responses and Respondents from Web Surveys*, Public Opinion Quarterly 79(2), 2015.
///
/// ```
/// use patronage::survey::quality::faster_than_most;
/// assert!(faster_than_most(50_000, 120_000, (1, 2)).is_some());
/// assert!(faster_than_most(50_000, 120_000, (1, 3)).is_none());
/// ```
#[must_use]
pub fn faster_than_most(millis: i64, median: i64, (part, whole): (i64, i64)) -> Option<Doubt> {
    let least = median.max(0).saturating_mul(part.max(0)).checked_div(whole.max(1))?;
    let doubt = || Doubt::FasterThanMost { seconds: seconds(millis), median: seconds(median) };
    (millis < least).then(doubt)
}

/// The fewest items of a battery that the same answer to all of them says something about.
pub const LEAST_ITEMS: usize = 4;

/// Whether all answers to a battery are the same; those left out are `None`. Batteries with fewer than [`LEAST_ITEMS`]
/// answers are not judged.
///
/// This is simple nondifferentiation. Source: Kim, Dykema, Stevenson, Black and Moberg, *Straightlining: Overview of
/// Measurement, Comparison of Indicators, and Effects in Mail–Web Mixed-Mode Surveys*, Social Science Computer Review
/// 37(2), 2019.
///
/// ```
/// use patronage::survey::quality::straight_line;
/// assert!(straight_line("service", &[Some("4"), Some("4"), None, Some("4"), Some("4")]).is_some());
/// assert!(straight_line("service", &[Some("4"), Some("4"), Some("5"), Some("4")]).is_none());
/// assert!(straight_line("service", &[Some("4"), Some("4"), Some("4")]).is_none());
/// ```
#[must_use]
pub fn straight_line<T: PartialEq>(battery: &str, answers: &[Option<T>]) -> Option<Doubt> {
    let mut given = answers.iter().flatten();
    let first = given.next()?;
    if !given.all(|answer| answer == first) {
        return None;
    }
    let items = answers.iter().flatten().count();
    let count = i64::try_from(items).unwrap_or(i64::MAX);
    (items >= LEAST_ITEMS).then(|| Doubt::StraightLine { battery: battery.to_owned(), items: count })
}

/// How far the answers to a battery differ, 0 (all the same) to below 1: the chance that two of them, drawn with
/// replacement, differ, `1 - Σ p²`; none without answers.
///
/// Source: Krosnick and Alwin, *A Test of the Form-Resistant Correlation Hypothesis*, Public Opinion Quarterly 52(4), 1988.
///
/// ```
/// use patronage::survey::quality::differentiation;
/// assert_eq!(differentiation(&[Some(1), Some(1), Some(2), Some(2)]), Some(0.5));
/// assert_eq!(differentiation::<i64>(&[None]), None);
/// ```
#[must_use]
pub fn differentiation<T: PartialEq>(answers: &[Option<T>]) -> Option<f64> {
    let mut kinds: Vec<(&T, f64)> = Vec::new();
    let mut all = 0.0;
    for answer in answers.iter().flatten() {
        all += 1.0;
        match kinds.iter_mut().find(|(kind, _)| *kind == answer) {
            Some((_, count)) => *count += 1.0,
            None => kinds.push((answer, 1.0)),
        }
    }
    let same: f64 = kinds.iter().map(|(_, count)| count / all * (count / all)).sum();
    (all > 0.0).then_some(1.0 - same)
}
