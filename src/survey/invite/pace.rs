//! How often one person is asked: each survey by its own rule, and all together.

use super::answer::InviteReason;
use super::document::{InvitationCap, Repeat};
use super::occasion::Occasion;
use super::request::Shown;
use crate::kernel::calendar::{Date, Instant, Zone};

/// What one person was shown up to now, with the local days.
pub(super) struct History<'q> {
    shown: Vec<(Date, &'q Shown<'q>)>,
    zone: &'q Zone,
    now: Instant,
    today: Date,
}

impl<'q> History<'q> {
    /// What is later than now does not count.
    pub(super) fn until(now: Instant, shown: &'q [Shown<'q>], zone: &'q Zone) -> Self {
        let past = shown.iter().filter(|shown| shown.at <= now);
        let shown = past.map(|shown| (zone.date(shown.at), shown)).collect();
        History { shown, zone, now, today: zone.date(now) }
    }

    /// That of one survey.
    pub(super) fn of(&self, survey: &str) -> History<'q> {
        let shown = self.shown.iter().filter(|(_, shown)| shown.survey == survey).copied().collect();
        History { shown, zone: self.zone, now: self.now, today: self.today }
    }

    /// Why a survey with this history is not shown again for an occasion.
    pub(super) fn repeats(&self, repeat: Repeat, occasion: &Occasion) -> Option<InviteReason> {
        let mut same = self.shown.iter().filter(|(_, shown)| shown.occasion.as_deref() == occasion.as_deref());
        match repeat {
            Repeat::Once => {
                let (on, shown) = same.next()?;
                Some(self.answered(shown).unwrap_or(InviteReason::Shown { on: *on }))
            }
            Repeat::UntilAnswered => same.find_map(|(_, shown)| self.answered(shown)),
            Repeat::Always => None,
            Repeat::Days(days) => self.wait(days).map(|from| InviteReason::TooSoon { from }),
        }
    }

    fn answered(&self, shown: &Shown<'_>) -> Option<InviteReason> {
        let at = shown.answered.filter(|at| *at <= self.now)?;
        Some(InviteReason::Answered { on: self.zone.date(at) })
    }

    /// Why no survey is shown after all these.
    pub(super) fn refusal(&self, quiet_days: i64, cap: Option<&InvitationCap>) -> Option<InviteReason> {
        if let Some(from) = self.wait(quiet_days) {
            return Some(InviteReason::Quiet { from });
        }
        let cap = cap?;
        let counted = self.shown.iter().filter(|(date, _)| days_between(*date, self.today) < cap.days.0).count();
        let full = i64::try_from(counted).is_ok_and(|counted| counted >= cap.surveys.0);
        full.then_some(InviteReason::Capped { surveys: cap.surveys.0, days: cap.days.0 })
    }

    /// The day on which so many days since the last have passed, if that is still to come.
    fn wait(&self, days: i64) -> Option<Option<Date>> {
        let last = self.shown.iter().map(|(date, _)| *date).max()?;
        let ends = || last.add_days(i32::try_from(days).ok()?);
        (days_between(last, self.today) < days).then(ends)
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from(to.days()).saturating_sub(from.days().into())
}
