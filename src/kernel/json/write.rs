//! JSON text, written piece by piece.

// A text is appended at less cost than a character, which would be encoded first.
#![allow(clippy::single_char_add_str)]

use super::Json;
use super::string::plain;

impl Json<'_> {
    /// Appends the value as compact JSON.
    pub fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(true) => out.push_str("true"),
            Json::Bool(false) => out.push_str("false"),
            Json::Number(text) => out.push_str(text),
            Json::Text(text) => write_text(text, out),
            Json::List(items) => {
                let mut before = "[";
                for item in items {
                    out.push_str(before);
                    item.write(out);
                    before = ",";
                }
                out.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Json::Object(fields) => {
                for (index, (key, value)) in fields.iter().enumerate() {
                    write_key(index == 0, key, out);
                    value.write(out);
                }
                out.push_str(if fields.is_empty() { "{}" } else { "}" });
            }
        }
    }
}

/// Appends a JSON string with its quotes.
pub fn write_text(text: &str, out: &mut String) {
    write_between("\"", text, "\"", out);
}

/// Appends the key of an object's first or a later field, with all that stands beside it.
pub(crate) fn write_key(first: bool, key: &str, out: &mut String) {
    write_between(if first { "{\"" } else { ",\"" }, key, "\":", out);
}

fn write_between(before: &str, text: &str, after: &str, out: &mut String) {
    out.push_str(before);
    if plain(text.as_bytes()) == text.len() {
        out.push_str(text);
    } else {
        write_escaped(text, out);
    }
    out.push_str(after);
}

#[cold]
fn write_escaped(mut text: &str, out: &mut String) {
    while let Some((plain, rest)) = text.split_at_checked(plain(text.as_bytes())) {
        out.push_str(plain);
        let Some((special, after)) = rest.as_bytes().first().zip(rest.get(1..)) else { break };
        write_escape(*special, out);
        text = after;
    }
}

fn write_escape(byte: u8, out: &mut String) {
    match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b'\t' => out.push_str("\\t"),
        other => {
            out.push_str(if other < 16 { "\\u000" } else { "\\u001" });
            out.push(char::from_digit(u32::from(other & 15), 16).unwrap_or_default());
        }
    }
}

/// Appends an integer in decimal.
pub fn write_integer(value: i64, out: &mut String) {
    if value < 0 {
        out.push_str("-");
    }
    write_magnitude(value.unsigned_abs(), out);
}

/// Two digits at a time, the highest first.
fn write_magnitude(value: u64, out: &mut String) {
    let above = value / 100;
    if above > 0 {
        write_magnitude(above, out);
        write_two_digits(value % 100, out);
    } else {
        out.push_str(numeral(value));
    }
}

/// Appends a number below a hundred in two digits.
pub(crate) fn write_two_digits(value: u64, out: &mut String) {
    if value < 10 {
        out.push_str("0");
    }
    out.push_str(numeral(value));
}

/// A number below a hundred in decimal.
fn numeral(value: u64) -> &'static str {
    let end = (value as usize).wrapping_mul(2).wrapping_add(2);
    NUMERALS.get(end.wrapping_sub(if value < 10 { 1 } else { 2 })..end).unwrap_or_default()
}

/// Two digits each.
const NUMERALS: &str = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
