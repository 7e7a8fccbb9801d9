//! The time between two local times, as an author writes it.

use super::{Date, LocalDateTime, LocalTime};
use crate::kernel::{Code, Error, Result};

/// From a local time on, until another; each may be left out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Window {
    from: Option<Bound>,
    until: Option<Bound>,
}

/// On which side of a window a time lies, with the bound as the author wrote it.
pub(crate) enum Outside<'w> {
    Before(&'w str),
    After(&'w str),
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

impl Window {
    /// Of the fields `from` and `until`; dates stand for their beginning and their end.
    pub(crate) fn compile(from: Option<String>, until: Option<String>) -> Result<Self> {
        let bound = |text: Option<String>, key: &str, time: LocalTime| {
            text.map(|text| Bound::read(text, time)).transpose().map_err(|error| error.at_key(key))
        };
        let from = bound(from, "from", LocalTime::MIDNIGHT)?;
        let until = bound(until, "until", LocalTime::END)?;
        if from.as_ref().zip(until.as_ref()).is_some_and(|(from, until)| from.at >= until.at) {
            return Err(Error::combination("from, until", "until-after-from").at_key("until"));
        }
        Ok(Window { from, until })
    }

    /// Where a local time lies if not within.
    pub(crate) fn outside(&self, now: LocalDateTime) -> Option<Outside<'_>> {
        if let Some(from) = self.from.as_ref().filter(|from| now < from.at) {
            return Some(Outside::Before(&from.text));
        }
        let until = self.until.as_ref().filter(|until| now >= until.at)?;
        Some(Outside::After(&until.text))
    }
}
