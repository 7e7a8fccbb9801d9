//! The answers to a request, under the same names.

use super::acsi::{self, SatisfactionIndex};
use super::alert::{self, DayAlert};
use super::ces::{self, Ces};
use super::change::Change;
use super::csat::{self, Csat};
use super::drivers::{self, Drivers};
use super::kano::{self, KanoFeature};
use super::likert::{self, Battery};
use super::nps::{self, Nps, NpsBySegment};
use super::request::{CsatChangeRequest, CsatRequest, KanoRequest, MetricsRequest, NpsChangeRequest, NpsRequest};
use super::sample::{self, Margin, SampleSize};
use super::strata::{self, StratifiedSample};
use super::sus::{self, Sus};
use super::trend::{self, Trend};
use super::weights::{self, StratumWeights};
use crate::kernel::record::{Scale, read_text, written};
use crate::kernel::{Error, Result, record};

record! {
    [write]
    /// The metrics that were asked for, under the names by which they were.
    pub struct MetricsAnswer {
        /// Net Promoter Score.
        pub nps["nps"]: Option<Nps>,
        /// Net Promoter Score by segment.
        pub nps_by_segment["npsBySegment"]: Option<NpsBySegment>,
        /// The change between two Net Promoter Scores.
        pub nps_change["npsChange"]: Option<Change>,
        /// Net Promoter Score by quarters.
        pub nps_trend["npsTrend"]: Option<Trend>,
        /// Customer satisfaction, the two highest boxes.
        pub csat["csat"]: Option<Csat>,
        /// The change between two satisfaction scores.
        pub csat_change["csatChange"]: Option<Change>,
        /// Customer satisfaction by quarters.
        pub csat_trend["csatTrend"]: Option<Trend>,
        /// What each day calls for.
        pub csat_alert["csatAlert"]: Option<Vec<DayAlert>>,
        /// Customer effort.
        pub ces["ces"]: Option<Ces>,
        /// The battery.
        pub likert["likert"]: Option<Battery>,
        /// System Usability Scale.
        pub sus["sus"]: Option<Sus>,
        /// The features, in their order.
        pub kano["kano"]: Option<Vec<KanoFeature>>,
        /// The satisfaction index.
        pub index["index"]: Option<SatisfactionIndex>,
        /// Key drivers of the outcome.
        pub drivers["drivers"]: Option<Drivers>,
        /// Post-stratification weights.
        pub weights["weights"]: Option<StratumWeights>,
        /// The sample size.
        pub sample_size["sampleSize"]: Option<SampleSize>,
        /// The precision.
        pub margin["margin"]: Option<Margin>,
        /// Targets for the strata.
        pub strata["strata"]: Option<StratifiedSample>,
    }
}

/// Answers a JSON document of [`MetricsRequest`] with one of [`MetricsAnswer`].
///
/// # Errors
/// What is wrong with the request, with its place.
///
/// ```
/// use patronage::survey::metrics::answer_json;
/// let answer = answer_json(r#"{
///     "ces": { "ratings": [7, 6, 4, 3] },
///     "sampleSize": { "margin": 0.05, "population": 1000 }
/// }"#)?;
/// assert!(answer.starts_with(r#"{"ces":{"score":{"mean":5,"#));
/// assert!(answer.ends_with(r#","answers":278,"invitations":278}}"#));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn answer_json(request: &str) -> Result<String> {
    Ok(written(&read_text::<MetricsRequest>(request, Scale(0))?.answer()?))
}

