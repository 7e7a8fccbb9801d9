//! JSON objects, one a line; the first names the columns.

use super::{Next, Rows, Wanted};
use crate::check::Reason;
use anyhow::{Context, Result, bail};
use csv::ByteRecord;
use serde_json::{Map, Value};
use std::io::BufRead;

struct Ndjson {
    text: Box<dyn BufRead>,
    header: Vec<String>,
    /// The line that told the columns, which is also the first row.
    first: Option<String>,
    line: String,
    row: u64,
}

pub(super) fn open(mut text: Box<dyn BufRead>, wanted: Wanted<'_>) -> Result<Box<dyn Rows>> {
    let mut first = String::new();
    text.read_line(&mut first).context("the first line cannot be read")?;
    let Ok(object) = serde_json::from_str::<Map<String, Value>>(&first) else {
        bail!("the first line is no JSON object: there must be one a line");
    };
    let mut header: Vec<String> = object.keys().cloned().collect();
    if let Wanted::Log(flags) = wanted {
        let also = flags.all().filter(|name| !header.iter().any(|title| title == name));
        let also: Vec<String> = also.map(str::to_owned).collect();
        header.extend(also);
    }
    Ok(Box::new(Ndjson { text, header, first: Some(first), line: String::new(), row: 0 }))
}

impl Rows for Ndjson {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next(&mut self, record: &mut ByteRecord) -> Result<Next> {
        loop {
            self.row += 1;
            match self.first.take() {
                Some(first) => self.line = first,
                None => {
                    self.line.clear();
                    if self.text.read_line(&mut self.line).context("the file cannot be read on")? == 0 {
                        return Ok(Next::End);
                    }
                }
            }
            if !self.line.trim().is_empty() {
                return Ok(self.fields(record));
            }
        }
    }
}

impl Ndjson {
    fn fields(&self, record: &mut ByteRecord) -> Next {
        let Ok(object) = serde_json::from_str::<Map<String, Value>>(&self.line) else {
            let found = self.line.trim().chars().take(80).collect();
            return Next::Bad { row: self.row, reason: Reason::Fields, found };
        };
        record.clear();
        for title in &self.header {
            match object.get(title) {
                None | Some(Value::Null) => record.push_field(b""),
                Some(Value::String(text)) => record.push_field(text.as_bytes()),
                Some(other) => record.push_field(other.to_string().as_bytes()),
            }
        }
        Next::Row { row: self.row }
    }
}
