//! Settings on trial: measured on ever more of the cases, as long as they may be better than the best so far.

use super::{Case, Kind, Lists, Log, Measure, Predictor, Reach, Sequence, Settings, each, predict};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// After which parts of all cases, as divisors, settings are refused that seem worse.
const LAPS: [usize; 4] = [8, 4, 2, 1];
/// By how many standard errors of the difference they must be worse.
const DOUBT: f64 = 2.0;

/// What settings are tried on.
pub(super) struct Course<'a> {
    pub(super) log: Log,
    cases: Vec<Case<'a>>,
    kind: Kind,
    laps: Vec<Lap>,
}

/// The next of the cases.
struct Lap {
    cases: Range<usize>,
    /// The items of their histories that none of an earlier lap has.
    items: Vec<u32>,
}

/// Settings and how well they predict.
#[derive(Debug, Clone)]
pub(super) struct Trial {
    pub(super) settings: Settings,
    pub(super) measure: Measure,
    /// The links of the items that the cases ask for.
    pub(super) lists: Arc<Lists>,
    reaches: Arc<Vec<Reach>>,
    /// Case by case.
    scores: Vec<Measure>,
}

/// What of an earlier trial is as good for another.
#[derive(Debug, Clone)]
pub(super) enum Given {
    /// Nothing: links are to be counted.
    Nothing,
    /// The links.
    Links(Arc<Lists>),
    /// The links and what they say of each history.
    Reaches(Arc<Lists>, Arc<Vec<Reach>>),
}

impl<'a> Course<'a> {
    pub(super) fn new(known: &[&Sequence], cases: Vec<Case<'a>>, kind: Kind, items: usize) -> Self {
        let mut seen = BTreeSet::new();
        let mut first = 0;
        let lap = |divisor: usize| {
            let range = first..cases.len() / divisor;
            first = range.end;
            let histories = cases[range.clone()].iter().flat_map(|case| case.history).flatten();
            let items = histories.copied().filter(|item| seen.insert(*item)).collect();
            Lap { cases: range, items }
        };
        let laps = LAPS.into_iter().map(lap).collect();
        Course { log: Log::new(known, items), cases, kind, laps }
    }

    /// How many cases there are.
    pub(super) fn length(&self) -> usize {
        self.cases.len()
    }

    /// Tries settings: `None` where they seem worse than others.
    pub(super) fn trial(&self, settings: Settings, given: Given, rival: Option<&Trial>) -> Option<Trial> {
        let counts = matches!(given, Given::Nothing);
        let (mut lists, known) = match given {
            Given::Nothing => (Arc::new(self.log.empty()), None),
            Given::Links(lists) => (lists, None),
            Given::Reaches(lists, reaches) => (lists, Some(reaches)),
        };
        let (mut reaches, mut scores) = (Vec::new(), Vec::new());
        for lap in &self.laps {
            if counts {
                self.log.count(&lap.items, &settings.links, settings.neighbours, Arc::make_mut(&mut lists));
            }
            let predictor = Predictor::new(&lists, settings.taste);
            match &known {
                Some(known) => scores
                    .extend(each(lap.cases.clone(), |case, desk| self.score(case, &predictor, &known[case], desk))),
                None => {
                    let ran = each(lap.cases.clone(), |case, desk| {
                        let reach = predictor.reach(self.cases[case].history, self.kind.most(), desk);
                        let score = self.score(case, &predictor, &reach, desk);
                        (reach, score)
                    });
                    ran.into_iter().for_each(|(reach, score)| {
                        reaches.push(reach);
                        scores.push(score);
                    });
                }
            }
            if rival.is_some_and(|rival| rival.leaves_behind(&scores)) {
                return None;
            }
        }
        let reaches = known.unwrap_or_else(|| Arc::new(reaches));
        Some(Trial { settings, measure: Measure::mean(&scores), lists, reaches, scores })
    }

    fn score(&self, case: usize, predictor: &Predictor<'_>, reach: &Reach, desk: &mut predict::Desk) -> Measure {
        let Case { history, targets, .. } = self.cases[case];
        let mut answer = std::mem::take(&mut desk.answer);
        predictor.answer(history, reach, self.kind.most(), desk, &mut answer);
        let score = self.kind.score(answer.iter().map(|(item, _)| *item), targets);
        desk.answer = answer;
        score
    }
}

impl Trial {
    pub(super) fn links(&self) -> Given {
        Given::Links(Arc::clone(&self.lists))
    }

    pub(super) fn reaches(&self) -> Given {
        Given::Reaches(Arc::clone(&self.lists), Arc::clone(&self.reaches))
    }

    /// Whether what was scored on the first cases makes it likely that the rest is worse too. The differences are taken case by
    /// case, so that what is hard for both is none.
    fn leaves_behind(&self, scores: &[Measure]) -> bool {
        let count = scores.len() as f64;
        let own = &self.scores[..scores.len()];
        let Measure { found, rank, .. } = Measure::mean(own);
        if scores.len() < 2 || found == 0.0 || rank == 0.0 {
            return false;
        }
        // Of the geometric mean of both figures, about.
        let gains = own
            .iter()
            .zip(scores)
            .map(|(own, other)| ((other.found - own.found) / found + (other.rank - own.rank) / rank) / 2.0);
        let (mut sum, mut squares) = (0.0, 0.0);
        gains.for_each(|gain| (sum, squares) = (sum + gain, squares + gain * gain));
        let mean = sum / count;
        let variance = (squares / count - mean * mean).max(0.0) / (count - 1.0);
        mean + DOUBT * variance.sqrt() <= 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Measure, Settings, Trial};

    fn scores(found: impl Fn(usize) -> f64) -> Vec<Measure> {
        (0..200).map(|case| Measure { found: found(case), rank: found(case) / 2.0, cases: 1 }).collect()
    }

    #[test]
    fn what_is_worse_beyond_doubt_is_refused_early() {
        let easy = |case: usize| f64::from(u8::from(case.is_multiple_of(3)));
        let own = scores(easy);
        let best = Trial {
            settings: Settings::START,
            measure: Measure::mean(&own),
            lists: Default::default(),
            reaches: Default::default(),
            scores: own,
        };
        let other = |spoilt: usize| scores(|case| if case % spoilt == 0 { 0.0 } else { easy(case) });
        assert!(best.leaves_behind(&other(6)[..60]), "half of what was found is lost");
        assert!(!best.leaves_behind(&other(60)[..60]), "one of sixty may be chance");
        assert!(!best.leaves_behind(&scores(|_| 1.0)[..60]));
        assert!(best.leaves_behind(&best.scores), "nothing is gained");
    }
}
