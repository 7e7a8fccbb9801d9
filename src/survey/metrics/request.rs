//! Metrics asked for in one document: a field for each.

use super::acsi::IndexShares;
use super::alert::CsatDay;
use super::csat::CsatCounts;
use super::drivers::Driver;
use super::kano::KanoAnswer;
use super::nps::NpsCounts;
use super::sample::{AnswersGiven, Precision};
use super::strata::StratifiedPrecision;
use super::trend::NpsDay;
use super::weights::WeightStratum;
use crate::kernel::record;

record! {
    [read]
    /// The metrics that are asked for: any of them.
    pub struct MetricsRequest {
        /// Net Promoter Score.
        pub nps["nps"]: Option<NpsRequest>,
        /// Net Promoter Score by segment.
        pub nps_by_segment["npsBySegment"]: Option<SegmentRequest>,
        /// The change between two Net Promoter Scores.
        pub nps_change["npsChange"]: Option<NpsChangeRequest>,
        /// Net Promoter Score by quarters.
        pub nps_trend["npsTrend"]: Option<NpsTrendRequest>,
        /// Customer satisfaction, the two highest boxes.
        pub csat["csat"]: Option<CsatRequest>,
        /// The change between two satisfaction scores.
        pub csat_change["csatChange"]: Option<CsatChangeRequest>,
        /// Customer satisfaction by quarters.
        pub csat_trend["csatTrend"]: Option<CsatTrendRequest>,
        /// Days of low satisfaction.
        pub csat_alert["csatAlert"]: Option<AlertRequest>,
        /// Customer effort.
        pub ces["ces"]: Option<CesRequest>,
        /// A battery of Likert items, with Cronbach's alpha.
        pub likert["likert"]: Option<LikertRequest>,
        /// System Usability Scale.
        pub sus["sus"]: Option<SusRequest>,
        /// Kano's categories of features.
        pub kano["kano"]: Option<Vec<KanoRequest>>,
        /// A satisfaction index in the manner of ACSI.
        pub index["index"]: Option<IndexRequest>,
        /// Key drivers of an outcome.
        pub drivers["drivers"]: Option<DriversRequest>,
        /// Post-stratification weights.
        pub weights["weights"]: Option<Vec<WeightStratum>>,
        /// The sample size for a wished precision.
        pub sample_size["sampleSize"]: Option<Precision>,
        /// The precision of so many answers.
        pub margin["margin"]: Option<AnswersGiven>,
        /// Targets for the strata of a sample.
        pub strata["strata"]: Option<StratifiedPrecision>,
    }
}

