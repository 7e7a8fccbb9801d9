//! `sum`, `min`, `max`, `count`, `avg`, `round`, `trunc`.

use super::Function;
use crate::expr::dates::Clock;
use crate::expr::decimal::{self, Exact};
use crate::expr::power::power;
use crate::expr::value::Value;
use crate::expr::{arithmetic, compare, convert, number};
use std::cmp::Ordering;

/// The arguments, lists opened, without what has no value; texts that are numbers become numbers.
fn flat<'a>(values: &'a [Value<'_>]) -> Vec<Value<'a>> {
    let mut flattened = Vec::with_capacity(values.len());
    flatten(values, &mut flattened);
    flattened
}

fn flatten<'a>(values: &'a [Value<'_>], into: &mut Vec<Value<'a>>) {
    for value in values {
        match value {
            Value::Undefined | Value::Null => {}
            Value::List(items) => flatten(items, into),
            Value::Amount(amount) => into.push(Value::Amount(*amount)),
            other => into.push(convert::numeric(other).map_or_else(|| other.lend(), Value::Number)),
        }
    }
}

pub(super) fn call(function: Function, arguments: &[Value<'_>], clock: Clock<'_>) -> Value<'static> {
    let values = flat(arguments);
    match function {
        Function::Sum => sum(&values, clock),
        Function::Count => Value::Number(length(&values)),
        Function::Avg if values.is_empty() => Value::Number(0.0),
        Function::Avg => mean(&sum(&values, clock), length(&values)),
        Function::Min => extreme(&values, Ordering::Less, clock),
        Function::Max => extreme(&values, Ordering::Greater, clock),
        Function::Round => round(&values),
        _ => truncate(&values),
    }
}

fn sum(values: &[Value<'_>], clock: Clock<'_>) -> Value<'static> {
    let sum = values.iter().fold(Value::Number(0.0), |sum, value| arithmetic::add(sum, value.lend(), clock));
    sum.into_owned()
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
fn length(values: &[Value<'_>]) -> f64 {
    values.len() as f64
}

/// A sum divided among so many.
pub(super) fn mean(sum: &Value<'_>, count: f64) -> Value<'static> {
    match sum {
        Value::Amount(amount) => arithmetic::outcome(decimal::divide(Exact::Amount(*amount), Exact::Float(count))),
        other => Value::Number(convert::to_number(other) / count),
    }
}

/// The first value that no other comes before (or after).
fn extreme(values: &[Value<'_>], wanted: Ordering, clock: Clock<'_>) -> Value<'static> {
    let Some(mut best) = values.first() else { return Value::Undefined };
    for value in values {
        if compare::relate(value, best, clock) == Some(wanted) {
            best = value;
        }
    }
    best.lend().into_owned()
}

/// The number to round and how many places are asked for; a half goes away from zero.
fn round(values: &[Value<'_>]) -> Value<'static> {
    match values {
        [Value::Amount(amount), rest @ ..] => match places(rest.first()) {
            Some(places) => arithmetic::outcome(decimal::round(*amount, places, true)),
            None => round_float(amount.to_f64(), rest.first()),
        },
        [Value::Number(value), rest @ ..] if value.is_finite() => round_float(*value, rest.first()),
        _ => Value::Number(f64::NAN),
    }
}

fn round_float(value: f64, precision: Option<&Value<'_>>) -> Value<'static> {
    Value::Number(match precision_of(precision) {
        Some(precision) => {
            let power = power(10.0, precision);
            let scaled = (value * power) * (1.0 + f64::EPSILON);
            nearest(scaled) / power
        }
        None => f64::NAN,
    })
}

/// `Math.round`: a half goes up.
fn nearest(value: f64) -> f64 {
    let floor = value.floor();
    if value - floor >= 0.5 { floor + 1.0 } else { floor }
}

/// A precision that is falsy is none; one that is no number makes the result none.
fn precision_of(precision: Option<&Value<'_>>) -> Option<f64> {
    match precision {
        Some(value) if value.is_truthy() => convert::numeric(value),
        _ => Some(0.0),
    }
}

/// The precision as a small whole number of places.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and small")]
fn places(precision: Option<&Value<'_>>) -> Option<u8> {
    let precision = precision_of(precision)?;
    ((0.0..=18.0).contains(&precision) && precision.trunc() == precision).then_some(precision as u8)
}

/// The number cut after so many places of its text, without rounding.
fn truncate(values: &[Value<'_>]) -> Value<'static> {
    match values {
        [Value::Amount(amount), rest @ ..] => match places(rest.first()) {
            Some(places) => arithmetic::outcome(decimal::round(*amount, places, false)),
            None => Value::Number(f64::NAN),
        },
        [Value::Number(value), rest @ ..] if value.is_finite() => match precision_of(rest.first()) {
            Some(precision) => Value::Number(cut(*value, precision)),
            None => Value::Number(f64::NAN),
        },
        _ => Value::Number(f64::NAN),
    }
}

/// Digits, and with a whole positive precision one more character (in `1e+21` the `e`) and so many digits.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from float saturates")]
fn cut(value: f64, precision: f64) -> f64 {
    let text = number::text_of(value);
    let unsigned = text.strip_prefix('-').unwrap_or(&text);
    let sign = text.len().saturating_sub(unsigned.len());
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = sign.saturating_add(digits(unsigned));
    let counted = precision >= 1.0 && precision.trunc() == precision && precision < 1e21;
    if counted && end < text.len() {
        end = end.saturating_add(1);
        let more = text.get(end..).map_or(0, digits);
        end = end.saturating_add(more.min(precision as usize));
    }
    text.get(..end).map_or(f64::NAN, number::read)
}
