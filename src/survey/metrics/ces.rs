//! Customer effort: how far customers agree that it was made easy for them.

use super::input::{all_whole, at_least, whole};
use super::mean::{Mean, mean};
use super::weights::Weighting;
use crate::kernel::{Result, record};

record! {
    [write]
    /// A customer effort score and how sure it is.
    pub struct Ces {
        /// The mean of the ratings with its interval; higher is easier.
        pub score["score"]: Mean,
        /// Who agrees (above the middle of the scale), in percent: 0 to 100.
        pub agree["agree"]: f64,
        /// Who disagrees (below the middle), in percent: 0 to 100.
        pub disagree["disagree"]: f64,
    }
}

/// Customer Effort Score 2.0: the mean agreement, from 1 to `points` (7 in the original), with "the company made it easy
/// for me to handle my issue".
///
/// The score is in points of the scale, 1 to `points`, with a t interval; the share of 5 to 7 is the `agree` of a scale of
/// seven, in percent. Source: Dixon, Toman and DeLisi, *The Effortless Experience*, 2013; CEB, *Effort Measured: The New
/// CES*, 2013.
///
/// # Errors
/// Where the scale has not from 3 to 11 points, there is no rating, one is not on the scale, the weights do not fit, or
/// the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::ces::of_ratings;
/// let ces = of_ratings(&[7, 6, 4, 3], 7, None, 0.95)?;
/// assert_eq!((ces.score.mean, ces.agree, ces.disagree), (5.0, 50.0, 25.0));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn of_ratings(ratings: &[i64], points: i64, weights: Option<&[f64]>, confidence: f64) -> Result<Ces> {
    whole(points, 3, 11).map_err(|error| error.at_key("points"))?;
    at_least(1, ratings.len()).and_then(|()| all_whole(ratings, 1, points)).map_err(|error| error.at_key("ratings"))?;
    let weighting = Weighting::new(ratings.len(), weights)?;
    let values: Vec<f64> = ratings.iter().map(|rating| *rating as f64).collect();
    // Of an even number of points, none is in the middle.
    let (below, above) = (points / 2, points.saturating_add(3) / 2);
    Ok(Ces {
        score: mean(&values, &weighting, confidence)?,
        agree: 100.0 * weighting.share_between(ratings, above, points),
        disagree: 100.0 * weighting.share_between(ratings, 1, below),
    })
}
