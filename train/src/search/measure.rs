//! How good answers are: how much of what came next was among them, and how high it stood.

use super::{Case, threads};
use std::sync::Mutex;
use std::thread;

/// So many cases are added up by themselves, however many threads there are: the last bits of a sum depend on its order.
const PART: usize = 128;

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

    fn score(self, answer: &[u32], targets: &[u32]) -> Measure {
        let hits = answer.iter().enumerate().filter(|(_, item)| targets.contains(item)).map(|(rank, _)| rank);
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
    pub fn measure<S: Default>(
        self,
        cases: &[Case<'_>],
        answer: impl Fn(&Case<'_>, &mut S, &mut Vec<u32>) + Sync,
    ) -> Measure {
        let mut sums = vec![Measure::default(); cases.len().div_ceil(PART)];
        let parts = Mutex::new(cases.chunks(PART).zip(&mut sums));
        let work = || {
            let (mut desk, mut answers) = (S::default(), Vec::new());
            let next = || parts.lock().expect("nobody fails over this").next();
            while let Some((part, sum)) = next() {
                *sum = part.iter().fold(Measure::default(), |sum, case| {
                    answer(case, &mut desk, &mut answers);
                    sum.plus(self.score(&answers, case.targets))
                });
            }
        };
        thread::scope(|scope| {
            (0..threads()).for_each(|_| {
                scope.spawn(work);
            });
        });
        sums.into_iter().fold(Measure::default(), Measure::plus).mean()
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

    fn plus(self, other: Measure) -> Measure {
        Measure { found: self.found + other.found, rank: self.rank + other.rank, cases: self.cases + other.cases }
    }

    fn mean(self) -> Measure {
        let cases = self.cases.max(1) as f64;
        Measure { found: self.found / cases, rank: self.rank / cases, cases: self.cases }
    }
}
