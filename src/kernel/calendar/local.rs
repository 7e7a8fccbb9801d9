//! What a clock and a calendar on the wall show.

// A text is appended at less cost than a character, which would be encoded first.
#![allow(clippy::single_char_add_str)]

use super::Date;
use super::scan::{Scan, write_digits};
use crate::kernel::{Code, Error, Result};
use std::fmt;

/// A time of day to the millisecond, from 00:00 to 24:00, which ends the day.
///
/// ```
/// use patronage::kernel::calendar::LocalTime;
/// let opening = LocalTime::parse("09:30")?;
/// assert!(opening < LocalTime::parse("24:00")?);
/// assert_eq!((opening.hour(), opening.minute()), (9, 30));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    millis: u32,
}

impl LocalTime {
    /// 00:00, where a day begins.
    pub const MIDNIGHT: LocalTime = LocalTime { millis: 0 };
    /// 24:00, where a day ends.
    pub const END: LocalTime = LocalTime { millis: 86_400_000 };

    /// The time so many milliseconds after midnight.
    #[must_use]
    pub fn from_millis(millis: u32) -> Option<Self> {
        let time = LocalTime { millis };
        (time <= Self::END).then_some(time)
    }

    /// Reads `HH:MM`, from `00:00` to `24:00`.
    ///
    /// # Errors
    /// [`Code::Time`] for any other text.
    pub fn parse(text: &str) -> Result<Self> {
        let mut scan = Scan::new(text);
        let time = Self::scan(&mut scan).filter(|_| scan.end().is_some());
        time.ok_or_else(|| Error::new(Code::Time).with("found", text))
    }

    fn scan(scan: &mut Scan<'_>) -> Option<Self> {
        let mut numbers = [0; 2];
        scan.numbers("2:2", &mut numbers)?;
        let [hour, minute] = numbers;
        if minute > 59 {
            return None;
        }
        Self::from_millis(hour.saturating_mul(60).saturating_add(minute).saturating_mul(60_000))
    }

    /// Appends `HH:MM`, without what is below the minute.
    pub fn write(self, out: &mut String) {
        write_digits(self.hour(), 2, out);
        out.push_str(":");
        write_digits(self.minute(), 2, out);
    }

    /// Milliseconds since midnight.
    #[must_use]
    pub const fn millis(self) -> u32 {
        self.millis
    }

    /// The hour, 0 to 24.
    #[must_use]
    pub const fn hour(self) -> u32 {
        self.millis / 3_600_000
    }

    /// The minute of the hour.
    #[must_use]
    pub const fn minute(self) -> u32 {
        self.millis / 60_000 % 60
    }

    /// The second of the minute.
    #[must_use]
    pub const fn second(self) -> u32 {
        self.millis / 1000 % 60
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(5);
        self.write(&mut text);
        f.write_str(&text)
    }
}

/// A date and a time of day, as people in one place read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime {
    /// The day.
    pub date: Date,
    /// The time of that day.
    pub time: LocalTime,
}

const DAY: i64 = 86_400_000;

impl LocalDateTime {
    /// Milliseconds since 1970-01-01T00:00 on the same wall.
    pub(super) fn millis(self) -> i64 {
        i64::from(self.date.days()).saturating_mul(DAY).saturating_add(i64::from(self.time.millis))
    }

    /// The inverse; times beyond the calendar become its first or last millisecond.
    pub(super) fn from_millis(millis: i64) -> Self {
        let first = i64::from(Date::MIN.days()).saturating_mul(DAY);
        let last = i64::from(Date::MAX.days()).saturating_add(1).saturating_mul(DAY).saturating_sub(1);
        let millis = millis.clamp(first, last);
        let time = u32::try_from(millis.rem_euclid(DAY)).unwrap_or(0);
        LocalDateTime { date: Date::saturating(millis.div_euclid(DAY)), time: LocalTime { millis: time } }
    }
}
