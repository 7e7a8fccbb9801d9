//! From lines to steps: what was taken together, in which order.

use super::Query;
use crate::search::{Sequence, Step};
use anyhow::Result;
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{Int32Type, Int64Type};
use patronage::kernel::hash::hash;

/// Makes the table `entries` of the table `lines`: one row for each item of each step, with the sequence that it belongs
/// to, the place of the step, its moment and size, and the sequence's length.
///
/// # Errors
/// Where a query fails.
pub fn entries(query: &Query) -> Result<()> {
    // No step names an item twice.
    query.keep(
        "taken",
        "SELECT sequence, basket, item, MIN(at) AS at, MIN(place) AS place FROM lines GROUP BY sequence, basket, item",
    )?;
    query.keep(
        "baskets",
        "SELECT sequence, basket, at, size,
            CAST(ROW_NUMBER() OVER (PARTITION BY sequence ORDER BY at, place) AS BIGINT) - 1 AS step
        FROM (
            SELECT sequence, basket, MIN(at) AS at, MIN(place) AS place, COUNT(*) AS size
            FROM taken GROUP BY sequence, basket
        )",
    )?;
    // One join after the other: each has sorts that share the memory.
    query.keep(
        "steps",
        "SELECT baskets.sequence, basket, at, size, step, length
        FROM baskets JOIN (SELECT sequence, COUNT(*) AS length FROM baskets GROUP BY sequence) AS lengths
            ON baskets.sequence = lengths.sequence",
    )?;
    query.keep(
        "entries",
        "SELECT taken.sequence, step, item, steps.at, size, length
        FROM taken JOIN steps ON taken.sequence = steps.sequence AND taken.basket = steps.basket",
    )
}

/// Whole sequences with about `most` entries in all, always the same.
///
/// # Errors
/// Where the query fails.
pub fn sample(query: &Query, entries: u64, most: u64) -> Result<Vec<Sequence>> {
    // A sequence is a hash, so that a part of its values is a part by chance of all sequences.
    let share = ((most << 16) / entries.max(1)).min(1 << 16);
    let sql = format!(
        "SELECT sequence, step, item, at FROM entries WHERE (sequence & 65535) < {share} ORDER BY sequence, step, item"
    );
    let mut sequences: Vec<Sequence> = Vec::new();
    let mut last = None;
    query.each(&sql, false, |batch| {
        let long = |column: usize| batch.column(column).as_primitive::<Int64Type>();
        let (owners, steps, moments) = (long(0), long(1), long(3));
        let items = batch.column(2).as_primitive::<Int32Type>();
        for row in 0..batch.num_rows() {
            let (owner, step, item) = (owners.value(row), steps.value(row), items.value(row) as u32);
            if last.map(|(last, _)| last) != Some(owner) {
                let lot = hash(&owner.to_le_bytes(), 0);
                sequences.push(Sequence { number: owner, lot, until: 0, steps: Vec::new() });
            }
            if let Some(sequence) = sequences.last_mut() {
                add(sequence, last == Some((owner, step)), item, moments.value(row));
            }
            last = Some((owner, step));
        }
        Ok(())
    })?;
    Ok(sequences)
}

fn add(sequence: &mut Sequence, same: bool, item: u32, at: i64) {
    if !same {
        sequence.steps.push(Step::new());
        sequence.until = at;
    }
    if let Some(step) = sequence.steps.last_mut() {
        step.push(item);
    }
}
