//! How many must be asked for a wished precision, and how precise so many answers are.

use super::distribution::two_sided;
use super::input::{above, whole, within};
use crate::kernel::money::MAX_SAFE;
use crate::kernel::{Code, Error, Result, record};

/// The variance of a yes or no that half of all say.
const WIDEST: f64 = 0.25;

/// Cochran's sample size for a share in an endless population: `z² p (1 - p) / e²`.
///
/// `share` and `margin` as fractions (0.05 for five points); the result is a number of answers, not rounded.
/// Source: Cochran, *Sampling Techniques*, 3rd edition, 1977, 4.4.
///
/// # Errors
/// Where `z` is not from 0 to 100, the share not from 0 to 1, the margin not above 0 and at most 1, or the size beyond
/// whole numbers.
///
/// ```
/// use patronage::survey::metrics::sample::cochran;
/// assert!((cochran(1.96, 0.5, 0.05)? - 384.16).abs() < 1e-9);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn cochran(z: f64, share: f64, margin: f64) -> Result<f64> {
    let z = within(z, 0, 100).map_err(|error| error.at_key("z"))?;
    let share = within(share, 0, 1).map_err(|error| error.at_key("share"))?;
    endless(z, share * (1.0 - share), margin)
}

/// `z² v / e²`, for any variance.
fn endless(z: f64, variance: f64, margin: f64) -> Result<f64> {
    let margin = above(margin, 0, 1).map_err(|error| error.at_key("margin"))?;
    let relative = z / margin;
    let size = relative * relative * variance;
    if size <= MAX_SAFE as f64 { Ok(size) } else { Err(Error::new(Code::Overflow).at_key("margin")) }
}

/// The correction for a finite population: `n₀ / (1 + (n₀ - 1) / N)`, in answers, never more than `N`.
///
/// Source: Cochran, *Sampling Techniques*, 1977, 4.4.
///
/// # Errors
/// Where the size is not from 0 to the largest safe integer, or the population not from 1.
///
/// ```
/// use patronage::survey::metrics::sample::finite;
/// assert!((finite(385.0, 1000.0)? - 278.179).abs() < 1e-3);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn finite(size: f64, population: f64) -> Result<f64> {
    let size = within(size, 0, MAX_SAFE).map_err(|error| error.at_key("size"))?;
    let population = within(population, 1, MAX_SAFE).map_err(|error| error.at_key("population"))?;
    // Below one answer the formula would divide by what is next to nothing.
    let corrected = size / (1.0 + (size.max(1.0) - 1.0) / population);
    Ok(corrected.min(population))
}

/// The simpler correction that Cochran gives for large samples: `n₀ / (1 + n₀ / N)`, in answers; a little less than
/// [`finite`].
///
/// Source: Cochran, *Sampling Techniques*, 1977, 4.4.
///
/// # Errors
/// Those of [`finite`].
///
/// ```
/// use patronage::survey::metrics::sample::finite_simple;
/// assert!((finite_simple(384.0, 528.0)? - 222.316).abs() < 1e-3);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn finite_simple(size: f64, population: f64) -> Result<f64> {
    let size = within(size, 0, MAX_SAFE).map_err(|error| error.at_key("size"))?;
    let population = within(population, 1, MAX_SAFE).map_err(|error| error.at_key("population"))?;
    Ok(size / (1.0 + size / population))
}

record! {
    [read]
    /// A wished precision.
    pub struct Precision {
        /// Half the width of the interval, as a fraction: 0.05 for five points.
        pub margin["margin"]: f64,
        /// The confidence of the interval; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
        /// The share that is expected, 0 to 1; 0.5, the widest, where left out.
        pub share["share"]: Option<f64>,
        /// The variance of one answer in place of the share, 0 to 1: for NPS, 1 is the widest.
        pub variance["variance"]: Option<f64>,
        /// How many people there are; endless where left out.
        pub population["population"]: Option<i64>,
        /// By how much weights or clusters multiply the variance; 1 where left out.
        pub design_effect["designEffect"]: f64 = 1.0,
        /// How many of those who are asked answer, above 0 and at most 1; all where left out.
        pub response_rate["responseRate"]: f64 = 1.0,
    }
}

record! {
    [write]
    /// How many it takes.
    pub struct SampleSize {
        /// The number of answers before it is rounded up.
        pub exact["exact"]: f64,
        /// How many answers it takes.
        pub answers["answers"]: i64,
        /// How many people must be asked; the whole population at most.
        pub invitations["invitations"]: i64,
    }
}

