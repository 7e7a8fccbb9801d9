//! What other layers ask of a value by itself, without an expression.

use super::compare::Rules;
use super::dates::Clock;
use super::value::Value;
use super::{convert, number};
use crate::kernel::json::write_text;
use crate::kernel::text::followed;

impl Value<'_> {
    /// Whether two values are the same as answers: texts without regard to case, 1 and `"1"`, lists in any order.
    #[must_use]
    pub fn is_like(&self, other: &Value<'_>) -> bool {
        Rules { case_sensitive: false, ordered: false, clock: Clock::UTC }.alike(self, other)
    }

    /// Whether two values are the same as answers, texts and the order of lists included.
    #[must_use]
    pub fn is_same(&self, other: &Value<'_>) -> bool {
        self == other || Rules { case_sensitive: true, ordered: true, clock: Clock::UTC }.alike(self, other)
    }

    /// The number that a value is or spells.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        convert::numeric(self)
    }

    /// The value as a text, as JavaScript joins it to one.
    #[must_use]
    pub fn to_plain_text(&self) -> String {
        convert::to_text(self, Clock::UTC).into_owned()
    }

    /// Appends the value as JSON; what JSON cannot say is `null`, and a field without a value is left out.
    pub fn write_json(&self, out: &mut String) {
        match self {
            Value::Undefined | Value::Null => out.push_str("null"),
            Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Value::Number(value) if value.is_finite() => number::write(*value, out),
            Value::Number(_) => out.push_str("null"),
            Value::Amount(_) => number::write(convert::to_number(self), out),
            Value::Date(ms) => match local_text(*ms, 0) {
                Some(text) => write_text(&followed(&text, "Z"), out),
                None => out.push_str("null"),
            },
            Value::Text(text) => write_text(text, out),
            Value::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.write_json(out);
                }
                out.push(']');
            }
            Value::Object(fields) => {
                out.push('{');
                let present = fields.iter().filter(|field| !matches!(field.value, Value::Undefined));
                for (index, field) in present.enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    write_text(&field.name, out);
                    out.push(':');
                    field.value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

/// The local date and time of an instant, such as `2026-11-21T09:30:00.000`.
pub(crate) fn local_text(ms: f64, offset: i32) -> Option<String> {
    super::date_write::write_local(ms + f64::from(offset) * 1000.0, Clock::UTC)
}
