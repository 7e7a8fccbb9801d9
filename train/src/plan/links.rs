//! The links of all items: pairs that lie near each other, their weights summed up, and the strongest kept.

use super::Query;
use anyhow::Result;
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{Float64Type, Int32Type};
use patronage::recommend::{Item, Link, LinkSettings};

/// Which of an item's two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranked {
    /// What is bought or seen with it or after it.
    Next,
    /// What can stand in its place.
    Similar,
}

impl Ranked {
    /// The columns of the sums from the lower item to the higher, and back.
    fn columns(self) -> [&'static str; 2] {
        match self {
            Ranked::Next => ["up", "down"],
            Ranked::Similar => ["alike", "alike"],
        }
    }
}

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

/// Reads the `most` strongest links of every item from the tables `pairs` and `counts`.
///
/// # Errors
/// Where the query fails.
pub fn ranked(query: &Query, settings: &LinkSettings, list: Ranked, most: usize, items: &mut [Item]) -> Result<()> {
    let LinkSettings { support, penalty, .. } = settings;
    let [up, down] = list.columns();
    let sql = format!(
        "WITH links AS (
            SELECT low AS item, high AS other, {up} AS sum FROM pairs WHERE {up} > 0
            UNION ALL
            SELECT high AS item, low AS other, {down} AS sum FROM pairs WHERE {down} > 0
        )
        SELECT item, other, strength FROM (
            SELECT item, other, strength,
                ROW_NUMBER() OVER (PARTITION BY item ORDER BY strength DESC, other) AS place
            FROM (
                SELECT links.item, links.other,
                    link_strength(links.sum, a.count, b.count, {support:?}, {penalty:?}) AS strength
                FROM links JOIN counts a ON links.item = a.item JOIN counts b ON links.other = b.item
            )
        ) WHERE place <= {most} AND strength > 0 ORDER BY item, place"
    );
    query.each(&sql, true, |batch| {
        let from = batch.column(0).as_primitive::<Int32Type>();
        let to = batch.column(1).as_primitive::<Int32Type>();
        let strengths = batch.column(2).as_primitive::<Float64Type>();
        for row in 0..batch.num_rows() {
            let item = &mut items[from.value(row) as usize];
            let links = if list == Ranked::Next { &mut item.next } else { &mut item.similar };
            links.push(Link { item: to.value(row) as u32, strength: strengths.value(row) });
        }
        Ok(())
    })
}
