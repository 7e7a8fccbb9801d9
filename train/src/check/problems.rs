//! Rows that could not be used, counted by reason, with the first few of each kept to show.

use anyhow::{Result, bail};
use serde::Serialize;
use std::collections::BTreeMap;
use std::str::FromStr;

/// Why a row was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Goods that came back: a quantity or an amount that is not above zero.
    Return,
    /// An event that was not asked for.
    OtherEvent,
    /// More or fewer fields than the header has, or no JSON object.
    Fields,
    /// The text is in another encoding.
    Encoding,
    /// No item is named.
    NoItem,
    /// No member, session or order is named.
    Nobody,
    /// Not a date, or not a time that exists.
    Time,
    /// Not a number.
    Quantity,
    /// Not an amount.
    Price,
    /// Neither a number of pieces nor a yes or no.
    Stock,
}

impl Reason {
    /// Whether the row is at fault; others are in order but say nothing that a model is made of.
    pub fn is_fault(self) -> bool {
        !matches!(self, Reason::Return | Reason::OtherEvent)
    }

    /// What would be right.
    pub fn rule(self) -> &'static str {
        match self {
            Reason::Return => "what came back is no purchase",
            Reason::OtherEvent => "only events named with --events count",
            Reason::Fields => "a row has as many fields as the header, or is one JSON object",
            Reason::Encoding => "the text is UTF-8",
            Reason::NoItem => "a row names its item",
            Reason::Nobody => "a row names its member, its session or its order",
            Reason::Time => {
                "a time is 2010-12-01, 2010-12-01 08:26 (--dates mdy or dmy for 12/1/2010), or seconds or milliseconds since 1970"
            }
            Reason::Quantity => "a quantity is a number",
            Reason::Price => "a price, an amount or a margin is a number, and a catalogue's price is not below zero",
            Reason::Stock => "a stock is a number of pieces, or yes or no",
        }
    }
}

/// One row that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The file.
    pub file: String,
    /// The line of the file, the header being 1; in Parquet the number of the row.
    pub row: u64,
    /// The header of the column at fault.
    pub column: String,
    /// What stands there.
    pub found: String,
}

/// How many rows were set aside for one reason, and the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How many.
    pub count: u64,
    /// The first.
    pub examples: Vec<Example>,
}

/// All rows that were set aside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Problems(BTreeMap<Reason, Tally>);

impl Problems {
    const SHOWN: usize = 5;

    /// Counts a row.
    pub fn add(&mut self, reason: Reason, example: impl FnOnce() -> Example) {
        let tally = self.0.entry(reason).or_default();
        tally.count += 1;
        if tally.examples.len() < Self::SHOWN {
            tally.examples.push(example());
        }
    }

    /// By reason.
    pub fn iter(&self) -> impl Iterator<Item = (Reason, &Tally)> {
        self.0.iter().map(|(reason, tally)| (*reason, tally))
    }

    /// How many rows were set aside for a reason.
    pub fn count(&self, reason: Reason) -> u64 {
        self.0.get(&reason).map_or(0, |tally| tally.count)
    }

    /// How many rows are at fault.
    pub fn faults(&self) -> u64 {
        self.iter().filter(|(reason, _)| reason.is_fault()).map(|(_, tally)| tally.count).sum()
    }

    /// Refuses a log with more bad rows than allowed, naming the first.
    ///
    /// # Errors
    /// Where there are too many.
    pub fn judge(&self, rows: u64, allowed: Allowed) -> Result<()> {
        let faults = self.faults();
        if faults <= allowed.of(rows) {
            return Ok(());
        }
        let mut said = format!("{faults} of {rows} rows are bad, {allowed} allowed (--bad-rows N or N% allows more):");
        for (reason, tally) in self.iter().filter(|(reason, _)| reason.is_fault()) {
            said.push_str(&format!("\n  {}: {}", tally.count, reason.rule()));
            for Example { file, row, column, found } in &tally.examples {
                let column = if column.is_empty() { String::new() } else { format!(", column {column}") };
                said.push_str(&format!("\n    {file}, row {row}{column}: {found:?}"));
            }
        }
        bail!(said)
    }
}

/// How many rows may be bad.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Allowed {
    /// So many.
    Rows(u64),
    /// So many of a hundred.
    Percent(f64),
}

impl Allowed {
    fn of(self, rows: u64) -> u64 {
        match self {
            Allowed::Rows(most) => most,
            Allowed::Percent(share) => (rows as f64 * share / 100.0) as u64,
        }
    }
}

impl std::fmt::Display for Allowed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Allowed::Rows(0) => write!(out, "none"),
            Allowed::Rows(most) => write!(out, "{most}"),
            Allowed::Percent(share) => write!(out, "{share}%"),
        }
    }
}

impl FromStr for Allowed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text} is neither a number of rows nor a percentage such as 1%");
        match text.strip_suffix('%') {
            Some(share) => match share.trim().parse() {
                Ok(share) if (0.0..=100.0).contains(&share) => Ok(Allowed::Percent(share)),
                _ => Err(wrong()),
            },
            None => text.parse().map(Allowed::Rows).map_err(|_| wrong()),
        }
    }
}
