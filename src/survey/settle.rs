//! The heart: a change marks what reads it, and what is marked runs until nothing is.

use super::Answer;
use super::model::{NONE, Role};
use super::rule::Rule;
use super::scene::Scene;
use super::session::Survey;
use crate::expr::Value;
use std::cmp::Reverse;

/// How often one expression may run within one call: those that chase each other stop here.
const MAX_RUNS: u32 = 11;

impl Survey {
    /// Runs the marked cells in the order of the document until none is left.
    pub(super) fn settle(&mut self) {
        if self.draining {
            return;
        }
        self.draining = true;
        let mut ran = Vec::new();
        while let Some(id) = self.next_marked() {
            let Some(cell) = self.cells.get_mut(id as usize) else { continue };
            cell.runs = cell.runs.saturating_add(1);
            if cell.runs <= MAX_RUNS && cell.alive {
                ran.push(id);
                self.run(id);
            }
        }
        for id in ran {
            if let Some(cell) = self.cells.get_mut(id as usize) {
                cell.runs = 0;
            }
        }
        self.draining = false;
    }

    /// Runs every condition again. It changes nothing: an answer has already run what depends on it.
    pub fn recompute(&mut self) {
        self.all_dirty();
        self.settle();
    }

    /// Runs the calculated values, which come before everything else.
    pub(super) fn settle_calculated(&mut self) {
        let draining = std::mem::replace(&mut self.draining, true);
        while let Some(Reverse((0, _))) = self.dirty.peek()
            && let Some(id) = self.next_marked()
        {
            let Some(cell) = self.cells.get_mut(id as usize) else { continue };
            cell.runs = cell.runs.saturating_add(1);
            if cell.runs <= MAX_RUNS {
                self.run(id);
            }
        }
        for cell in self.cells.iter_mut().take(self.document.calculated.len()) {
            cell.runs = 0;
        }
        self.draining = draining;
    }

    /// These cells must run.
    pub(super) fn mark(&mut self, cells: &[u32]) {
        for id in cells {
            if let Some(cell) = self.cells.get_mut(*id as usize)
                && !std::mem::replace(&mut cell.marked, true)
            {
                self.dirty.push(Reverse((cell.order, *id)));
            }
        }
    }

    /// These cells must run, but for those that wait for a change.
    pub(super) fn mark_ready(&mut self, cells: &[u32]) {
        let ready = |id: &&u32| self.cells.get(**id as usize).is_some_and(|cell| cell.alive && !cell.role.waits());
        let ready: Vec<u32> = cells.iter().filter(ready).copied().collect();
        self.mark(&ready);
    }

    /// The first of the marked cells, which is so no more.
    fn next_marked(&mut self) -> Option<u32> {
        let Reverse((_, id)) = self.dirty.pop()?;
        if let Some(cell) = self.cells.get_mut(id as usize) {
            cell.marked = false;
        }
        Some(id)
    }

    fn run(&mut self, id: u32) {
        let Some(cell) = self.cells.get(id as usize) else { return };
        let (role, element, item) = (cell.role, cell.element, cell.item);
        let rule = cell.rule.clone();
        match (role, rule) {
            (Role::Choices, _) => self.choose(element),
            (Role::Rows, _) => self.choose_rows(element),
            (Role::ItemVisible, Some(rule)) => {
                let holds = self.holds(&rule, element, item);
                self.show_item(item, holds);
            }
            (Role::Totals, _) => self.total(element),
            (Role::Calculated(index), Some(rule)) => {
                let value = self.evaluate(&rule, NONE, NONE);
                self.calculate(index, value);
            }
            (Role::Visible, Some(rule)) => {
                let holds = self.holds(&rule, element, item);
                self.want(element, holds);
            }
            (Role::Enabled, Some(rule)) => {
                let holds = self.holds(&rule, element, item);
                self.enable(element, holds);
            }
            (Role::Required, Some(rule)) => {
                let holds = self.holds(&rule, element, item);
                self.require(element, holds);
            }
            // What cannot be answered now keeps what it shows.
            (Role::Formula, Some(_)) if self.is_read_only(element) => {}
            (Role::Formula, Some(rule)) => {
                let value = self.evaluate(&rule, element, item);
                self.write_formula(element, value);
            }
            (Role::Default, Some(rule)) => self.run_default(element, item, &rule),
            (Role::ResetIf, Some(rule)) if self.holds(&rule, element, item) => self.reset(element),
            (Role::SetIf, Some(rule)) => self.run_set(element, item, &rule),
            _ => {}
        }
    }

    pub(super) fn holds(&self, rule: &Rule, element: u32, item: u32) -> bool {
        rule.expression().holds(&Scene { survey: self, rule, item, choice: None, element })
    }

    pub(super) fn evaluate(&self, rule: &Rule, element: u32, item: u32) -> Answer {
        rule.expression().evaluate(&Scene { survey: self, rule, item, choice: None, element }).into_owned()
    }

    fn enable(&mut self, element: u32, enabled: bool) {
        let Some(found) = self.element_mut(element) else { return };
        if std::mem::replace(&mut found.enabled, enabled) != enabled {
            self.note(element);
            let formula = self.element(element).map_or(NONE, |found| found.formula);
            self.mark(&[formula]);
        }
    }

    fn require(&mut self, element: u32, required: bool) {
        let Some(found) = self.element_mut(element) else { return };
        if std::mem::replace(&mut found.required, required) != required {
            self.note(element);
        }
    }

    fn run_default(&mut self, element: u32, item: u32, rule: &Rule) {
        if self.element(element).is_some_and(|found| found.touched) {
            return;
        }
        let value = self.evaluate(rule, element, item);
        if value.is_empty() && self.answer_of(element).is_empty() {
            return;
        }
        self.write_answer(element, as_answer(value));
    }

    /// `setValueExpression`, where `setValueIf` holds or there is none.
    fn run_set(&mut self, element: u32, item: u32, rule: &Rule) {
        let Some(spec) = self.spec(element) else { return };
        let set = spec.set_rule.clone();
        if spec.set_if.is_some() && !self.holds(rule, element, item) {
            return;
        }
        let value = set.map_or(Value::Undefined, |set| self.evaluate(&set, element, item));
        self.write_answer(element, as_answer(value));
    }

    fn write_formula(&mut self, element: u32, value: Answer) {
        let value = as_answer(value);
        if *self.answer_of(element) != value {
            self.store_answer(element, value);
        }
    }

    fn calculate(&mut self, index: u32, value: Answer) {
        let document = std::sync::Arc::clone(&self.document);
        let Some(calculated) = document.calculated.get(index as usize) else { return };
        let slot = self.store.slot_of(&calculated.name);
        if calculated.included {
            self.write_slot(slot, as_answer(value));
        } else {
            self.write_extra(slot, value);
        }
    }

    /// A page, panel or question looks different now.
    pub(super) fn note(&mut self, element: u32) {
        if !self.loading {
            let path = self.path(element).into();
            self.changes.elements.push(path);
        }
    }
}

/// A computed value as it is kept: a date as its text, no NaN.
pub(super) fn as_answer(value: Answer) -> Answer {
    match value {
        Value::Number(number) if !number.is_finite() => Value::Undefined,
        other => other,
    }
}
