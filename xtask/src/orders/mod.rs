//! Reads an order log: CSV, plain or gzipped, one line per product bought, into the history of every member.

mod columns;
mod problems;
mod reader;
#[cfg(test)]
mod tests;

pub(crate) use columns::ColumnFlags;
pub(crate) use problems::{Problems, Reason};
pub(crate) use reader::{Log, Settings, header, read};
