//! Objects that are told.

use super::Answer;
use crate::expr::{Field, Items, Value};
use crate::kernel::gather::Gather;

/// An object in the making; what is undefined has no field.
pub(super) struct Record(pub(super) Vec<Field<'static>>);

impl Record {
    pub(super) fn new() -> Record {
        Record(Vec::new())
    }

    pub(super) fn put(&mut self, name: &'static str, value: Answer) -> &mut Record {
        if !matches!(value, Value::Undefined) {
            self.0.push(Field { name: name.into(), value });
        }
        self
    }

    pub(super) fn text(&mut self, name: &'static str, text: String) -> &mut Record {
        self.put(name, Value::Text(text.into()))
    }

    pub(super) fn word(&mut self, name: &'static str, word: &str) -> &mut Record {
        self.text(name, word.to_owned())
    }

    /// A flag that is there only where it is true.
    pub(super) fn mark(&mut self, name: &'static str, holds: bool) -> &mut Record {
        self.put(name, if holds { Value::Bool(true) } else { Value::Undefined })
    }

    pub(super) fn number(&mut self, name: &'static str, number: usize) -> &mut Record {
        self.put(name, Value::Number(f64::from(u32::try_from(number).unwrap_or(u32::MAX))))
    }

    pub(super) fn done(&mut self) -> Answer {
        Value::Object(Items::Owned(std::mem::take(&mut self.0)))
    }
}

/// A list of texts.
pub(super) fn texts<T: AsRef<str>>(texts: &[T]) -> Answer {
    Value::list(texts.iter().map(|text| Value::Text(text.as_ref().to_owned().into())).gather())
}

/// A value as JSON.
pub(super) fn written(value: &Answer) -> String {
    let mut out = String::new();
    value.write_json(&mut out);
    out
}
