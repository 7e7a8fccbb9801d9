//! Points on the one time line.

// A text is appended at less cost than a character, which would be encoded first.
#![allow(clippy::single_char_add_str)]

use super::scan::{Scan, write_digits};
use super::{Date, LocalDateTime};
use crate::kernel::json::{Json, Reader, write_integer};
use crate::kernel::{Code, Error, Result};
use std::fmt;

/// A point in time to the millisecond, within the years 1 to 9999 of UTC.
///
/// ```
/// use patronage::kernel::calendar::Instant;
/// let instant = Instant::parse("2026-11-21T16:00:00.5+08:00")?;
/// assert_eq!(instant.millis(), 1_795_248_000_500);
/// assert_eq!(instant.to_string(), "2026-11-21T08:00:00.500Z");
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    millis: i64,
}

impl Instant {
    /// 0001-01-01T00:00:00Z.
    pub const MIN: Instant = Instant { millis: -62_135_596_800_000 };
    /// 9999-12-31T23:59:59.999Z.
    pub const MAX: Instant = Instant { millis: 253_402_300_799_999 };

    /// The instant so many milliseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        let instant = Instant { millis };
        (Instant::MIN <= instant && instant <= Instant::MAX).then_some(instant)
    }

    /// The same, with instants beyond the range moved to its end.
    pub(super) fn saturating(millis: i64) -> Self {
        Instant { millis: millis.clamp(Self::MIN.millis, Self::MAX.millis) }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.millis
    }

    /// The instant so many milliseconds later, or earlier where negative; none beyond the range.
    #[must_use]
    pub fn add_millis(self, millis: i64) -> Option<Self> {
        Self::from_millis(self.millis.checked_add(millis)?)
    }

    /// Reads a document's instant: RFC 3339 in a string, or whole milliseconds since 1970 in a number.
    ///
    /// # Errors
    /// [`Code::Instant`] for other text and numbers, [`Code::Type`] for other values.
    pub fn from_json(json: &Json<'_>) -> Result<Self> {
        match json {
            Json::Text(text) => Self::parse(text),
            Json::Number(text) => Reader::new(text).whole().and_then(Self::from_millis).ok_or_else(|| refusal(text)),
            other => Err(Error::new(Code::Type).with("expected", "instant").with("found", other.kind())),
        }
    }

    /// Reads RFC 3339, which always names its offset. What is finer than a millisecond is cut off; a leap second
    /// counts as the last millisecond of its day.
    ///
    /// # Errors
    /// [`Code::Instant`] for any other text.
    pub fn parse(text: &str) -> Result<Self> {
        let mut scan = Scan::new(text);
        let instant = Self::scan(&mut scan).filter(|_| scan.end().is_some());
        instant.ok_or_else(|| refusal(text))
    }

    fn scan(scan: &mut Scan<'_>) -> Option<Self> {
        let date = Date::scan(scan)?;
        scan.byte(|byte| byte == b'T' || byte == b't')?;
        let mut numbers = [0; 3];
        scan.numbers("2:2:2", &mut numbers)?;
        let [hour, minute, second] = numbers;
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let fraction = scan_fraction(scan)?;
        let offset = scan_offset(scan)?;

        let leap = second == 60;
        let seconds =
            hour.saturating_mul(3600).saturating_add(minute.saturating_mul(60)).saturating_add(second.min(59));
        let millis = i64::from(seconds).saturating_mul(1000).saturating_add(if leap { 999 } else { fraction });
        let day = i64::from(date.days()).saturating_mul(86_400_000);
        let instant = Self::from_millis(day.saturating_add(millis).saturating_sub(offset.saturating_mul(1000)))?;
        (!leap || instant.ends_half_year()).then_some(instant)
    }

    /// Whether this is the last millisecond of a June or December of UTC, where leap seconds are put.
    fn ends_half_year(self) -> bool {
        let next = LocalDateTime::from_millis(self.millis.saturating_add(1));
        self == Self::MAX || (next.time.millis() == 0 && next.date.day() == 1 && matches!(next.date.month(), 1 | 7))
    }

    /// Appends RFC 3339 in UTC, with milliseconds only where there are any.
    pub fn write(self, out: &mut String) {
        let LocalDateTime { date, time } = LocalDateTime::from_millis(self.millis);
        date.write(out);
        out.push_str("T");
        time.write(out);
        out.push_str(":");
        write_digits(time.second(), 2, out);
        let fraction = time.millis() % 1000;
        if fraction > 0 {
            out.push_str(".");
            write_integer(i64::from(fraction / 100), out);
            write_digits(fraction, 2, out);
        }
        out.push_str("Z");
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(24);
        self.write(&mut text);
        f.write_str(&text)
    }
}

fn refusal(found: &str) -> Error {
    Error::new(Code::Instant).with("found", found)
}

/// Milliseconds of an optional fraction with any number of digits.
fn scan_fraction(scan: &mut Scan<'_>) -> Option<i64> {
    if scan.exactly(b'.').is_none() {
        return Some(0);
    }
    let mut millis = i64::from(scan.digit()?).saturating_mul(100);
    let mut weight = 10_i64;
    while let Some(digit) = scan.digit() {
        millis = millis.saturating_add(i64::from(digit).saturating_mul(weight));
        weight /= 10;
    }
    Some(millis)
}

/// Seconds east of UTC from `Z` or `±HH:MM`.
fn scan_offset(scan: &mut Scan<'_>) -> Option<i64> {
    if scan.byte(|byte| byte == b'Z' || byte == b'z').is_some() {
        return Some(0);
    }
    scan_numeric_offset(scan).map(i64::from)
}

/// Seconds east of UTC from `±HH:MM`.
pub(super) fn scan_numeric_offset(scan: &mut Scan<'_>) -> Option<i32> {
    let west = scan.byte(|byte| byte == b'+' || byte == b'-')? == b'-';
    let mut numbers = [0; 2];
    scan.numbers("2:2", &mut numbers)?;
    let [hour, minute] = numbers;
    if hour > 23 || minute > 59 {
        return None;
    }
    let seconds = i32::try_from(hour.saturating_mul(60).saturating_add(minute).saturating_mul(60)).ok()?;
    Some(if west { seconds.saturating_neg() } else { seconds })
}
