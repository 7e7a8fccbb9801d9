//! Dates as JavaScript has them: milliseconds since 1970, read and changed in local time.

use super::scope::Scope;
use super::value::Value;
use super::{date_text, text};
use crate::kernel::calendar::Date;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// The last instant that a date can be.
const MAX: f64 = 8.64e15;
/// The Gregorian calendar repeats every 400 years, after so many days.
const CYCLE: i64 = 146_097;

/// A local date and time of day; every part may lie outside its usual range and then carries over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Local {
    pub(super) year: i64,
    /// From 0.
    pub(super) month: i64,
    pub(super) day: i64,
    /// Milliseconds since midnight.
    pub(super) time: i64,
}

/// The time zone and the present moment of a scope.
#[derive(Clone, Copy)]
pub(super) struct Clock<'a>(Option<&'a dyn Scope>);

impl<'a> Clock<'a> {
    /// Without a present moment.
    pub(super) const UTC: Clock<'static> = Clock(None);

    pub(super) fn of(scope: &'a dyn Scope) -> Self {
        Clock(Some(scope))
    }

    #[expect(clippy::cast_precision_loss, reason = "instants are below 2^53")]
    pub(super) fn now(self) -> f64 {
        self.0.and_then(Scope::now).map_or(f64::NAN, |now| clip(now as f64))
    }

    /// How far local time is ahead of UTC, in milliseconds.
    pub(super) fn offset(self, at: i64) -> i64 {
        self.0.map_or(0, |scope| i64::from(scope.offset(at)).wrapping_mul(SECOND))
    }

    pub(super) fn offset_at(self, ms: f64) -> i64 {
        whole(ms).map_or(0, |at| self.offset(at))
    }

    /// The local time of an instant; none for an invalid date.
    pub(super) fn local(self, ms: f64) -> Option<Local> {
        let at = whole(ms)?;
        let local = at.saturating_add(self.offset(at));
        let (days, time) = (local.div_euclid(DAY), local.rem_euclid(DAY));
        let (year, month, day) = civil(days);
        Some(Local { year, month, day, time })
    }

    /// The instant of a local time. A time that a clock change skips counts on with the offset before the change; one
    /// that it repeats is the earlier.
    pub(super) fn instant(self, local: Local) -> f64 {
        let Some(wall) = local.milliseconds() else { return f64::NAN };
        let before = self.offset(wall.saturating_sub(DAY));
        let after = self.offset(wall.saturating_add(DAY));
        let early = wall.saturating_sub(before);
        let late = wall.saturating_sub(after);
        let at =
            if before == after || self.offset(early) == before || self.offset(late) != after { early } else { late };
        clip(float(at))
    }

    /// `new Date(value)` with the language's two additions: nothing is now, and a day alone begins at local midnight.
    pub(super) fn date(self, value: &Value<'_>) -> f64 {
        if !value.is_truthy() {
            return self.now();
        }
        match value {
            Value::Text(text) if is_day(text, self) => {
                let mut midnight = String::from(&**text);
                midnight.push_str("T00:00:00");
                date_text::parse(&midnight, self)
            }
            Value::Text(text) => date_text::parse(text, self),
            Value::List(_) | Value::Object(_) => date_text::parse(&super::convert::to_text(value, self), self),
            other => clip(super::convert::to_number(other)),
        }
    }

    /// Today's midnight.
    pub(super) fn today(self) -> f64 {
        self.cut(self.now(), DAY)
    }

    /// The beginning of the day, hour, minute or second, in local time.
    fn cut(self, ms: f64, unit: i64) -> f64 {
        let Some(mut local) = self.local(ms) else { return f64::NAN };
        local.time = local.time.saturating_sub(local.time.rem_euclid(unit));
        self.instant(local)
    }
}

impl Local {
    pub(super) fn hour(self) -> i64 {
        self.time / HOUR
    }

    pub(super) fn minute(self) -> i64 {
        self.time / MINUTE % 60
    }

    pub(super) fn second(self) -> i64 {
        self.time / SECOND % 60
    }

    pub(super) fn millisecond(self) -> i64 {
        self.time % SECOND
    }

    /// From 0 for Sunday.
    pub(super) fn weekday(self) -> i64 {
        days(self.year, self.month, self.day).map_or(0, |days| days.saturating_add(4).rem_euclid(7))
    }

