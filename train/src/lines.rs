//! Reads a log into one file of numbers, which the query then reads as often as it needs.

use crate::check::{Checker, Example, Kept, Line, Problems};
use crate::read::{self, ColumnFlags, Columns, Next, Role, Source};
use crate::search::Kind;
use anyhow::{Context, Result, bail};
use csv::ByteRecord;
use datafusion::arrow::array::{ArrayRef, Int32Array, Int64Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// What a log says beside its lines.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// How many rows the files have.
    pub rows: u64,
    /// How many of them are lines.
    pub lines: u64,
    /// Those that are not.
    pub problems: Problems,
    /// The items, by number: that of their first appearance.
    pub items: Vec<Named>,
    /// The names of the categories, by number.
    pub categories: Vec<String>,
    /// Whether there are sessions.
    pub sessions: bool,
}

/// What rows say about an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// The last category that it had.
    pub category: Option<u32>,
    /// The last price that it had, in minor units.
    pub price: Option<i64>,
    /// When it had them.
    at: i64,
}

impl Log {
    /// What the log is made of.
    pub fn kind(&self) -> Kind {
        if self.sessions { Kind::Sessions } else { Kind::Orders }
    }
}

/// Reads all files and writes their lines to `out`; `heard` is told how many rows were read so far.
///
/// # Errors
/// Where a file can't be read or the lines can't be written.
pub fn collect(
    sources: &[Source],
    flags: &ColumnFlags,
    checker: &Checker,
    out: &Path,
    heard: &mut dyn FnMut(&Source, u64),
) -> Result<Log> {
    let mut collecting = Collecting {
        log: Log::default(),
        index: Index::default(),
        draft: Draft::default(),
        writer: Writer::create(out)?,
    };
    for (number, source) in sources.iter().enumerate() {
        let mut rows = read::open(source, flags)?;
        let columns = Columns::find(rows.header(), flags).with_context(|| source.path.display().to_string())?;
        let sessions = columns.place(Role::Session).is_some();
        if number > 0 && sessions != collecting.log.sessions {
            bail!("{}: some files have sessions and others not", source.path.display());
        }
        collecting.log.sessions = sessions;
        collecting.file(source, rows.as_mut(), &columns, checker, heard)?;
    }
    collecting.flush()?;
    collecting.writer.close()?;
    Ok(collecting.log)
}

/// How many rows pass between two words about progress.
const BREATH: u64 = 1 << 16;
/// How many lines are written at once.
const BATCH: usize = 1 << 16;

#[derive(Default)]
struct Index {
    items: HashMap<String, u32>,
    categories: HashMap<String, u32>,
}

struct Collecting {
    log: Log,
    index: Index,
    draft: Draft,
    writer: Writer,
}

impl Collecting {
    fn file(
        &mut self,
        source: &Source,
        rows: &mut dyn read::Rows,
        columns: &Columns,
        checker: &Checker,
        heard: &mut dyn FnMut(&Source, u64),
    ) -> Result<()> {
        let file = source.path.display().to_string();
        let mut record = ByteRecord::new();
        loop {
            let next = rows.next(&mut record).with_context(|| file.clone())?;
            let example = |row, column: &str, found: &str| Example {
                file: file.clone(),
                row,
                column: column.to_owned(),
                found: found.to_owned(),
            };
            match next {
                Next::End => return Ok(()),
                Next::Bad { row, reason, found } => self.log.problems.add(reason, || example(row, "", &found)),
                Next::Row { row } => match checker.check(&record, columns) {
                    Ok(kept) => self.keep(&kept)?,
                    Err((reason, role, found)) => {
                        self.log.problems.add(reason, || example(row, columns.title(role), found));
                    }
                },
            }
            self.log.rows += 1;
            if self.log.rows.is_multiple_of(BREATH) {
                heard(source, self.log.rows);
            }
        }
    }

    fn keep(&mut self, kept: &Kept<'_>) -> Result<()> {
        let item = self.item(kept);
        let place = self.log.lines as i64;
        let basket = if self.log.sessions { place } else { kept.order.unwrap_or(kept.at) };
        self.draft.push(Line { sequence: kept.sequence, basket, at: kept.at, place, item });
        self.log.lines += 1;
        if self.draft.items.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        self.writer.write(std::mem::take(&mut self.draft))
    }

    fn item(&mut self, kept: &Kept<'_>) -> u32 {
        let number = number(&mut self.index.items, kept.item, || {
            self.log.items.push(Named { id: kept.item.to_owned(), at: i64::MIN, ..Named::default() })
        });
        let named = &mut self.log.items[number as usize];
        if kept.at >= named.at {
            named.at = kept.at;
            named.price = kept.price.or(named.price);
            if !kept.category.is_empty() {
                named.category =
                    Some(number_of_category(&mut self.index.categories, &mut self.log.categories, kept.category));
            }
        }
        number
    }
}

fn number_of_category(index: &mut HashMap<String, u32>, names: &mut Vec<String>, name: &str) -> u32 {
    number(index, name, || names.push(name.to_owned()))
}

/// The number of a name: that of its first appearance.
fn number(index: &mut HashMap<String, u32>, name: &str, new: impl FnOnce()) -> u32 {
    if let Some(number) = index.get(name) {
        return *number;
    }
    let number = index.len() as u32;
    index.insert(name.to_owned(), number);
    new();
    number
}

/// Lines on their way to the file, by column.
#[derive(Default)]
struct Draft {
    sequences: Vec<i64>,
    baskets: Vec<i64>,
    moments: Vec<i64>,
    places: Vec<i64>,
    items: Vec<i32>,
}

impl Draft {
    fn push(&mut self, line: Line) {
        self.sequences.push(line.sequence);
        self.baskets.push(line.basket);
        self.moments.push(line.at);
        self.places.push(line.place);
        self.items.push(line.item as i32);
    }
}

struct Writer {
    schema: Arc<Schema>,
    writer: ArrowWriter<File>,
}

impl Writer {
    fn create(path: &Path) -> Result<Self> {
        let long = |name| Field::new(name, DataType::Int64, false);
        let item = Field::new("item", DataType::Int32, false);
        let schema = Arc::new(Schema::new(vec![long("sequence"), long("basket"), long("at"), long("place"), item]));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(1 << 18))
            .build();
        let file = File::create(path).with_context(|| path.display().to_string())?;
        Ok(Writer { schema: schema.clone(), writer: ArrowWriter::try_new(file, schema, Some(properties))? })
    }

    fn write(&mut self, draft: Draft) -> Result<()> {
        let long = |column: Vec<i64>| -> ArrayRef { Arc::new(Int64Array::from(column)) };
        let items: ArrayRef = Arc::new(Int32Array::from(draft.items));
        let columns = vec![long(draft.sequences), long(draft.baskets), long(draft.moments), long(draft.places), items];
        self.writer.write(&RecordBatch::try_new(self.schema.clone(), columns)?).context("the lines cannot be written")
    }

    fn close(self) -> Result<()> {
        self.writer.close().context("the lines cannot be written")?;
        Ok(())
    }
}
