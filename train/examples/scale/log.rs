//! Logs of as many rows as wanted, always the same.

use anyhow::Result;
use datafusion::arrow::array::{ArrayRef, Int64Array};
use datafusion::arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Rows that are written at once.
const BATCH: usize = 1 << 16;
/// How many items there are to take.
const ITEMS: u64 = 50_000;

/// A generator of random numbers by a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// The columns of a log on their way to the file.
#[derive(Default)]
struct Draft {
    member: Vec<i64>,
    order: Vec<i64>,
    item: Vec<i64>,
    time: Vec<i64>,
}

impl Draft {
    fn batch(self) -> Result<RecordBatch> {
        let column = |values| -> ArrayRef { Arc::new(Int64Array::from(values)) };
        Ok(RecordBatch::try_from_iter([
            ("member", column(self.member)),
            ("order", column(self.order)),
            ("item", column(self.item)),
            ("time", column(self.time)),
        ])?)
    }
}

/// Writes a log as Parquet.
///
/// A member comes about eight times and takes some four items each time, of a catalogue the first of which are far more
/// popular than the last; half of what is taken draws its neighbour along.
pub fn write(path: &Path, rows: u64, seed: u64) -> Result<()> {
    let mut chance = Chance(seed);
    let members = rows / 30 + 1;
    let (mut written, mut order) = (0, 0);
    let mut writer = ArrowWriter::try_new(File::create(path)?, Draft::default().batch()?.schema(), None)?;
    while written < rows {
        let mut draft = Draft::default();
        while draft.item.len() < BATCH && written < rows {
            order += 1;
            let member = chance.below(members);
            let time = 1_600_000_000 + order * 40_000_000 / (rows / 3 + 1);
            for _ in 0..1 + chance.below(4) {
                // The product of two even chances favours small numbers.
                let item = (chance.below(1 << 16) * chance.below(1 << 16) * ITEMS) >> 32;
                for item in [item, item ^ 1].into_iter().take(1 + chance.below(2) as usize) {
                    draft.member.push(member as i64);
                    draft.order.push(order as i64);
                    draft.item.push(item as i64);
                    draft.time.push(time as i64);
                    written += 1;
                }
            }
        }
        writer.write(&draft.batch()?)?;
    }
    writer.close()?;
    Ok(())
}
