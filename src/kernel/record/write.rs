//! Values written as JSON.

// A text is appended at less cost than a character, which would be encoded first.
#![allow(clippy::single_char_add_str)]

use super::placed;
use crate::kernel::json::{write_integer, write_text};
use std::borrow::Cow;

/// A type that is written as JSON.
pub trait Write {
    /// Appends the value.
    fn write(&self, out: &mut String);

    /// Whether a field with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value as JSON text.
#[must_use]
pub fn written(value: &dyn Write) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

/// Appends an object of those fields that are there, each with its label `,"key":`.
pub fn write_record(labels: &[&str], fields: &[&dyn Write], out: &mut String) {
    out.push_str("{");
    write_fields(true, labels, fields, out);
}

/// The same, with a code before the fields.
pub fn write_tagged(code: &str, labels: &[&str], fields: &[&dyn Write], out: &mut String) {
    out.push_str("{\"code\":");
    write_text(code, out);
    write_fields(false, labels, fields, out);
}

fn write_fields(mut first: bool, labels: &[&str], fields: &[&dyn Write], out: &mut String) {
    for (label, field) in labels.iter().zip(fields) {
        if field.is_absent() {
            continue;
        }
        out.push_str(placed(label, std::mem::take(&mut first)));
        field.write(out);
    }
    out.push_str("}");
}

impl<T: Write> Write for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, out: &mut String) {
        let mut before = "[";
        for item in self {
            out.push_str(before);
            item.write(out);
            before = ",";
        }
        out.push_str(if self.is_empty() { "[]" } else { "]" });
    }
}

impl Write for Cow<'_, str> {
    fn write(&self, out: &mut String) {
        write_text(self, out);
    }
}

impl Write for &str {
    fn write(&self, out: &mut String) {
        write_text(self, out);
    }
}

impl Write for String {
    fn write(&self, out: &mut String) {
        write_text(self, out);
    }
}

impl Write for i64 {
    fn write(&self, out: &mut String) {
        write_integer(*self, out);
    }
}
