//! Net Promoter Score: would you recommend us, from 0 to 10.

use super::change::{Change, Estimate, Homogeneity, change, homogeneity};
use super::distribution::two_sided;
use super::input::{MAX_COUNT, all_whole, at_least, integer, same_length, too_few, whole, within};
use super::weights::Weighting;
use crate::kernel::sort::ranked;
use crate::kernel::{Result, record, words};

words! {
    /// What a rating makes of a customer.
    pub enum NpsGroup {
        /// 0 to 6.
        Detractor = "detractor",
        /// 7 and 8.
        Passive = "passive",
        /// 9 and 10.
        Promoter = "promoter",
    }
}

/// The group of a rating: 0 to 6 detractor, 7 and 8 passive, 9 and 10 promoter.
///
/// Source: Reichheld, *The One Number You Need to Grow*, 2003.
///
/// # Errors
/// Where the rating is not from 0 to 10.
///
/// ```
/// use patronage::survey::metrics::nps::{NpsGroup, group};
/// assert_eq!(group(6)?, NpsGroup::Detractor);
/// assert_eq!(group(9)?, NpsGroup::Promoter);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn group(rating: i64) -> Result<NpsGroup> {
    Ok(match whole(rating, 0, 10)? {
        9.. => NpsGroup::Promoter,
        7.. => NpsGroup::Passive,
        _ => NpsGroup::Detractor,
    })
}

record! {
    [read]
    /// How many customers are in each group.
    pub struct NpsCounts {
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
    /// A Net Promoter Score and how sure it is.
    pub struct Nps {
        /// The score, -100 to 100.
        pub score["score"]: f64,
        /// Promoters, in percent.
        pub promoters["promoters"]: f64,
        /// Passives, in percent.
        pub passives["passives"]: f64,
        /// Detractors, in percent.
        pub detractors["detractors"]: f64,
        /// How many answers there are.
        pub answers["answers"]: i64,
        /// So many that count alike would be as precise.
        pub effective["effective"]: f64,
        /// The variance of one answer that counts as -1, 0 or 1; 0 to 1.
        pub variance["variance"]: f64,
        /// The standard error of the score, in points.
        pub standard_error["standardError"]: f64,
        /// Half the width of the interval about the score, in points; zero where all answers are in one group.
        pub margin["margin"]: f64,
        /// The adjusted interval, which is sound with few answers and at the ends of the scale.
        pub adjusted["adjusted"]: AdjustedNps,
    }
}

record! {
    [write]
    /// A score drawn a little towards zero, with its interval.
    pub struct AdjustedNps {
        /// The score in the middle, -100 to 100.
        pub score["score"]: f64,
        /// Its standard error, in points.
        pub standard_error["standardError"]: f64,
        /// The lower end; with few answers it may lie below -100.
        pub low["low"]: f64,
        /// The upper end; with few answers it may lie above 100.
        pub high["high"]: f64,
        /// Half the width, in points.
        pub margin["margin"]: f64,
    }
}

impl AdjustedNps {
    /// The score with its standard error, both in points, to be compared with others.
    ///
    /// ```
    /// use patronage::survey::metrics::nps::of_ratings;
    /// assert_eq!(of_ratings(&[10, 10], None, 0.95)?.adjusted.estimate().value, 40.0);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        Estimate { value: self.score, standard_error: self.standard_error }
    }
}

/// The variance of one answer that counts as 1, 0 or -1: `p + d - (p - d)²` for shares `p` of promoters and `d` of
/// detractors; from 0 to 1.
///
/// Source: Rocks, *Interval Estimation for the "Net Promoter Score"*, 2016.
///
/// # Errors
/// Where a share is not from 0 to 1, or both together are more.
///
/// ```
/// use patronage::survey::metrics::nps::variance;
/// assert_eq!(variance(0.5, 0.5)?, 1.0);
/// assert_eq!(variance(1.0, 0.0)?, 0.0);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn variance(promoters: f64, detractors: f64) -> Result<f64> {
    within(promoters, 0, 1)?;
    within(detractors, 0, 1)?;
    // The shares may have been rounded.
    within((promoters + detractors - 1e-9).max(0.0), 0, 1)?;
    Ok(spread(promoters, detractors))
}

