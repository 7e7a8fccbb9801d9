//! How good answers are: how much of what came next was among them, and how high it stood.

use super::{Case, each};

/// What a log is made of, which says how its answers are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Every event of a session predicts the next: hit rate and mean reciprocal rank among 20.
    Sessions,
    /// The orders of a member predict the last: recall and normalised discounted gain among 10. The ideal gain is that of the
    /// whole order, as in the published comparisons (Hu et al., Modeling Personalized Item Frequency Information for Next-basket
    /// Recommendation, SIGIR 2020).
    Orders,
}

impl Kind {
    /// How many answers count.
    pub fn most(self) -> usize {
        match self {
            Kind::Sessions => 20,
            Kind::Orders => 10,
        }
    }

    /// What the two figures of a [`Measure`] are called.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Kind::Sessions => ["HR@20", "MRR@20"],
            Kind::Orders => ["recall@10", "nDCG@10"],
        }
    }

    /// How good one answer is.
    pub(super) fn score(self, answer: impl Iterator<Item = u32>, targets: &[u32]) -> Measure {
        let hits = answer.enumerate().filter(|(_, item)| targets.contains(item)).map(|(rank, _)| rank);
        let (found, gain) = match self {
            Kind::Sessions => {
                hits.fold((0.0, 0.0), |(found, gain), rank| (found + 1.0, gain + 1.0 / (rank + 1) as f64))
            }
            Kind::Orders => hits.fold((0.0, 0.0), |(found, gain), rank| (found + 1.0, gain + discount(rank))),
        };
        let ideal = match self {
            Kind::Sessions => 1.0,
            Kind::Orders => (0..targets.len()).map(discount).sum(),
        };
        Measure { found: found / targets.len().max(1) as f64, rank: gain / ideal, cases: 1 }
    }

    /// The mean over all cases of what `answer` answers.
    pub fn measure<D: Default>(
        self,
        cases: &[Case<'_>],
        answer: impl Fn(&Case<'_>, &mut D) -> Vec<u32> + Sync,
    ) -> Measure {
        let judged = each(0..cases.len(), |case, desk| {
            let case = &cases[case];
            self.score(answer(case, desk).into_iter(), case.targets)
        });
        Measure::mean(&judged)
    }
}

fn discount(rank: usize) -> f64 {
    1.0 / libm::log2((rank + 2) as f64)
}

/// How good answers are; higher is better.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize)]
pub struct Measure {
    /// The share of what came next that was among the answers: hit rate, or recall.
    pub found: f64,
    /// How high it stood: mean reciprocal rank, or normalised discounted gain.
    pub rank: f64,
    /// Over how many cases.
    pub cases: u64,
}

impl Measure {
    /// What a search makes as large as it can: the geometric mean of both figures, in which a hundredth part of one is worth a
    /// hundredth part of the other, however large they are.
    pub fn total(self) -> f64 {
        (self.found * self.rank).sqrt()
    }

    /// The mean of measures, added up in their order.
    pub(super) fn mean(all: &[Measure]) -> Measure {
        let plus = |sum: Measure, one: &Measure| Measure {
            found: sum.found + one.found,
            rank: sum.rank + one.rank,
            cases: sum.cases + one.cases,
        };
        let sum = all.iter().fold(Measure::default(), plus);
        let cases = sum.cases.max(1) as f64;
        Measure { found: sum.found / cases, rank: sum.rank / cases, cases: sum.cases }
    }
}
