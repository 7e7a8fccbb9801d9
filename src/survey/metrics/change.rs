//! Whether two estimates differ, and whether several do.

use super::distribution::{both_tails, two_sided, upper_chi_square};
use super::input::{integer, measure, within};
use crate::kernel::money::MAX_SAFE;
use crate::kernel::{Result, record, words};

/// An estimate from a sample of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error, in the same unit.
    pub standard_error: f64,
}

words! {
    /// What can be said of a difference.
    pub enum Verdict {
        /// Chance alone could bring it about.
        Unclear = "unclear",
        /// It went up.
        Higher = "higher",
        /// It went down.
        Lower = "lower",
    }
}

record! {
    [write]
    /// A difference and how sure it is.
    pub struct Change {
        /// By how much the later is above the earlier.
        pub difference["difference"]: f64,
        /// The difference of the adjusted estimates, on which the test stands.
        pub adjusted["adjusted"]: f64,
        /// Its standard error.
        pub standard_error["standardError"]: f64,
        /// The lower end of its interval.
        pub low["low"]: f64,
        /// The upper end of its interval.
        pub high["high"]: f64,
        /// How many standard errors it is from zero.
        pub z["z"]: f64,
        /// The probability of one at least so large if nothing had changed, 0 to 1.
        pub p["p"]: f64,
        /// What can be said with the confidence that was asked for.
        pub verdict["verdict"]: Verdict,
    }
}

record! {
    [write]
    /// Whether several estimates differ at all.
    pub struct Homogeneity {
        /// The statistic, 0 or more.
        pub chi_square["chiSquare"]: f64,
        /// Its degrees of freedom.
        pub degrees["degrees"]: i64,
        /// The probability of one at least so large if they were all the same, 0 to 1.
        pub p["p"]: f64,
    }
}

/// The test of a difference: `z = (b - a) / √(SE_a² + SE_b²)`, two-sided, with the interval `b - a ± z SE`.
///
/// The unit is the estimates'; `p` is from 0 to 1. Where both standard errors are zero, a difference is sure.
/// Source: Lewis and Sauro, *How to Statistically Compare Two Net Promoter Scores*, 2021; for shares, Agresti and Caffo,
/// *Simple and Effective Confidence Intervals for Proportions and Differences of Proportions*, 2000.
///
/// # Errors
/// Where an estimate is not finite, a standard error is negative, or the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::change::{Estimate, Verdict, change};
/// let before = Estimate { value: 30.0, standard_error: 3.0 };
/// let after = Estimate { value: 40.0, standard_error: 4.0 };
/// let change = change(before, after, 0.95)?;
/// assert_eq!((change.difference, change.z, change.verdict), (10.0, 2.0, Verdict::Higher));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn change(before: Estimate, after: Estimate, confidence: f64) -> Result<Change> {
    for estimate in [before, after] {
        measure(estimate.value)?;
        within(estimate.standard_error, 0, MAX_SAFE)?;
    }
    let square = |estimate: Estimate| estimate.standard_error * estimate.standard_error;
    let standard_error = (square(before) + square(after)).sqrt();
    against_zero(Estimate { value: after.value - before.value, standard_error }, confidence)
}

/// The same for a difference whose standard error is known.
pub(super) fn against_zero(difference: Estimate, confidence: f64) -> Result<Change> {
    let Estimate { value, standard_error } = difference;
    let reach = two_sided(confidence).map_err(|error| error.at_key("confidence"))?;
    let z = if value == 0.0 { 0.0 } else { (value / standard_error).clamp(-FAR, FAR) };
    let sure = z.abs() > reach;
    let verdict = match value > 0.0 {
        _ if !sure => Verdict::Unclear,
        true => Verdict::Higher,
        false => Verdict::Lower,
    };
    let (low, high) = (value - reach * standard_error, value + reach * standard_error);
    Ok(Change { difference: value, adjusted: value, standard_error, low, high, z, p: both_tails(z), verdict })
}

/// So many standard errors that nothing is left to chance.
const FAR: f64 = 1e6;

/// Whether independent estimates differ at all: `Q = Σ (x - x̄)² / SE²`, with `x̄` their mean weighted by `1 / SE²`, is
/// chi-square with one degree of freedom less than there are estimates; none for fewer than two.
///
/// `Q` is a pure number from 0 on, `p` from 0 to 1.
/// Source: Cochran, *The Combination of Estimates from Different Experiments*, 1954.
///
/// # Errors
/// Where an estimate is not finite, or a standard error is not above zero.
///
/// ```
/// use patronage::survey::metrics::change::{Estimate, homogeneity};
/// let estimate = |value| Estimate { value, standard_error: 1.0 };
/// let found = homogeneity(&[estimate(1.0), estimate(3.0)])?.unwrap();
/// assert_eq!((found.chi_square, found.degrees), (2.0, 1));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn homogeneity(estimates: &[Estimate]) -> Result<Option<Homogeneity>> {
    for (index, estimate) in estimates.iter().enumerate() {
        measure(estimate.value).map_err(|error| error.at_index(index))?;
        super::input::above(estimate.standard_error, 0, MAX_SAFE).map_err(|error| error.at_index(index))?;
    }
    let degrees = integer(estimates.len()).saturating_sub(1);
    if degrees < 1 {
        return Ok(None);
    }
    // Relative to the smallest standard error, so that the squares stay in range.
    let smallest = estimates.iter().fold(f64::INFINITY, |smallest, estimate| smallest.min(estimate.standard_error));
    let precision = |estimate: &Estimate| {
        let relative = smallest / estimate.standard_error;
        relative * relative
    };
    let total: f64 = estimates.iter().map(precision).sum();
    let mean = estimates.iter().map(|estimate| estimate.value * precision(estimate)).sum::<f64>() / total;
    let square = |estimate: &Estimate| {
        let z = (estimate.value - mean) / estimate.standard_error;
        (z * z).min(FAR * FAR)
    };
    let chi_square: f64 = estimates.iter().map(square).sum();
    Ok(Some(Homogeneity { chi_square, degrees, p: upper_chi_square(chi_square, degrees as f64) }))
}
