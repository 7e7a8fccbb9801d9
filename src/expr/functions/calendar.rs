//! The functions of dates and of the present moment.

use super::Function;
use crate::expr::dates::{self, Clock, part};
use crate::expr::value::Value;
use crate::expr::{arithmetic, convert};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

pub(super) fn call(function: Function, arguments: &[Value<'_>], clock: Clock<'_>) -> Value<'static> {
    let given = arguments.first().filter(|value| value.is_truthy());
    match function {
        Function::CurrentDate => Value::Date(clock.now()),
        Function::Today => today(arguments, clock),
        Function::GetDate => given.map_or(Value::Null, |value| Value::Date(clock.date(value))),
        Function::GetYear if given.is_none() || arguments.len() != 1 => Value::Undefined,
        Function::CurrentYear => field(function, clock.now(), clock),
        Function::GetYear | Function::Year | Function::Month | Function::Day | Function::Weekday => {
            field(function, given.map_or_else(|| clock.today(), |value| clock.date(value)), clock)
        }
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

/// Units below a day: their milliseconds, and how many of them make the next larger unit.
fn unit_of_time(unit: &str) -> Option<(i64, i64)> {
    match unit {
        "hours" => Some((HOUR, 24)),
        "minutes" => Some((MINUTE, 60)),
        "seconds" => Some((SECOND, 60)),
        _ => None,
    }
}

/// The part of a date that a function asks for; NaN of an invalid one.
fn field(function: Function, ms: f64, clock: Clock<'_>) -> Value<'static> {
    let Some(local) = clock.local(ms) else { return Value::Number(f64::NAN) };
    Value::Number(dates::float(match function {
        Function::Month => local.month.saturating_add(1),
        Function::Day => local.day,
        Function::Weekday => local.weekday(),
        _ => local.year,
    }))
}

/// Midnight, so many days from today.
fn today(arguments: &[Value<'_>], clock: Clock<'_>) -> Value<'static> {
    let midnight = clock.today();
    Value::Date(match arguments {
        [days] => shift(midnight, days, "days", clock),
        _ => midnight,
    })
}

/// Adds to a part of the local time, as JavaScript adds: a text is written behind the number.
fn shift(ms: f64, more: &Value<'_>, unit: &str, clock: Clock<'_>) -> f64 {
    let Some(mut local) = clock.local(ms) else { return f64::NAN };
    let place = match unit {
        "months" => &mut local.month,
        "years" => &mut local.year,
        _ => &mut local.day,
    };
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
        unit @ ("days" | "months" | "years") => shift(ms, more, unit, clock),
        unit => match unit_of_time(unit) {
            Some((size, parts)) => shift_time(ms, more, size, parts, clock),
            None => ms,
        },
    })
}

/// Adds to hours, minutes or seconds of the local time.
fn shift_time(ms: f64, more: &Value<'_>, size: i64, parts: i64, clock: Clock<'_>) -> f64 {
    let Some(mut local) = clock.local(ms) else { return f64::NAN };
    let now = local.time.checked_div(size).unwrap_or(0).checked_rem(parts).unwrap_or(0);
    let sum = convert::to_number(&arithmetic::add(Value::Number(dates::float(now)), more.lend(), clock));
    let Some(sum) = part(sum) else { return f64::NAN };
    local.time = local.time.saturating_add(dates::times(sum.saturating_sub(now), size).unwrap_or(i64::MAX));
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
    Value::Number(match unit(unit_argument, "days") {
        "days" => days_between(from, to, clock),
        unit => match unit_of_time(unit) {
            Some((size, _)) => ((clock.date(to) - clock.date(from)).abs() / dates::float(size)).ceil(),
            None => whole_months(clock.date(from), clock.date(to), unit, clock),
        },
    })
}

/// Months or, for any other unit, years that are complete.
fn whole_months(from: f64, to: f64, unit: &str, clock: Clock<'_>) -> f64 {
    let (Some(from), Some(to)) = (clock.local(from), clock.local(to)) else {
        return if unit == "months" { f64::NAN } else { 0.0 };
    };
    let years = to.year.saturating_sub(from.year);
    let months = years.wrapping_mul(12).saturating_add(to.month).saturating_sub(from.month);
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
