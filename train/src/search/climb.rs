//! The search: one knob after the other, as long as it helps, with ever smaller steps; then linear weights in place of counted
//! links, where they help.

use super::knob::{KNOBS, Knob, Turns, window};
use super::length::{Kept, LENGTHS, enough};
use super::trial::{Course, Given, Trial};
use super::{Cut, Kind, Lists, Measure, Sequence, Settings, threads};
use crate::linear::{self, Blend, Gram, frequent};
use patronage::recommend::Taste;
use std::sync::Arc;

/// The first step, and what is left of it from round to round.
const STEP: f64 = 0.3;
const SMALLER: f64 = 0.6;
const ROUNDS: u32 = 4;
/// A step that leads over the hollows between hills.
const LEAP: f64 = 1.2;
/// What is less is chance.
const GAIN: f64 = 1e-5;

/// With fewer cases a climb would learn them by heart; they choose among few settings.
const FEWEST: usize = 50;

/// The ridge of linear weights. It, the shares and [`POPULAR`] were picked by what was seen of the part of public logs' training
/// parts that chooses settings; no test part was looked at.
const RIDGE: f64 = 1.0;
/// Their shares beside counted links.
const SHARES: [f64; 2] = [0.5, 1.0];
/// A taste in which the popular count much more than in that of [`Settings::START`], where a second climb begins.
const POPULAR: [f64; 2] = [1.4, 5.0];

/// A search for the settings that predict best.
pub struct Search<'a> {
    known: Vec<&'a Sequence>,
    course: Course<'a>,
    neighbours: Option<usize>,
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
    /// How well counted links predict it alone, and linear weights by share: what the choice between them saw.
    pub blends: Vec<Blended>,
    /// What longer and shorter lists give.
    pub kept: Vec<Kept>,
}

/// How well linear weights predict beside counted links, or these alone.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Blended {
    /// How the weights were had; `None` for counted links alone.
    pub linear: Option<Blend>,
    /// How many links an item keeps.
    pub neighbours: usize,
    /// How well that predicts what the settings were chosen by, each with the taste that suits it best.
    pub measure: Measure,
}

/// Settings with lists of all items, and what lists of other lengths give.
struct Finalist {
    settings: Settings,
    measure: Measure,
    kept: Vec<Kept>,
}

impl<'a> Search<'a> {
    /// A search on a cut of sequences over `items` items, each of which keeps so many links in the end; as many as are worth it
    /// where nothing is said.
    pub fn new(cut: &'a Cut, kind: Kind, items: usize, neighbours: Option<usize>) -> Self {
        let known: Vec<&Sequence> = cut.known.iter().collect();
        let course = Course::new(&known, cut.cases(), kind, items);
        Search { known, course, neighbours, tried: 0 }
    }

    /// Climbs from the best of [`Settings::starts`]; `heard` is told how far it is.
    pub fn climb(mut self, mut heard: impl FnMut(&str, Measure)) -> Found {
        let mut best = self.whole(Settings::START, Given::Nothing);
        for start in Settings::starts() {
            self.improve(&mut best, Some(start), Turns::Links);
        }
        let few = self.course.length() < FEWEST;
        if few {
            let habit = Settings { taste: Settings::HABIT, ..best.settings };
            self.improve(&mut best, Some(habit), Turns::Reach);
        } else {
            let mut step = STEP;
            for round in 1..=ROUNDS {
                self.turn(&mut best, step, &KNOBS);
                step *= SMALLER;
                heard(&format!("round {round}"), best.measure);
            }
        }
        let lists = Arc::new(self.course.log.all(&best.settings.links, best.settings.neighbours));
        if !few {
            best = self.tasted(&best.settings, &lists);
            heard("counted links", best.measure);
        }
        let mut finalists = vec![self.finalist(&best.settings, &lists)];
        if !few {
            let gram = Gram::of(&self.known, frequent(&lists.counts, linear::ITEMS));
            let weights = gram.weights(RIDGE, best.settings.neighbours, threads());
            for share in SHARES {
                let settings = Settings { linear: Some(Blend { ridge: RIDGE, share }), ..best.settings };
                let blended = Arc::new(lists.with(&weights, share, settings.neighbours));
                let best = self.tasted(&settings, &blended);
                finalists.push(self.finalist(&best.settings, &blended));
            }
            heard("linear weights", best.measure);
        }
        self.found(finalists)
    }

