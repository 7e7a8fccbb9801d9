//! How sales differ by the facts of their moment, and by groups of customers.

use super::Query;
use super::items::HALF;
use crate::check::Fact;
use crate::lines::Log;
use anyhow::Result;
use datafusion::arrow::array::{ArrayRef, AsArray, Int32Array};
use datafusion::arrow::datatypes::{Int32Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use libm::{erfc, sqrt};
use patronage::recommend::{Lift, Segment};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value that fewer steps had tells nothing.
const STEPS: f64 = 30.0;
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

/// A category's share of the steps with a value of a fact, over its share of all steps of which the fact is known: a lift
/// where that is no chance. Two tests must say so, their bound shared among all pairs that are tested (Bonferroni): the
/// likelihood ratio of the fourfold table (Dunning, Accurate methods for the statistics of surprise and coincidence, 1993),
/// which is right for rare categories, and the generalized score test with sequences as clusters (Boos, On generalized score
/// tests, 1992), since steps of one sequence are not independent: whoever lives in the north and likes tea does so in every
/// step.
///
/// # Errors
/// Where a query fails.
pub fn lifts(query: &Query, log: &Log) -> Result<Vec<Lift>> {
    if log.categories.list.len() < 2 || told(log).next().is_none() {
        return Ok(Vec::new());
    }
    categories(query, log)?;
    lifts_of(query, log, "lines")
}

/// The facts that may make a difference.
fn told(log: &Log) -> impl Iterator<Item = Fact> {
    Fact::CONTEXT.into_iter().filter(|fact| log.facts[*fact as usize].list.len() > 1)
}

/// The lifts of a table of lines.
pub(super) fn lifts_of(query: &Query, log: &Log, lines: &str) -> Result<Vec<Lift>> {
    let mut tables = Vec::new();
    for fact in told(log) {
        tables.push((fact, counted(query, lines, fact)?));
    }
    let tested: usize = tables.iter().map(|(_, table)| table.tested().count()).sum();
    let mut lifts = Vec::new();
    for (fact, table) in &tables {
        for (value, category) in table.tested() {
            let Some(ratio) = table.lift(value, category, CHANCE / tested as f64) else { continue };
            let value = log.facts[*fact as usize].list[value as usize].clone();
            lifts.push(Lift { fact: fact.name().to_owned(), value, category, ratio });
        }
    }
    lifts.sort_by(|a, b| libm::log(b.ratio).abs().total_cmp(&libm::log(a.ratio).abs()));
    lifts.truncate(LIFTS);
    lifts.sort_by(|a, b| (&a.fact, &a.value, a.category).cmp(&(&b.fact, &b.value, b.category)));
    Ok(lifts)
}

/// What the sequences say of a fact and the categories. Of each sequence there are the numbers of its steps with the value,
/// with the category, with both, and of all its steps of which the fact is known; what is kept are sums over sequences.
#[derive(Default)]
struct Table {
    values: BTreeMap<u32, OfOne>,
    categories: BTreeMap<u32, OfOne>,
    pairs: BTreeMap<(u32, u32), OfPair>,
    steps: f64,
    /// The squares of all steps of a sequence.
    squares: f64,
}

/// Sums for a value or a category: its steps, their squares, their products with all steps.
#[derive(Clone, Copy, Default)]
struct OfOne {
    steps: f64,
    squares: f64,
    by_all: f64,
}

/// Sums for a pair: the steps with both, their squares, their products with those of the value, the category and all; and
/// the products of those of the value and of the category.
#[derive(Clone, Copy, Default)]
struct OfPair {
    steps: f64,
    squares: f64,
    by_value: f64,
    by_category: f64,
    by_all: f64,
    apart: f64,
}

impl Table {
    /// The pairs of a value and a category that can be told from chance; also those that never occur.
    fn tested(&self) -> impl Iterator<Item = (u32, u32)> {
        let known = self.values.iter().filter(|(_, of)| of.steps >= STEPS);
        known.flat_map(|(value, _)| self.categories.keys().map(|category| (*value, *category)))
    }

    /// The ratio, where it is less likely than `chance` that there is none.
    fn lift(&self, value: u32, category: u32, chance: f64) -> Option<f64> {
        let (of_value, of_category) = (self.values[&value], self.categories[&category]);
        let both = self.pairs.get(&(value, category)).copied().unwrap_or_default();
        let unlikely = |statistic: f64| erfc(sqrt(statistic.max(0.0) / 2.0)) < chance;
        let steps = [both.steps, of_value.steps, of_category.steps, self.steps];
        let found = unlikely(likelihood_ratio(steps)) && unlikely(self.score(of_value, of_category, both));
        let expected = of_value.steps * of_category.steps / self.steps;
        found.then(|| (both.steps + PRIOR) / (expected + PRIOR))
    }

    /// The statistic of the generalized score test: what each sequence has more or less of both than expected, summed and
    /// squared, over the sum of the squares.
    fn score(&self, value: OfOne, category: OfOne, both: OfPair) -> f64 {
        let (v, c) = (value.steps / self.steps, category.steps / self.steps);
        let more = both.steps - v * category.steps;
        // The square of `both - v * category - c * value + v * c * all`, summed over sequences.
        let own = both.squares + v * v * category.squares + c * c * value.squares + v * v * c * c * self.squares;
        let mixed = v * c * (both.by_all + both.apart) - v * both.by_category - c * both.by_value;
        let apart = v * v * c * category.by_all + v * c * c * value.by_all;
        let spread = own + 2.0 * (mixed - apart);
        if spread > 0.0 { more * more / spread } else { 0.0 }
    }
}

/// Twice the logarithm of the likelihood ratio of a fourfold table, from its sums.
fn likelihood_ratio([both, of_value, of_category, all]: [f64; 4]) -> f64 {
    let (share, outside) = (of_category / all, all - of_value);
    let cells = [
        (both, of_value * share),
        (of_value - both, of_value * (1.0 - share)),
        (of_category - both, outside * share),
        (all + both - of_value - of_category, outside * (1.0 - share)),
    ];
    let seen = cells.iter().filter(|(seen, _)| *seen > 0.0);
    2.0 * seen.map(|(seen, expected)| seen * libm::log(seen / expected)).sum::<f64>()
}

fn counted(query: &Query, lines: &str, fact: Fact) -> Result<Table> {
    let column = fact.column();
    let told = format!(
        "(SELECT sequence, basket, MAX({column}) AS value FROM {lines} WHERE {column} >= 0
            GROUP BY sequence, basket) AS told"
    );
    let [values, pairs] = ["values", "pairs"].map(|what| format!("{what}_of_{column}_in_{lines}"));
    query.keep(&values, &format!("SELECT sequence, value, COUNT(*) AS steps FROM {told} GROUP BY sequence, value"))?;
    let held = format!(
        "(SELECT DISTINCT {lines}.sequence, {lines}.basket, categories.category
        FROM {lines} JOIN categories ON {lines}.item = categories.item) AS held"
    );
    query.keep(
        &pairs,
        &format!(
            "SELECT told.sequence, told.value, held.category, COUNT(*) AS steps
            FROM {told} JOIN {held} ON told.sequence = held.sequence AND told.basket = held.basket
            GROUP BY told.sequence, told.value, held.category"
        ),
    )?;
    let mut table = Table::default();
    let wholes = format!("(SELECT sequence, SUM(steps) AS steps FROM {values} GROUP BY sequence) AS wholes");
    let sql = format!(
        "SELECT v.value, SUM(v.steps), SUM(v.steps * v.steps), SUM(v.steps * wholes.steps)
        FROM {values} AS v JOIN {wholes} ON v.sequence = wholes.sequence GROUP BY v.value ORDER BY v.value"
    );
    query.each(&sql, false, |batch| {
        for row in 0..batch.num_rows() {
            let value = batch.column(0).as_primitive::<Int32Type>().value(row) as u32;
            let [steps, squares, by_all] = sums(batch, 1, row);
            table.values.insert(value, OfOne { steps, squares, by_all });
            table.steps += steps;
            table.squares += by_all;
        }
        Ok(())
    })?;
    let sql = format!(
        "SELECT v.value, c.category, SUM(COALESCE(p.steps, 0)), SUM(COALESCE(p.steps * p.steps, 0)),
            SUM(COALESCE(p.steps * v.steps, 0)), SUM(COALESCE(p.steps * c.steps, 0)),
            SUM(COALESCE(p.steps * wholes.steps, 0)), SUM(v.steps * c.steps)
        FROM {values} AS v
        JOIN {wholes} ON v.sequence = wholes.sequence
        JOIN (SELECT sequence, category, SUM(steps) AS steps FROM {pairs} GROUP BY sequence, category) AS c
            ON v.sequence = c.sequence
        LEFT JOIN {pairs} AS p ON v.sequence = p.sequence AND v.value = p.value AND c.category = p.category
        GROUP BY v.value, c.category ORDER BY v.value, c.category"
    );
    query.each(&sql, false, |batch| {
        for row in 0..batch.num_rows() {
            let number = |column: usize| batch.column(column).as_primitive::<Int32Type>().value(row) as u32;
            let [steps, squares, by_value, by_category, by_all, apart] = sums(batch, 2, row);
            table.pairs.insert((number(0), number(1)), OfPair { steps, squares, by_value, by_category, by_all, apart });
            // All values of a sequence together are all its steps.
            let category = table.categories.entry(number(1)).or_default();
            category.steps += steps;
            category.squares += by_category;
            category.by_all += apart;
        }
        Ok(())
    })?;
    Ok(table)
}

