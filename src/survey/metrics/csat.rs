//! Customer satisfaction: the share of answers in the two highest boxes.

use super::change::{Change, Estimate, change};
use super::distribution::two_sided;
use super::input::{MAX_COUNT, all_whole, at_least, integer, too_few, whole};
use super::weights::Weighting;
use crate::kernel::{Result, record};

record! {
    [read]
    /// How many customers are satisfied, of how many.
    pub struct CsatCounts {
        /// How many chose one of the two highest boxes.
        pub top["top"]: i64,
        /// How many answered.
        pub answers["answers"]: i64,
    }
}

record! {
    [write]
    /// A satisfaction score and how sure it is.
    pub struct Csat {
        /// The satisfied, in percent: 0 to 100.
        pub score["score"]: f64,
        /// The lower end of its interval, 0 to 100.
        pub low["low"]: f64,
        /// The upper end of its interval, 0 to 100.
        pub high["high"]: f64,
        /// How many answers there are.
        pub answers["answers"]: i64,
        /// So many that count alike would be as precise.
        pub effective["effective"]: f64,
    }
}

/// The top-two-box score `100 top / n` with Wilson's interval
/// `100 (p + z²/2n ± z √(p (1 - p) / n + z²/4n²)) / (1 + z²/n)`.
///
/// All in percent, 0 to 100. Source: Wilson, *Probable Inference, the Law of Succession, and Statistical Inference*, 1927.
///
/// # Errors
/// Where nobody answered, more are satisfied than answered, or the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::csat::{CsatCounts, of_counts};
/// let csat = of_counts(&CsatCounts { top: 8, answers: 10 }, 0.95)?;
/// assert_eq!(csat.score, 80.0);
/// assert!((csat.low - 49.016_247_153_664_18).abs() < 1e-9);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn of_counts(counts: &CsatCounts, confidence: f64) -> Result<Csat> {
    let CsatCounts { top, answers } = *counts;
    check(counts).map_err(|error| error.at_key("counts"))?;
    if answers < 1 {
        return Err(too_few(1).at_key("answers").at_key("counts"));
    }
    wilson(top as f64 / answers as f64, answers as f64, answers, confidence)
}

/// Counts that can be: no more satisfied than answered.
pub(super) fn check(counts: &CsatCounts) -> Result<()> {
    whole(counts.answers, 0, MAX_COUNT).map_err(|error| error.at_key("answers"))?;
    whole(counts.top, 0, counts.answers).map(drop).map_err(|error| error.at_key("top"))
}

/// The same for ratings from 1 to `points`, each with its weight if there are weights; `n` is then Kish's effective
/// number.
///
/// All in percent, 0 to 100. Sources: Wilson, 1927; Kish, *Survey Sampling*, 1965.
///
/// # Errors
/// Where the scale has not from 3 to 11 points, there is no rating, one is not on the scale, the weights do not fit, or
/// the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::csat::of_ratings;
/// assert_eq!(of_ratings(&[5, 4, 4, 2], 5, None, 0.95)?.score, 75.0);
/// assert_eq!(of_ratings(&[7, 1], 7, Some(&[1.0, 3.0]), 0.95)?.score, 25.0);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn of_ratings(ratings: &[i64], points: i64, weights: Option<&[f64]>, confidence: f64) -> Result<Csat> {
    whole(points, 3, 11).map_err(|error| error.at_key("points"))?;
    at_least(1, ratings.len()).and_then(|()| all_whole(ratings, 1, points)).map_err(|error| error.at_key("ratings"))?;
    let weighting = Weighting::new(ratings.len(), weights)?;
    let share = weighting.share_between(ratings, points.saturating_sub(1), points);
    wilson(share, weighting.effective(), integer(ratings.len()), confidence)
}

/// Whether a score changed: the test and interval of [`change`] on shares with one satisfied and one other answer added
/// to each side; `difference` is of the scores as they are.
///
/// Differences in points, -100 to 100; `p` from 0 to 1. Source: Agresti and Caffo, *Simple and Effective Confidence
/// Intervals for Proportions and Differences of Proportions*, 2000.
///
/// # Errors
/// Where the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::csat::{CsatCounts, compare, of_counts};
/// let before = of_counts(&CsatCounts { top: 60, answers: 100 }, 0.95)?;
/// let after = of_counts(&CsatCounts { top: 80, answers: 100 }, 0.95)?;
/// assert!(compare(&before, &after, 0.95)?.p < 0.01);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn compare(before: &Csat, after: &Csat, confidence: f64) -> Result<Change> {
    let change = change(before.estimate(), after.estimate(), confidence)?;
    Ok(Change { difference: after.score - before.score, ..change })
}

impl Csat {
    /// The score with one satisfied and one other answer added, `100 (top + 1) / (n + 2)`, and its standard error, both in
    /// points, to be compared with others.
    ///
    /// Source: Agresti and Caffo, *Simple and Effective Confidence Intervals for Proportions and Differences of
    /// Proportions*, 2000.
    ///
    /// ```
    /// use patronage::survey::metrics::csat::{CsatCounts, of_counts};
    /// assert_eq!(of_counts(&CsatCounts { top: 8, answers: 8 }, 0.95)?.estimate().value, 90.0);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        let n = self.effective + 2.0;
        let share = (self.score / 100.0 * self.effective + 1.0) / n;
        Estimate { value: 100.0 * share, standard_error: 100.0 * (share * (1.0 - share) / n).sqrt() }
    }
}

fn wilson(share: f64, effective: f64, answers: i64, confidence: f64) -> Result<Csat> {
    let z = two_sided(confidence).map_err(|error| error.at_key("confidence"))?;
    let square = z * z / effective;
    let middle = share + square / 2.0;
    let reach = z * (share * (1.0 - share) / effective + square / (4.0 * effective)).sqrt();
    // At the ends, what should be 0 or 1 is so but for the last digit.
    let end = |value: f64| 100.0 * (value / (1.0 + square)).clamp(0.0, 1.0);
    let (low, high) = (end(middle - reach).min(100.0 * share), end(middle + reach).max(100.0 * share));
    Ok(Csat { score: 100.0 * share, low, high, answers, effective })
}
