//! Triggers: what happens when a condition becomes true.

use super::Answer;
use super::model::NONE;
use super::session::Survey;
use super::spec::{Action, Trigger};
use crate::expr::{Items, Value};
use crate::kernel::gather::Gather;
use crate::kernel::text::{parts, whole};

/// How often the triggers run for one change, each time for what the time before has changed.
const MAX_ROUNDS: usize = 3;

/// A change of a slot that is under way.
pub(super) struct Change {
    pub(super) slot: u32,
    /// What the answer was before the change around this one, where there is such a change.
    around: Option<Answer>,
}

impl Trigger {
    /// Whether it runs only for a question that is answered well.
    fn needs_valid(&self) -> bool {
        matches!(self.action, Action::Complete | Action::Skip { .. })
    }
}

impl Survey {
    /// Runs the triggers that read what changed, in the order of the document; what they change in turn counts for those
    /// that come after them, and then for all, twice more at most.
    pub(super) fn pull_triggers(&mut self, slots: &[u32]) {
        let document = self.held_document();
        if document.triggers.is_empty() || self.completed || self.is_shown_only() {
            return;
        }
        if let Some(pulled) = &mut self.pulled {
            pulled.extend_from_slice(slots);
            return;
        }
        let wrong = document.triggers.iter().any(Trigger::needs_valid) && self.is_wrong_at(slots);
        let mut start = 0;
        self.pulled = Some(slots.to_vec());
        for slot in slots {
            if let Some(found) = self.store.slot_mut(*slot) {
                found.changing = false;
            }
        }
        for _ in 0..MAX_ROUNDS {
            let end = self.pulled.as_ref().map_or(0, Vec::len);
            for trigger in &document.triggers {
                let changed = self.pulled.as_deref().and_then(|pulled| pulled.get(start..)).unwrap_or(&[]).to_vec();
                if !(wrong && trigger.needs_valid()) && self.concerns(trigger, &changed) {
                    self.pull(trigger);
                }
            }
            start = end;
            if self.pulled.as_ref().is_none_or(|pulled| pulled.len() == end) {
                break;
            }
        }
        self.pulled = None;
    }

    /// Whether a trigger reads one of the slots, or nothing at all; what it sets alone does not set it again.
    fn concerns(&self, trigger: &Trigger, slots: &[u32]) -> bool {
        let named = |slot: &u32, name: &str| self.store.slot(*slot).is_some_and(|slot| *slot.name == *name);
        let only = |name: &str| slots.iter().all(|slot| named(slot, name));
        match &trigger.action {
            Action::Complete => return false,
            Action::Set { name, .. } | Action::Copy { name, .. } if only(name) => return false,
            _ => {}
        }
        slots.iter().any(|slot| self.reads_of(trigger, *slot))
    }

    /// Whether the last change of a slot is one of what a trigger reads.
    fn reads_of(&self, trigger: &Trigger, slot: u32) -> bool {
        let Some(slot) = self.store.slot(slot) else { return false };
        let copied = |from: &str| {
            let rest = from.strip_prefix(&*slot.name).filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
            rest.is_some_and(|rest| match &slot.before {
                Some(before) => part(before, rest) != part(&slot.data, rest),
                None => true,
            })
        };
        if matches!(&trigger.action, Action::Copy { from, .. } if copied(from)) {
            return true;
        }
        let copies = matches!(trigger.action, Action::Copy { .. });
        trigger.rule.as_ref().is_some_and(|rule| rule.sees_change(slot) || (!copies && rule.variables().is_empty()))
    }

    /// Keeps what an answer is before it changes, where a trigger reads a part of it: that runs only if the part changes.
    pub(super) fn remember(&mut self, slot: u32) -> Change {
        let document = self.held_document();
        let mut change = Change { slot, around: None };
        let Some(found) = self.store.slot_mut(slot) else { return change };
        let is_part = |from: &str| from.strip_prefix(&*found.name).is_some_and(|rest| rest.starts_with(['.', '[']));
        let reads_part = |trigger: &Trigger| {
            let copies = matches!(&trigger.action, Action::Copy { from, .. } if is_part(from));
            copies || trigger.rule.as_ref().is_some_and(|rule| rule.reads_within(found.read()))
        };
        if document.triggers.iter().any(reads_part) {
            let before = found.before.replace(found.data.clone());
            let changing = std::mem::replace(&mut found.changing, true);
            change.around = before.filter(|_| changing);
        }
        change
    }

    /// A change is over: the one around it is judged by what was before that. While triggers run, what they changed waits
    /// for its turn and keeps what was before it.
    pub(super) fn recall(&mut self, Change { slot, around }: Change) {
        let waits = self.pulled.is_some();
        let Some(found) = self.store.slot_mut(slot) else { return };
        found.changing = around.is_some();
        if around.is_some() || !waits {
            found.before = around;
        }
    }

    /// Whether the question that was answered is answered wrongly.
    fn is_wrong_at(&mut self, slots: &[u32]) -> bool {
        let question = slots.iter().rev().find_map(|slot| self.sharing(*slot).first().copied());
        question.is_some_and(|question| {
            if self.kind(question).has_choices() && self.clear_mode(question) != super::spec::Clear::Never {
                self.clear_incorrect(question);
            }
            self.has_errors_in(question)
        })
    }

