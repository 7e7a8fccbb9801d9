//! A time zone: which clock is right at an instant.

use super::instant::scan_numeric_offset;
use super::rule::{Rule, Shift};
use super::scan::Scan;
use super::{Date, Instant, LocalDateTime, LocalTime, database};
use crate::kernel::{Code, Error, Result};

/// A time zone with all its shifts since 1970 and the rule for the years to come, looked up without allocation.
/// Instants before 1970 have the offset that was in force when 1970 began in UTC.
///
/// ```
/// use patronage::kernel::calendar::{Date, Instant, Zone};
/// let london = Zone::named("europe/london")?;
/// assert_eq!(london.name(), "Europe/London");
/// assert_eq!(london.offset_at(Instant::parse("2011-07-01T12:00:00Z")?), 3600);
/// // The day on which summer time begins has 23 hours.
/// let day = Date::parse("2011-03-27")?;
/// let (start, end) = (london.start_of_day(day), london.start_of_day(Date::parse("2011-03-28")?));
/// assert_eq!(end.millis() - start.millis(), 23 * 3_600_000);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    pub(super) name: Box<str>,
    /// Seconds east of UTC before the first shift.
    pub(super) offset: i32,
    /// In order of time.
    pub(super) shifts: Vec<Shift>,
    /// What holds after the last of `shifts`.
    pub(super) rule: Option<Rule>,
}

/// No offset reaches a day, so local times lie within a day of UTC.
pub(super) const OFFSET_LIMIT: i32 = 86_400;

impl Zone {
    /// The zone of a name of the IANA database, old names and any case of letters included, or a fixed offset
    /// such as `+08:00`.
    ///
    /// # Errors
    /// [`Code::TimeZone`] for any other name.
    pub fn named(name: &str) -> Result<Self> {
        let zone = Self::fixed(name).or_else(|| database::zone(name));
        zone.ok_or_else(|| Error::new(Code::TimeZone).with("found", name))
    }

    fn fixed(name: &str) -> Option<Self> {
        let mut scan = Scan::new(name);
        let offset = scan_numeric_offset(&mut scan)?;
        scan.end()?;
        Some(Zone { name: name.into(), offset, shifts: Vec::new(), rule: None })
    }

    /// The name as the database spells it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Seconds east of UTC at an instant.
    #[must_use]
    pub fn offset_at(&self, instant: Instant) -> i32 {
        self.offset(instant.millis().div_euclid(1000))
    }

    /// The date and time that clocks in this zone show. Within a day of the calendar's ends, where the date would
    /// lie beyond them, its first or last millisecond.
    #[must_use]
    pub fn local(&self, instant: Instant) -> LocalDateTime {
        let offset = i64::from(self.offset_at(instant)).saturating_mul(1000);
        LocalDateTime::from_millis(instant.millis().saturating_add(offset))
    }

    /// The day that an instant falls on.
    #[must_use]
    pub fn date(&self, instant: Instant) -> Date {
        self.local(instant).date
    }

    /// The first instant at which clocks in this zone show this time or a later one.
    ///
    /// So a time that a shift skips gives the instant of the shift, and a time that is shown twice the earlier of the
    /// two; later local times never give earlier instants.
    ///
    /// ```
    /// use patronage::kernel::calendar::{Date, LocalDateTime, LocalTime, Zone};
    /// let london = Zone::named("Europe/London")?;
    /// let at = |date, time| -> Result<String, patronage::kernel::Error> {
    ///     let local = LocalDateTime { date: Date::parse(date)?, time: LocalTime::parse(time)? };
    ///     Ok(london.instant(local).to_string())
    /// };
    /// assert_eq!(at("2026-03-29", "01:30")?, "2026-03-29T01:00:00Z"); // skipped
    /// assert_eq!(at("2026-10-25", "01:30")?, "2026-10-25T00:30:00Z"); // twice
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn instant(&self, local: LocalDateTime) -> Instant {
        let wall = local.millis();
        let mut since = wall.div_euclid(1000).saturating_sub(OFFSET_LIMIT.into());
        let mut offset = self.offset(since);
        loop {
            let candidate = wall.saturating_sub(i64::from(offset).saturating_mul(1000));
            if candidate < since.saturating_mul(1000) {
                return Instant::saturating(since.saturating_mul(1000));
            }
            match self.next(since) {
                Some(shift) if shift.at.saturating_mul(1000) <= candidate => (since, offset) = (shift.at, shift.offset),
                _ => return Instant::saturating(candidate),
            }
        }
    }

    /// The first instant of a day: midnight, or the shift that skips it. (A day that the zone left out, such as
    /// 30 December 2011 in Apia, starts where the next one does.)
    #[must_use]
    pub fn start_of_day(&self, date: Date) -> Instant {
        self.instant(LocalDateTime { date, time: LocalTime::MIDNIGHT })
    }

    /// Seconds east of UTC so many seconds after 1970 began.
    fn offset(&self, at: i64) -> i32 {
        let passed = self.shifts.partition_point(|shift| shift.at <= at);
        match (&self.rule, passed.checked_sub(1).and_then(|last| self.shifts.get(last))) {
            (Some(rule), _) if passed == self.shifts.len() => rule.offset_at(at),
            (_, Some(shift)) => shift.offset,
            (_, None) => self.offset,
        }
    }

    /// The first shift after that.
    fn next(&self, at: i64) -> Option<Shift> {
        let passed = self.shifts.partition_point(|shift| shift.at <= at);
        self.shifts.get(passed).copied().or_else(|| self.rule?.next(at))
    }
}