fn spread(promoters: f64, detractors: f64) -> f64 {
    let score = promoters - detractors;
    (promoters + detractors - score * score).clamp(0.0, 1.0)
}

/// The score of counts: `100 (p - d)`, with `SE = 100 √(variance / n)` and `margin = z SE`.
///
/// Score from -100 to 100; errors and margins in points. The adjusted interval adds 3/4 of an answer to promoters and to
/// detractors and 3 to `n`, then does the same. Sources: Reichheld, *The One Number You Need to Grow*, 2003; Lewis and
/// Sauro, *Confidence Intervals for Net Promoter Scores*, 2021.
///
/// # Errors
/// Where a count is negative, all are zero, or the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::nps::{NpsCounts, of_counts};
/// let nps = of_counts(&NpsCounts { promoters: 250, passives: 150, detractors: 100 }, 0.95)?;
/// assert_eq!(nps.score, 30.0);
/// assert!((nps.adjusted.low - 22.996_344_583_895_6).abs() < 1e-9);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn of_counts(counts: &NpsCounts, confidence: f64) -> Result<Nps> {
    let NpsCounts { promoters, passives, detractors } = *counts;
    for (key, count) in [("promoters", promoters), ("passives", passives), ("detractors", detractors)] {
        whole(count, 0, MAX_COUNT).map_err(|error| error.at_key(key).at_key("counts"))?;
    }
    let answers = promoters.saturating_add(passives).saturating_add(detractors);
    if answers < 1 {
        return Err(too_few(1).at_key("counts"));
    }
    let n = answers as f64;
    Shares { promoters: promoters as f64 / n, detractors: detractors as f64 / n, effective: n }.nps(answers, confidence)
}

/// The same for ratings from 0 to 10, each with its weight if there are weights; `n` is then Kish's effective number.
///
/// Score from -100 to 100; errors and margins in points. Sources: those of [`of_counts`]; Kish, *Survey Sampling*, 1965.
///
/// # Errors
/// Where there is no rating, one is not from 0 to 10, the weights do not fit, or the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::nps::of_ratings;
/// assert_eq!(of_ratings(&[10, 9, 8, 3], None, 0.95)?.score, 25.0);
/// assert_eq!(of_ratings(&[10, 3], Some(&[3.0, 1.0]), 0.95)?.score, 50.0);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn of_ratings(ratings: &[i64], weights: Option<&[f64]>, confidence: f64) -> Result<Nps> {
    at_least(1, ratings.len()).and_then(|()| all_whole(ratings, 0, 10)).map_err(|error| error.at_key("ratings"))?;
    let weighting = Weighting::new(ratings.len(), weights)?;
    let promoters = weighting.share_between(ratings, 9, 10);
    let detractors = weighting.share_between(ratings, 0, 6);
    Shares { promoters, detractors, effective: weighting.effective() }.nps(integer(ratings.len()), confidence)
}

/// Shares of promoters and detractors among so many answers.
struct Shares {
    promoters: f64,
    detractors: f64,
    effective: f64,
}

impl Shares {
    fn nps(&self, answers: i64, confidence: f64) -> Result<Nps> {
        let reach = two_sided(confidence).map_err(|error| error.at_key("confidence"))?;
        let standard_error = self.standard_error();
        Ok(Nps {
            score: self.score(),
            promoters: 100.0 * self.promoters,
            passives: 100.0 * (1.0 - self.promoters - self.detractors).max(0.0),
            detractors: 100.0 * self.detractors,
            answers,
            effective: self.effective,
            variance: spread(self.promoters, self.detractors),
            standard_error,
            margin: reach * standard_error,
            adjusted: self.adjusted(reach),
        })
    }

    fn score(&self) -> f64 {
        (100.0 * (self.promoters - self.detractors)).clamp(-100.0, 100.0)
    }

    fn standard_error(&self) -> f64 {
        100.0 * (spread(self.promoters, self.detractors) / self.effective).sqrt()
    }

