//! The trend by quarters: each against the one before, and the slope over all.

use super::alert::CsatDay;
use super::change::{Change, Estimate, against_zero, change};
use super::csat::{self, CsatCounts};
use super::input::too_few;
use super::nps::{self, NpsCounts};
use crate::kernel::calendar::Date;
use crate::kernel::json::write_integer;
use crate::kernel::sort::ranked;
use crate::kernel::{Error, Result, record};

record! {
    [read]
    /// How many customers of a day are in each group.
    pub struct NpsDay {
        /// The day.
        pub day["day"]: Date,
        /// How many rated 9 or 10.
        pub promoters["promoters"]: i64,
        /// How many rated 7 or 8.
        pub passives["passives"]: i64,
        /// How many rated 0 to 6.
        pub detractors["detractors"]: i64,
    }
}

record! {
    [write]
    /// A score over quarters.
    pub struct Trend {
        /// The quarters with answers, from the earliest.
        pub quarters["quarters"]: Vec<QuarterScore>,
        /// By how much it changes from quarter to quarter, over all; left out for one quarter.
        pub slope["slope"]: Option<Change>,
    }
}

record! {
    [write]
    /// The score of a quarter.
    pub struct QuarterScore {
        /// The quarter, such as "2026-Q4".
        pub quarter["quarter"]: String,
        /// Its score.
        pub score["score"]: f64,
        /// The lower end of its interval.
        pub low["low"]: f64,
        /// The upper end of its interval.
        pub high["high"]: f64,
        /// How many answers it has.
        pub answers["answers"]: i64,
        /// The change since the quarter before in this list; left out for the first.
        pub change["change"]: Option<Change>,
    }
}

/// The Net Promoter Score by calendar quarters, with the change from each to the next as in [`nps::compare`], and the slope
/// `Σ w (x - x̄)(y - ȳ) / Σ w (x - x̄)²` over quarters `x`, of the adjusted scores `y`, with `w = 1 / SE²` and standard error
/// `1 / √Σ w (x - x̄)²`.
///
/// Scores from -100 to 100, changes in points, the slope in points a quarter. Sources: Lewis and Sauro, 2021; for the
/// slope, Aitken, *On Least Squares and Linear Combination of Observations*, 1935.
///
/// # Errors
/// Where nobody answered, a count is out of its range, or the confidence is not between 0 and 1.
///
/// ```
/// use patronage::kernel::calendar::Date;
/// use patronage::survey::metrics::trend::{NpsDay, nps_trend};
/// let day = |text, promoters| Ok(NpsDay { day: Date::parse(text)?, promoters, passives: 100, detractors: 50 });
/// let trend = nps_trend(&[day("2026-05-01", 50)?, day("2026-08-01", 100)?, day("2026-09-01", 100)?], 0.95)?;
/// assert_eq!(trend.quarters[1].quarter, "2026-Q3");
/// assert!(trend.slope.unwrap().difference > 10.0);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn nps_trend(days: &[NpsDay], confidence: f64) -> Result<Trend> {
    let score = |places: &[usize]| {
        let sum = |of: &dyn Fn(&NpsDay) -> i64| total(days, places, of);
        let [promoters, passives, detractors] =
            [sum(&|day| day.promoters)?, sum(&|day| day.passives)?, sum(&|day| day.detractors)?];
        let found = nps::of_counts(&NpsCounts { promoters, passives, detractors }, confidence).map_err(in_days)?;
        let (low, high) = (found.adjusted.low, found.adjusted.high);
        Ok(Scored { score: found.score, low, high, answers: found.answers, estimate: found.adjusted.estimate() })
    };
    let answered = |day: &NpsDay| (day.promoters, day.passives, day.detractors) != (0, 0, 0);
    trend(&quarters(days, &|day| day.day, &answered), &score, confidence)
}

/// The satisfaction by calendar quarters, with the change from each to the next as in [`csat::compare`], and the slope as in
/// [`nps_trend`].
///
/// Scores from 0 to 100 percent, changes in points, the slope in points a quarter. Sources: Agresti and Caffo, 2000; for
/// the slope, Aitken, *On Least Squares and Linear Combination of Observations*, 1935.
///
/// # Errors
/// Where nobody answered, a count is out of its range, or the confidence is not between 0 and 1.
///
/// ```
/// use patronage::kernel::calendar::Date;
/// use patronage::survey::metrics::{alert::CsatDay, trend::csat_trend};
/// let day = |text, top| Ok(CsatDay { day: Date::parse(text)?, top, answers: 200 });
/// let trend = csat_trend(&[day("2026-05-01", 150)?, day("2026-08-01", 152)?], 0.95)?;
/// assert_eq!(trend.quarters[1].score, 76.0);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn csat_trend(days: &[CsatDay], confidence: f64) -> Result<Trend> {
    for (index, day) in days.iter().enumerate() {
        csat::check(&day.counts()).map_err(|error| error.at_index(index).at_key("days"))?;
    }
    let score = |places: &[usize]| {
        let sum = |of: &dyn Fn(&CsatDay) -> i64| total(days, places, of);
        let counts = CsatCounts { top: sum(&|day| day.top)?, answers: sum(&|day| day.answers)? };
        let found = csat::of_counts(&counts, confidence).map_err(in_days)?;
        let estimate = found.estimate();
        Ok(Scored { score: found.score, low: found.low, high: found.high, answers: found.answers, estimate })
    };
    trend(&quarters(days, &|day| day.day, &|day| day.answers > 0), &score, confidence)
}

