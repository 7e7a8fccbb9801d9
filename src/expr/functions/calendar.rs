//! The functions of dates and of the present moment.

use super::Function;
use crate::expr::dates::{self, Clock, Local, part};
use crate::expr::value::Value;
use crate::expr::{arithmetic, convert};

const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60.0 * SECOND;
const HOUR: f64 = 60.0 * MINUTE;

pub(super) fn call(function: Function, arguments: &[Value<'_>], clock: Clock<'_>) -> Value<'static> {
    let given = arguments.first().filter(|value| value.is_truthy());
    match function {
        Function::CurrentDate => Value::Date(clock.now()),
        Function::CurrentYear => field(clock.now(), clock, |local| local.year),
        Function::Today => today(arguments, clock),
        Function::GetDate => given.map_or(Value::Null, |value| Value::Date(clock.date(value))),
        Function::GetYear => match (given, arguments.len()) {
            (Some(value), 1) => field(clock.date(value), clock, |local| local.year),
            _ => Value::Undefined,
        },
        Function::Year => field(given_or_today(given, clock), clock, |local| local.year),
        Function::Month => field(given_or_today(given, clock), clock, |local| local.month.saturating_add(1)),
        Function::Day => field(given_or_today(given, clock), clock, |local| local.day),
        Function::Weekday => field(given_or_today(given, clock), clock, Local::weekday),
        Function::Age => given.map_or(Value::Null, |value| age(value, arguments.get(1), clock)),
        Function::DiffDays => match arguments {
            [from, to] => Value::Number(days_between(from, to, clock)),
            _ => Value::Number(0.0),
        },
        Function::DateDiff => two(arguments).map_or(Value::Null, |(from, to, unit)| difference(from, to, unit, clock)),
        Function::DateAdd => two(arguments).map_or(Value::Null, |(date, more, unit)| add(date, more, unit, clock)),
        _ => Value::Null,
    }
}

/// The first two arguments, if neither is falsy, and the third.
fn two<'a, 'v>(arguments: &'a [Value<'v>]) -> Option<(&'a Value<'v>, &'a Value<'v>, Option<&'a Value<'v>>)> {
    match arguments {
        [first, second, rest @ ..] if first.is_truthy() && second.is_truthy() => Some((first, second, rest.first())),
        _ => None,
    }
}

/// The unit of time that an argument names; without one, days or years by default.
fn unit<'a>(argument: Option<&'a Value<'_>>, default: &'static str) -> &'a str {
    match argument {
        Some(Value::Text(text)) if !text.is_empty() => text,
        Some(other) if other.is_truthy() => "",
        _ => default,
    }
}

fn given_or_today(given: Option<&Value<'_>>, clock: Clock<'_>) -> f64 {
    given.map_or_else(|| clock.today(), |value| clock.date(value))
}

/// A part of a date; NaN of an invalid one.
fn field(ms: f64, clock: Clock<'_>, part: impl FnOnce(Local) -> i64) -> Value<'static> {
    Value::Number(clock.local(ms).map_or(f64::NAN, |local| dates::float(part(local))))
}

/// Midnight, so many days from today.
fn today(arguments: &[Value<'_>], clock: Clock<'_>) -> Value<'static> {
    let midnight = clock.today();
    Value::Date(match arguments {
        [days] => shift(midnight, days, clock, |local| &mut local.day),
        _ => midnight,
    })
}

/// Adds to a part of the local time, as JavaScript adds: a text is written behind the number.
fn shift(ms: f64, more: &Value<'_>, clock: Clock<'_>, part_of: impl Fn(&mut Local) -> &mut i64) -> f64 {
    let Some(mut local) = clock.local(ms) else { return f64::NAN };
    let place = part_of(&mut local);
    let sum = match more {
        Value::Undefined => f64::NAN,
        more if convert::numeric(more).is_some() && more.is_number() => dates::float(*place) + convert::to_number(more),
        more => convert::to_number(&arithmetic::add(Value::Number(dates::float(*place)), more.lend(), clock)),
    };
    match part(sum) {
        Some(sum) => *place = sum,
        None => return f64::NAN,
    }
    clock.instant(local)
}

fn add(date: &Value<'_>, more: &Value<'_>, unit_argument: Option<&Value<'_>>, clock: Clock<'_>) -> Value<'static> {
    let ms = clock.date(date);
    Value::Date(match unit(unit_argument, "days") {
        "days" => shift(ms, more, clock, |local| &mut local.day),
        "months" => shift(ms, more, clock, |local| &mut local.month),
        "years" => shift(ms, more, clock, |local| &mut local.year),
        "hours" => shift_time(ms, more, HOUR, 24, clock),
        "minutes" => shift_time(ms, more, MINUTE, 60, clock),
        "seconds" => shift_time(ms, more, SECOND, 60, clock),
        _ => ms,
    })
}

