//! A satisfaction index in the manner of the American Customer Satisfaction Index: three questions from 1 to 10.

use super::input::{all_whole, at_least, same_length, too_few, within};
use super::mean::{Mean, mean};
use super::weights::Weighting;
use crate::kernel::money::MAX_SAFE;
use crate::kernel::{Result, record};

record! {
    [read]
    /// How much each of the three questions counts.
    pub struct IndexShares {
        /// Of the overall satisfaction.
        pub satisfaction["satisfaction"]: f64,
        /// Of the comparison with expectations.
        pub expectation["expectation"]: f64,
        /// Of the comparison with the ideal.
        pub ideal["ideal"]: f64,
    }
}

impl IndexShares {
    /// All three alike.
    pub const EQUAL: IndexShares = IndexShares { satisfaction: 1.0, expectation: 1.0, ideal: 1.0 };

    fn total(&self) -> Result<f64> {
        let parts = [("satisfaction", self.satisfaction), ("expectation", self.expectation), ("ideal", self.ideal)];
        for (key, part) in parts {
            within(part, 0, MAX_SAFE).map_err(|error| error.at_key(key))?;
        }
        let total = self.satisfaction + self.expectation + self.ideal;
        if total > 0.0 { Ok(total) } else { Err(too_few(1)) }
    }
}

record! {
    [write]
    /// A satisfaction index.
    pub struct SatisfactionIndex {
        /// The index with its interval, 0 to 100.
        pub index["index"]: Mean,
        /// The mean of each question, 1 to 10.
        pub satisfaction["satisfaction"]: f64,
        /// How far expectations were met.
        pub expectation["expectation"]: f64,
        /// How near it comes to the ideal.
        pub ideal["ideal"]: f64,
    }
}

/// The index of three means from 1 to 10: `100 Σ w (x - 1) / 9 / Σ w`, from 0 to 100.
///
/// The published index estimates its weights anew from each model; equal ones are the usual stand-in.
/// Source: Fornell, Johnson, Anderson, Cha and Bryant, *The American Customer Satisfaction Index*, 1996.
///
/// # Errors
/// Where a mean is not from 1 to 10, a weight is negative or not finite, or all are zero.
///
/// ```
/// use patronage::survey::metrics::acsi::{IndexShares, index};
/// assert!((index(8.5, 7.9, 7.2, &IndexShares::EQUAL)? - 76.296_296_296_296_29).abs() < 1e-9);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn index(satisfaction: f64, expectation: f64, ideal: f64, shares: &IndexShares) -> Result<f64> {
    for (key, value) in [("satisfaction", satisfaction), ("expectation", expectation), ("ideal", ideal)] {
        within(value, 1, 10).map_err(|error| error.at_key(key))?;
    }
    let total = shares.total().map_err(|error| error.at_key("shares"))?;
    let part = |share: f64, value: f64| share / total * (value - 1.0);
    let sum =
        part(shares.satisfaction, satisfaction) + part(shares.expectation, expectation) + part(shares.ideal, ideal);
    Ok((100.0 * sum / 9.0).clamp(0.0, 100.0))
}

/// The index of respondents: the mean of each one's [`index`], with its t interval.
///
/// From 0 to 100; the interval is not cut there. Source: Fornell et al., 1996.
///
/// # Errors
/// Where there is no respondent, the questions have not as many answers, one is not from 1 to 10, or the weights do not fit.
///
/// ```
/// use patronage::survey::metrics::acsi::{IndexShares, of_ratings};
/// let found = of_ratings([&[9, 8], &[8, 8], &[7, 8]], &IndexShares::EQUAL, None, 0.95)?;
/// assert!((found.index.mean - 700.0 / 9.0).abs() < 1e-12);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn of_ratings(
    ratings: [&[i64]; 3],
    shares: &IndexShares,
    weights: Option<&[f64]>,
    confidence: f64,
) -> Result<SatisfactionIndex> {
    let [satisfaction, expectation, ideal] = ratings;
    at_least(1, satisfaction.len()).map_err(|error| error.at_key("satisfaction"))?;
    for (key, ratings) in [("satisfaction", satisfaction), ("expectation", expectation), ("ideal", ideal)] {
        let fits = same_length("satisfaction, expectation, ideal", satisfaction.len(), ratings.len());
        fits.and_then(|()| all_whole(ratings, 1, 10)).map_err(|error| error.at_key(key))?;
    }
    let weighting = Weighting::new(satisfaction.len(), weights)?;
    let of_one = |((s, e), i): ((&i64, &i64), &i64)| index(*s as f64, *e as f64, *i as f64, shares);
    let indices: Vec<f64> = satisfaction.iter().zip(expectation).zip(ideal).map(of_one).collect::<Result<_>>()?;
    let average = |ratings: &[i64]| weighting.mean(&ratings.iter().map(|rating| *rating as f64).collect::<Vec<_>>());
    Ok(SatisfactionIndex {
        index: mean(&indices, &weighting, confidence)?,
        satisfaction: average(satisfaction),
        expectation: average(expectation),
        ideal: average(ideal),
    })
}