/// Counts that are sound one by one may still be wrong together.
#[cold]
fn in_days(error: Error) -> Error {
    if error.path() == "/confidence" { error } else { Error::new(error.code()).at_key("days") }
}

/// The score of a quarter, and what others are compared with.
struct Scored {
    score: f64,
    low: f64,
    high: f64,
    answers: i64,
    estimate: Estimate,
}

/// A quarter by its number, and the places of its days.
struct Quarter {
    number: i32,
    places: Vec<usize>,
}

/// The days with answers by their quarters, the earliest first.
fn quarters<D>(days: &[D], day: &dyn Fn(&D) -> Date, answered: &dyn Fn(&D) -> bool) -> Vec<Quarter> {
    let number = |place: &usize| days.get(*place).map_or(0, |row| quarter(day(row)));
    let mut places = ranked(days.len(), &|a, b| number(&a).cmp(&number(&b)));
    places.retain(|place| days.get(*place).is_some_and(answered));
    let quarter = |places: &[usize]| Quarter { number: places.first().map_or(0, number), places: places.to_vec() };
    places.chunk_by(|a, b| number(a) == number(b)).map(quarter).collect()
}

/// Quarters are counted from the year 0 on.
fn quarter(day: Date) -> i32 {
    let within = day.month().saturating_sub(1) / 3;
    day.year().saturating_mul(4).saturating_add_unsigned(within)
}

fn name(number: i32) -> String {
    let mut name = String::new();
    let (year, within) = (number.div_euclid(4), number.rem_euclid(4));
    write_integer(year.into(), &mut name);
    name.push_str(["-Q1", "-Q2", "-Q3", "-Q4"].get(within.unsigned_abs() as usize).copied().unwrap_or_default());
    name
}

/// The sum of a count over some days. None may be negative, for it would hide in the sum.
fn total<D>(days: &[D], places: &[usize], of: &dyn Fn(&D) -> i64) -> Result<i64> {
    let mut sum = 0_i64;
    for place in places {
        let count = days.get(*place).map_or(0, of);
        super::input::whole(count, 0, i64::MAX).map_err(|error| error.at_index(*place).at_key("days"))?;
        sum = sum.saturating_add(count);
    }
    Ok(sum)
}

fn trend(quarters: &[Quarter], score: &dyn Fn(&[usize]) -> Result<Scored>, confidence: f64) -> Result<Trend> {
    if quarters.is_empty() {
        return Err(too_few(1).at_key("days"));
    }
    let scores: Vec<Scored> = quarters.iter().map(|quarter| score(&quarter.places)).collect::<Result<_>>()?;
    let mut found: Vec<QuarterScore> = Vec::with_capacity(scores.len());
    let mut before: Option<&Scored> = None;
    for (quarter, this) in quarters.iter().zip(&scores) {
        let change = before.map(|before| compared(before, this, confidence)).transpose()?;
        let Scored { score, low, high, answers, .. } = *this;
        found.push(QuarterScore { quarter: name(quarter.number), score, low, high, answers, change });
        before = Some(this);
    }
    let points: Vec<(f64, Estimate)> =
        quarters.iter().zip(&scores).map(|(quarter, score)| (quarter.number.into(), score.estimate)).collect();
    let slope = (points.len() > 1).then(|| against_zero(slope(&points), confidence)).transpose()?;
    Ok(Trend { quarters: found, slope })
}

fn compared(before: &Scored, after: &Scored, confidence: f64) -> Result<Change> {
    let change = change(before.estimate, after.estimate, confidence)?;
    Ok(Change { difference: after.score - before.score, ..change })
}

/// The line through estimates, each counted by its precision.
fn slope(points: &[(f64, Estimate)]) -> Estimate {
    let weight = |estimate: Estimate| 1.0 / (estimate.standard_error * estimate.standard_error);
    let total: f64 = points.iter().map(|(_, y)| weight(*y)).sum();
    let mean = |of: &dyn Fn(&(f64, Estimate)) -> f64| points.iter().map(|p| weight(p.1) * of(p)).sum::<f64>() / total;
    let (x_mean, y_mean) = (mean(&|(x, _)| *x), mean(&|(_, y)| y.value));
    let squares: f64 = points.iter().map(|(x, y)| weight(*y) * (x - x_mean) * (x - x_mean)).sum();
    let products: f64 = points.iter().map(|(x, y)| weight(*y) * (x - x_mean) * (y.value - y_mean)).sum();
    Estimate { value: products / squares, standard_error: 1.0 / squares.sqrt() }
}
