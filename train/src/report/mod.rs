//! What a run tells of itself: as JSON, and as a page to read.

mod page;
mod plot;
mod words;

pub use page::page;
pub use words::Language;

use crate::check::Problems;
use crate::linear::Blend;
use crate::search::{Blended, Kept, Kind, Measure, Settings};
use crate::stage::Timed;
use serde::Serialize;
use std::fmt;

/// Everything about a run.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The trainer and its version.
    pub trainer: String,
    /// What the log is made of.
    pub kind: Kind,
    /// How many rows the files have.
    pub rows: u64,
    /// How many of them count.
    pub lines: u64,
    /// Those that don't, by reason.
    pub dropped: Problems,
    /// How many members or sessions.
    pub sequences: u64,
    /// How many orders or events.
    pub steps: u64,
    /// How many items.
    pub items: u64,
    /// How many categories.
    pub categories: u64,
    /// What the catalogue says.
    pub catalogue: Offered,
    /// How many lifts by the facts of the moment were found.
    pub lifts: u64,
    /// The groups of customers that have favourites of their own.
    pub segments: Vec<String>,
    /// The facts that have more than 10,000 values, by which nothing was learnt.
    pub crowded: Vec<&'static str>,
    /// The first moment, in milliseconds since 1970.
    pub from: i64,
    /// The last.
    pub until: i64,
    /// The settings that were found.
    pub settings: Chosen,
    /// How many were tried.
    pub tried: u32,
    /// How well they predict what they were chosen by.
    pub chosen_by: Measure,
    /// How well they predict what no choice saw.
    pub quality: Quality,
    /// What linear weights would give beside counted links.
    pub linear: Linear,
    /// What longer and shorter lists would give and cost.
    pub neighbours: Vec<Kept>,
    /// The memory that queries could take, in bytes.
    pub memory: u64,
    /// How long each stage took.
    pub stages: Vec<Timed>,
    /// The files of the pack and their sizes.
    pub files: Vec<Sized>,
}

/// What a catalogue says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Offered {
    /// How many rows it has.
    pub rows: u64,
    /// How many items nobody has bought yet.
    pub unbought: u64,
    /// How many of them are like something that was bought, and so are recommended.
    pub linked: u64,
    /// How many items were out of stock, also by the log.
    pub sold_out: u64,
}

/// A file and its size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sized {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
}

/// The quality on what was held back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Quality {
    /// What the two figures of each measure are called.
    pub names: [&'static str; 2],
    /// Of the model.
    pub model: Measure,
    /// Of the model with lifts, where the log has some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifted: Option<Lifted>,
    /// Of the same popular items for everybody.
    pub popularity: Measure,
    /// Of what the history holds most often.
    pub personal: Measure,
}

/// The quality where the moment of what is predicted multiplies scores, as a request's context does. The lifts are learnt anew,
/// without what was held back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Lifted {
    /// How many lifts that gives.
    pub lifts: u64,
    /// How many of the cases have a moment at which one holds.
    pub touched: u64,
    /// Over all cases.
    pub model: Measure,
}

impl fmt::Display for Quality {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [found, rank] = self.names;
        if self.model.cases == 0 {
            return write!(out, "the log is too small to hold anything back: {found}/{rank} were not measured");
        }
        let each = |measure: &Measure| format!("{:.4}/{:.4}", measure.found, measure.rank);
        let (model, popularity, personal) = (each(&self.model), each(&self.popularity), each(&self.personal));
        let lifted = self.lifted.map_or(String::new(), |lifted| format!("with lifts {}, ", each(&lifted.model)));
        write!(out, "{found}/{rank} {model} ({lifted}popularity {popularity}, personal {personal})")
    }
}

/// What linear weights give, and for how much of the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Linear {
    /// Over how many items there would be some; all others have counted links.
    pub items: u64,
    /// The part of what was taken that these items are.
    pub part: f64,
    /// What was tried, counted links alone first; nothing where there was too little to choose by.
    pub tried: Vec<Blended>,
}

/// The settings, by name.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are those of Settings, LinkSettings and Taste")]
pub struct Chosen {
    pub neighbours: usize,
    pub window: u32,
    pub fade: f64,
    pub within: f64,
    pub backward: f64,
    pub spread: f64,
    pub support: f64,
    pub penalty: f64,
    pub recall: f64,
    pub own_recall: f64,
    pub own_far: f64,
    pub power: f64,
    pub own_power: f64,
    pub own: f64,
    pub repeat: f64,
    pub popular: f64,
    pub linear: Option<Blend>,
}

impl From<Settings> for Chosen {
    fn from(settings: Settings) -> Self {
        let Settings { links, taste, neighbours, linear } = settings;
        Chosen {
            neighbours,
            window: links.window,
            fade: links.fade,
            within: links.within,
            backward: links.backward,
            spread: links.spread,
            support: links.support,
            penalty: links.penalty,
            recall: taste.recall,
            own_recall: taste.own_recall,
            own_far: taste.own_far,
            power: taste.power,
            own_power: taste.own_power,
            own: taste.own,
            repeat: taste.repeat,
            popular: taste.popular,
            linear,
        }
    }
}
