//! From one kind of value to another, as JavaScript does it.

use super::dates::Clock;
use super::decimal::Exact;
use super::value::Value;
use super::{date_write, number, text};
use std::borrow::Cow;

/// `Number(value)`
pub(super) fn to_number(value: &Value<'_>) -> f64 {
    match value {
        Value::Undefined | Value::Object(_) => f64::NAN,
        Value::Null => 0.0,
        Value::Bool(value) => f64::from(u8::from(*value)),
        Value::Number(value) | Value::Date(value) => *value,
        Value::Amount(amount) => amount.to_f64(),
        Value::Text(_) | Value::List(_) => number::read(&to_text(value, Clock::UTC)),
    }
}

/// The number for exact arithmetic: an amount stays one.
pub(super) fn to_exact(value: &Value<'_>) -> Exact {
    match value {
        Value::Amount(amount) => Exact::Amount(*amount),
        other => Exact::Float(to_number(other)),
    }
}

/// `String(value)`; a date's text is in the clock's local time.
pub(super) fn to_text<'a>(value: &'a Value<'_>, clock: Clock<'_>) -> Cow<'a, str> {
    Cow::Borrowed(match value {
        Value::Undefined => "undefined",
        Value::Null => "null",
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        Value::Object(_) => "[object Object]",
        Value::Text(text) => text,
        Value::Number(value) => return Cow::Owned(number::text_of(*value)),
        Value::Amount(amount) => {
            let mut out = String::new();
            amount.write(&mut out);
            return Cow::Owned(out);
        }
        Value::Date(ms) => return Cow::Owned(date_write::write(*ms, clock)),
        Value::List(items) => return Cow::Owned(join(items, ",", clock)),
    })
}

/// The items' texts with a separator between; nothing for those without a value.
pub(super) fn join(items: &[Value<'_>], separator: &str, clock: Clock<'_>) -> String {
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        if !item.is_nothing() {
            out.push_str(&to_text(item, clock));
        }
    }
    out
}

/// `parseFloat(value)`
pub(super) fn parse_float(value: &Value<'_>) -> f64 {
    match value {
        Value::Number(value) => *value + 0.0,
        Value::Amount(amount) => amount.to_f64(),
        Value::Text(_) | Value::List(_) => number::parse_float(&to_text(value, Clock::UTC)),
        _ => f64::NAN,
    }
}

/// `parseInt(value)`
pub(super) fn parse_int(value: &Value<'_>) -> f64 {
    match value {
        Value::Text(_) | Value::Number(_) | Value::Amount(_) | Value::List(_) => {
            number::parse_int(&to_text(value, Clock::UTC))
        }
        _ => f64::NAN,
    }
}

/// The number that a value stands for where the language looks for numbers in texts: `"5"`, `"1,5"`, `[5]`.
pub(super) fn numeric(value: &Value<'_>) -> Option<f64> {
    let found = match value {
        Value::Number(value) if value.is_finite() => *value + 0.0,
        Value::Amount(amount) => amount.to_f64(),
        Value::Text(text) => numeric_text(text)?,
        Value::List(_) => {
            let text = to_text(value, Clock::UTC);
            if !number::read(&text).is_finite() {
                return None;
            }
            number::parse_float(&text)
        }
        _ => return None,
    };
    if found.is_nan() { None } else { Some(found) }
}

fn numeric_text(text: &str) -> Option<f64> {
    let text = text::trim(text);
    // Most texts are words: these begin no number.
    if !matches!(text.as_bytes().first()?, b'0'..=b'9' | b'+' | b'-' | b'.' | b',' | b'I') {
        return None;
    }
    if text.starts_with("0x") {
        return (text.len() <= 32).then(|| number::parse_int(text));
    }
    if text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if has_operator(text) {
        return None;
    }
    let one_comma = text.bytes().filter(|byte| *byte == b',').count() == 1;
    let point = if one_comma { Cow::Owned(text::replaced(text, ",", ["."; 2])) } else { Cow::Borrowed(text) };
    if !number::read(&point).is_finite() {
        return None;
    }
    Some(number::parse_float(&point))
}

/// A sign inside means that it is no calculation (`1e-5`); any other operator that it is one.
fn has_operator(text: &str) -> bool {
    let is_signed = text.bytes().skip(1).any(|byte| matches!(byte, b'-' | b'+'));
    !is_signed && text.bytes().any(|byte| matches!(byte, b'*' | b'^' | b'/' | b'%'))
}

/// Makes a variable's text what it means: `true`, a quoted text, a number, or itself.
pub(super) fn interpret(value: &mut Value<'_>) {
    if let Value::Text(text) = value
        && let Some(meaning) = text_meaning(text)
    {
        *value = meaning;
    }
}

/// What a text means if that is not itself.
fn text_meaning<'v>(text: &Cow<'v, str>) -> Option<Value<'v>> {
    match *text.as_bytes() {
        [b't' | b'T', ..] => text.eq_ignore_ascii_case("true").then_some(Value::Bool(true)),
        [b'f' | b'F', ..] => text.eq_ignore_ascii_case("false").then_some(Value::Bool(false)),
        [b'\'' | b'"', .., b'\'' | b'"'] => Some(Value::Text(unquoted(text))),
        // Most texts are words.
        [first, ..] if first.is_ascii_alphabetic() => None,
        _ if keeps_zero(text) => None,
        _ => numeric_text(text).filter(|value| !value.is_nan()).map(Value::Number),
    }
}

/// `0123` is a code, not a number.
fn keeps_zero(text: &str) -> bool {
    text.len() > 1
        && text.starts_with('0')
        && !text.starts_with("0x")
        && !text.starts_with("0.")
        && !text.starts_with("0,")
}

fn unquoted<'v>(text: &Cow<'v, str>) -> Cow<'v, str> {
    let inside = 1..text.len().saturating_sub(1);
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(inside).unwrap_or(text)),
        Cow::Owned(text) => Cow::Owned(text.get(inside).unwrap_or_default().to_owned()),
    }
}
