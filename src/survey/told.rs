//! JSON that is told, written as it is found.

// A text is appended at less cost than a character, which would be encoded first.
#![allow(clippy::single_char_add_str)]

use super::Answer;
use crate::expr::Value;
use crate::kernel::json::{write_integer, write_text};

/// A JSON text in the making.
#[derive(Default)]
pub(super) struct Told(String);

impl Told {
    /// Begins an object or a list.
    pub(super) fn open(&mut self, bracket: &str) {
        self.next();
        self.0.push_str(bracket);
    }

    /// Ends an object or a list.
    pub(super) fn close(&mut self, bracket: &str) {
        self.0.push_str(bracket);
    }

    /// The name of a field, whose value comes next.
    pub(super) fn key(&mut self, name: &str) {
        self.word(name);
        self.0.push_str(":");
    }

    /// A text by itself.
    pub(super) fn word(&mut self, text: &str) {
        self.next();
        write_text(text, &mut self.0);
    }

    /// A value by itself.
    pub(super) fn value(&mut self, value: &Value<'_>) {
        self.next();
        value.write_json(&mut self.0);
    }

    /// A field; what is undefined has none.
    pub(super) fn put(&mut self, name: &str, value: &Value<'_>) {
        if !matches!(value, Value::Undefined) {
            self.key(name);
            self.value(value);
        }
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.key(name);
        self.word(text);
    }

    pub(super) fn flag(&mut self, name: &str, holds: bool) {
        self.put(name, &Value::Bool(holds));
    }

    /// A flag that is there only where it is true.
    pub(super) fn mark(&mut self, name: &str, holds: bool) {
        if holds {
            self.flag(name, holds);
        }
    }

    pub(super) fn number(&mut self, name: &str, number: usize) {
        self.key(name);
        write_integer(i64::try_from(number).unwrap_or(i64::MAX), &mut self.0);
    }

    /// A list of texts.
    pub(super) fn texts<T: AsRef<str>>(&mut self, name: &str, texts: &[T]) {
        self.key(name);
        self.open("[");
        texts.iter().for_each(|text| self.word(text.as_ref()));
        self.close("]");
    }

    /// A field that is left out again where nothing is in it.
    pub(super) fn unless_empty(&mut self, name: &str, write: impl FnOnce(&mut Told)) {
        let before = self.0.len();
        self.key(name);
        write(self);
        if self.0.ends_with("[]") || self.0.ends_with("{}") {
            self.0.truncate(before);
        }
    }

    pub(super) fn done(self) -> String {
        self.0
    }

    /// The comma before what is not the first.
    fn next(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push_str(",");
        }
    }
}

/// What is told, as a value.
pub(super) fn read(told: &str) -> Answer {
    Value::parse_json(told).unwrap_or(Value::Undefined)
}

/// A value as JSON.
pub(super) fn written(value: &Answer) -> String {
    let mut told = Told::default();
    told.value(value);
    told.done()
}
