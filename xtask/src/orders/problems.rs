//! Lines that could not be used, counted by reason, with the first few of each kept to show.

use serde::Serialize;
use std::collections::BTreeMap;

/// Why a line was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reason {
    /// Nobody is named: a sale to a guest earns nobody points.
    NoMember,
    /// More or fewer fields than the header has, or a quote that never ends.
    Fields,
    /// The text is in another encoding.
    Encoding,
    /// Not a date, or not a time that exists.
    Time,
    /// Not a whole number.
    Quantity,
    /// Not an amount of the currency.
    Price,
    /// A price below zero.
    NegativePrice,
    /// Another currency than the program's.
    Currency,
    /// The engine refused the order.
    Refused,
}

impl Reason {
    /// The line is in order but belongs to nobody, so it is no fault.
    pub(crate) fn is_fault(self) -> bool {
        self != Reason::NoMember
    }

    /// What would be right, in words for the terminal.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Reason::NoMember => "no member is named: the sale earns nobody points",
            Reason::Fields => "a line has as many fields as the header",
            Reason::Encoding => "the text is UTF-8, or --encoding names what it is (windows-1252, gb18030)",
            Reason::Time => {
                "a time is 2010-12-01, 2010-12-01 08:26 (--dates mdy or dmy for 12/1/2010), or seconds or milliseconds since 1970"
            }
            Reason::Quantity => "a quantity is a whole number, negative for a return",
            Reason::Price => "a price is a decimal number with no more digits than the currency has",
            Reason::NegativePrice => "a price is not below zero; a return has a negative quantity",
            Reason::Currency => "all lines are in the program's currency",
            Reason::Refused => "the engine takes the order",
        }
    }
}

/// One line that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Example {
    /// Line of the file, the header being 1.
    pub(crate) line: u64,
    /// Header of the column at fault.
    pub(crate) column: String,
    /// What stands there.
    pub(crate) found: String,
}

/// How many lines were set aside for one reason, and the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Tally {
    pub(crate) count: u64,
    pub(crate) examples: Vec<Example>,
}

/// All lines that were set aside.
#[derive(Debug, Clone, Default)]
pub(crate) struct Problems(BTreeMap<Reason, Tally>);

impl Problems {
    const SHOWN: usize = 5;

    pub(crate) fn add(&mut self, reason: Reason, line: u64, column: &str, found: &str) {
        self.add_many(reason, 1, line, column, found);
    }

    /// Counts `count` lines of which one is told.
    pub(crate) fn add_many(&mut self, reason: Reason, count: u64, line: u64, column: &str, found: &str) {
        let tally = self.0.entry(reason).or_default();
        tally.count += count;
        if tally.examples.len() < Self::SHOWN {
            let found = found.chars().take(80).collect();
            tally.examples.push(Example { line, column: column.to_owned(), found });
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Reason, &Tally)> {
        self.0.iter().map(|(reason, tally)| (*reason, tally))
    }

    #[cfg(test)]
    pub(crate) fn count(&self, reason: Reason) -> u64 {
        self.0.get(&reason).map_or(0, |tally| tally.count)
    }
}