impl MetricsRequest {
    /// Computes what is asked for.
    ///
    /// # Errors
    /// What is wrong with the request, with its place.
    ///
    /// ```
    /// use patronage::kernel::record::{Scale, read_text};
    /// use patronage::survey::metrics::MetricsRequest;
    /// let request: MetricsRequest = read_text(r#"{ "nps": { "ratings": [10, 9, 2] } }"#, Scale(0))?;
    /// assert_eq!(request.answer()?.nps.map(|nps| nps.answers), Some(3));
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    pub fn answer(&self) -> Result<MetricsAnswer> {
        let answer = MetricsAnswer {
            nps: asked("nps", &self.nps, NpsRequest::score)?,
            nps_by_segment: asked("npsBySegment", &self.nps_by_segment, |r| {
                nps::by_segment(&r.ratings, &r.segments, r.weights.as_deref(), r.confidence)
            })?,
            nps_change: asked("npsChange", &self.nps_change, NpsChangeRequest::change)?,
            nps_trend: asked("npsTrend", &self.nps_trend, |r| trend::nps_trend(&r.days, r.confidence))?,
            csat: asked("csat", &self.csat, CsatRequest::score)?,
            csat_change: asked("csatChange", &self.csat_change, CsatChangeRequest::change)?,
            csat_trend: asked("csatTrend", &self.csat_trend, |r| trend::csat_trend(&r.days, r.confidence))?,
            csat_alert: asked("csatAlert", &self.csat_alert, |r| {
                alert::daily(&r.days, r.threshold, r.least, r.confidence)
            })?,
            ces: asked("ces", &self.ces, |r| {
                ces::of_ratings(&r.ratings, r.points, r.weights.as_deref(), r.confidence)
            })?,
            likert: asked("likert", &self.likert, |r| {
                likert::battery(&r.rows, r.points, &r.reversed, r.weights.as_deref(), r.confidence)
            })?,
            sus: asked("sus", &self.sus, |r| sus::of_rows(&r.rows, r.weights.as_deref(), r.confidence))?,
            kano: asked("kano", &self.kano, |features| features_of(features))?,
            index: asked("index", &self.index, |r| {
                let ratings = [&*r.satisfaction, &*r.expectation, &*r.ideal];
                acsi::of_ratings(ratings, &r.shares, r.weights.as_deref(), r.confidence)
            })?,
            drivers: asked("drivers", &self.drivers, |r| {
                drivers::drivers(&r.outcome, &r.drivers, r.weights.as_deref())
            })?,
            weights: asked("weights", &self.weights, |strata| weights::post_stratify(strata))?,
            sample_size: asked("sampleSize", &self.sample_size, sample::size)?,
            margin: asked("margin", &self.margin, sample::margin)?,
            strata: asked("strata", &self.strata, strata::stratify)?,
        };
        Ok(answer)
    }
}

/// The answer to a question that may not have been asked.
fn asked<Q, A>(key: &'static str, question: &Option<Q>, answer: impl FnOnce(&Q) -> Result<A>) -> Result<Option<A>> {
    question.as_ref().map(|question| answer(question).map_err(|error| error.at_key(key))).transpose()
}

fn features_of(features: &[KanoRequest]) -> Result<Vec<KanoFeature>> {
    let feature = |(index, feature): (usize, &KanoRequest)| {
        let found = kano::feature(feature.id.as_deref(), &feature.answers, feature.weights.as_deref());
        found.map_err(|error| error.at_index(index))
    };
    features.iter().enumerate().map(feature).collect()
}

impl NpsRequest {
    fn score(&self) -> Result<Nps> {
        match (&self.ratings, &self.counts) {
            (Some(ratings), None) => nps::of_ratings(ratings, self.weights.as_deref(), self.confidence),
            (None, Some(counts)) if self.weights.is_none() => nps::of_counts(counts, self.confidence),
            (None, Some(_)) => Err(Error::combination("ratings, weights", "weights-with-ratings")),
            _ => Err(Error::combination("ratings, counts", "exactly-one")),
        }
    }
}

impl NpsChangeRequest {
    fn change(&self) -> Result<Change> {
        let before = self.before.score().map_err(|error| error.at_key("before"))?;
        let after = self.after.score().map_err(|error| error.at_key("after"))?;
        nps::compare(&before, &after, self.confidence)
    }
}

impl CsatRequest {
    fn score(&self) -> Result<Csat> {
        match (&self.ratings, &self.counts) {
            (Some(ratings), None) => csat::of_ratings(ratings, self.points, self.weights.as_deref(), self.confidence),
            (None, Some(counts)) if self.weights.is_none() => csat::of_counts(counts, self.confidence),
            (None, Some(_)) => Err(Error::combination("ratings, weights", "weights-with-ratings")),
            _ => Err(Error::combination("ratings, counts", "exactly-one")),
        }
    }
}

impl CsatChangeRequest {
    fn change(&self) -> Result<Change> {
        let before = self.before.score().map_err(|error| error.at_key("before"))?;
        let after = self.after.score().map_err(|error| error.at_key("after"))?;
        csat::compare(&before, &after, self.confidence)
    }
}
