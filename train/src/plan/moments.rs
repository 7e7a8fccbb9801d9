//! The moments of steps that are held back, and the lifts that the rest of the log shows.

use super::Query;
use super::context::lifts_of;
use crate::check::Fact;
use crate::lines::Log;
use crate::search::Cut;
use anyhow::{Context, Result};
use datafusion::arrow::array::{ArrayRef, AsArray, Int64Array};
use datafusion::arrow::datatypes::{Int32Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use patronage::recommend::Lift;
use std::collections::HashMap;
use std::sync::Arc;

/// What a fact is at some moment: the fact by its place among [`Fact::CONTEXT`], and the number of its value.
type Told = (usize, i32);

/// The moments of the steps that a cut holds back.
#[derive(Debug, Clone, Default)]
pub struct Moments {
    /// How many lifts there are in what is not held back.
    pub lifts: usize,
    /// By what a fact is, the categories that sell more or less then, each with how much.
    ratios: HashMap<Told, Vec<(u32, f64)>>,
    /// By sequence and step, the value of each fact; below 0 where it isn't known.
    values: HashMap<(i64, i64), [i32; Fact::CONTEXT.len()]>,
}

impl Moments {
    /// How much more or less a category sells at the moment of a step that is held back, for all lifts that hold then; a
    /// category may be there more than once.
    pub fn ratios(&self, sequence: i64, step: usize) -> impl Iterator<Item = (u32, f64)> {
        let values = self.values.get(&(sequence, step as i64)).into_iter().flatten();
        values.enumerate().filter_map(|(fact, value)| self.ratios.get(&(fact, *value))).flatten().copied()
    }
}

/// Learns lifts of everything that a cut doesn't hold back, and reads the facts of what it does. [`super::lifts`] has asked the
/// whole log before.
///
/// # Errors
/// Where a query fails.
pub fn moments(query: &Query, log: &Log, cut: &Cut) -> Result<Moments> {
    later(query, cut)?;
    query.keep(
        "aside",
        "SELECT steps.sequence, basket, step FROM steps JOIN later ON steps.sequence = later.sequence WHERE step >= since",
    )?;
    query.keep(
        "known",
        "SELECT lines.* FROM lines LEFT ANTI JOIN aside
            ON lines.sequence = aside.sequence AND lines.basket = aside.basket",
    )?;
    let lifts = lifts_of(query, log, "known")?;
    let mut moments = Moments { lifts: lifts.len(), ..Moments::default() };
    for Lift { fact, value, category, ratio } in lifts {
        let told = Fact::CONTEXT.iter().position(|own| own.name() == fact).and_then(|place| {
            let values = &log.facts[Fact::CONTEXT[place] as usize].list;
            Some((place, values.iter().position(|own| *own == value)? as i32))
        });
        moments
            .ratios
            .entry(told.context("a lift is of a fact that the log tells")?)
            .or_default()
            .push((category, ratio));
    }
    let facts = Fact::CONTEXT.map(|fact| format!("MAX({})", fact.column())).join(", ");
    let sql = format!(
        "SELECT aside.sequence, step, {facts} FROM lines JOIN aside
            ON lines.sequence = aside.sequence AND lines.basket = aside.basket GROUP BY aside.sequence, step"
    );
    query.each(&sql, false, |batch| {
        let [sequences, steps] = [0, 1].map(|column| batch.column(column).as_primitive::<Int64Type>());
        for row in 0..batch.num_rows() {
            let value = |fact| batch.column(2 + fact).as_primitive::<Int32Type>().value(row);
            moments.values.insert((sequences.value(row), steps.value(row)), std::array::from_fn(value));
        }
        Ok(())
    })?;
    Ok(moments)
}

/// Makes the table `later` of the sequences that a cut holds back, each since its first step that is.
fn later(query: &Query, cut: &Cut) -> Result<()> {
    let (sequences, since): (Vec<i64>, Vec<i64>) = cut.held().map(|(sequence, first)| (sequence, first as i64)).unzip();
    let [sequences, since] = [sequences, since].map(|column| -> ArrayRef { Arc::new(Int64Array::from(column)) });
    query.write("later", &RecordBatch::try_from_iter([("sequence", sequences), ("since", since)])?)
}
