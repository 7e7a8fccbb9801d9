//! The time between a survey's start and its end, on the shop's clocks.

use super::answer::InviteReason;
use crate::kernel::calendar::{Date, LocalDateTime, LocalTime};
use crate::kernel::{Code, Error, Result};
use crate::survey::invite::invitations::combination;

/// From a local time until another.
#[derive(Debug, Clone)]
pub(super) struct Window {
    from: Option<Bound>,
    until: Option<Bound>,
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
        let refused = |_| Error::new(Code::LocalTime).with("found", &*text);
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, LocalTime::parse(time).map_err(refused)?),
            None => (&*text, time),
        };
        let at = LocalDateTime { date: Date::parse(date).map_err(refused)?, time };
        Ok(Bound { at, text })
    }
}

impl Window {
    pub(super) fn compile(from: Option<String>, until: Option<String>) -> Result<Self> {
        let bound = |text: Option<String>, key: &str, time| {
            text.map(|text| Bound::read(text, time)).transpose().map_err(|error| error.at_key(key))
        };
        let from = bound(from, "from", LocalTime::MIDNIGHT)?;
        let until = bound(until, "until", LocalTime::END)?;
        if from.as_ref().zip(until.as_ref()).is_some_and(|(from, until)| from.at >= until.at) {
            return Err(combination("from, until", "until-after-from").at_key("until"));
        }
        Ok(Window { from, until })
    }

    /// Why a local time is not in it.
    pub(super) fn refusal(&self, now: LocalDateTime) -> Option<InviteReason> {
        if let Some(from) = self.from.as_ref().filter(|from| now < from.at) {
            return Some(InviteReason::NotYet { from: from.text.clone() });
        }
        let until = self.until.as_ref().filter(|until| now >= until.at)?;
        Some(InviteReason::Over { until: until.text.clone() })
    }
}
