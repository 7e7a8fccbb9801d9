//! Parquet: only the columns that say something are read, and each as the text that it stands for.

use super::{Next, Rows, Wanted};
use anyhow::{Context, Result};
use csv::ByteRecord;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use std::fs::File;

struct Parquet {
    batches: ParquetRecordBatchReader,
    header: Vec<String>,
    columns: Vec<StringArray>,
    place: usize,
    row: u64,
}

pub(super) fn open(file: File, wanted: Wanted<'_>) -> Result<Box<dyn Rows>> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).context("this is no Parquet file")?;
    let titles: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    let wanted = match wanted {
        Wanted::Log(flags) => flags.of_log(&titles)?.places(),
        Wanted::All => (0..titles.len()).collect(),
    };
    let header: Vec<String> = wanted.iter().map(|place| titles[*place].clone()).collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let batches = builder.with_projection(mask).with_batch_size(8192).build().context("the file cannot be read")?;
    Ok(Box::new(Parquet { batches, header, columns: Vec::new(), place: 0, row: 0 }))
}

impl Rows for Parquet {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next(&mut self, record: &mut ByteRecord) -> Result<Next> {
        while self.columns.first().is_none_or(|column| self.place >= column.len()) {
            let Some(batch) = self.batches.next() else { return Ok(Next::End) };
            let batch = batch.context("the file cannot be read on")?;
            self.columns = batch.columns().iter().map(texts).collect::<Result<_>>()?;
            self.place = 0;
        }
        record.clear();
        for column in &self.columns {
            let text = if column.is_null(self.place) { "" } else { column.value(self.place) };
            record.push_field(text.as_bytes());
        }
        self.place += 1;
        self.row += 1;
        Ok(Next::Row { row: self.row })
    }
}

/// A column as texts. A moment is written in UTC, to the millisecond.
fn texts(column: &ArrayRef) -> Result<StringArray> {
    let column = match column.data_type() {
        DataType::Timestamp(..) => {
            let millis = cast(column, &DataType::Timestamp(TimeUnit::Millisecond, None))?;
            cast(&cast(&millis, &DataType::Int64)?, &DataType::Utf8)?
        }
        _ => cast(column, &DataType::Utf8).context("a column cannot be read as text")?,
    };
    Ok(column.as_string::<i32>().clone())
}
