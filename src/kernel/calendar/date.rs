//! Civil dates of the Gregorian calendar.

// A text is appended at less cost than a character, which would be encoded first.
#![allow(clippy::single_char_add_str)]

use super::Weekday;
use super::scan::{Scan, write_digits};
use crate::kernel::{Code, Error, Result};
use std::fmt;

/// A day of the Gregorian calendar (before 1582 too), from 0001-01-01 to 9999-12-31.
///
/// ```
/// use patronage::kernel::calendar::Date;
/// let date = Date::parse("2024-01-31")?;
/// assert_eq!(date.add_months(1), Date::new(2024, 2, 29));
/// assert_eq!(date.to_string(), "2024-01-31");
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01.
    days: i32,
}

/// Days from 0000-03-01, where the arithmetic begins its years, to 1970-01-01.
const FROM_MARCH_0000: i32 = 719_468;

impl Date {
    /// 0001-01-01.
    pub const MIN: Date = Date { days: -719_162 };
    /// 9999-12-31.
    pub const MAX: Date = Date { days: 2_932_896 };

    /// The date so many days after 1970-01-01.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        let date = Date { days };
        (Date::MIN <= date && date <= Date::MAX).then_some(date)
    }

    /// The same, with days beyond the calendar moved to its end.
    pub(super) fn saturating(days: i64) -> Self {
        let days = days.clamp(i64::from(Date::MIN.days), i64::from(Date::MAX.days));
        Date { days: i32::try_from(days).unwrap_or(0) }
    }

    /// The date of a year, month (1 to 12) and day (1 to 31), if there is one.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists = (1..=9999).contains(&year) && (1..=days_in_month(year, month)).contains(&day);
        exists.then(|| Date { days: days_before(year, month).saturating_add_unsigned(day) })
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`Code::Date`] for any other text and for days that do not exist.
    pub fn parse(text: &str) -> Result<Self> {
        let mut scan = Scan::new(text);
        let date = Self::scan(&mut scan).filter(|_| scan.end().is_some());
        date.ok_or_else(|| Error::new(Code::Date).with("found", text))
    }

    /// Reads a date from the front of a longer text.
    pub(super) fn scan(scan: &mut Scan<'_>) -> Option<Self> {
        let mut numbers = [0; 3];
        scan.numbers("4-2-2", &mut numbers)?;
        let [year, month, day] = numbers;
        Self::new(i32::try_from(year).ok()?, month, day)
    }

    /// Appends `YYYY-MM-DD`.
    pub fn write(self, out: &mut String) {
        let (year, month, day) = self.civil();
        write_digits(year.unsigned_abs(), 4, out);
        out.push_str("-");
        write_digits(month, 2, out);
        out.push_str("-");
        write_digits(day, 2, out);
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn days(self) -> i32 {
        self.days
    }

    /// Year, month and day together.
    #[must_use]
    pub fn civil(self) -> (i32, u32, u32) {
        // Years that begin in March have their leap day last, and months whose lengths follow a straight line.
        let quarters = self.days.saturating_add(FROM_MARCH_0000).unsigned_abs().saturating_mul(4).saturating_add(3);
        let century = quarters / 146_097;
        let within = (quarters % 146_097) | 3;
        let day = within % 1461 / 4;
        let month = day.saturating_mul(5).saturating_add(2) / 153;
        let first = month.saturating_mul(153).saturating_add(2) / 5;
        let year = century.saturating_mul(100).saturating_add(within / 1461);
        let next = month >= 10;
        let month = if next { month.saturating_sub(9) } else { month.saturating_add(3) };
        (
            i32::try_from(year).unwrap_or(0).saturating_add(i32::from(next)),
            month,
            day.saturating_sub(first).saturating_add(1),
        )
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.civil().1
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u32 {
        self.civil().2
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match self.days.saturating_add(3).rem_euclid(7) {
            0 => Weekday::Mon,
            1 => Weekday::Tue,
            2 => Weekday::Wed,
            3 => Weekday::Thu,
            4 => Weekday::Fri,
            5 => Weekday::Sat,
            _ => Weekday::Sun,
        }
    }

    /// The date so many days later, or earlier where negative; none beyond the calendar.
    #[must_use]
    pub fn add_days(self, days: i32) -> Option<Self> {
        Self::from_days(self.days.checked_add(days)?)
    }

    /// The same day so many months later, or the month's last day where that day is missing.
    ///
    /// ```
    /// use patronage::kernel::calendar::Date;
    /// let leap_day = Date::parse("2024-02-29")?;
    /// assert_eq!(leap_day.add_months(12), Date::new(2025, 2, 28));
    /// assert_eq!(leap_day.add_months(-48), Date::new(2020, 2, 29));
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn add_months(self, months: i32) -> Option<Self> {
        let (year, month, day) = self.civil();
        let total = year.checked_mul(12)?.checked_add_unsigned(month)?.checked_sub(1)?.checked_add(months)?;
        let year = total.div_euclid(12);
        let month = total.rem_euclid(12).unsigned_abs().saturating_add(1);
        Self::new(year, month, day.min(days_in_month(year, month)))
    }

    /// The number of days in this date's month.
    #[must_use]
    pub fn days_in_month(self) -> u32 {
        let (year, month, _) = self.civil();
        days_in_month(year, month)
    }

    /// Whether this date's year has a 29 February.
    #[must_use]
    pub fn is_leap_year(self) -> bool {
        is_leap_year(self.year())
    }

    /// The Monday of this date's week (the calendar's first day is one).
    #[must_use]
    pub fn start_of_week(self) -> Self {
        Date { days: self.days.saturating_sub(i32::from(self.weekday() as u8)) }
    }

    /// The first of this date's month.
    #[must_use]
    pub fn start_of_month(self) -> Self {
        Date { days: self.days.saturating_sub_unsigned(self.day().saturating_sub(1)) }
    }

    /// The first of January of this date's year.
    #[must_use]
    pub fn start_of_year(self) -> Self {
        Date { days: days_before(self.year(), 1).saturating_add(1) }
    }

    /// Whole years from this date to `day`: the age then of somebody born on this date. Who is born on 29 February
    /// completes a common year on 1 March. Negative before birth.
    ///
    /// ```
    /// use patronage::kernel::calendar::Date;
    /// let born = Date::parse("1990-06-15")?;
    /// assert_eq!(born.age_on(Date::parse("2026-06-14")?), 35);
    /// assert_eq!(born.age_on(Date::parse("2026-06-15")?), 36);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn age_on(self, day: Date) -> i32 {
        let (born, now) = (self.civil(), day.civil());
        let before_birthday = (now.1, now.2) < (born.1, born.2);
        now.0.saturating_sub(born.0).saturating_sub(i32::from(before_birthday))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(10);
        self.write(&mut text);
        f.write_str(&text)
    }
}

/// Whether the Gregorian year has a 29 February.
fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The length of a month; zero for months that do not exist.
fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// Days from 1970-01-01 to the day before the first of a month.
pub(super) fn days_before(year: i32, month: u32) -> i32 {
    // The inverse of `civil`: years begin in March.
    let early = month < 3;
    let year = year.saturating_sub(i32::from(early));
    let month = if early { month.saturating_add(9) } else { month.saturating_sub(3) };
    let leaps = (year / 4).saturating_sub(year / 100).saturating_add(year / 400);
    let days = month.saturating_mul(153).saturating_add(2) / 5;
    year.saturating_mul(365).saturating_add(leaps).saturating_add_unsigned(days).saturating_sub(FROM_MARCH_0000 + 1)
}
