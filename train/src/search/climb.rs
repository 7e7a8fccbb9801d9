//! The search: one knob after the other, as long as it helps, with ever smaller steps; then linear weights in place of counted
//! links, where they help.

use super::knob::{KNOBS, window};
use super::predict::Desk;
use super::{Case, Cut, Kind, Lists, Measure, Predictor, Sequence, Settings, count, threads};
use crate::linear::{self, Blend, Gram, frequent};
use patronage::recommend::Taste;
use std::sync::Arc;

/// The first step, and what is left of it from round to round.
const STEP: f64 = 0.3;
const SMALLER: f64 = 0.6;
const ROUNDS: u32 = 3;
/// What is less is chance.
const GAIN: f64 = 1e-5;

/// With fewer cases a search would learn them by heart.
const FEWEST: usize = 50;

/// The ridges of linear weights: the first, and the others where it does better than counted links. These, the shares and
/// [`POPULAR`] were picked by what was seen of the part of public logs' training parts that chooses settings; no test part was
/// looked at.
const RIDGES: [f64; 3] = [0.3, 0.1, 1.0];
/// Their shares beside counted links.
const SHARES: [f64; 2] = [0.5, 1.0];
/// A taste in which the popular count much more than in that of [`Settings::START`], where a second climb begins.
const POPULAR: [f64; 2] = [1.4, 5.0];

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
    /// How well counted links predict it alone, and linear weights by ridge and share: what the choice between them saw.
    pub blends: Vec<Blended>,
    lists: Arc<Lists>,
}

/// How well linear weights predict beside counted links, or these alone.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Blended {
    /// How the weights were had; `None` for counted links alone.
    pub linear: Option<Blend>,
    /// How well that predicts what the settings were chosen by, each with the taste that suits it best.
    pub measure: Measure,
}

impl Found {
    fn better_than(&self, other: &Found) -> bool {
        self.measure.total() > other.measure.total() + GAIN
    }
}

impl<'a> Search<'a> {
    /// A search on a cut of sequences over `items` items.
    pub fn new(cut: &'a Cut, kind: Kind, items: usize) -> Self {
        Search { known: cut.known.iter().collect(), cases: cut.cases(), kind, items, tried: 0 }
    }

    /// Climbs from the best of [`Settings::starts`]; `heard` is told how far it is.
    pub fn climb(&mut self, mut heard: impl FnMut(&str, Measure)) -> Found {
        let mut best = self.found(Settings::START, Arc::new(self.count(&Settings::START)));
        for start in Settings::starts() {
            self.improve(&mut best, |_| Some(start), true);
        }
        if self.cases.len() >= FEWEST {
            let mut step = STEP;
            for round in 1..=ROUNDS {
                self.turn(&mut best, step, true);
                step *= SMALLER;
                heard(&format!("round {round}"), best.measure);
            }
            best = self.tasted(&best.settings, &best.lists);
            heard("counted links", best.measure);
            best = self.linear(best);
            heard("linear weights", best.measure);
        }
        best.tried = self.tried;
        best
    }

    /// Turns each knob as long as it helps; those of the links too where `links`.
    fn turn(&mut self, best: &mut Found, step: f64, links: bool) {
        for knob in KNOBS.iter().filter(|knob| links || !knob.links) {
            for by in [step, -step] {
                while self.improve(best, |settings| knob.turned(settings, by), knob.links) {}
            }
            if knob.name == "fade" {
                for wider in [false, true] {
                    while self.improve(best, |settings| window(settings, wider), true) {}
                }
            }
        }
    }

    /// Whether the settings are better once turned; if so, they stay turned.
    fn improve(&mut self, best: &mut Found, turn: impl Fn(&Settings) -> Option<Settings>, links: bool) -> bool {
        let Some(settings) = turn(&best.settings) else { return false };
        let lists = if links { Arc::new(self.count(&settings)) } else { best.lists.clone() };
        let found = self.found(settings, lists);
        let better = found.better_than(best);
        if better {
            *best = found;
        }
        better
    }

    /// The best taste for these links. A climb begins at that of the settings and one where the popular count much more: to what
    /// extent a history or everybody foretells is where logs differ most.
    fn tasted(&mut self, settings: &Settings, lists: &Arc<Lists>) -> Found {
        let [power, popular] = POPULAR;
        let popular = Taste { power, popular, ..settings.taste };
        let [near, far] = [settings.taste, popular].map(|taste| {
            let mut found = self.found(Settings { taste, ..*settings }, lists.clone());
            for step in [STEP, STEP * SMALLER] {
                self.turn(&mut found, step, false);
            }
            found
        });
        if far.better_than(&near) { far } else { near }
    }

    /// The best of counted links alone and linear weights beside them.
    fn linear(&mut self, counted: Found) -> Found {
        let gram = Gram::of(&self.known, frequent(&counted.lists.counts, linear::ITEMS));
        let mut blends = vec![Blended { linear: None, measure: counted.measure }];
        let mut best = counted.clone();
        for (place, ridge) in RIDGES.into_iter().enumerate() {
            if place > 0 && best.settings.linear.is_none() {
                break;
            }
            let weights = gram.weights(ridge, counted.settings.neighbours, threads());
            let tried = best.settings.linear.map(|linear| linear.share);
            for share in SHARES.into_iter().filter(|share| tried.is_none_or(|tried| tried == *share)) {
                let settings = Settings { linear: Some(Blend { ridge, share }), ..best.settings };
                let lists = Arc::new(counted.lists.with(&weights, share, settings.neighbours));
                let found = self.tasted(&settings, &lists);
                blends.push(Blended { linear: settings.linear, measure: found.measure });
                if found.better_than(&best) {
                    best = found;
                }
            }
        }
        Found { blends, ..best }
    }

    fn count(&self, settings: &Settings) -> Lists {
        count(&self.known, self.items, &settings.links, settings.neighbours)
    }

    fn found(&mut self, settings: Settings, lists: Arc<Lists>) -> Found {
        self.tried += 1;
        Found { settings, measure: self.measure(&lists, &settings), tried: 0, blends: Vec::new(), lists }
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
