//! When a rule is in force.

use super::answer::Reason;
use super::document::{self, Hours};
use crate::kernel::calendar::{LocalDateTime, LocalTime, Outside, Weekday, Window};
use crate::kernel::scalars::Whole;
use crate::kernel::{Error, Result};

/// A compiled schedule.
#[derive(Debug, Clone, Default)]
pub(super) struct Schedule {
    window: Window,
    weekdays: Option<Vec<Weekday>>,
    months: Option<Vec<Whole<1, 12>>>,
    days: Option<Vec<Whole<1, 31>>>,
    hours: Option<Hours>,
}

impl Schedule {
    pub(super) fn compile(document: document::Schedule) -> Result<Self> {
        let window = Window::compile(document.from, document.until)?;
        if document.hours.as_ref().is_some_and(|hours| hours.from == hours.until) {
            return Err(Error::combination("from, until", "until-not-from").at_key("until").at_key("hours"));
        }
        let document::Schedule { weekdays, months, days, hours, .. } = document;
        Ok(Schedule { window, weekdays, months, days, hours })
    }

    /// Why the schedule does not hold at a local time; none if it does.
    pub(super) fn refusal(&self, now: LocalDateTime) -> Option<Reason> {
        match self.window.outside(now) {
            Some(Outside::Before(from)) => return Some(Reason::NotYet { from: from.to_owned() }),
            Some(Outside::After(until)) => return Some(Reason::Over { until: until.to_owned() }),
            None => {}
        }
        let (month, day) = (i64::from(now.date.month()), i64::from(now.date.day()));
        if let Some(months) = self.months.as_ref().filter(|months| !months.contains(&Whole(month))) {
            return Some(Reason::Month { months: months.clone() });
        }
        if let Some(days) = self.days.as_ref().filter(|days| !days.contains(&Whole(day))) {
            return Some(Reason::Day { days: days.clone() });
        }
        if let Some(weekdays) = self.weekdays.as_ref().filter(|weekdays| !weekdays.contains(&now.date.weekday())) {
            return Some(Reason::Weekday { weekdays: weekdays.clone() });
        }
        let hours = self.hours.as_ref().filter(|hours| !hours.contain(now.time))?;
        Some(Reason::Hours { from: hours.from, until: hours.until })
    }
}

impl Hours {
    /// Whether a time lies between them, over midnight where `until` is before `from`.
    fn contain(&self, time: LocalTime) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }
}