    fn adjusted(&self, reach: f64) -> AdjustedNps {
        let effective = self.effective + 3.0;
        let share = |share: f64| (share * self.effective + 0.75) / effective;
        let adjusted = Shares { promoters: share(self.promoters), detractors: share(self.detractors), effective };
        let (score, standard_error) = (adjusted.score(), adjusted.standard_error());
        let margin = reach * standard_error;
        AdjustedNps { score, standard_error, low: score - margin, high: score + margin, margin }
    }
}

/// Whether a score changed: the test and interval of [`change`] on the adjusted scores; `difference` is of the scores as
/// they are.
///
/// Differences in points, -200 to 200; `p` from 0 to 1. Source: Lewis and Sauro, *How to Statistically Compare Two Net
/// Promoter Scores*, 2021.
///
/// # Errors
/// Where the confidence is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::nps::{NpsCounts, compare, of_counts};
/// let before = of_counts(&NpsCounts { promoters: 40, passives: 40, detractors: 20 }, 0.95)?;
/// let after = of_counts(&NpsCounts { promoters: 60, passives: 30, detractors: 10 }, 0.95)?;
/// let change = compare(&before, &after, 0.95)?;
/// assert_eq!(change.difference, 30.0);
/// assert!(change.p < 0.01);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn compare(before: &Nps, after: &Nps, confidence: f64) -> Result<Change> {
    let change = change(before.adjusted.estimate(), after.adjusted.estimate(), confidence)?;
    Ok(Change { difference: after.score - before.score, ..change })
}

record! {
    [write]
    /// The score of each segment, and whether they differ.
    pub struct NpsBySegment {
        /// The segments, in the order of their names.
        pub segments["segments"]: Vec<SegmentNps>,
        /// Whether they differ at all; left out for one segment.
        pub homogeneity["homogeneity"]: Option<Homogeneity>,
    }
}

record! {
    [write]
    /// The score of a segment.
    pub struct SegmentNps {
        /// The segment.
        pub segment["segment"]: String,
        /// Its score.
        pub nps["nps"]: Nps,
    }
}

/// The score of each segment ([`of_ratings`]), with Cochran's test over the adjusted scores ([`homogeneity`]).
///
/// A segment whose weights are all zero is refused. Scores from -100 to 100. Sources: those of both.
///
/// # Errors
/// Those of [`of_ratings`]; where there are not as many segments as ratings.
///
/// ```
/// use patronage::survey::metrics::nps::by_segment;
/// let found = by_segment(&[10, 2, 9, 8], &["web", "shop", "web", "shop"], None, 0.95)?;
/// assert_eq!(found.segments[0].segment, "shop");
/// assert_eq!(found.segments[1].nps.score, 100.0);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn by_segment<S: AsRef<str>>(
    ratings: &[i64],
    segments: &[S],
    weights: Option<&[f64]>,
    confidence: f64,
) -> Result<NpsBySegment> {
    let names: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
    same_length("ratings, segments", ratings.len(), names.len()).map_err(|error| error.at_key("segments"))?;
    // Once for all: what is wrong is told at its place in the lists as they came.
    of_ratings(ratings, weights, confidence)?;
    let name = |place: usize| names.get(place).copied().unwrap_or_default();
    let places = ranked(names.len(), &|a, b| name(a).cmp(name(b)));
    let of = |places: &[usize]| -> Result<SegmentNps> {
        let ratings: Vec<i64> = chosen(places, ratings);
        let weights: Option<Vec<f64>> = weights.map(|weights| chosen(places, weights));
        let nps = of_ratings(&ratings, weights.as_deref(), confidence)?;
        Ok(SegmentNps { segment: places.first().map_or("", |place| name(*place)).to_owned(), nps })
    };
    let segments: Vec<SegmentNps> = places.chunk_by(|a, b| name(*a) == name(*b)).map(of).collect::<Result<_>>()?;
    let estimates: Vec<Estimate> = segments.iter().map(|segment| segment.nps.adjusted.estimate()).collect();
    Ok(NpsBySegment { homogeneity: homogeneity(&estimates)?, segments })
}

fn chosen<T: Copy>(places: &[usize], items: &[T]) -> Vec<T> {
    places.iter().filter_map(|place| items.get(*place).copied()).collect()
}
