//! Kano's model: what a feature does to satisfaction, from a pair of questions.

use super::input::{at_least, integer, too_few, within};
use super::weights::Weighting;
use crate::kernel::money::MAX_SAFE;
use crate::kernel::{Result, record, words};

words! {
    /// How a customer would feel.
    pub enum KanoReply {
        /// I like it.
        Like = "like",
        /// It must be so.
        MustBe = "must-be",
        /// I am neutral.
        Neutral = "neutral",
        /// I can live with it.
        LiveWith = "live-with",
        /// I dislike it.
        Dislike = "dislike",
    }
}

words! {
    /// What a feature is to customers. Where two are as frequent, the one that comes first here stands.
    pub enum KanoCategory {
        /// Its absence makes dissatisfied, its presence is taken for granted (M).
        MustBe = "must-be",
        /// The more, the more satisfied (O, one-dimensional).
        Performance = "performance",
        /// Its presence delights, its absence is not noticed (A).
        Attractive = "attractive",
        /// It makes no difference (I).
        Indifferent = "indifferent",
        /// Its absence is preferred (R).
        Reverse = "reverse",
        /// The replies contradict each other (Q).
        Questionable = "questionable",
    }
}

impl KanoCategory {
    /// The letter for it in the literature: M, O, A, I, R or Q.
    ///
    /// ```
    /// use patronage::survey::metrics::kano::KanoCategory;
    /// assert_eq!(KanoCategory::Performance.letter(), "O");
    /// ```
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            KanoCategory::MustBe => "M",
            KanoCategory::Performance => "O",
            KanoCategory::Attractive => "A",
            KanoCategory::Indifferent => "I",
            KanoCategory::Reverse => "R",
            KanoCategory::Questionable => "Q",
        }
    }
}

record! {
    [read]
    /// A customer's pair of replies about a feature.
    pub struct KanoAnswer {
        /// How it would be to have it.
        pub functional["functional"]: KanoReply,
        /// How it would be not to have it.
        pub dysfunctional["dysfunctional"]: KanoReply,
    }
}

record! {
    [write]
    /// How frequent each category is.
    pub struct KanoShares {
        /// Must-be, in percent.
        pub must_be["must-be"]: f64,
        /// Performance, in percent.
        pub performance["performance"]: f64,
        /// Attractive, in percent.
        pub attractive["attractive"]: f64,
        /// Indifferent, in percent.
        pub indifferent["indifferent"]: f64,
        /// Reverse, in percent.
        pub reverse["reverse"]: f64,
        /// Questionable, in percent.
        pub questionable["questionable"]: f64,
    }
}

record! {
    [write]
    /// What a feature is to customers.
    pub struct KanoFeature {
        /// Its id, which the request gave.
        pub id["id"]: Option<String>,
        /// Its most frequent category.
        pub category["category"]: KanoCategory,
        /// By how much that is ahead of the next, in points of a percentage; below 6 it is best read as a mixture.
        pub strength["strength"]: f64,
        /// How satisfied it makes, 0 to 1; left out where no answer bears on it.
        pub better["better"]: Option<f64>,
        /// How dissatisfied its absence makes, -1 to 0; left out where no answer bears on it.
        pub worse["worse"]: Option<f64>,
        /// Must-be, performance and attractive together, in percent.
        pub total["total"]: f64,
        /// Every category.
        pub shares["shares"]: KanoShares,
        /// How many answers there are.
        pub answers["answers"]: i64,
    }
}

/// The category of a pair of replies, by Kano's evaluation table.
///
/// Source: Kano, Seraku, Takahashi and Tsuji, *Attractive Quality and Must-Be Quality*, 1984; the table as in Berger et
/// al., *Kano's Methods for Understanding Customer-Defined Quality*, 1993.
///
/// ```
/// use patronage::survey::metrics::kano::{KanoCategory, KanoReply, category};
/// assert_eq!(category(KanoReply::Like, KanoReply::Dislike), KanoCategory::Performance);
/// assert_eq!(category(KanoReply::Like, KanoReply::Neutral), KanoCategory::Attractive);
/// assert_eq!(category(KanoReply::Neutral, KanoReply::Dislike), KanoCategory::MustBe);
/// ```
#[must_use]
pub fn category(functional: KanoReply, dysfunctional: KanoReply) -> KanoCategory {
    use KanoReply::{Dislike, Like};
    match (functional, dysfunctional) {
        (Like, Like) | (Dislike, Dislike) => KanoCategory::Questionable,
        (Like, Dislike) => KanoCategory::Performance,
        (Like, _) => KanoCategory::Attractive,
        (_, Dislike) => KanoCategory::MustBe,
        (Dislike, _) | (_, Like) => KanoCategory::Reverse,
        _ => KanoCategory::Indifferent,
    }
}