record! {
    [read]
    /// Ratings from 0 to 10, or counts of the groups.
    pub struct NpsRequest {
        /// The ratings, 0 to 10.
        pub ratings["ratings"]: Option<Vec<i64>>,
        /// How much each rating counts; all alike where left out.
        pub weights["weights"]: Option<Vec<f64>>,
        /// Counts in place of ratings.
        pub counts["counts"]: Option<NpsCounts>,
        /// The confidence of the interval; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Ratings from 0 to 10, each of a segment.
    pub struct SegmentRequest {
        /// The ratings, 0 to 10.
        pub ratings["ratings"]: Vec<i64>,
        /// The segment of each.
        pub segments["segments"]: Vec<String>,
        /// How much each rating counts; all alike where left out.
        pub weights["weights"]: Option<Vec<f64>>,
        /// The confidence of the intervals; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Two groups of customers, asked for themselves. The confidence is that of the whole.
    pub struct NpsChangeRequest {
        /// The earlier.
        pub before["before"]: NpsRequest,
        /// The later.
        pub after["after"]: NpsRequest,
        /// The confidence of the test; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Counts by days.
    pub struct NpsTrendRequest {
        /// The days, in any order.
        pub days["days"]: Vec<NpsDay>,
        /// The confidence of intervals and tests; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Ratings from 1 on, or counts.
    pub struct CsatRequest {
        /// The ratings, from 1 to `points`.
        pub ratings["ratings"]: Option<Vec<i64>>,
        /// The points of the scale, 3 to 11; 5 where left out.
        pub points["points"]: i64 = 5,
        /// How much each rating counts; all alike where left out.
        pub weights["weights"]: Option<Vec<f64>>,
        /// Counts in place of ratings.
        pub counts["counts"]: Option<CsatCounts>,
        /// The confidence of the interval; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Two groups of customers, asked for themselves.
    pub struct CsatChangeRequest {
        /// The earlier.
        pub before["before"]: CsatRequest,
        /// The later.
        pub after["after"]: CsatRequest,
        /// The confidence of the test; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Counts by days.
    pub struct CsatTrendRequest {
        /// The days, in any order.
        pub days["days"]: Vec<CsatDay>,
        /// The confidence of intervals and tests; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Days, and when to be alarmed.
    pub struct AlertRequest {
        /// The days; each row is judged by itself.
        pub days["days"]: Vec<CsatDay>,
        /// The satisfaction below which a day is low, in percent.
        pub threshold["threshold"]: f64,
        /// The fewest answers by which a day is judged; 20 where left out.
        pub least["least"]: i64 = 20,
        /// The confidence with which a day is clearly low; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Agreement with "the company made it easy for me to handle my issue".
    pub struct CesRequest {
        /// The ratings, from 1 to `points`; higher is easier.
        pub ratings["ratings"]: Vec<i64>,
        /// The points of the scale, 3 to 11; 7 where left out.
        pub points["points"]: i64 = 7,
        /// How much each rating counts; all alike where left out.
        pub weights["weights"]: Option<Vec<f64>>,
        /// The confidence of the interval; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Answers to a battery of items.
    pub struct LikertRequest {
        /// The answers of each respondent, from 1 to `points`.
        pub rows["rows"]: Vec<Vec<i64>>,
        /// The points of the scale, 2 to 11; 5 where left out.
        pub points["points"]: i64 = 5,
        /// The places, from 0, of items that are meant the other way round.
        pub reversed["reversed"]: Vec<i64> = Vec::new(),
        /// How much each respondent counts; all alike where left out.
        pub weights["weights"]: Option<Vec<f64>>,
        /// The confidence of the interval; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// Answers to the ten statements.
    pub struct SusRequest {
        /// The ten answers of each respondent, from 1 to 5.
        pub rows["rows"]: Vec<Vec<i64>>,
        /// How much each respondent counts; all alike where left out.
        pub weights["weights"]: Option<Vec<f64>>,
        /// The confidence of the interval; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// A feature and what customers replied.
    pub struct KanoRequest {
        /// Its id, which the answer repeats.
        pub id["id"]: Option<String>,
        /// The replies of each customer.
        pub answers["answers"]: Vec<KanoAnswer>,
        /// How much each customer counts; all alike where left out.
        pub weights["weights"]: Option<Vec<f64>>,
    }
}

record! {
    [read]
    /// The three questions of the index, each answered from 1 to 10 by the same respondents.
    pub struct IndexRequest {
        /// Overall satisfaction.
        pub satisfaction["satisfaction"]: Vec<i64>,
        /// How far expectations were met.
        pub expectation["expectation"]: Vec<i64>,
        /// How near it comes to the ideal.
        pub ideal["ideal"]: Vec<i64>,
        /// How much each question counts; all alike where left out.
        pub shares["shares"]: IndexShares = IndexShares::EQUAL,
        /// How much each respondent counts; all alike where left out.
        pub weights["weights"]: Option<Vec<f64>>,
        /// The confidence of the interval; 0.95 where left out.
        pub confidence["confidence"]: f64 = 0.95,
    }
}

record! {
    [read]
    /// An outcome and what may drive it.
    pub struct DriversRequest {
        /// The outcome for each respondent, such as the overall satisfaction.
        pub outcome["outcome"]: Vec<f64>,
        /// The drivers.
        pub drivers["drivers"]: Vec<Driver>,
        /// How much each respondent counts; all alike where left out.
        pub weights["weights"]: Option<Vec<f64>>,
    }
}
