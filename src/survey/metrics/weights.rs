//! Weights: how much each answer counts, what that costs in precision, and the weights that restore a population's shares.

use super::input::{MAX_COUNT, above, at_least, measure, same_length, too_few, whole, within};
use crate::kernel::money::MAX_SAFE;
use crate::kernel::{Code, Error, Result, record};

/// Answers and how much each counts.
///
/// The weights are held relative to the largest, so that neither their sum nor their squares leave the range of floats.
#[derive(Debug, Clone)]
pub struct Weighting {
    /// None where all count alike.
    weights: Option<Vec<f64>>,
    count: usize,
    total: f64,
    effective: f64,
}

impl Weighting {
    /// The weights of `count` answers; all count alike where none are given.
    ///
    /// # Errors
    /// At `/weights`, where there are not as many weights as answers, one is negative or not finite, or all are zero.
    /// [`Code::TooFew`] where there are no answers.
    ///
    /// ```
    /// use patronage::survey::metrics::Weighting;
    /// let weighting = Weighting::new(3, Some(&[1.0, 1.0, 2.0]))?;
    /// assert_eq!(weighting.mean(&[1.0, 2.0, 3.0]), 2.25);
    /// assert!((weighting.effective() - 16.0 / 6.0).abs() < 1e-12);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    pub fn new(count: usize, weights: Option<&[f64]>) -> Result<Self> {
        at_least(1, count)?;
        let Some(weights) = weights else {
            return Ok(Weighting { weights: None, count, total: count as f64, effective: count as f64 });
        };
        Self::of(count, weights).map_err(|error| error.at_key("weights"))
    }

    fn of(count: usize, weights: &[f64]) -> Result<Self> {
        same_length("weights", count, weights.len())?;
        for (index, weight) in weights.iter().enumerate() {
            within(*weight, 0, MAX_SAFE).map_err(|error| error.at_index(index))?;
        }
        let largest = weights.iter().fold(0.0_f64, |largest, weight| largest.max(*weight));
        if largest == 0.0 {
            return Err(too_few(1));
        }
        let weights: Vec<f64> = weights.iter().map(|weight| weight / largest).collect();
        let total: f64 = weights.iter().sum();
        let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
        Ok(Weighting { weights: Some(weights), count, total, effective: total * total / squares })
    }

    /// How many answers there are, from 1 on; weights of zero count too.
    ///
    /// ```
    /// use patronage::survey::metrics::Weighting;
    /// assert_eq!(Weighting::new(2, Some(&[1.0, 0.0]))?.count(), 2);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Kish's effective number of answers, `(Σw)² / Σw²`, from 1 to their number: so many that count alike would be as
    /// precise.
    ///
    /// Source: Kish, *Survey Sampling*, 1965.
    ///
    /// ```
    /// use patronage::survey::metrics::Weighting;
    /// assert_eq!(Weighting::new(4, None)?.effective(), 4.0);
    /// assert_eq!(Weighting::new(4, Some(&[1.0, 1.0, 0.0, 0.0]))?.effective(), 2.0);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn effective(&self) -> f64 {
        self.effective
    }

    /// The weighted mean of a number for each answer, `Σwx / Σw`, in the unit of the numbers; where there are fewer numbers
    /// than answers, the rest are zero.
    ///
    /// ```
    /// use patronage::survey::metrics::Weighting;
    /// assert_eq!(Weighting::new(2, Some(&[3.0, 1.0]))?.mean(&[1.0, 5.0]), 2.0);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn mean(&self, values: &[f64]) -> f64 {
        // Counted from the first, so that the mean of what is all the same is the same to the last bit.
        let first = values.first().copied().unwrap_or(0.0);
        first + self.sum(&|place| at(values, place) - first) / self.total
    }

    /// The weighted share of the answers that fulfil a condition, from 0 to 1; the condition is asked by place.
    ///
    /// ```
    /// use patronage::survey::metrics::Weighting;
    /// assert_eq!(Weighting::new(2, Some(&[3.0, 1.0]))?.share(&|place| place == 0), 0.75);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn share(&self, fulfils: &dyn Fn(usize) -> bool) -> f64 {
        (self.sum(&|place| if fulfils(place) { 1.0 } else { 0.0 }) / self.total).min(1.0)
    }

    /// The weighted share of the ratings from `low` to `high`, from 0 to 1.
    ///
    /// ```
    /// use patronage::survey::metrics::Weighting;
    /// assert_eq!(Weighting::new(4, None)?.share_between(&[10, 9, 7, 0], 9, 10), 0.5);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn share_between(&self, ratings: &[i64], low: i64, high: i64) -> f64 {
        self.share(&|place| ratings.get(place).is_some_and(|rating| (low..=high).contains(rating)))
    }

    /// The weighted sum of products of deviations, `Σw(x - x̄)(y - ȳ) / Σw`.
    pub(super) fn comoment(&self, deviations: &[f64], others: &[f64]) -> f64 {
        self.sum(&|place| at(deviations, place) * at(others, place)) / self.total
    }

    fn sum(&self, value: &dyn Fn(usize) -> f64) -> f64 {
        let mut sum = 0.0;
        for place in 0..self.count {
            let weight = self.weights.as_ref().map_or(1.0, |weights| at(weights, place));
            sum += value(place) * weight;
        }
        sum
    }
}

