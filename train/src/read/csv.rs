//! Comma separated values, also with semicolons, tabs or bars.

use super::{Next, Rows};
use crate::check::Reason;
use anyhow::{Context, Result};
use csv::{ByteRecord, Position};
use patronage_log::text::{Lines, delimited};
use std::io::BufRead;

struct Csv {
    reader: Lines<'static>,
    header: Vec<String>,
}

pub(super) fn open(text: Box<dyn BufRead>) -> Result<Box<dyn Rows>> {
    let (reader, header) = delimited(text)?;
    Ok(Box::new(Csv { reader, header }))
}

impl Rows for Csv {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next(&mut self, record: &mut ByteRecord) -> Result<Next> {
        if !self.reader.read_byte_record(record).context("the file cannot be read on")? {
            return Ok(Next::End);
        }
        let row = record.position().map_or(0, Position::line);
        if record.len() == self.header.len() {
            return Ok(Next::Row { row });
        }
        let found = format!("{} fields, not {}", record.len(), self.header.len());
        Ok(Next::Bad { row, reason: Reason::Fields, found })
    }
}
