//! Means with their intervals.

use super::distribution::two_sided_t;
use super::input::integer;
use super::weights::Weighting;
use crate::kernel::{Result, record};

record! {
    [write]
    /// A mean and how sure it is.
    pub struct Mean {
        /// The mean.
        pub mean["mean"]: f64,
        /// The standard deviation; left out where there is one answer.
        pub deviation["deviation"]: Option<f64>,
        /// The standard error of the mean; left out where there is one answer.
        pub standard_error["standardError"]: Option<f64>,
        /// The lower end of the interval; left out where there is one answer.
        pub low["low"]: Option<f64>,
        /// The upper end of the interval; left out where there is one answer.
        pub high["high"]: Option<f64>,
        /// How many answers there are.
        pub answers["answers"]: i64,
        /// So many that count alike would be as precise.
        pub effective["effective"]: f64,
    }
}

/// The weighted mean `x̄ = Σwx / Σw` with the interval `x̄ ± t s / √n`; `s² = Σw(x - x̄)² / Σw · n / (n - 1)` with `n` the
/// effective number of answers, and `t` of `n - 1` degrees of freedom (at least one).
///
/// Everything is in the unit of the values; the interval is not cut at the ends of a scale.
/// Source: Student, *The Probable Error of a Mean*, 1908; with weights, Kish, *Survey Sampling*, 1965.
///
/// # Errors
/// Where the values are not as many as the weighting is for, or the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::{Weighting, mean::mean};
/// let found = mean(&[4.0, 5.0, 6.0], &Weighting::new(3, None)?, 0.95)?;
/// assert_eq!((found.mean, found.deviation), (5.0, Some(1.0)));
/// assert!((found.high.unwrap() - 7.484_137_711_719_33).abs() < 1e-9);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn mean(values: &[f64], weighting: &Weighting, confidence: f64) -> Result<Mean> {
    super::input::same_length("values", weighting.count(), values.len())?;
    super::input::all_measures(values)?;
    let (mean, effective) = (weighting.mean(values), weighting.effective());
    let deviations: Vec<f64> = values.iter().map(|value| value - mean).collect();
    let degrees = effective - 1.0;
    // One answer, or one that outweighs all others beyond measure, says nothing of a spread.
    let spread = degrees > 1e-9;
    let variance = weighting.comoment(&deviations, &deviations) * effective / degrees;
    let deviation = spread.then(|| variance.sqrt());
    let standard_error = spread.then(|| (variance / effective).sqrt());
    let reach = two_sided_t(confidence, degrees).map_err(|error| error.at_key("confidence"))?;
    let margin = standard_error.map(|error| error * reach);
    Ok(Mean {
        mean,
        deviation,
        standard_error,
        low: margin.map(|margin| mean - margin),
        high: margin.map(|margin| mean + margin),
        answers: integer(values.len()),
        effective,
    })
}
