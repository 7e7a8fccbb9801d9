//! Reads an order log: one file, many or folders of them, as CSV, NDJSON or Parquet, row by row.

mod columns;
mod csv;
mod ndjson;
mod parquet;
mod source;

pub use columns::ColumnFlags;
pub use source::{Format, Source, sources};

use crate::check::Reason;
use ::csv::ByteRecord;
use anyhow::{Context, Result};

/// What comes next in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The record holds a row.
    Row {
        /// Its line in the file, or its number where there are no lines.
        row: u64,
    },
    /// There is a row that can't be read.
    Bad {
        /// Its line in the file.
        row: u64,
        /// Why.
        reason: Reason,
        /// What stands there.
        found: String,
    },
    /// Nothing.
    End,
}

/// Rows of text fields, whatever the file is made of.
pub trait Rows {
    /// The names of the columns.
    fn header(&self) -> &[String];

    /// Reads the next row into the record.
    ///
    /// # Errors
    /// Where the file can't be read on.
    fn next(&mut self, record: &mut ByteRecord) -> Result<Next>;
}

/// Which columns of a file are wanted.
#[derive(Debug, Clone, Copy)]
pub enum Wanted<'a> {
    /// Those that say something of a log's rows.
    Log(&'a ColumnFlags),
    /// All.
    All,
}

/// Opens a file.
///
/// # Errors
/// Where it can't be read, or has no header.
pub fn open(source: &Source, wanted: Wanted<'_>) -> Result<Box<dyn Rows>> {
    let rows = match source.format {
        Format::Csv => csv::open(source.bytes()?),
        Format::Ndjson => ndjson::open(source.bytes()?, wanted),
        Format::Parquet => parquet::open(source.file()?, wanted),
    };
    rows.with_context(|| source.path.display().to_string())
}
