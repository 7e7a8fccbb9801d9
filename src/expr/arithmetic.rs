//! `+ - * / % ^`, with the language's care for decimals: 0.1 + 0.2 is 0.3.

use super::dates::Clock;
use super::decimal::{self, Exact, Outcome};
use super::node::Operator;
use super::power::power;
use super::value::{Items, Value};
use super::{convert, number, text};
use crate::kernel::gather::Gather;
use std::borrow::Cow;

/// The most bytes of a text, and items of a list, that joining may make; beyond, the answer is null.
const MAX_JOINED: usize = 1 << 22;

/// An empty operand counts as nothing of the other's kind.
pub(super) fn fill<'v>(value: Value<'v>, other: &Value<'_>) -> Value<'v> {
    if !value.is_empty() {
        return value;
    }
    match (&value, other) {
        (_, other) if other.is_number() => Value::Number(0.0),
        (Value::Text(_), _) => value,
        (_, Value::Text(_)) => Value::text(""),
        (_, Value::List(_)) => Value::List(Items::Borrowed(&[])),
        _ => Value::Number(0.0),
    }
}

/// Both operands are filled.
pub(super) fn compute<'v>(operator: Operator, left: Value<'v>, right: Value<'v>, clock: Clock<'_>) -> Value<'v> {
    if matches!(operator, Operator::Divide | Operator::Modulo) && !right.is_truthy() {
        return Value::Null;
    }
    let exact = matches!((&left, &right), (Value::Amount(_), _) | (_, Value::Amount(_)));
    if exact && left.is_number() && right.is_number() {
        return outcome(compute_exactly(operator, convert::to_exact(&left), convert::to_exact(&right)));
    }
    if operator == Operator::Plus {
        return plus(left, right, clock);
    }
    let (l, r) = (convert::to_number(&left), convert::to_number(&right));
    let (left, right) = (decimals(&left), decimals(&right));
    Value::Number(match operator {
        Operator::Minus => corrected(l - r, left.max(right)),
        Operator::Times => corrected(l * r, left.saturating_add(right)),
        Operator::Divide => l / r,
        Operator::Modulo => number::remainder(l, r),
        _ => power(l, r),
    })
}

/// With an amount and another number, decimal arithmetic.
fn compute_exactly(operator: Operator, left: Exact, right: Exact) -> Outcome {
    match operator {
        Operator::Plus => decimal::add(left, right),
        Operator::Minus => decimal::subtract(left, right),
        Operator::Times => decimal::multiply(left, right),
        Operator::Divide => decimal::divide(left, right),
        Operator::Modulo => decimal::remainder(left, right),
        _ => Exact::Float(power(left.to_f64(), right.to_f64())),
    }
}

pub(super) fn outcome(outcome: Outcome) -> Value<'static> {
    match outcome {
        Exact::Amount(amount) => Value::Amount(amount),
        Exact::Float(value) => Value::Number(value),
    }
}

/// Numbers are added, texts and lists joined.
fn plus<'v>(left: Value<'v>, right: Value<'v>, clock: Clock<'_>) -> Value<'v> {
    if let (Value::Number(l), Value::Number(r)) = (&left, &right)
        && l.is_finite()
        && r.is_finite()
    {
        return Value::Number(corrected(l + r, decimals(&left).max(decimals(&right))));
    }
    if convert::numeric(&left).is_some() && convert::numeric(&right).is_some() {
        return add(left, right, clock);
    }
    match (left, right) {
        (Value::List(left), Value::List(right)) => join_lists(left, right),
        (Value::List(items), Value::Text(text)) => join(Cow::Owned(convert::join(&items, ", ", clock)), &text),
        (Value::Text(text), Value::List(items)) => join(text, &convert::join(&items, ", ", clock)),
        (Value::List(items), number) | (number, Value::List(items)) if number.is_number() => {
            let numbers = items.iter().filter(|item| item.is_number());
            let sum = numbers.fold(Value::Number(0.0), |sum, item| add(sum, item.lend().into_owned(), clock));
            add(sum, number, clock)
        }
        (left, right) => add_plainly(left, right, clock),
    }
}

/// JavaScript's `+`, and decimals corrected where it gives a number.
pub(super) fn add<'v>(left: Value<'v>, right: Value<'v>, clock: Clock<'_>) -> Value<'v> {
    let places = decimals(&left).max(decimals(&right));
    match add_plainly(left, right, clock) {
        Value::Number(sum) => Value::Number(corrected(sum, places)),
        other => other,
    }
}

/// JavaScript's `+`; with an amount, decimal arithmetic.
fn add_plainly<'v>(left: Value<'v>, right: Value<'v>, clock: Clock<'_>) -> Value<'v> {
    let written =
        |value: &Value<'_>| matches!(value, Value::Text(_) | Value::List(_) | Value::Object(_) | Value::Date(_));
    if written(&left) || written(&right) {
        let right = convert::to_text(&right, clock);
        return match left {
            Value::Text(text) => join(text, &right),
            left => join(Cow::Owned(convert::to_text(&left, clock).into_owned()), &right),
        };
    }
    if matches!(left, Value::Amount(_)) || matches!(right, Value::Amount(_)) {
        return outcome(decimal::add(convert::to_exact(&left), convert::to_exact(&right)));
    }
    Value::Number(convert::to_number(&left) + convert::to_number(&right))
}

fn join<'v>(left: Cow<'v, str>, right: &str) -> Value<'v> {
    if left.len().saturating_add(right.len()) > MAX_JOINED {
        return Value::Null;
    }
    let mut text = left.into_owned();
    text.push_str(right);
    Value::Text(Cow::Owned(text))
}

fn join_lists<'v>(left: Items<'v, Value<'v>>, right: Items<'v, Value<'v>>) -> Value<'v> {
    if left.len().saturating_add(right.len()) > MAX_JOINED / 16 {
        return Value::Null;
    }
    let mut items = left.into_vec();
    right.into_vec().into_iter().gather_into(&mut items);
    Value::list(items)
}

/// How many digits stand after the point of a number or of a text that is one.
fn decimals(value: &Value<'_>) -> u32 {
    let count = |text: &str| {
        let point = text::find(text, ".").unwrap_or(text.len());
        let fraction = text.get(point.saturating_add(1)..).unwrap_or_default();
        u32::try_from(text::find(fraction, ".").unwrap_or(fraction.len())).unwrap_or(u32::MAX)
    };
    match value {
        Value::Number(value) if *value == value.trunc() || !value.is_finite() => 0,
        Value::Number(value) => match number::short_decimal(value.abs()) {
            Some((_, places)) if *value >= 1e-6 || *value <= -1e-6 => u32::from(places),
            _ => count(&number::text_of(*value)),
        },
        Value::Text(text) if convert::numeric(value).is_some() => count(text),
        Value::List(_) if convert::numeric(value).is_some() => count(&convert::to_text(value, Clock::UTC)),
        _ => 0,
    }
}

/// A result freed of what binary fractions add to decimals.
fn corrected(result: f64, places: u32) -> f64 {
    // More than 100 places are more than JavaScript rounds to.
    if places == 0 || places > 100 { result } else { number::round_to(result, places) }
}