    /// What is on show is left: triggers show and hide pages and questions, or one says that the survey ends here.
    pub(super) fn pull_complete(&mut self) -> bool {
        let document = self.held_document();
        let questions = self.walk(&self.painted_roots());
        let mut slots: Vec<u32> = questions.iter().map(|question| self.element(*question).slot).gather();
        document.calculated.iter().filter_map(|value| self.store.number_of(&value.name)).gather_into(&mut slots);
        if self.is_shown_only() {
            return false;
        }
        for trigger in &document.triggers {
            let Some(rule) = &trigger.rule else { continue };
            let reads = |slot: &u32| self.store.slot(*slot).is_some_and(|slot| rule.reads(slot.read()));
            if !rule.variables().is_empty() && !slots.iter().any(reads) {
                continue;
            }
            match trigger.action {
                Action::Visible { .. } => self.pull(trigger),
                Action::Complete if self.holds(rule, NONE, NONE) => return true,
                _ => {}
            }
        }
        false
    }

    pub(super) fn pull(&mut self, trigger: &Trigger) {
        let holds = match (&trigger.rule, &trigger.action) {
            (Some(rule), _) => self.holds(rule, NONE, NONE),
            (None, Action::Copy { from, .. }) => !self.part(from).is_empty() || self.value(from).is_some(),
            (None, _) => return,
        };
        match &trigger.action {
            Action::Visible { pages, questions } => self.show_named(pages, questions, holds),
            _ if !holds => {}
            Action::Set { name, value, variable: true } => self.assign_variable(name, value.clone()),
            Action::Set { name, value, .. } => self.give(name, value.clone()),
            Action::Copy { from, name, display } => {
                let value = match self.value(from) {
                    Some(value) if *display => Value::Text(self.display(from, value).into()),
                    Some(value) => value.clone(),
                    None => self.part(from),
                };
                self.give(name, value);
            }
            Action::Run { rule, name } => {
                let value = rule.as_ref().map(|rule| self.evaluate(rule, NONE, NONE));
                if let Some(value) = value.filter(|_| !name.is_empty()) {
                    self.give(name, super::settle::as_answer(value));
                }
            }
            Action::Skip { to } => self.skip_to(to),
            Action::Complete | Action::Unknown => {}
        }
    }

    fn show_named(&mut self, pages: &[Box<str>], questions: &[Box<str>], shown: bool) {
        for element in self.walk(&self.pages) {
            let names = if self.pages.contains(&element) { pages } else { questions };
            if names.iter().any(|name| **name == *self.name(element)) {
                self.want(element, shown);
            }
        }
    }

    /// A trigger gives an answer: to the question of that name, or to the name itself. `question.item` is a part of it.
    fn give(&mut self, name: &str, value: Answer) {
        if name.is_empty() {
            return;
        }
        if let Some(question) = self.question_named(name) {
            self.write_answer(question, value, false);
            return;
        }
        if let Some((question, steps)) = self.way(name) {
            let mut answer = self.answer_of(question).clone();
            put_at(&mut answer, &steps, value);
            if super::defaults::is_bearable(&answer) {
                self.store_answer(question, answer, false);
            }
            return;
        }
        let slot = self.store.slot_of(name);
        self.write_slot(slot, value, NONE);
    }

    /// A part of an answer by its way, such as `panel[0].name` or `matrix.row.column`.
    fn part(&self, name: &str) -> Answer {
        let Some((question, steps)) = self.way(name) else { return Value::Undefined };
        part_at(self.answer_of(question), &steps).clone()
    }

    /// The question that a way begins with, and the steps from there.
    fn way<'n>(&self, name: &'n str) -> Option<(u32, Vec<Step<'n>>)> {
        let ends = name.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '[')).map(|(at, _)| at);
        for end in ends {
            let (head, rest) = name.split_at_checked(end)?;
            if let Some(question) = self.question_named(head) {
                return Some((question, steps(rest)));
            }
        }
        None
    }
}

/// One step into an answer.
#[derive(Clone, Copy)]
enum Step<'n> {
    Name(&'n str),
    Index(usize),
}

/// A part of an answer; undefined where there is none.
fn part<'a>(answer: &'a Answer, way: &str) -> &'a Answer {
    part_at(answer, &steps(way))
}

fn part_at<'a>(answer: &'a Answer, steps: &[Step<'_>]) -> &'a Answer {
    let next = |value: &'a Answer, step: &Step<'_>| match (value, step) {
        (Value::List(items), Step::Index(at)) => items.get(*at),
        (value, Step::Name(name)) => value.field(name),
        _ => None,
    };
    steps.iter().try_fold(answer, next).unwrap_or(&super::store::NOTHING)
}

fn steps(way: &str) -> Vec<Step<'_>> {
    let index = |part: &str| part.strip_suffix(']').and_then(|index| whole(index, 10));
    let step = |part| index(part).map_or(Step::Name(part), |at| Step::Index(at as usize));
    parts(way, b".[").into_iter().filter(|part| !part.is_empty()).map(step).gather()
}

/// How far a trigger may write beyond the end of a list.
const MAX_INDEX: usize = 1000;

/// Puts a value at the end of a way, and makes what is missing on it.
fn put_at(answer: &mut Answer, steps: &[Step<'_>], value: Answer) {
    let Some((step, rest)) = steps.split_first() else {
        *answer = value;
        return;
    };
    match (step, answer) {
        (Step::Name(name), answer) => {
            if let Some(next) = super::items::field_mut(answer, name) {
                put_at(next, rest, value);
            }
        }
        (Step::Index(at), Value::List(Items::Owned(items))) if *at < MAX_INDEX => {
            super::items::lengthen(items, at.saturating_add(1));
            if let Some(next) = items.get_mut(*at) {
                put_at(next, rest, value);
            }
        }
        (Step::Index(_), answer @ (Value::Undefined | Value::Null)) => {
            *answer = Value::list(Vec::new());
            put_at(answer, steps, value);
        }
        _ => {}
    }
}
