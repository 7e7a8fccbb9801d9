//! The search: one knob after the other, as long as it helps, with ever smaller steps.

use super::knob::{KNOBS, window};
use super::predict::Desk;
use super::{Case, Cut, Kind, Lists, Measure, Predictor, Sequence, Settings, count};

/// The first step, and what is left of it from round to round.
const STEP: f64 = 0.3;
const SMALLER: f64 = 0.6;
const ROUNDS: u32 = 3;
/// What is less is chance.
const GAIN: f64 = 1e-5;

/// With fewer cases a search would learn them by heart.
const FEWEST: usize = 50;

/// A search for the settings that predict best.
pub struct Search<'a> {
    known: Vec<&'a Sequence>,
    cases: Vec<Case<'a>>,
    kind: Kind,
    items: usize,
    tried: u32,
}

/// The best settings of a search.
#[derive(Debug, Clone)]
pub struct Found {
    /// The settings.
    pub settings: Settings,
    /// How well they predict what they were chosen by.
    pub measure: Measure,
    /// How many settings were tried.
    pub tried: u32,
    lists: Lists,
}

impl<'a> Search<'a> {
    /// A search on a cut of sequences over `items` items.
    pub fn new(cut: &'a Cut, kind: Kind, items: usize) -> Self {
        Search { known: cut.known.iter().collect(), cases: cut.cases(), kind, items, tried: 0 }
    }

    /// Climbs from the best of [`Settings::starts`]; `heard` is told of every round.
    pub fn climb(&mut self, mut heard: impl FnMut(u32, Measure)) -> Found {
        let mut best = self.first(Settings::START);
        for start in Settings::starts() {
            self.improve(&mut best, |_| Some(start), true);
        }
        let mut step = STEP;
        let rounds = if self.cases.len() < FEWEST { 0 } else { ROUNDS };
        for round in 1..=rounds {
            for knob in &KNOBS {
                for by in [step, -step] {
                    while self.improve(&mut best, |settings| knob.turned(settings, by), knob.links) {}
                }
                if knob.name == "fade" {
                    for wider in [false, true] {
                        while self.improve(&mut best, |settings| window(settings, wider), true) {}
                    }
                }
            }
            step *= SMALLER;
            heard(round, best.measure);
        }
        best.tried = self.tried;
        best
    }

    fn first(&mut self, settings: Settings) -> Found {
        let lists = self.count(&settings);
        Found { settings, measure: self.measure(&lists, &settings), tried: 0, lists }
    }

    /// Whether the settings are better once turned; if so, they stay turned.
    fn improve(&mut self, best: &mut Found, turn: impl Fn(&Settings) -> Option<Settings>, links: bool) -> bool {
        let Some(settings) = turn(&best.settings) else { return false };
        self.tried += 1;
        let counted = links.then(|| self.count(&settings));
        let measure = self.measure(counted.as_ref().unwrap_or(&best.lists), &settings);
        let better = measure.total() > best.measure.total() + GAIN;
        if better {
            (best.settings, best.measure) = (settings, measure);
            if let Some(lists) = counted {
                best.lists = lists;
            }
        }
        better
    }

    fn count(&self, settings: &Settings) -> Lists {
        count(&self.known, self.items, &settings.links, settings.neighbours)
    }

    fn measure(&self, lists: &Lists, settings: &Settings) -> Measure {
        let predictor = Predictor::new(lists, settings.taste);
        self.kind.measure(&self.cases, |case, desk: &mut Desk, answer: &mut Vec<u32>| {
            predictor.answer(case.history, self.kind.most(), desk, answer);
        })
    }

    /// How well the found settings predict with fewer links, and how many links that are.
    pub fn with_fewer(&self, found: &Found, most: usize) -> (Measure, usize) {
        let lists = found.lists.cut(most);
        (self.measure(&lists, &found.settings), lists.len())
    }
}
