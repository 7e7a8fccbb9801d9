//! Triggers: what happens when a condition becomes true.

use super::defaults::object;
use super::model::NONE;
use super::session::Survey;
use super::spec::{Action, Trigger};
use crate::expr::Value;
use std::sync::Arc;

impl Survey {
    /// Runs the triggers that read a slot, in the order of the document. What they change in turn counts for those
    /// that come after them.
    pub(super) fn pull_triggers(&mut self, slot: u32) {
        self.pull_triggers_of(&[slot]);
    }

    pub(super) fn pull_triggers_of(&mut self, slots: &[u32]) {
        let document = Arc::clone(&self.document);
        if document.triggers.is_empty() || self.completed {
            return;
        }
        self.touched_reads.extend_from_slice(slots);
        if self.triggering {
            return;
        }
        self.triggering = true;
        for trigger in &document.triggers {
            let concerned = self.touched_reads.iter().any(|slot| self.concerns(trigger, *slot));
            if concerned && !matches!(trigger.action, Action::Complete) {
                self.pull(trigger);
            }
        }
        self.triggering = false;
        self.touched_reads.clear();
    }

    fn concerns(&self, trigger: &Trigger, slot: u32) -> bool {
        let Some(slot) = self.store.slot(slot) else { return false };
        trigger.rule.as_ref().is_some_and(|rule| rule.reads(slot.read()))
    }

    /// Whether a trigger says that the survey ends with this page.
    pub(super) fn pull_complete(&mut self) -> bool {
        let document = Arc::clone(&self.document);
        let ends = |trigger: &Trigger| {
            matches!(trigger.action, Action::Complete)
                && trigger.rule.as_ref().is_some_and(|rule| self.holds(rule, NONE, NONE))
        };
        document.triggers.iter().any(ends)
    }

    fn pull(&mut self, trigger: &Trigger) {
        let Some(rule) = &trigger.rule else { return };
        let holds = self.holds(rule, NONE, NONE);
        match &trigger.action {
            Action::Visible { pages, questions } => self.show_named(pages, questions, holds),
            _ if !holds => {}
            Action::Set { name, value, variable: true } => self.assign_variable(name, value.clone()),
            Action::Set { name, value, .. } => self.give(name, value.clone()),
            Action::Copy { from, name, display } => {
                let value = match self.value(from) {
                    Some(value) if *display => Value::Text(self.display(from, value).into()),
                    value => value.cloned().unwrap_or(Value::Undefined),
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
    fn give(&mut self, name: &str, value: super::Answer) {
        if name.is_empty() {
            return;
        }
        if let Some(question) = self.question_named(name) {
            self.write_answer(question, self.as_kept(question, value));
            return;
        }
        if let Some((name, field)) = name.split_once('.')
            && let Some(question) = self.question_named(name)
        {
            self.give_part(question, field, value);
            return;
        }
        let slot = self.store.slot_of(name);
        self.write_slot(slot, value);
    }

    fn give_part(&mut self, question: u32, field: &str, value: super::Answer) {
        let mut fields: Vec<_> = match self.answer_of(question) {
            Value::Object(fields) => {
                fields.iter().map(|field| (field.name.to_string().into(), field.value.clone())).collect()
            }
            _ => Vec::new(),
        };
        fields.retain(|(name, _): &(std::borrow::Cow<'_, str>, _)| name != field);
        fields.push((field.to_owned().into(), value));
        self.store_answer(question, object(fields));
    }

    /// A value as the kind of question keeps it.
    fn as_kept(&self, question: u32, value: super::Answer) -> super::Answer {
        if self.is_multiple(question) && !matches!(value, Value::List(_)) && !value.is_empty() {
            return Value::list(vec![value]);
        }
        value
    }

    /// An answer in the words that the respondent sees.
    pub(super) fn display(&self, name: &str, value: &super::Answer) -> String {
        let question = self.question_named(name);
        let select = question.and_then(|question| self.spec(question)).and_then(|spec| spec.select.as_ref());
        let one = |value: &super::Answer| {
            let choice = select.and_then(|select| select.choices.iter().find(|choice| choice.value.is_like(value)));
            let text = choice.and_then(|choice| choice.text.text(&self.options.locale));
            text.map_or_else(|| value.to_plain_text(), str::to_owned)
        };
        match value {
            Value::List(items) => items.iter().map(one).collect::<Vec<_>>().join(", "),
            one_value => one(one_value),
        }
    }
}
