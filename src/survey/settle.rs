//! The heart: a change marks what reads it, and what is marked runs, pass after pass in the order of the document, until
//! nothing is.

use super::Answer;
use super::defaults::{is_bearable, is_same};
use super::model::{NONE, Role};
use super::rule::Rule;
use super::scene::Scene;
use super::session::Survey;
use super::spec::When;
use crate::expr::{Value, is_true};
use crate::kernel::gather::Gather;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How many passes one change may take: expressions that chase each other stop here.
const MAX_PASSES: u32 = 11;

/// How often the triggers of one question may run within one call.
const MAX_RUNS: u32 = 100;

/// How deep triggers of questions may follow each other at once; beyond that they wait for their turn.
const MAX_DEPTH: usize = 20;

/// The place of a cell in the document, and the cell.
type Place = (u32, u32);

/// What is to be done.
#[derive(Debug, Clone, Default)]
pub(super) struct Work {
    /// Cells that run in this pass.
    pub(super) dirty: BinaryHeap<Reverse<Place>>,
    /// Cells behind the one at work, which the pass has left behind: they run in the next.
    later: Vec<Reverse<Place>>,
    /// The cell at work; none outside of a pass.
    pub(super) at: Option<Place>,
    /// Whether an answer changed during the pass, so that there is another.
    again: bool,
    /// Whether everything runs, in every pass.
    pub(super) everything: bool,
    /// The slots that changed since the triggers of questions last ran.
    keys: Vec<u32>,
    /// Slots whose triggers wait because too many already follow each other.
    waiting: Vec<u32>,
    depth: usize,
    /// Triggers of questions that ran within this call.
    ran: Vec<u32>,
}

impl Survey {
    /// Runs the marked cells until none is left. At the end of the survey nothing runs any more.
    pub(super) fn settle(&mut self) {
        if self.work.at.is_some() || self.loading {
            return;
        }
        self.note_standing();
        if self.completed {
            while self.next_marked().is_some() {}
            return;
        }
        for _ in 0..MAX_PASSES {
            while let Some(place) = self.next_marked() {
                self.work.at = Some(place);
                self.run(place.1);
            }
            self.work.at = None;
            for place in std::mem::take(&mut self.work.later) {
                self.work.dirty.push(place);
            }
            if !std::mem::take(&mut self.work.again) {
                break;
            }
        }
    }

    /// Marks cells: what lies behind the cell at work waits for the next pass.
    pub(super) fn mark(&mut self, cells: &[u32]) {
        for id in cells {
            let Some(cell) = self.cells.get_mut(*id as usize) else { continue };
            if cell.role.waits() || !cell.alive || std::mem::replace(&mut cell.marked, true) {
                continue;
            }
            let place = Reverse((cell.order, *id));
            match self.work.at {
                // The other way round: the last come first out of the heap.
                Some(at) if place >= Reverse(at) => self.work.later.push(place),
                _ => self.work.dirty.push(place),
            }
        }
    }

    /// The first of the marked cells, which is so no more.
    fn next_marked(&mut self) -> Option<Place> {
        let Reverse(place) = self.work.dirty.pop()?;
        if let Some(cell) = self.cells.get_mut(place.1 as usize) {
            cell.marked = false;
        }
        Some(place)
    }

    /// Runs every condition again. It changes nothing: an answer has already run what depends on it.
    pub fn recompute(&mut self) {
        self.all_dirty();
        self.settle();
        self.forget_changes();
    }

    /// Slots changed: what reads them runs, then the triggers of questions, then those of the survey.
    pub(super) fn react(&mut self, slots: &[u32]) {
        self.work.keys.extend_from_slice(slots);
        if self.work.at.is_some() {
            self.work.again = true;
        } else {
            self.settle();
            self.set_questions(slots);
            self.work.keys.clear();
            self.set_waiting();
        }
        self.pull_triggers(slots);
    }

    /// Whether a rule runs again in the next pass: because it reads one of the slots that changed, or does so always.
    pub(super) fn runs_again(&self, rule: &Rule) -> bool {
        self.work.everything
            || rule.variables().is_empty()
            || self.work.keys.iter().any(|slot| self.store.slot(*slot).is_some_and(|slot| rule.reads(slot.read())))
    }

    /// Forgets what changed, so that no trigger of a question runs for it.
    pub(super) fn forget_changes(&mut self) {
        self.work.everything = false;
        self.work.keys.clear();
    }

    /// At the end of a call: the triggers of questions may run again.
    pub(super) fn rest(&mut self) {
        for id in std::mem::take(&mut self.work.ran) {
            if let Some(cell) = self.cells.get_mut(id as usize) {
                cell.runs = 0;
            }
        }
    }

    /// Runs `setValueIf` and `resetValueIf` where they read what changed, in the order of the document. What they set runs
    /// those that read it at once; after that, only the first change counts for the others.
    fn set_questions(&mut self, slots: &[u32]) {
        if self.is_shown_only() {
            return;
        }
        if self.work.depth >= MAX_DEPTH {
            self.work.waiting.extend_from_slice(slots);
            return;
        }
        self.work.depth = self.work.depth.saturating_add(1);
        let mut cells = self.triggers_of_questions(&self.work.keys, (0, 0));
        let mut last = NONE;
        while let Some(Reverse((order, id))) = cells.pop() {
            if std::mem::replace(&mut last, id) == id {
                continue;
            }
            self.run_trigger(id);
            if self.work.keys.is_empty() {
                cells = self.triggers_of_questions(slots, (order, id.saturating_add(1)));
                self.work.keys.extend_from_slice(slots);
            }
        }
        self.work.depth = self.work.depth.saturating_sub(1);
    }

