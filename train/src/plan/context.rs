//! How sales differ by the facts of their moment, and by groups of customers.

use super::Query;
use super::items::HALF;
use crate::check::Fact;
use crate::lines::Log;
use anyhow::{Context, Result};
use datafusion::arrow::array::{ArrayRef, AsArray, Int32Array};
use datafusion::arrow::datatypes::{Int32Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use libm::{erfc, sqrt};
use parquet::arrow::ArrowWriter;
use patronage::recommend::{Lift, Segment};
use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

/// A value that fewer steps had tells nothing.
const STEPS: u64 = 30;
/// How many steps of no difference are counted beside those of the log: they draw a ratio towards 1.
const PRIOR: f64 = 20.0;
/// How likely one lift of all would be found where there are none.
const CHANCE: f64 = 0.01;
/// No more lifts than these go into the pack, those that differ most.
const LIFTS: usize = 500;

/// How many groups of customers have favourites, how many lines each has at least, and how many favourites.
const SEGMENTS: usize = 8;
const LINES: u64 = 500;
const FAVOURITES: usize = 50;

/// What a category's share of the steps with a fact is of its share of all: a lift where that is no chance. The test is the
/// likelihood ratio of the fourfold table (Dunning, Accurate methods for the statistics of surprise and coincidence, 1993),
/// its bound shared among all pairs that are tested (Bonferroni).
///
/// # Errors
/// Where a query fails.
pub fn lifts(query: &Query, log: &Log) -> Result<Vec<Lift>> {
    let told = |fact: &Fact| log.facts[*fact as usize].list.len() > 1;
    if log.categories.list.len() < 2 || !Fact::CONTEXT.iter().any(told) {
        return Ok(Vec::new());
    }
    categories(query, log)?;
    let mut tables = Vec::new();
    for fact in Fact::CONTEXT.into_iter().filter(told) {
        tables.push((fact, counted(query, fact)?));
    }
    let tested: usize = tables.iter().map(|(_, table)| table.pairs.len()).sum();
    let mut lifts = Vec::new();
    for (fact, table) in &tables {
        for ((value, category), both) in &table.pairs {
            let Some(ratio) = table.lift(*value, *category, *both, CHANCE / tested as f64) else { continue };
            let value = log.facts[*fact as usize].list[*value as usize].clone();
            lifts.push(Lift { fact: fact.name().to_owned(), value, category: *category, ratio });
        }
    }
    lifts.sort_by(|a, b| libm::log(b.ratio).abs().total_cmp(&libm::log(a.ratio).abs()));
    lifts.truncate(LIFTS);
    lifts.sort_by(|a, b| (&a.fact, &a.value, a.category).cmp(&(&b.fact, &b.value, b.category)));
    Ok(lifts)
}

/// How many steps had each value, each category, and both.
#[derive(Default)]
struct Table {
    values: BTreeMap<u32, u64>,
    categories: BTreeMap<u32, u64>,
    pairs: BTreeMap<(u32, u32), u64>,
    steps: u64,
}

impl Table {
    /// The ratio, where it is less likely than `chance` that there is none.
    fn lift(&self, value: u32, category: u32, both: u64, chance: f64) -> Option<f64> {
        let (of_value, of_category) = (self.values[&value], self.categories[&category]);
        let rest = |whole: u64, part: u64| (whole - part) as f64;
        let share = of_category as f64 / self.steps as f64;
        let expected = of_value as f64 * share;
        let cells = [
            (both as f64, expected),
            (rest(of_value, both), of_value as f64 - expected),
            (rest(of_category, both), of_category as f64 - expected),
            (rest(self.steps + both, of_value + of_category), (self.steps - of_value) as f64 * (1.0 - share)),
        ];
        let seen = cells.iter().filter(|(seen, _)| *seen > 0.0);
        let ratio: f64 = 2.0 * seen.map(|(seen, expected)| seen * libm::log(seen / expected)).sum::<f64>();
        let unlikely = of_value >= STEPS && erfc(sqrt(ratio.max(0.0) / 2.0)) < chance;
        unlikely.then(|| (both as f64 + PRIOR) / (expected + PRIOR))
    }
}

fn counted(query: &Query, fact: Fact) -> Result<Table> {
    let column = fact.column();
    let told = format!(
        "(SELECT sequence, basket, MAX({column}) AS value FROM lines WHERE {column} >= 0 GROUP BY sequence, basket) AS told"
    );
    let mut table = Table::default();
    query.each(&format!("SELECT value, COUNT(*) AS steps FROM {told} GROUP BY value"), false, |batch| {
        for row in 0..batch.num_rows() {
            let value = batch.column(0).as_primitive::<Int32Type>().value(row) as u32;
            let steps = batch.column(1).as_primitive::<Int64Type>().value(row) as u64;
            *table.values.entry(value).or_default() += steps;
            table.steps += steps;
        }
        Ok(())
    })?;
    let sql = format!(
        "SELECT told.value, held.category, COUNT(*) AS steps FROM {told}
        JOIN (
            SELECT DISTINCT lines.sequence, lines.basket, categories.category
            FROM lines JOIN categories ON lines.item = categories.item
        ) AS held ON told.sequence = held.sequence AND told.basket = held.basket
        GROUP BY told.value, held.category"
    );
    query.each(&sql, false, |batch| {
        for row in 0..batch.num_rows() {
            let number = |column: usize| batch.column(column).as_primitive::<Int32Type>().value(row) as u32;
            let steps = batch.column(2).as_primitive::<Int64Type>().value(row) as u64;
            *table.categories.entry(number(1)).or_default() += steps;
            *table.pairs.entry((number(0), number(1))).or_default() += steps;
        }
        Ok(())
    })?;
    Ok(table)
}

/// Makes the table `categories` of items that have one.
fn categories(query: &Query, log: &Log) -> Result<()> {
    let known = || (0..).zip(&log.items).filter_map(|(item, named): (i32, _)| Some((item, named.category? as i32)));
    let column = |values: Vec<i32>| -> ArrayRef { Arc::new(Int32Array::from(values)) };
    let items = column(known().map(|known| known.0).collect());
    let batch =
        RecordBatch::try_from_iter([("item", items), ("category", column(known().map(|known| known.1).collect()))])?;
    let path = query.path("categories");
    let file = File::create(&path).with_context(|| path.display().to_string())?;
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None)?;
    writer.write(&batch)?;
    writer.close()?;
    query.table("categories")
}

