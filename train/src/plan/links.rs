//! The links of all items: pairs that lie near each other, their weights summed up, and the strongest kept.

use super::Query;
use super::strongest::links;
use anyhow::Result;
use datafusion::arrow::array::{AsArray, LargeBinaryArray};
use datafusion::arrow::datatypes::Int32Type;
use patronage::recommend::{Item, Link, LinkSettings};

/// Makes the table `pairs` of the table `entries`: for every two items that occur near each other, a lower and a higher one
/// by number, the sums of the weights by two settings. Both have the same window; `alike` counts both directions the same.
///
/// # Errors
/// Where the query fails.
pub fn pairs(query: &Query, next: &LinkSettings, alike: &LinkSettings) -> Result<()> {
    let window = next.window;
    // Only steps of the same or of neighbouring blocks are joined: all others lie further apart than the window.
    let block = window + 1;
    let weight = |settings: &LinkSettings, forward: &str| {
        let LinkSettings { fade, within, backward, spread, .. } = settings;
        format!(
            "link_weight(b.step - a.step, {forward}, a.length, a.size, {window}, {fade:?}, {within:?}, {backward:?}, {spread:?})"
        )
    };
    let (up, down) = (weight(next, "a.item < b.item"), weight(next, "a.item > b.item"));
    let alike = weight(alike, "true");
    query.keep(
        "pairs",
        &format!(
            "WITH late AS (
                SELECT sequence, step, item, step / {block} AS block FROM entries
                UNION ALL
                SELECT sequence, step, item, step / {block} - 1 AS block FROM entries WHERE step >= {block}
            )
            SELECT low, high, SUM(up) AS up, SUM(down) AS down, SUM(alike) AS alike
            FROM (
                SELECT {up} AS up, {down} AS down, {alike} AS alike,
                    CASE WHEN a.item < b.item THEN a.item ELSE b.item END AS low,
                    CASE WHEN a.item < b.item THEN b.item ELSE a.item END AS high
                FROM entries a JOIN late b ON a.sequence = b.sequence AND a.step / {block} = b.block
                WHERE b.step >= a.step AND b.step <= a.step + {window} AND a.item <> b.item
                    AND (b.step > a.step OR a.item < b.item)
            ) GROUP BY low, high"
        ),
    )
}

/// Reads the strongest links of every item from the tables `pairs` and `counts`: of what comes next and of what is alike, each by
/// its settings and as many as said.
///
/// # Errors
/// Where the query fails.
pub fn linked(
    query: &Query,
    next: (&LinkSettings, usize),
    alike: (&LinkSettings, usize),
    items: &mut [Item],
) -> Result<()> {
    let strongest = |sum: &str, (settings, most): (&LinkSettings, usize)| {
        let LinkSettings { support, penalty, .. } = settings;
        format!("strongest(other, link_strength({sum}, a.count, b.count, {support:?}, {penalty:?}), {most})")
    };
    let (next, alike) = (strongest("next", next), strongest("alike", alike));
    let sql = format!(
        "WITH links AS (
            SELECT low AS item, high AS other, up AS next, alike FROM pairs
            UNION ALL
            SELECT high AS item, low AS other, down AS next, alike FROM pairs
        )
        SELECT links.item, {next} AS next, {alike} AS similar
        FROM links JOIN counts a ON links.item = a.item JOIN counts b ON links.other = b.item
        GROUP BY links.item"
    );
    query.each(&sql, true, |batch| {
        let [next, similar] = [1, 2].map(|column| batch.column(column).as_binary::<i64>());
        for (row, number) in batch.column(0).as_primitive::<Int32Type>().values().iter().enumerate() {
            let read = |column: &LargeBinaryArray| -> Vec<Link> {
                links(column.value(row)).map(|(item, strength)| Link { item, strength }).collect()
            };
            let item = &mut items[*number as usize];
            (item.next, item.similar) = (read(next), read(similar));
        }
        Ok(())
    })
}
