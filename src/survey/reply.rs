//! What a painted question sends back: answers by path, which reach into the items of dynamic questions.

use super::Answer;
use super::changes::Changes;
use super::defaults::COMMENT;
use super::model::NONE;
use super::session::Survey;
use super::spec::{Given, Kind};
use crate::expr::{Items, Value};
use crate::kernel::text::followed;
use std::sync::Arc;

impl Survey {
    /// Gives the answer of the question at a path; an empty one takes it away.
    pub fn answer(&mut self, path: &str, value: Answer) -> Changes {
        self.call(|survey| {
            let Some(question) = survey.at(path) else { return };
            survey.take_time(Some(question));
            let value = survey.as_kept(question, value);
            if survey.is_within(question) {
                survey.store_answer(question, value, false);
            } else {
                let name = survey.data_name(question);
                // What somebody answers himself its own expression does not overwrite at once.
                survey.giving.push(question);
                survey.answer_name(&name, value);
                survey.giving.pop();
            }
        })
    }

    /// Gives the comment of the question at a path, or the words of its choice "other".
    pub fn comment(&mut self, path: &str, text: &str) -> Changes {
        self.call(|survey| {
            let Some(question) = survey.at(path) else { return };
            survey.take_time(Some(question));
            let (name, text) = (survey.data_name(question), Value::Text(text.to_owned().into()));
            if survey.is_within(question) {
                let item = survey.element(question).item;
                survey.write_field(item, &followed(&name, COMMENT), text);
            } else {
                survey.comment_name(&name, text);
            }
        })
    }

    /// Adds a panel or row at the end of the dynamic question at a path, unless it has as many as it may.
    pub fn add_item(&mut self, path: &str) -> Changes {
        self.call(|survey| {
            let document = Arc::clone(&survey.document);
            let Some(question) = survey.at(path) else { return };
            let spec = document.spec(survey.element(question).spec);
            if !spec.kind.has_items() {
                return;
            }
            survey.open_items(question);
            let mut items = survey.whole_items(question);
            survey.take_time(Some(question));
            if items.len() < spec.max && !survey.is_read_only(question) {
                match spec.value(Given::DefaultItem) {
                    // A row without an answer is no part of the answer, as a panel is.
                    Value::Undefined if spec.kind == Kind::MatrixDynamic => {
                        survey.resize(question, spec, items.len().saturating_add(1));
                    }
                    item => {
                        items.push(if item.is_empty() { nothing() } else { item.clone() });
                        survey.write_items(question, items);
                    }
                }
                let last = survey.element(question).items.last().copied();
                survey.default_item(last.unwrap_or(NONE));
            }
        })
    }

    /// Takes a panel or row away, unless there must be as many.
    pub fn remove_item(&mut self, path: &str, index: usize) -> Changes {
        self.call(|survey| {
            let Some(question) = survey.at(path) else { return };
            let document = Arc::clone(&survey.document);
            let spec = document.spec(survey.element(question).spec);
            survey.open_items(question);
            let mut items = survey.given_items(question);
            let count = survey.element(question).items.len();
            if index < count && count > spec.min && !survey.is_read_only(question) {
                if index < items.len() {
                    items.remove(index);
                }
                if spec.kind == Kind::MatrixDynamic && items.iter().all(Value::is_empty) {
                    items.clear();
                }
                survey.write_items(question, items);
                survey.resize(question, spec, count.saturating_sub(1));
            }
        })
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
        self.store_answer(question, Value::list(items), false);
        self.sync_items(question);
    }
}

fn nothing() -> Answer {
    Value::Object(Items::Owned(Vec::new()))
}