/// The largest groups of customers, the largest first, and what each takes most and what it takes now.
///
/// # Errors
/// Where a query fails.
pub fn segments(query: &Query, log: &Log, until: i64) -> Result<Vec<Segment>> {
    let names = &log.facts[Fact::Segment as usize].list;
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut segments: Vec<(i32, Segment)> = Vec::new();
    let sql = format!(
        "SELECT segment FROM (SELECT segment, COUNT(*) AS count FROM lines WHERE segment >= 0 GROUP BY segment)
        WHERE count >= {LINES} ORDER BY count DESC, segment LIMIT {SEGMENTS}"
    );
    query.each(&sql, false, |batch| {
        let own = |number: &i32| (*number, Segment { name: names[*number as usize].clone(), ..Segment::default() });
        segments.extend(batch.column(0).as_primitive::<Int32Type>().values().iter().map(own));
        Ok(())
    })?;
    for (number, segment) in &mut segments {
        for (order, list) in [("count", &mut segment.popular), ("trend", &mut segment.trending)] {
            let sql = format!(
                "SELECT item FROM (
                    SELECT item, COUNT(*) AS count, SUM(trend_weight({until} - at, {HALF})) AS trend
                    FROM lines WHERE segment = {number} GROUP BY item
                ) ORDER BY {order} DESC, item LIMIT {FAVOURITES}"
            );
            query.each(&sql, false, |batch| {
                list.extend(batch.column(0).as_primitive::<Int32Type>().values().iter().map(|item| *item as u32));
                Ok(())
            })?;
        }
    }
    Ok(segments.into_iter().map(|segment| segment.1).collect())
}
