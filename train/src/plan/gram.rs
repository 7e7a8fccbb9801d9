//! In how many sequences two of the most frequent items occur together.

use super::Query;
use crate::linear::{Gram, frequent};
use anyhow::Result;
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{Int32Type, Int64Type};
use patronage::recommend::Item;

/// The Gram matrix of the `most` items that occur most often, from the tables `entries` and `counts`.
///
/// # Errors
/// Where a query fails.
pub fn gram(query: &Query, items: &[Item], most: usize) -> Result<Gram> {
    let counts: Vec<u64> = items.iter().map(|item| item.count).collect();
    let frequent = frequent(&counts, most);
    let Some(last) = frequent.last() else { return Ok(Gram::default()) };
    let least = counts[*last as usize];
    query.keep(
        "held",
        &format!(
            "SELECT DISTINCT sequence, entries.item
            FROM entries JOIN counts ON entries.item = counts.item
            WHERE count > {least} OR (count = {least} AND entries.item <= {last})"
        ),
    )?;
    let mut gram = Gram::new(frequent);
    query.each(
        "SELECT a.item, b.item, COUNT(*) AS sequences FROM held a JOIN held b ON a.sequence = b.sequence
        WHERE a.item <= b.item GROUP BY a.item, b.item",
        false,
        |batch| {
            let item = |column: usize| batch.column(column).as_primitive::<Int32Type>();
            let (one, other, sequences) = (item(0), item(1), batch.column(2).as_primitive::<Int64Type>());
            for row in 0..batch.num_rows() {
                gram.add(one.value(row) as u32, other.value(row) as u32, sequences.value(row) as u64);
            }
            Ok(())
        },
    )?;
    Ok(gram)
}