    /// Turns each knob as long as it helps.
    fn turn(&mut self, best: &mut Trial, step: f64, knobs: &[Knob]) {
        for knob in knobs {
            // What costs little is also tried far away.
            if knob.turns == Turns::Answer {
                self.both(best, knob.turns, [LEAP, -LEAP], |settings, by| knob.turned(settings, by));
            }
            self.both(best, knob.turns, [step, -step], |settings, by| knob.turned(settings, by));
            if knob.name == "fade" {
                self.both(best, Turns::Links, [false, true], window);
            }
        }
    }

    /// Goes one way as long as it helps; if it doesn't at all, the other.
    fn both<W>(
        &mut self,
        best: &mut Trial,
        turns: Turns,
        ways: [W; 2],
        turned: impl Fn(&Settings, &W) -> Option<Settings>,
    ) {
        for way in ways {
            let mut helped = false;
            while self.improve(best, turned(&best.settings, &way), turns) {
                helped = true;
            }
            if helped {
                break;
            }
        }
    }

    /// Whether settings are better than the best so far; if so, they are the best.
    fn improve(&mut self, best: &mut Trial, settings: Option<Settings>, turns: Turns) -> bool {
        let Some(settings) = settings else { return false };
        let given = match turns {
            Turns::Links => Given::Nothing,
            Turns::Reach => best.links(),
            Turns::Answer => best.reaches(),
        };
        self.tried += 1;
        let trial = self.course.trial(settings, given, Some(best));
        let better = trial.filter(|trial| trial.measure.total() > best.measure.total() + GAIN);
        let helped = better.is_some();
        better.into_iter().for_each(|better| *best = better);
        helped
    }

    /// Tries settings to the end.
    fn whole(&mut self, settings: Settings, given: Given) -> Trial {
        self.tried += 1;
        self.course.trial(settings, given, None).expect("without a rival nothing is refused")
    }

    /// The best taste for these links. A climb begins at that of the settings and one where the popular count much more: to what
    /// extent a history or everybody foretells is where logs differ most.
    fn tasted(&mut self, settings: &Settings, lists: &Arc<Lists>) -> Trial {
        let [power, popular] = POPULAR;
        let popular = Taste { power, popular, ..settings.taste };
        let knobs: Vec<Knob> = KNOBS.into_iter().filter(|knob| knob.turns != Turns::Links).collect();
        let [near, far] = [settings.taste, popular].map(|taste| {
            let mut best = self.whole(Settings { taste, ..*settings }, Given::Links(Arc::clone(lists)));
            [STEP, STEP * SMALLER].iter().for_each(|step| self.turn(&mut best, *step, &knobs));
            best
        });
        if far.measure.total() > near.measure.total() + GAIN { far } else { near }
    }

    /// The settings with as many links as an item keeps.
    fn finalist(&self, settings: &Settings, lists: &Lists) -> Finalist {
        let cut = |neighbours: usize| {
            let lists = lists.cut(neighbours);
            let links = lists.len();
            let trial = self.course.trial(*settings, Given::Links(Arc::new(lists)), None);
            let measure = trial.map(|trial| trial.measure).unwrap_or_default();
            Kept { neighbours, measure, links, bytes: 0 }
        };
        let kept = LENGTHS.map(cut).to_vec();
        let best = self.neighbours.map(cut).or_else(|| enough(&kept).copied());
        let Kept { neighbours, measure, .. } = best.expect("there is a best length");
        Finalist { settings: Settings { neighbours, ..*settings }, measure, kept }
    }

    fn found(self, finalists: Vec<Finalist>) -> Found {
        let blended = |finalist: &Finalist| Blended {
            linear: finalist.settings.linear,
            neighbours: finalist.settings.neighbours,
            measure: finalist.measure,
        };
        let blends = finalists.iter().map(blended).collect();
        let better = |best: Finalist, other: Finalist| {
            if other.measure.total() > best.measure.total() + GAIN { other } else { best }
        };
        let best = finalists.into_iter().reduce(better).expect("counted links are one");
        Found { settings: best.settings, measure: best.measure, tried: self.tried, blends, kept: best.kept }
    }
}
