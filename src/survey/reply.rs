//! What a painted question sends back: answers by path, which reach into the items of dynamic questions.

use super::Answer;
use super::changes::Changes;
use super::defaults::COMMENT;
use super::model::NONE;
use super::session::Survey;
use super::spec::{Given, Kind};
use crate::expr::{Items, Value};
use crate::kernel::text::followed;

impl Survey {
    /// Gives the answer of the question at a path; an empty one takes it away.
    pub fn answer(&mut self, path: &str, value: Answer) -> Changes {
        self.call(|survey| survey.answer_at(path, value))
    }

    pub(super) fn answer_at(&mut self, path: &str, value: Answer) {
        let Some(question) = self.at(path) else { return };
        self.take_time(Some(question));
        let value = self.as_kept(question, value);
        if self.is_within(question) {
            let before = self.answer_of(question);
            // What changes nothing sets nothing in motion.
            if *before != value && !(before.is_empty() && value.is_empty()) {
                self.store_answer(question, value, false);
            }
        } else {
            let name = self.data_name(question);
            // What somebody answers himself its own expression does not overwrite at once.
            self.giving.push(question);
            self.answer_name(&name, value);
            self.giving.pop();
        }
    }

    /// Gives the comment of the question at a path, or the words of its choice "other".
    pub fn comment(&mut self, path: &str, text: &str) -> Changes {
        self.call(|survey| survey.comment_at(path, text))
    }

    pub(super) fn comment_at(&mut self, path: &str, text: &str) {
        let Some(question) = self.at(path) else { return };
        self.take_time(Some(question));
        let (name, text) = (self.data_name(question), Value::Text(text.to_owned().into()));
        if self.is_within(question) {
            let item = self.element(question).item;
            self.write_field(item, &followed(&name, COMMENT), text);
        } else {
            self.comment_name(&name, text);
        }
    }

    /// Adds a panel or row at the end of the dynamic question at a path, unless it has as many as it may.
    pub fn add_item(&mut self, path: &str) -> Changes {
        self.call(|survey| survey.add_item_at(path))
    }

    pub(super) fn add_item_at(&mut self, path: &str) {
        let document = self.held_document();
        let Some(question) = self.at(path) else { return };
        let spec = document.spec(self.element(question).spec);
        if !spec.kind.has_items() {
            return;
        }
        self.open_items(question);
        let mut items = self.whole_items(question);
        self.take_time(Some(question));
        if items.len() < spec.max && !self.is_read_only(question) {
            match spec.value(Given::DefaultItem) {
                // A row without an answer is no part of the answer, as a panel is.
                Value::Undefined if spec.kind == Kind::MatrixDynamic => {
                    self.resize(question, spec, items.len().saturating_add(1));
                }
                item => {
                    items.push(if item.is_empty() { nothing() } else { item.clone() });
                    self.write_items(question, items);
                }
            }
            let last = self.element(question).items.last().copied();
            self.default_item(last.unwrap_or(NONE));
        }
    }

    /// Takes a panel or row away, unless there must be as many.
    pub fn remove_item(&mut self, path: &str, index: usize) -> Changes {
        self.call(|survey| survey.remove_item_at(path, index))
    }

    pub(super) fn remove_item_at(&mut self, path: &str, index: usize) {
        let Some(question) = self.at(path) else { return };
        let document = self.held_document();
        let spec = document.spec(self.element(question).spec);
        self.open_items(question);
        let mut items = self.given_items(question);
        let there = &self.element(question).items;
        let count = there.len();
        if let Some(item) = there.get(index).copied()
            && count > spec.min
            && !self.is_read_only(question)
        {
            // What is computed in it is none of the answers that stay.
            self.drop_items(question, &[item]);
            if index < items.len() {
                items.remove(index);
            }
            if spec.kind == Kind::MatrixDynamic && items.iter().all(Value::is_empty) {
                items.clear();
            }
            self.write_items(question, items);
            self.resize(question, spec, count.saturating_sub(1));
        }
    }

    fn is_within(&self, question: u32) -> bool {
        self.element(question).item != NONE
    }

    fn data_name(&self, question: u32) -> Box<str> {
        self.spec(question).value_name.clone()
    }

    fn given_items(&self, question: u32) -> Vec<Answer> {
        match self.answer_of(question) {
            Value::List(items) => items.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The answers of all items, also of those that nobody has answered.
    fn whole_items(&self, question: u32) -> Vec<Answer> {
        let mut items = self.given_items(question);
        let count = self.element(question).items.len();
        items.resize_with(count.max(items.len()), nothing);
        items
    }

    fn write_items(&mut self, question: u32, items: Vec<Answer>) {
        self.touch(question, true);
        // There are as many rows as answers, not those that the question would give itself.
        self.put_answer(question, Value::list(items));
        self.sync_items(question);
    }
}

fn nothing() -> Answer {
    Value::Object(Items::Owned(Vec::new()))
}