/// Sums in a row, from a column on. They are integers, and exact as long as they are below 2^53.
fn sums<const N: usize>(batch: &RecordBatch, first: usize, row: usize) -> [f64; N] {
    std::array::from_fn(|place| batch.column(first + place).as_primitive::<Int64Type>().value(row) as f64)
}

/// Makes the table `categories` of items that have one.
fn categories(query: &Query, log: &Log) -> Result<()> {
    let known = || (0..).zip(&log.items).filter_map(|(item, named): (i32, _)| Some((item, named.category? as i32)));
    let column = |values: Vec<i32>| -> ArrayRef { Arc::new(Int32Array::from(values)) };
    let items = column(known().map(|known| known.0).collect());
    let categories = column(known().map(|known| known.1).collect());
    query.write("categories", &RecordBatch::try_from_iter([("item", items), ("category", categories)])?)
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
    // An item counts once in a step, as it does everywhere.
    let taken = "(SELECT segment, sequence, basket, item, MIN(at) AS at FROM lines WHERE segment >= 0
        GROUP BY segment, sequence, basket, item)";
    let mut segments: Vec<(i32, Segment)> = Vec::new();
    let sql = format!(
        "SELECT segment FROM (SELECT segment, COUNT(*) AS count FROM {taken} GROUP BY segment)
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
                    FROM {taken} WHERE segment = {number} GROUP BY item
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