fn at(values: &[f64], place: usize) -> f64 {
    values.get(place).copied().unwrap_or(0.0)
}

record! {
    [read]
    /// A part of the population, and who answered of it.
    pub struct WeightStratum {
        /// Its id, which the answer repeats.
        pub id["id"]: Option<String>,
        /// How many people it has, or its share; only the proportions count.
        pub population["population"]: f64,
        /// How many of them answered.
        pub answers["answers"]: i64,
        /// Their mean, if the mean over all is wanted.
        pub mean["mean"]: Option<f64>,
    }
}

record! {
    [write]
    /// Weights that give each stratum its share of the population.
    pub struct StratumWeights {
        /// The strata, in their order.
        pub strata["strata"]: Vec<StratumWeight>,
        /// By how much the weights multiply the variance of a mean, 1 or more.
        pub design_effect["designEffect"]: f64,
        /// So many answers that count alike would be as precise.
        pub effective["effective"]: f64,
        /// The mean as the answers come, if there are means.
        pub unweighted["unweighted"]: Option<f64>,
        /// The mean with the weights.
        pub weighted["weighted"]: Option<f64>,
    }
}

record! {
    [write]
    /// The weight of each answer in a stratum.
    pub struct StratumWeight {
        /// The stratum's id, if it has one.
        pub id["id"]: Option<String>,
        /// The weight; over all answers, weights have mean 1.
        pub weight["weight"]: f64,
    }
}

/// Post-stratification: `w = (N_h / N) / (n_h / n)` for each answer in stratum `h`, with Kish's design effect
/// `n Σw² / (Σw)²`.
///
/// Weights are pure numbers above 0 with mean 1 over the answers; the design effect is from 1 on; means keep their unit.
/// Source: Holt and Smith, *Post Stratification*, 1979; Kish, *Weighting for Unequal Pᵢ*, 1992.
///
/// # Errors
/// Where there is no stratum, one without people or without answers (merge it with another), or means for some only.
///
/// ```
/// use patronage::survey::metrics::weights::{WeightStratum, post_stratify};
/// let stratum = |answers, mean| WeightStratum { id: None, population: 500.0, answers, mean: Some(mean) };
/// let weights = post_stratify(&[stratum(80, 7.0), stratum(20, 9.0)])?;
/// assert_eq!((weights.strata[0].weight, weights.strata[1].weight), (0.625, 2.5));
/// assert_eq!((weights.design_effect, weights.weighted), (1.5625, Some(8.0)));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn post_stratify(strata: &[WeightStratum]) -> Result<StratumWeights> {
    at_least(1, strata.len())?;
    let with_means = strata.iter().any(|stratum| stratum.mean.is_some());
    for (index, stratum) in strata.iter().enumerate() {
        check(stratum, with_means).map_err(|error| error.at_index(index))?;
    }
    let population: f64 = strata.iter().map(|stratum| stratum.population).sum();
    let answers: f64 = strata.iter().map(|stratum| stratum.answers as f64).sum();
    let weight = |stratum: &WeightStratum| stratum.population / population / (stratum.answers as f64 / answers);
    let squares: f64 = strata.iter().map(|stratum| weight(stratum) * weight(stratum) * stratum.answers as f64).sum();
    let design_effect = (squares / answers).max(1.0);
    let mean = |part: &dyn Fn(&WeightStratum) -> f64| {
        with_means.then(|| strata.iter().map(|stratum| part(stratum) * stratum.mean.unwrap_or(0.0)).sum())
    };
    Ok(StratumWeights {
        design_effect,
        effective: answers / design_effect,
        unweighted: mean(&|stratum| stratum.answers as f64 / answers),
        weighted: mean(&|stratum| stratum.population / population),
        strata: strata.iter().map(|s| StratumWeight { id: s.id.clone(), weight: weight(s) }).collect(),
    })
}

fn check(stratum: &WeightStratum, with_means: bool) -> Result<()> {
    above(stratum.population, 0, MAX_SAFE).map_err(|error| error.at_key("population"))?;
    whole(stratum.answers, 0, MAX_COUNT).map_err(|error| error.at_key("answers"))?;
    if stratum.answers == 0 {
        return Err(too_few(1).at_key("answers"));
    }
    match stratum.mean {
        Some(mean) => measure(mean).map(drop).map_err(|error| error.at_key("mean")),
        None if with_means => Err(Error::new(Code::Missing).with("field", "mean").at_key("mean")),
        None => Ok(()),
    }
}
