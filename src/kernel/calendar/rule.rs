//! The two shifts that a zone repeats every year to come.

use super::Date;
use super::date::days_before;

/// A shift on the first such weekday on or after a day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Yearly {
    /// 1 to 12.
    pub(super) month: u32,
    /// 1 to 31.
    pub(super) day: u32,
    /// 0 for Monday to 6 for Sunday.
    pub(super) weekday: i32,
    /// Seconds from that day's midnight on the clock before the shift; can lie outside the day.
    pub(super) second: i32,
    /// Seconds by which the clock moves.
    pub(super) change: i32,
}

/// A zone's yearly pair of shifts, one there and one back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    /// Seconds since 1970 after which the first pair begins.
    pub(super) since: i64,
    /// Seconds east of UTC before the first shift of a year, and after the second.
    pub(super) offset: i32,
    pub(super) first: Yearly,
    pub(super) second: Yearly,
}

/// When the clock moves (seconds since 1970), and to how many seconds east of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) at: i64,
    pub(super) offset: i32,
}

impl Rule {
    /// Seconds east of UTC at an instant.
    pub(super) fn offset_at(&self, at: i64) -> i32 {
        match self.shifts(year_of(at)) {
            Some([first, second]) if first.at <= at && at < second.at => first.offset,
            _ => self.offset,
        }
    }

    /// The first shift after an instant.
    pub(super) fn next(&self, at: i64) -> Option<Shift> {
        let year = year_of(at);
        let years = [year, year.saturating_add(1)];
        years.into_iter().filter_map(|year| self.shifts(year)).flatten().find(|shift| shift.at > at)
    }

    /// A year's pair.
    fn shifts(&self, year: i32) -> Option<[Shift; 2]> {
        let first = self.first.in_year(year, self.offset);
        (first.at > self.since).then(|| [first, self.second.in_year(year, first.offset)])
    }
}

impl Yearly {
    fn in_year(self, year: i32, offset: i32) -> Shift {
        let day = days_before(year, self.month).saturating_add_unsigned(self.day);
        // 1970-01-01 was a Thursday.
        let wait = self.weekday.saturating_sub(day).saturating_sub(3).rem_euclid(7);
        let wall = i64::from(day.saturating_add(wait)).saturating_mul(86_400).saturating_add(self.second.into());
        Shift { at: wall.saturating_sub(offset.into()), offset: offset.saturating_add(self.change) }
    }
}

fn year_of(at: i64) -> i32 {
    Date::saturating(at.div_euclid(86_400)).year()
}
