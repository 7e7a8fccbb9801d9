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
    fn column(self) -> &'static str {
        match self {
            Ranked::Next => "next",
            Ranked::Similar => "alike",
        }
    }
}

/// Makes the table `pairs` of the table `entries`: for every two items that occur near each other the sums of the weights
/// by two settings. Both have the same window.
///
/// # Errors
/// Where the query fails.
pub fn pairs(query: &Query, next: &LinkSettings, alike: &LinkSettings) -> Result<()> {
    let window = next.window;
    // Only steps of the same or of neighbouring blocks are joined: all others lie further apart than the window.
    let block = window + 1;
    let weight = |settings: &LinkSettings, forward: bool| {
        let LinkSettings { fade, within, backward, spread, .. } = settings;
        format!(
            "link_weight(b.step - a.step, {forward}, a.length, a.size, {window}, {fade:?}, {within:?}, {backward:?}, {spread:?})"
        )
    };
    let (next_on, next_back) = (weight(next, true), weight(next, false));
    let (alike_on, alike_back) = (weight(alike, true), weight(alike, false));
    query.keep(
        "pairs",
        &format!(
            "WITH early AS (SELECT sequence, step, item, length, size, step / {block} AS block FROM entries),
            late AS (
                SELECT sequence, step, item, step / {block} AS block FROM entries
                UNION ALL
                SELECT sequence, step, item, step / {block} - 1 AS block FROM entries WHERE step >= {block}
            ),
            sums AS (
                SELECT a.item AS early, b.item AS late,
                    SUM({next_on}) AS next_on, SUM({next_back}) AS next_back,
                    SUM({alike_on}) AS alike_on, SUM({alike_back}) AS alike_back
                FROM early a JOIN late b ON a.sequence = b.sequence AND a.block = b.block
                WHERE b.step >= a.step AND b.step <= a.step + {window} AND a.item <> b.item
                    AND (b.step > a.step OR a.item < b.item)
                GROUP BY a.item, b.item
            )
            SELECT item, other, SUM(next) AS next, SUM(alike) AS alike FROM (
                SELECT early AS item, late AS other, next_on AS next, alike_on AS alike FROM sums
                UNION ALL
                SELECT late AS item, early AS other, next_back AS next, alike_back AS alike FROM sums
            ) GROUP BY item, other"
        ),
    )
}

/// Reads the `most` strongest links of every item from the tables `pairs` and `counts`.
///
/// # Errors
/// Where the query fails.
pub fn ranked(query: &Query, settings: &LinkSettings, list: Ranked, most: usize, items: &mut [Item]) -> Result<()> {
    let LinkSettings { support, penalty, .. } = settings;
    let column = list.column();
    let sql = format!(
        "SELECT item, other, strength FROM (
            SELECT item, other, strength,
                ROW_NUMBER() OVER (PARTITION BY item ORDER BY strength DESC, other) AS place
            FROM (
                SELECT pairs.item, pairs.other,
                    link_strength(pairs.{column}, a.count, b.count, {support:?}, {penalty:?}) AS strength
                FROM pairs JOIN counts a ON pairs.item = a.item JOIN counts b ON pairs.other = b.item
                WHERE pairs.{column} > 0
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
