//! Reads a log into one file of numbers, which the query then reads as often as it needs.

use crate::check::{Checker, Example, Fact, Kept, Line, Offered, Problems};
use crate::read::{self, ColumnFlags, Next, Source, Wanted};
use crate::search::Kind;
use anyhow::{Context, Result, bail};
use csv::ByteRecord;
use datafusion::arrow::array::{ArrayRef, Int32Array, Int64Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use patronage_log::columns::Columns;
use patronage_log::role::Role;
use std::collections::{BTreeSet, HashMap};
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
    index: HashMap<String, u32>,
    /// The names of the categories, by number.
    pub categories: Names,
    /// Whether there are sessions.
    pub sessions: bool,
    /// The values of each [`Fact`], by number.
    pub facts: [Names; Fact::ALL.len()],
    /// The facts that have too many values to learn by.
    pub crowded: Vec<Fact>,
    /// How many rows the catalogue has.
    pub offered: u64,
    /// The headers of all files.
    pub titles: BTreeSet<String>,
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
    /// What is earned with one, in minor units.
    pub margin: Option<i64>,
    /// Whether it was out of stock at last.
    pub sold_out: bool,
    /// When it came into the shop, in milliseconds since 1970.
    pub added: Option<i64>,
    /// What the catalogue says beside: words and values, each with its column.
    pub attributes: Vec<String>,
    /// When it had them.
    at: i64,
}

/// Names with numbers: those of their first appearance.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The names, by number.
    pub list: Vec<String>,
    index: HashMap<String, u32>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.index.get(name) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.index.insert(name.to_owned(), number);
        self.list.push(name.to_owned());
        number
    }
}

impl Log {
    /// What the log is made of.
    pub fn kind(&self) -> Kind {
        if self.sessions { Kind::Sessions } else { Kind::Orders }
    }

    /// Takes what a catalogue says of an item; it goes before what the log said.
    pub fn offer(&mut self, offered: &Offered<'_>, attributes: Vec<String>) {
        let category = (!offered.category.is_empty()).then(|| self.categories.number(offered.category));
        let number = self.item(offered.item);
        let item = &mut self.items[number as usize];
        item.category = category.or(item.category);
        item.price = offered.price.or(item.price);
        item.margin = offered.margin.or(item.margin);
        item.sold_out = offered.stock.map_or(item.sold_out, |stock| !stock);
        item.added = offered.added.or(item.added);
        item.attributes = attributes;
    }

    /// Forgets the values of facts that have too many.
    fn leave_out_crowded(&mut self) {
        for (fact, names) in Fact::ALL.into_iter().zip(&mut self.facts) {
            if names.list.len() > VALUES {
                *names = Names::default();
                self.crowded.push(fact);
            }
        }
    }

    /// The number of an item's id.
    fn item(&mut self, id: &str) -> u32 {
        if let Some(number) = self.index.get(id) {
            return *number;
        }
        let number = self.items.len() as u32;
        self.index.insert(id.to_owned(), number);
        self.items.push(Named { id: id.to_owned(), at: i64::MIN, ..Named::default() });
        number
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
    let mut collecting = Collecting { log: Log::default(), draft: Draft::default(), writer: Writer::create(out)? };
    for (number, source) in sources.iter().enumerate() {
        let mut rows = read::open(source, Wanted::Log(flags))?;
        let columns = flags.of_log(rows.header()).with_context(|| source.path.display().to_string())?;
        if !checker.events.is_empty() {
            columns
                .require(&[Role::Event], "what happened, which --events asks for")
                .with_context(|| source.path.display().to_string())?;
        }
        collecting.log.titles.extend(rows.header().iter().cloned());
        let sessions = columns.place(Role::Session).is_some();
        if number > 0 && sessions != collecting.log.sessions {
            bail!("{}: some files have sessions and others not", source.path.display());
        }
        collecting.log.sessions = sessions;
        collecting.file(source, rows.as_mut(), &columns, checker, heard)?;
    }
    collecting.flush()?;
    collecting.writer.close()?;
    collecting.log.leave_out_crowded();
    Ok(collecting.log)
}

/// A fact of more values than this tells nothing, such as a number of the customer in place of a group.
const VALUES: usize = 10_000;
/// How many rows pass between two words about progress.
const BREATH: u64 = 1 << 16;
/// How many lines are written at once.
const BATCH: usize = 1 << 16;

struct Collecting {
    log: Log,
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
        let mut facts = [-1; Fact::ALL.len()];
        for ((number, names), value) in facts.iter_mut().zip(&mut self.log.facts).zip(kept.facts) {
            if !value.is_empty() && names.list.len() <= VALUES {
                *number = names.number(value) as i32;
            }
        }
        let place = self.log.lines as i64;
        let basket = if self.log.sessions { place } else { kept.order.unwrap_or(kept.at) };
        self.draft.push(Line { sequence: kept.sequence, basket, at: kept.at, place, item, facts });
        self.log.lines += 1;
        if self.draft.items.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        self.writer.write(std::mem::take(&mut self.draft))
    }

    fn item(&mut self, kept: &Kept<'_>) -> u32 {
        let number = self.log.item(kept.item);
        let Log { items, categories, .. } = &mut self.log;
        let named = &mut items[number as usize];
        if kept.at >= named.at {
            named.at = kept.at;
            named.price = kept.price.or(named.price);
            named.sold_out = kept.stock.map_or(named.sold_out, |stock| !stock);
            if !kept.category.is_empty() {
                named.category = Some(categories.number(kept.category));
            }
        }
        number
    }
}

/// Lines on their way to the file, by column.
#[derive(Default)]
struct Draft {
    sequences: Vec<i64>,
    baskets: Vec<i64>,
    moments: Vec<i64>,
    places: Vec<i64>,
    items: Vec<i32>,
    facts: [Vec<i32>; Fact::ALL.len()],
}

impl Draft {
    fn push(&mut self, line: Line) {
        self.sequences.push(line.sequence);
        self.baskets.push(line.basket);
        self.moments.push(line.at);
        self.places.push(line.place);
        self.items.push(line.item as i32);
        for (column, fact) in self.facts.iter_mut().zip(line.facts) {
            column.push(fact);
        }
    }
}

struct Writer {
    schema: Arc<Schema>,
    writer: ArrowWriter<File>,
}

impl Writer {
    fn create(path: &Path) -> Result<Self> {
        let long = |name| Field::new(name, DataType::Int64, false);
        let short = |name| Field::new(name, DataType::Int32, false);
        let mut fields = vec![long("sequence"), long("basket"), long("at"), long("place"), short("item")];
        fields.extend(Fact::ALL.map(|fact| short(fact.column())));
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(1 << 18))
            .build();
        let file = File::create(path).with_context(|| path.display().to_string())?;
        Ok(Writer { schema: schema.clone(), writer: ArrowWriter::try_new(file, schema, Some(properties))? })
    }

    fn write(&mut self, draft: Draft) -> Result<()> {
        let long = |column: Vec<i64>| -> ArrayRef { Arc::new(Int64Array::from(column)) };
        let short = |column: Vec<i32>| -> ArrayRef { Arc::new(Int32Array::from(column)) };
        let mut columns = [draft.sequences, draft.baskets, draft.moments, draft.places].map(long).to_vec();
        columns.push(short(draft.items));
        columns.extend(draft.facts.map(short));
        self.writer.write(&RecordBatch::try_new(self.schema.clone(), columns)?).context("the lines cannot be written")
    }

    fn close(self) -> Result<()> {
        self.writer.close().context("the lines cannot be written")?;
        Ok(())
    }
}
