//! The totals of the columns of a matrix, kept beside its answer.

use super::Answer;
use super::defaults::object;
use super::model::{NONE, Role};
use super::session::Survey;
use super::spec::{Spec, Total};
use crate::expr::{Field, Value};
use crate::kernel::gather::Gather;
use crate::kernel::text::followed;

/// What the name of a matrix ends with where its totals are kept.
pub(super) const TOTAL: &str = "-total";

impl Survey {
    /// The cell of the totals runs when the answer of the matrix changes, or what a total reads.
    pub(super) fn make_total_cell(&mut self, id: u32, spec: &Spec, item: u32, order: u32) {
        let cell = self.cell(Role::Totals, None, id, item, order);
        let slot = self.element(id).slot;
        self.store.watch_slot(slot, cell);
        for total in &spec.totals {
            total.rule.iter().for_each(|rule| self.watch(rule, cell));
        }
    }

    /// Computes the totals again.
    pub(super) fn total(&mut self, question: u32) {
        let document = self.held_document();
        let (spec, item) = (document.spec(self.element(question).spec), self.element(question).item);
        let value = |total: &Total| match &total.rule {
            Some(rule) => super::settle::as_answer(self.evaluate(rule, question, item)),
            None => summed(&total.kind, &self.column(question, &total.name)),
        };
        let totals = spec.totals.iter().map(|total| (total.name.to_string().into(), value(total))).gather();
        let totals = object(totals);
        let name = followed(&spec.value_name, TOTAL);
        if item == NONE {
            let slot = self.store.slot_of(&name);
            self.write_slot(slot, totals, NONE);
        } else if self.item_answer(item).field(&name) != Some(&totals) {
            self.write_field(item, &name, totals);
        }
    }

    /// The values of a column in all rows that are shown.
    fn column(&self, question: u32, name: &str) -> Vec<Answer> {
        let items: Vec<_> = self.element(question).items.iter().map(|item| self.item(*item)).gather();
        let of = |row: &Answer| row.field(name).filter(|value| !value.is_empty()).cloned();
        match self.answer_of(question) {
            Value::List(rows) => {
                let shown = |at: &usize| items.get(*at).is_none_or(|item| item.visible);
                (0..rows.len()).filter(shown).filter_map(|at| of(rows.get(at)?)).gather()
            }
            Value::Object(rows) => {
                let shown = |row: &&Field<'static>| !items.iter().any(|item| !item.visible && item.is_row(&row.name));
                rows.iter().filter(shown).filter_map(|row| of(&row.value)).gather()
            }
            _ => Vec::new(),
        }
    }
}

fn summed(kind: &str, values: &[Answer]) -> Answer {
    let numbers: Vec<f64> = values.iter().filter_map(Value::as_number).gather();
    let sum: f64 = numbers.iter().fold(0.0, |sum, number| sum + number);
    let count = f64::from(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
    Value::Number(match kind {
        "sum" => sum,
        "count" => f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX)),
        "avg" if count > 0.0 => sum / count,
        "min" => numbers.iter().copied().reduce(f64::min).unwrap_or(0.0),
        "max" => numbers.iter().copied().reduce(f64::max).unwrap_or(0.0),
        _ => 0.0,
    })
}
