//! The settings are chosen by how well they predict: counted, asked and measured in memory, on a bounded sample.
//!
//! One procedure for every log: the same start, the same knobs in the same order, the same steps. What is predicted
//! ([`Cut`]) was not counted.

mod baseline;
mod climb;
mod count;
mod cut;
mod knob;
mod length;
mod lists;
mod measure;
mod parallel;
mod predict;
mod trial;
mod weights;

pub use baseline::{personal, popularity};
pub use climb::{Blended, Found, Search};
pub(crate) use count::strongest;
pub use count::{Log, repeat_share};
pub use cut::{Case, Cut, Held};
pub use length::Kept;
pub use lists::Lists;
pub use measure::{Kind, Measure};
use parallel::each;
pub(crate) use parallel::{parallel, threads};
pub use predict::{Desk, Predictor, Reach, predict};
pub use weights::Weights;

use crate::linear::{self, Blend, Gram, frequent};
use patronage::recommend::{LinkSettings, Taste};

/// The items of one step, each once.
pub type Step = Vec<u32>;

/// The steps of one member or session, in order of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sequence {
    /// Its number in the tables.
    pub number: i64,
    /// Tells by chance, but always the same, to which part of a cut a sequence belongs.
    pub lot: u64,
    /// The time of the last step: sessions are cut by it.
    pub until: i64,
    /// What was taken.
    pub steps: Vec<Step>,
}

/// What a model depends on beside its log.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How links are counted.
    pub links: LinkSettings,
    /// How a history weighs.
    pub taste: Taste,
    /// How many links an item keeps.
    pub neighbours: usize,
    /// The linear weights beside the links; `None` where these stand alone.
    pub linear: Option<Blend>,
}

impl Settings {
    /// Where every search looks first: near the cosine, the latest counting most.
    pub const START: Settings = Settings {
        links: LinkSettings {
            window: 2,
            fade: 0.8,
            within: 1.0,
            backward: 1.0,
            spread: 0.0,
            support: 0.5,
            penalty: 0.5,
        },
        taste: Taste {
            recall: 0.7,
            own_recall: 0.9,
            own_far: 0.6,
            power: 1.0,
            own_power: 1.0,
            own: 0.2,
            repeat: 0.0,
            popular: 0.1,
        },
        neighbours: 100,
        linear: None,
    };

    /// A taste in which what was taken before counts most, for logs that are too small to climb from [`Settings::START`].
    pub const HABIT: Taste = Taste { own: 5.0, own_recall: 0.97, own_far: 1.0, ..Settings::START.taste };

    /// Other places to begin at: a climb from the best of several ends less often on a small hill. Histories differ most in how
    /// far back they matter and in how much the popular must be held down.
    pub fn starts() -> impl Iterator<Item = Settings> {
        let windows = [1, 2, 5].into_iter();
        windows.flat_map(|window| [0.35, 0.5].map(|penalty| (window, penalty))).map(|(window, penalty)| {
            let links = LinkSettings { window, penalty, ..Settings::START.links };
            Settings { links, ..Settings::START }
        })
    }
}

/// The links of all items by some settings.
pub fn learn(sequences: &[&Sequence], items: usize, settings: &Settings) -> Lists {
    let most = Settings::START.neighbours.max(settings.neighbours);
    let counted = Log::new(sequences, items).all(&settings.links, most);
    let lists = match settings.linear {
        None => counted,
        Some(Blend { ridge, share }) => {
            let gram = Gram::of(sequences, frequent(&counted.counts, linear::ITEMS));
            counted.with(&gram.weights(ridge, most, threads()), share, most)
        }
    };
    lists.cut(settings.neighbours)
}
