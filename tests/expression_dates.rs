//! Dates in a time zone whose clocks change.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, missing_docs)]

use patronage::expr::{Expression, Scope, Value};
use patronage::kernel::calendar::{Instant, Zone};

/// Midnight of 2024-03-31 in Berlin, where 02:00 to 03:00 is skipped that night.
const BEFORE_SPRING: i64 = 1_711_839_600_000;
const HOUR: i64 = 3_600_000;

struct At {
    zone: Zone,
    now: i64,
}

impl Scope for At {
    fn variable(&self, _slot: usize) -> Option<Value<'_>> {
        None
    }

    fn now(&self) -> Option<i64> {
        Some(self.now)
    }

    fn offset(&self, at_ms: i64) -> i32 {
        Instant::from_millis(at_ms).map_or(0, |instant| self.zone.offset_at(instant))
    }
}

/// The instant that an expression gives, in milliseconds after that midnight.
fn date(text: &str, now: i64) -> f64 {
    let scope = At { zone: Zone::named("Europe/Berlin").unwrap(), now: BEFORE_SPRING + now };
    match Expression::parse(text).unwrap().evaluate(&scope) {
        Value::Date(ms) => ms - BEFORE_SPRING as f64,
        other => panic!("{text} is {other:?}"),
    }
}

fn hours(text: &str, now: i64) -> f64 {
    date(text, now) / 3_600_000.0
}

#[test]
fn a_day_has_the_hours_that_it_has() {
    assert_eq!(hours("today()", 12 * HOUR), 0.0);
    assert_eq!(hours("today(1)", 12 * HOUR), 23.0);
    assert_eq!(hours("today(-1)", 12 * HOUR), -24.0);
    assert_eq!(hours("dateAdd('2024-03-30', 2, 'days')", 0), 23.0);
    assert_eq!(hours("dateAdd('2024-03-31', 24, 'hours')", 0), 23.0);
}

#[test]
fn a_skipped_hour_counts_on_and_a_repeated_one_is_the_first() {
    assert_eq!(hours("getDate('2024-03-31T02:30')", 0), 2.5);
    assert_eq!(hours("getDate('2024-03-31T03:30')", 0), 2.5);
    assert_eq!(hours("getDate('2024-03-31T01:30')", 0), 1.5);
    // On 2024-10-27, 02:30 comes twice: 5,040 hours and a half after that spring midnight, and an hour later.
    assert_eq!(hours("getDate('2024-10-27T02:30')", 0), 210.0 * 24.0 + 1.5);
    assert_eq!(hours("getDate('2024-10-27T03:30')", 0), 210.0 * 24.0 + 3.5);
}

#[test]
fn days_and_months_are_told_in_local_time() {
    let scope = At { zone: Zone::named("Asia/Shanghai").unwrap(), now: BEFORE_SPRING };
    let holds = |text: &str| Expression::parse(text).unwrap().holds(&scope);
    assert!(holds("day() = 31 and month() = 3 and weekday() = 0 and currentYear() = 2024"));
    assert!(holds("diffDays('2024-03-30T23:00:00Z', '2024-03-31T00:00:00Z') = 0"));
    assert!(holds("'' + getDate('2024-03-31T00:00:00Z') = 'Sun Mar 31 2024 08:00:00 GMT+0800'"));
}