/// The coefficients of satisfaction and dissatisfaction: `better = (A + O) / (A + O + M + I)`, from 0 to 1, and
/// `worse = -(O + M) / (A + O + M + I)`, from -1 to 0; pure numbers, from counts or shares.
///
/// Source: Berger et al., *Kano's Methods for Understanding Customer-Defined Quality*, 1993.
///
/// # Errors
/// Where a count is negative or not finite, or all four are zero.
///
/// ```
/// use patronage::survey::metrics::kano::better_worse;
/// assert_eq!(better_worse(66.0, 22.0, 3.0, 9.0)?, (0.88, -0.25));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn better_worse(attractive: f64, performance: f64, must_be: f64, indifferent: f64) -> Result<(f64, f64)> {
    for count in [attractive, performance, must_be, indifferent] {
        within(count, 0, MAX_SAFE)?;
    }
    let all = attractive + performance + must_be + indifferent;
    if all == 0.0 {
        return Err(too_few(1));
    }
    Ok(((attractive + performance) / all, -(performance + must_be) / all))
}

/// A feature from its answers: the most frequent category (of equals, the first of M, O, A, I, R, Q), its lead over the
/// next, and the coefficients of [`better_worse`].
///
/// Shares and strengths in percent, 0 to 100. Sources: Kano et al., 1984; Berger et al., 1993; for the strength, Lee and
/// Newcomb, *Applying the Kano Methodology to Meet Customer Requirements*, 1997.
///
/// # Errors
/// Where there is no answer, or the weights do not fit.
///
/// ```
/// use patronage::survey::metrics::kano::{KanoAnswer, KanoCategory, KanoReply, feature};
/// let answer = |dysfunctional| KanoAnswer { functional: KanoReply::Like, dysfunctional };
/// let found = feature(None, &[answer(KanoReply::Dislike), answer(KanoReply::Dislike), answer(KanoReply::Neutral)], None)?;
/// assert_eq!(found.category, KanoCategory::Performance);
/// assert_eq!((found.better, found.worse), (Some(1.0), Some(-2.0 / 3.0)));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn feature(id: Option<&str>, answers: &[KanoAnswer], weights: Option<&[f64]>) -> Result<KanoFeature> {
    at_least(1, answers.len()).map_err(|error| error.at_key("answers"))?;
    let weighting = Weighting::new(answers.len(), weights)?;
    let categories: Vec<KanoCategory> =
        answers.iter().map(|answer| category(answer.functional, answer.dysfunctional)).collect();
    let share = |wanted: KanoCategory| 100.0 * weighting.share(&|place| categories.get(place) == Some(&wanted));
    let shares = KanoShares {
        must_be: share(KanoCategory::MustBe),
        performance: share(KanoCategory::Performance),
        attractive: share(KanoCategory::Attractive),
        indifferent: share(KanoCategory::Indifferent),
        reverse: share(KanoCategory::Reverse),
        questionable: share(KanoCategory::Questionable),
    };
    let mut first = (KanoCategory::MustBe, shares.must_be);
    let mut second = 0.0_f64;
    for category in KanoCategory::ALL.iter().skip(1) {
        let share = share(*category);
        (first, second) = if share > first.1 { ((*category, share), first.1) } else { (first, second.max(share)) };
    }
    let coefficients = better_worse(shares.attractive, shares.performance, shares.must_be, shares.indifferent).ok();
    Ok(KanoFeature {
        id: id.map(str::to_owned),
        category: first.0,
        strength: first.1 - second,
        better: coefficients.map(|(better, _)| better),
        worse: coefficients.map(|(_, worse)| worse),
        total: (shares.must_be + shares.performance + shares.attractive).min(100.0),
        shares,
        answers: integer(answers.len()),
    })
}
