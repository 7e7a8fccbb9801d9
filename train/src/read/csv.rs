//! Comma separated values, also with semicolons, tabs or bars.

use super::{Next, Rows};
use crate::check::Reason;
use anyhow::{Context, Result, bail};
use csv::{ByteRecord, Position, Reader, ReaderBuilder};
use std::io::{BufRead, Cursor, Read};

struct Csv {
    reader: Reader<Box<dyn Read>>,
    header: Vec<String>,
}

pub(super) fn open(mut text: Box<dyn BufRead>) -> Result<Box<dyn Rows>> {
    let mut start = Vec::new();
    text.read_until(b'\n', &mut start).context("the file cannot be unpacked")?;
    if start.starts_with(b"\xef\xbb\xbf") {
        start.drain(..3);
    }
    let often = |sign: &u8| start.iter().filter(|byte| *byte == sign).count();
    let delimiter = *b"|\t;,".iter().max_by_key(|sign| often(sign)).unwrap_or(&b',');
    let bytes: Box<dyn Read> = Box::new(Cursor::new(start).chain(text));
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let header = reader.byte_headers().context("the header cannot be read")?;
    let header: Vec<String> = header.iter().map(|title| String::from_utf8_lossy(title).trim().to_owned()).collect();
    if header.iter().all(String::is_empty) {
        bail!("the file is empty: its first line must name the columns");
    }
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