/// Adds to hours, minutes or seconds of the local time.
fn shift_time(ms: f64, more: &Value<'_>, size: f64, parts: i64, clock: Clock<'_>) -> f64 {
    let Some(size) = part(size) else { return f64::NAN };
    let Some(mut local) = clock.local(ms) else { return f64::NAN };
    let now = local.time.checked_div(size).unwrap_or(0).checked_rem(parts).unwrap_or(0);
    let sum = convert::to_number(&arithmetic::add(Value::Number(dates::float(now)), more.lend(), clock));
    let Some(sum) = part(sum) else { return f64::NAN };
    local.time = local.time.saturating_add(sum.saturating_sub(now).saturating_mul(size));
    clock.instant(local)
}

fn age(born: &Value<'_>, unit_argument: Option<&Value<'_>>, clock: Clock<'_>) -> Value<'static> {
    Value::Number(match unit(unit_argument, "years") {
        // The present moment is left out here, so nothing lies between.
        "days" => 0.0,
        unit => whole_months(clock.date(born), clock.now(), unit, clock),
    })
}

fn difference(from: &Value<'_>, to: &Value<'_>, unit_argument: Option<&Value<'_>>, clock: Clock<'_>) -> Value<'static> {
    let apart = |size: f64| ((clock.date(to) - clock.date(from)).abs() / size).ceil();
    Value::Number(match unit(unit_argument, "days") {
        "days" => days_between(from, to, clock),
        "hours" => apart(HOUR),
        "minutes" => apart(MINUTE),
        "seconds" => apart(SECOND),
        unit => whole_months(clock.date(from), clock.date(to), unit, clock),
    })
}

/// Months or, for any other unit, years that are complete.
fn whole_months(from: f64, to: f64, unit: &str, clock: Clock<'_>) -> f64 {
    let (Some(from), Some(to)) = (clock.local(from), clock.local(to)) else {
        return if unit == "months" { f64::NAN } else { 0.0 };
    };
    let years = to.year.saturating_sub(from.year);
    let months = years.saturating_mul(12).saturating_add(to.month).saturating_sub(from.month);
    let complete = months.saturating_sub(i64::from(to.day < from.day));
    dates::float(if unit == "months" { complete } else { complete / 12 })
}

/// Calendar days between, whichever is first.
fn days_between(from: &Value<'_>, to: &Value<'_>, clock: Clock<'_>) -> f64 {
    if !from.is_truthy() || !to.is_truthy() {
        return 0.0;
    }
    let days = |value: &Value<'_>| {
        let local = clock.local(clock.date(value))?;
        // Years below 100 are taken for those of the last century.
        let year = if (0..100).contains(&local.year) { local.year.saturating_add(1900) } else { local.year };
        dates::days(year, local.month, local.day)
    };
    match (days(from), days(to)) {
        (Some(from), Some(to)) => dates::float(to.saturating_sub(from).saturating_abs()),
        _ => f64::NAN,
    }
}