/// The sample size for a wished precision: `z² v deff / e²`, corrected for a finite population as in [`finite`], and the
/// number of people to be asked for it.
///
/// Whole answers and people, rounded up, at most the population. Sources: Cochran, *Sampling Techniques*, 1977, 4.4; for the
/// design effect, Kish, *Survey Sampling*, 1965.
///
/// # Errors
/// Where a number is out of its range, or both a share and a variance are given.
///
/// ```
/// use patronage::survey::metrics::sample::{Precision, size};
/// let wish = Precision {
///     margin: 0.05, confidence: 0.95, share: None, variance: None,
///     population: Some(1000), design_effect: 1.0, response_rate: 0.5,
/// };
/// let size = size(&wish)?;
/// assert_eq!((size.answers, size.invitations), (278, 556));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn size(wish: &Precision) -> Result<SampleSize> {
    let z = two_sided(wish.confidence).map_err(|error| error.at_key("confidence"))?;
    let variance = variance(wish.share, wish.variance)? * design_effect(wish.design_effect)?;
    let rate = response_rate(wish.response_rate)?;
    let endless = endless(z, variance, wish.margin)?;
    let exact = match wish.population {
        Some(population) => finite(endless, people(population)?)?,
        None => endless,
    };
    let answers = rounded_up(exact).max(1);
    let invitations = rounded_up(answers as f64 / rate).min(wish.population.unwrap_or(MAX_SAFE));
    Ok(SampleSize { exact, answers, invitations })
}

record! {
    [read]
    /// Answers whose precision is asked for.
    pub struct AnswersGiven {
        /// How many answers there are.
        pub answers["answers"]: i64,
        /// The confidence of the interval; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
        /// The share that was found, 0 to 1; 0.5, the widest, where left out.
        pub share["share"]: Option<f64>,
        /// The variance of one answer in place of the share, 0 to 1: for NPS, 1 is the widest.
        pub variance["variance"]: Option<f64>,
        /// How many people there are; endless where left out.
        pub population["population"]: Option<i64>,
        /// By how much weights or clusters multiply the variance; 1 where left out.
        pub design_effect["designEffect"]: f64 = 1.0,
    }
}

record! {
    [write]
    /// How precise answers are.
    pub struct Margin {
        /// Half the width of the interval, as a fraction.
        pub margin["margin"]: f64,
    }
}

/// The margin of error: `z √(v deff / n · (N - n) / (N - 1))`, as a fraction; the inverse of [`size`].
///
/// Zero where everybody answered. Source: Cochran, *Sampling Techniques*, 1977, 3.2.
///
/// # Errors
/// Where a number is out of its range, or both a share and a variance are given.
///
/// ```
/// use patronage::survey::metrics::sample::{AnswersGiven, margin};
/// let given = AnswersGiven {
///     answers: 385, confidence: 0.95, share: None, variance: None, population: None, design_effect: 1.0,
/// };
/// assert!((margin(&given)?.margin - 0.0499).abs() < 1e-4);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn margin(given: &AnswersGiven) -> Result<Margin> {
    let z = two_sided(given.confidence).map_err(|error| error.at_key("confidence"))?;
    let variance = variance(given.share, given.variance)? * design_effect(given.design_effect)?;
    if let Some(population) = given.population {
        people(population)?;
    }
    let most = given.population.unwrap_or(MAX_SAFE);
    let answers = whole(given.answers, 1, most).map_err(|error| error.at_key("answers"))?;
    let left = given.population.map_or(1.0, |population| left_out(answers, population));
    Ok(Margin { margin: z * (variance / answers as f64 * left).sqrt() })
}

/// `(N - n) / (N - 1)`: what not everybody being asked leaves of the variance.
pub(super) fn left_out(answers: i64, population: i64) -> f64 {
    let left = population.saturating_sub(answers) as f64;
    if left > 0.0 { left / (population as f64 - 1.0) } else { 0.0 }
}

/// The variance of one answer: that of a share, or one that is given.
pub(super) fn variance(share: Option<f64>, variance: Option<f64>) -> Result<f64> {
    match (share, variance) {
        (None, None) => Ok(WIDEST),
        (Some(share), None) => {
            within(share, 0, 1).map(|share| share * (1.0 - share)).map_err(|error| error.at_key("share"))
        }
        (None, Some(variance)) => within(variance, 0, 1).map_err(|error| error.at_key("variance")),
        (Some(_), Some(_)) => Err(Error::combination("share, variance", "at-most-one")),
    }
}

fn design_effect(effect: f64) -> Result<f64> {
    within(effect, 1, 1_000_000).map_err(|error| error.at_key("designEffect"))
}

pub(super) fn response_rate(rate: f64) -> Result<f64> {
    above(rate, 0, 1).map_err(|error| error.at_key("responseRate"))
}

fn people(population: i64) -> Result<f64> {
    whole(population, 1, MAX_SAFE).map(|people| people as f64).map_err(|error| error.at_key("population"))
}

/// The next whole number, but for what rounding adds.
pub(super) fn rounded_up(value: f64) -> i64 {
    ((value * (1.0 - 1e-12)).ceil() as i64).clamp(0, MAX_SAFE)
}
