//! The fields of one object of the document, read by name.

use super::Answer;
use super::spec::{Local, Warning};
use super::vocabulary::{FORMER, NOT_READ, SPECIAL, Unknown};
use crate::expr::{Value, replaced, trim};
use crate::kernel::gather::Gather;
use crate::kernel::text::{followed, numbered, parts};

/// An object of the document with the place where it stands.
pub(super) struct Fields<'d> {
    pub(super) object: &'d Answer,
    pub(super) path: String,
}

impl<'d> Fields<'d> {
    pub(super) fn new(object: &'d Answer, path: String) -> Self {
        Fields { object, path }
    }

    /// The value of the first of these names that is there: a property and, after strokes, the names it had before.
    pub(super) fn get(&self, names: &str) -> Option<&'d Answer> {
        parts(names, b"/").into_iter().find_map(|name| self.object.field(name))
    }

    pub(super) fn text(&self, name: &str) -> Option<&'d str> {
        match self.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A name: numbers are taken for their digits.
    pub(super) fn name(&self, name: &str) -> Box<str> {
        self.get(name)
            .filter(|value| !value.is_empty())
            .map_or_else(|| "".into(), |value| trim(&value.to_plain_text()).into())
    }

    pub(super) fn flag(&self, names: &str) -> bool {
        self.maybe(names).unwrap_or(false)
    }

    pub(super) fn maybe(&self, names: &str) -> Option<bool> {
        match self.get(names)? {
            Value::Bool(value) => Some(*value),
            Value::Text(text) => Some(text == "true"),
            Value::Number(number) => Some(*number != 0.0),
            _ => None,
        }
    }

    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.get(name).and_then(Value::as_number)
    }

    pub(super) fn count(&self, name: &str) -> Option<usize> {
        self.number(name).map(whole)
    }

    pub(super) fn local(&self, name: &str) -> Local {
        self.get(name).map_or(Local::None, Local::read)
    }

    pub(super) fn list(&self, name: &str) -> &'d [Answer] {
        match self.get(name) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// The items of a list, each with its place.
    pub(super) fn items(&self, name: &str) -> Vec<Fields<'d>> {
        let items = self.list(name).iter().enumerate();
        items.map(|(index, item)| Fields::new(item, self.item(name, index))).gather()
    }

    /// The place of a field.
    pub(super) fn at(&self, name: &str) -> String {
        let mut path = String::with_capacity(self.path.len().saturating_add(name.len()).saturating_add(1));
        path.push_str(&self.path);
        path.push('/');
        path.push_str(&replaced(&replaced(name, "~", ["~0"; 2]), "/", ["~1"; 2]));
        path
    }

    /// The place of an item of a list.
    fn item(&self, name: &str, index: usize) -> String {
        numbered(&followed(&self.at(name), "/"), index)
    }

    /// Names what none of the classes has, and what one has but the engine does not read.
    pub(super) fn warn_unknown(&self, classes: &[&str], unknown: &mut Unknown<'_>) {
        let Unknown { vocabulary, warnings } = unknown;
        let Value::Object(fields) = self.object else { return };
        let unspecial = classes.iter().any(|class| matches!(*class, "ranking" | "imagepicker"));
        for field in fields.iter() {
            let name = &*field.name;
            let special = unspecial && vocabulary.knows(&[SPECIAL], name);
            let known = name == "type" || vocabulary.knows(classes, name) || vocabulary.knows(&[FORMER], name);
            let code = match known {
                false => "unknown-property",
                true if !vocabulary.may_be(classes, name, &field.value) => "unknown-value",
                true if (special || vocabulary.knows(&[NOT_READ], name)) && is_set(&field.value) => "not-read",
                true => continue,
            };
            warnings.push(Warning { code, path: self.at(name) });
        }
    }
}

/// Whether a property asks for anything.
fn is_set(value: &Answer) -> bool {
    !value.is_empty() && !matches!(value, Value::Bool(false))
}

/// A count, at most a million.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
pub(super) fn whole(number: f64) -> usize {
    number.clamp(0.0, 1_000_000.0) as usize
}
