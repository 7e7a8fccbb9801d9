//! What is known of every item by itself: how often, since when, how much lately, and how soon again.

use super::Query;
use crate::search::repeat_share;
use anyhow::Result;
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{Int32Type, Int64Type};
use patronage::recommend::{Item, UNIT};

const DAY: i64 = 86_400_000;
/// After so long a purchase counts half for the trend.
pub(super) const HALF: i64 = 28 * DAY;

/// The items of a log, by number, and what is known of all.
#[derive(Debug, Clone, Default)]
pub struct Items {
    /// The items: counts, moments and repeats, but neither ids nor links yet.
    pub items: Vec<Item>,
    /// The last moment of the log.
    pub until: i64,
    /// How many entries there are: items taken in steps.
    pub entries: u64,
    /// How many sequences.
    pub sequences: u64,
    /// How many steps.
    pub steps: u64,
}

/// Asks the table `entries` about every item, and makes the table `counts`.
///
/// # Errors
/// Where a query fails.
pub fn items(query: &Query, count: usize) -> Result<Items> {
    let mut found = Items { items: vec![Item::default(); count], ..Items::default() };
    query.each("SELECT MAX(at), COUNT(*) FROM entries", false, |batch| {
        let column = |place: usize| batch.column(place).as_primitive::<Int64Type>().value(0);
        (found.until, found.entries) = (column(0), column(1) as u64);
        Ok(())
    })?;
    query.each("SELECT COUNT(*), SUM(CASE WHEN step = 0 THEN 1 ELSE 0 END) FROM steps", false, |batch| {
        let column = |place: usize| batch.column(place).as_primitive::<Int64Type>().value(0);
        (found.steps, found.sequences) = (column(0) as u64, column(1) as u64);
        Ok(())
    })?;
    query.keep(
        "counts",
        &format!(
            "SELECT item, COUNT(*) AS count, MIN(at) AS first, SUM(trend_weight({} - at, {HALF})) AS trend
            FROM entries GROUP BY item",
            found.until
        ),
    )?;
    query.each("SELECT item, count, first, trend FROM counts", false, |batch| {
        let long = |column: usize| batch.column(column).as_primitive::<Int64Type>();
        for (row, item) in batch.column(0).as_primitive::<Int32Type>().values().iter().enumerate() {
            let item = &mut found.items[*item as usize];
            item.count = long(1).value(row) as u64;
            item.first = Some(long(2).value(row));
            item.trend = long(3).value(row) as f64 / UNIT as f64;
        }
        Ok(())
    })?;
    repeats(query, &mut found.items)?;
    Ok(found)
}

/// How often an item is followed by another of the same sequence, and after how many days in the middle.
fn repeats(query: &Query, items: &mut [Item]) -> Result<()> {
    let sql = format!(
        "SELECT item, (at - before) / {DAY} AS days, COUNT(*) AS times FROM (
            SELECT item, at, LAG(at) OVER (PARTITION BY sequence, item ORDER BY step) AS before FROM entries
        ) WHERE before IS NOT NULL GROUP BY item, (at - before) / {DAY} ORDER BY item, days"
    );
    let mut gaps: Vec<(i64, u64)> = Vec::new();
    let mut last = None;
    query.each(&sql, false, |batch| {
        let long = |column: usize| batch.column(column).as_primitive::<Int64Type>();
        for (row, item) in batch.column(0).as_primitive::<Int32Type>().values().iter().enumerate() {
            if last.is_some_and(|last| last != *item) {
                settle(items, last.take(), &mut gaps);
            }
            last = Some(*item);
            gaps.push((long(1).value(row), long(2).value(row) as u64));
        }
        Ok(())
    })?;
    settle(items, last, &mut gaps);
    Ok(())
}

fn settle(items: &mut [Item], item: Option<i32>, gaps: &mut Vec<(i64, u64)>) {
    if let Some(item) = item.and_then(|item| items.get_mut(item as usize)) {
        let times: u64 = gaps.iter().map(|(_, times)| times).sum();
        item.repeat = repeat_share(times, item.count);
        item.gap = middle(gaps, times).filter(|days| *days > 0).map(|days| days as f64);
    }
    gaps.clear();
}

/// The middle of values in order, each occurring so many times.
fn middle(values: &[(i64, u64)], times: u64) -> Option<i64> {
    let mut passed = 0;
    values
        .iter()
        .find(|(_, count)| {
            passed += count;
            passed * 2 >= times
        })
        .map(|(value, _)| *value)
}
