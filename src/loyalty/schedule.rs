//! When a rule is in force.

use super::answer::Reason;
use super::document::{self, Hours};
use super::scene::combination;
use crate::kernel::calendar::{Date, LocalDateTime, LocalTime, Weekday};
use crate::kernel::scalars::Whole;
use crate::kernel::{Code, Error, Result};

/// A compiled schedule.
#[derive(Debug, Clone, Default)]
pub(super) struct Schedule {
    from: Option<Bound>,
    until: Option<Bound>,
    weekdays: Option<Vec<Weekday>>,
    months: Option<Vec<Whole<1, 12>>>,
    days: Option<Vec<Whole<1, 31>>>,
    hours: Option<Hours>,
}

/// A local time, and as the author wrote it.
#[derive(Debug, Clone)]
struct Bound {
    at: LocalDateTime,
    text: String,
}

impl Bound {
    /// Reads `YYYY-MM-DDTHH:MM`, or a date, which stands for `time` of its day.
    fn read(text: String, time: LocalTime) -> Result<Self> {
        let not_a_time = |_| Error::new(Code::LocalTime).with("found", &*text);
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, LocalTime::parse(time).map_err(not_a_time)?),
            None => (&*text, time),
        };
        let at = LocalDateTime { date: Date::parse(date).map_err(not_a_time)?, time };
        Ok(Bound { at, text })
    }
}

impl Schedule {
    pub(super) fn compile(document: document::Schedule) -> Result<Self> {
        let bound = |text: Option<String>, key: &str, time: LocalTime| {
            text.map(|text| Bound::read(text, time)).transpose().map_err(|error| error.at_key(key))
        };
        let from = bound(document.from, "from", LocalTime::MIDNIGHT)?;
        let until = bound(document.until, "until", LocalTime::END)?;
        if from.as_ref().zip(until.as_ref()).is_some_and(|(from, until)| from.at >= until.at) {
            return Err(combination("from, until", "until-after-from").at_key("until"));
        }
        if document.hours.as_ref().is_some_and(|hours| hours.from == hours.until) {
            return Err(combination("from, until", "until-not-from").at_key("until").at_key("hours"));
        }
        let document::Schedule { weekdays, months, days, hours, .. } = document;
        Ok(Schedule { from, until, weekdays, months, days, hours })
    }

    /// Why the schedule does not hold at a local time; none if it does.
    pub(super) fn refusal(&self, now: LocalDateTime) -> Option<Reason> {
        if let Some(from) = self.from.as_ref().filter(|from| now < from.at) {
            return Some(Reason::NotYet { from: from.text.clone() });
        }
        if let Some(until) = self.until.as_ref().filter(|until| now >= until.at) {
            return Some(Reason::Over { until: until.text.clone() });
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
