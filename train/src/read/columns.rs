//! Which columns a log and a catalogue are asked for.

use anyhow::{Result, bail};
use patronage_log::columns::{Columns, Named, Roles, is_same};
use patronage_log::role::Role;
use std::collections::BTreeSet;

/// What rows of a log say, and of a catalogue.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sold;

impl Roles for Sold {
    const ALL: &'static [Role] = &[
        Role::Member,
        Role::Session,
        Role::Order,
        Role::Item,
        Role::Time,
        Role::Clock,
        Role::Quantity,
        Role::Price,
        Role::Amount,
        Role::Category,
        Role::Event,
        Role::Stock,
        Role::Segment,
        Role::Weather,
        Role::Place,
        Role::Margin,
        Role::Added,
    ];
    const HEADING: &'static str = "Columns of the log";
    const WITH: (&'static str, &'static [Role]) = ("items", &[Role::Margin, Role::Added]);
}

/// What a catalogue says of an item; all other columns of it are attributes.
const OFFERED: [Role; 6] = [Role::Item, Role::Price, Role::Category, Role::Stock, Role::Margin, Role::Added];

/// Columns named on the command line; what is not named is found by its header.
#[derive(clap::Args, Debug, Default, Clone)]
pub struct ColumnFlags {
    /// By role.
    #[command(flatten)]
    pub named: Named<Sold>,
    /// Whether there is a catalogue beside the log, which may have columns that the log has not.
    #[arg(skip)]
    pub catalogue: bool,
}

impl ColumnFlags {
    /// Finds the columns of a log's header. What only a catalogue says need not be there.
    ///
    /// # Errors
    /// Where a named column is not there, or no column says what everybody must know: what, when, and by whom.
    pub fn of_log(&self, header: &[String]) -> Result<Columns> {
        let elsewhere = if self.catalogue { &OFFERED[1..] } else { &[] };
        let columns = self.named.find(header, Sold::ALL, elsewhere)?;
        columns.require(&[Role::Item], "what was bought")?;
        columns.require(&[Role::Time], "when it was bought")?;
        columns.require(&[Role::Member, Role::Session, Role::Order], "by whom, in which session or in which order")?;
        Ok(columns)
    }

    /// Finds the columns of a catalogue's header.
    ///
    /// # Errors
    /// Where no column says which item it is.
    pub fn of_catalogue(&self, header: &[String]) -> Result<Columns> {
        let columns = self.named.find(header, &OFFERED, &OFFERED)?.or_id(Role::Item);
        columns.require(&[Role::Item], "which item it is")?;
        Ok(columns)
    }

    /// Refuses a column that is named and that no file has, neither of the log nor of the catalogue.
    ///
    /// # Errors
    /// With the flag.
    pub fn require(&self, titles: &BTreeSet<String>) -> Result<()> {
        for (role, name) in self.named.iter() {
            if !titles.iter().any(|title| is_same(title, name)) {
                let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
                let (flag, titles) = (role.flag(), titles.join(", "));
                bail!("--{flag} {name}: neither the log nor the catalogue has such a column; they have {titles}");
            }
        }
        Ok(())
    }

    /// All columns that are named.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.named.iter().map(|(_, column)| column)
    }
}