    /// The time of day from its parts, each in its usual range.
    pub(super) fn set_time(&mut self, hour: i64, minute: i64, second: i64, millisecond: i64) {
        let parts = [(hour, HOUR), (minute, MINUTE), (second, SECOND), (millisecond, 1)];
        self.time = parts.iter().fold(0_i64, |time, (part, unit)| time.saturating_add(part.wrapping_mul(*unit)));
    }

    /// Milliseconds since 1970 as though local time were UTC.
    pub(super) fn milliseconds(self) -> Option<i64> {
        times(days(self.year, self.month, self.day)?, DAY)?.checked_add(self.time)
    }
}

/// So many of a unit, where 64 bits hold them. (The machine's own way to notice an overflow multiplies in 128 bits.)
pub(super) fn times(count: i64, unit: i64) -> Option<i64> {
    let most = i64::MAX.checked_div(unit)?;
    (count.unsigned_abs() <= most.unsigned_abs()).then(|| count.wrapping_mul(unit))
}

/// Days since 1970-01-01 to a date whose month (from 0) and day may carry over.
pub(super) fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let year = year.checked_add(month.div_euclid(12))?;
    let month = u32::try_from(month.rem_euclid(12)).ok()?.saturating_add(1);
    let within = i32::try_from(year.rem_euclid(400)).ok()?;
    let first = Date::new(within.saturating_add(2000), month, 1)?;
    let cycles = year.div_euclid(400).checked_sub(5)?;
    i64::from(first.days()).checked_add(times(cycles, CYCLE)?)?.checked_add(day.checked_sub(1)?)
}

/// Year, month from 0 and day.
fn civil(days: i64) -> (i64, i64, i64) {
    let within = i32::try_from(days.rem_euclid(CYCLE)).ok().and_then(Date::from_days);
    let (year, month, day) = within.map_or((1970, 1, 1), Date::civil);
    let years = days.div_euclid(CYCLE).wrapping_mul(400);
    (years.saturating_add(i64::from(year)), i64::from(month).saturating_sub(1), i64::from(day))
}

/// Whether the text is taken for a day without a time.
fn is_day(text: &str, clock: Clock<'_>) -> bool {
    text::find(text, "T").is_none_or(|at| at == 0) && has_day(text) && !date_text::parse(text, clock).is_nan()
}

/// Whether `dddd-dd-dd` stands anywhere in the text.
fn has_day(text: &str) -> bool {
    text.as_bytes().windows(10).any(|window| {
        window
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
    })
}

/// A date's milliseconds, whole and in range; otherwise an invalid date.
pub(super) fn clip(ms: f64) -> f64 {
    if ms.abs() <= MAX { ms.trunc() + 0.0 } else { f64::NAN }
}

#[expect(clippy::cast_possible_truncation, reason = "dates lie within ± 2^53")]
fn whole(ms: f64) -> Option<i64> {
    (ms.abs() <= MAX).then_some(ms as i64)
}

/// A part of a date from a computed number: cut to a whole one; none where it can't lead to a valid date.
#[expect(clippy::cast_possible_truncation, reason = "checked against the range")]
pub(super) fn part(value: f64) -> Option<i64> {
    (value.abs() <= MAX).then_some(value as i64)
}

#[expect(clippy::cast_precision_loss, reason = "what is beyond 2^53 is clipped afterwards")]
pub(super) fn float(value: i64) -> f64 {
    value as f64
}

/// The two sides of a comparison where one is a date and the other a text: the text becomes a date, and both are cut to
/// what the text says (a day, a minute, a second).
pub(super) fn as_dates(left: &Value<'_>, right: &Value<'_>, clock: Clock<'_>) -> Option<(f64, f64)> {
    match (left, right) {
        (Value::Text(text), Value::Date(date)) => Some(align(text, *date, clock)),
        (Value::Date(date), Value::Text(text)) => {
            let unit = match text::length(text) {
                0..11 => DAY,
                11..14 => HOUR,
                14..17 => MINUTE,
                _ => 1,
            };
            let (text, date) = align(text, clock.cut(*date, unit), clock);
            Some((date, text))
        }
        _ => None,
    }
}

fn align(text: &str, date: f64, clock: Clock<'_>) -> (f64, f64) {
    let read = clock.date(&Value::text(text));
    let date = clock.cut(date, SECOND);
    let at_midnight = clock.local(date).is_none_or(|local| local.time < SECOND);
    match clock.local(read) {
        Some(local) if at_midnight => (clock.instant(Local { time: local.millisecond(), ..local }), date),
        _ => (read, date),
    }
}