    /// The triggers that had to wait, now that no other runs.
    fn set_waiting(&mut self) {
        while self.work.depth == 0 && !self.work.waiting.is_empty() {
            let slots = std::mem::take(&mut self.work.waiting);
            self.work.keys.extend_from_slice(&slots);
            self.set_questions(&slots);
            self.work.keys.clear();
        }
    }

    /// The triggers of questions that read the slots or nothing at all, from a place on.
    fn triggers_of_questions(&self, slots: &[u32], from: Place) -> BinaryHeap<Reverse<Place>> {
        let mut triggers = BinaryHeap::new();
        let mut add = |readers: &[u32]| {
            for id in readers {
                let cell = self.cells.get(*id as usize).filter(|cell| cell.role.waits());
                let place = cell.map(|cell| (cell.order, *id)).filter(|place| *place >= from);
                if let Some(place) = place {
                    triggers.push(Reverse(place));
                }
            }
        };
        slots.iter().for_each(|slot| add(self.store.readers(*slot)));
        add(&self.restless);
        triggers
    }

    fn run_trigger(&mut self, id: u32) {
        let Some(cell) = self.cells.get_mut(id as usize).filter(|cell| cell.alive) else { return };
        let element = cell.element;
        if cell.runs >= MAX_RUNS || self.giving.contains(&element) {
            return;
        }
        cell.runs = cell.runs.saturating_add(1);
        self.work.ran.push(id);
        self.run(id);
    }

    pub(super) fn run(&mut self, id: u32) {
        let Some(cell) = self.cells.get(id as usize).filter(|cell| cell.alive) else { return };
        let (role, element, item) = (cell.role, cell.element, cell.item);
        match cell.rule.clone() {
            Some(rule) => self.run_rule(role, element, item, &rule),
            None => match role {
                Role::Choices => self.choose(element),
                Role::Rows => self.choose_rows(element),
                Role::Totals => self.total(element),
                _ => {}
            },
        }
        if role == Role::Visible && self.kind(element).is_container() {
            self.tell(element);
        }
    }

    fn run_rule(&mut self, role: Role, element: u32, item: u32, rule: &Rule) {
        match role {
            Role::Default => return self.run_default(element, item, rule),
            Role::SetIf => return self.run_set(element, item, rule),
            // What cannot be answered now keeps what it shows, but for the defaults that return with the preview.
            Role::Formula if !self.preview && self.is_read_only(element) => return,
            _ => {}
        }
        let value = self.evaluate(rule, element, item);
        let holds = is_true(&value);
        match role {
            Role::Visible => self.want(element, holds),
            Role::ItemVisible => self.show_item(item, holds),
            Role::Enabled => self.enable(element, value != Value::Bool(false)),
            Role::Required => self.require(element, holds),
            Role::Calculated(index) => self.calculate(index, value),
            Role::Formula => self.write_formula(element, value),
            Role::ResetIf if holds && !self.answer_of(element).is_empty() => self.reset(element),
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
            let computed: Vec<u32> = self.walk(&[element]).into_iter().map(|one| self.element(one).own).gather();
            self.mark(&computed);
        }
    }

    fn require(&mut self, element: u32, required: bool) {
        let Some(found) = self.element_mut(element) else { return };
        if std::mem::replace(&mut found.required, required) != required {
            self.note(element);
        }
    }

    /// A computed default follows what it reads until somebody answers; but not where it would be cleared at once.
    fn run_default(&mut self, element: u32, item: u32, rule: &Rule) {
        let found = self.element(element);
        if found.touched || (!found.shown && self.clears(element)) {
            return;
        }
        let value = self.computed_default(element, item, rule);
        self.write_answer(element, value, true);
    }

    /// What `defaultValueExpression` says, or the default where that is nothing.
    pub(super) fn computed_default(&self, element: u32, item: u32, rule: &Rule) -> Answer {
        match self.evaluate(rule, element, item) {
            Value::Undefined | Value::Null => self.default_of(element),
            value => as_answer(value),
        }
    }

    /// `setValueExpression`, where `setValueIf` holds or there is none.
    fn run_set(&mut self, element: u32, item: u32, rule: &Rule) {
        let spec = self.spec(element);
        let set = spec.rule(When::Set).cloned();
        if spec.rule(When::SetIf).is_some() && !self.holds(rule, element, item) {
            return;
        }
        match set {
            Some(set) => {
                let value = self.evaluate(&set, element, item);
                self.write_answer(element, as_answer(value), false);
            }
            None => self.clear_alone(element),
        }
    }

    fn write_formula(&mut self, element: u32, value: Answer) {
        let value = as_answer(value);
        if !is_same(self.answer_of(element), &value) && is_bearable(&value) {
            self.store_answer(element, value, true);
        }
    }

    fn calculate(&mut self, index: u32, value: Answer) {
        let document = self.held_document();
        let Some(calculated) = document.calculated.get(index as usize) else { return };
        let slot = self.store.slot_of(&calculated.name);
        self.write_extra(slot, value);
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
        Value::Null => Value::Undefined,
        Value::Number(number) | Value::Date(number) if !number.is_finite() => Value::Undefined,
        other => other,
    }
}
