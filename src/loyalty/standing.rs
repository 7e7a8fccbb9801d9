//! Where a member stands: what counts towards tiers, the tier that it gives, and the way to the next.

use super::answer::{DayRange, Held, Measured, NextTier, Reason, Status};
use super::document::{Measure, Within};
use super::program::{Program, Tier};
use super::request::{Entry, Member};
use super::scene::Buyer;
use crate::kernel::Result;
use crate::kernel::calendar::{Date, Instant};
use crate::kernel::money::{MAX_SAFE, floor_division, safe};
use crate::kernel::scalars::{Minor, Points, Whole};
use crate::kernel::sort::ranked;

/// The sums of a ledger at a time.
pub(super) struct Standing {
    /// The index of the tier held.
    pub(super) tier: Option<usize>,
    /// What counts towards tiers.
    pub(super) value: i64,
    /// The balance of all points.
    pub(super) points: i64,
    /// All that was spent.
    pub(super) spend: i64,
    /// How many entries are of orders.
    pub(super) orders: usize,
    /// The local day on which this holds.
    today: Date,
    /// The day of each entry that counts, and what it counts for; only where days leave the period one by one.
    rolling: Vec<(Date, i64)>,
}

impl Standing {
    /// Adds up the entries that are not later than `at`.
    pub(super) fn of<'e>(program: &Program, entries: impl Iterator<Item = &'e Entry<'e>>, at: Instant) -> Result<Self> {
        let today = program.setting.zone.local(at).date;
        let first = first_day(program.within, today);
        let (mut value, mut points, mut spend, mut orders) = (0_i128, 0_i128, 0_i128, 0_usize);
        let mut rolling = Vec::new();
        for entry in entries.filter(|entry| entry.at <= at) {
            points = points.saturating_add(i128::from(entry.points.0));
            spend = spend.saturating_add(i128::from(entry.spend.0));
            orders = orders.saturating_add(usize::from(entry.event.is_none()));
            let counted = program.counted(entry);
            let Some(first) = first else {
                value = value.saturating_add(i128::from(counted));
                continue;
            };
            let day = program.setting.zone.local(entry.at).date;
            if day >= first {
                value = value.saturating_add(i128::from(counted));
                rolling.push((day, counted));
            }
        }
        let value = safe(value)?;
        let tier = program.tier_at(value);
        Ok(Standing { tier, value, points: safe(points)?, spend: safe(spend)?, orders, today, rolling })
    }

    /// Who buys, as conditions see it.
    pub(super) fn buyer<'q>(&self, program: &'q Program, member: Option<&'q Member<'q>>) -> Buyer<'q> {
        let tier = self.tier.and_then(|tier| program.tiers.get(tier)).map(|tier| &*tier.id);
        Buyer { member, tier, points: self.points, spend: self.spend, orders: self.orders }
    }

    /// The answer, with the reasons.
    pub(super) fn status(&self, program: &Program) -> Status {
        let held = self.tier.and_then(|tier| program.tiers.get(tier));
        let higher = self.tier.map_or(0, |tier| tier.saturating_add(1));
        let next = program.tiers.get(higher).map(|tier| self.way_to(tier));
        let until = held.and_then(|tier| self.until(program, tier));
        Status {
            tier: Held(held.map(|tier| tier.id.clone())),
            on: program.measure,
            value: Measured(self.value),
            why: self.reasons(program.measure, held, next.as_ref(), until),
            next,
            period: DayRange {
                from: first_day(program.within, self.today),
                until: last_day(program.within, self.today),
            },
            until,
            points: Points(self.points),
            spend: Minor(self.spend),
            benefits: held.map(|tier| tier.benefits.clone()).unwrap_or_default(),
        }
    }

    fn reasons(&self, on: Measure, held: Option<&Tier>, next: Option<&NextTier>, until: Option<Date>) -> Vec<Reason> {
        let mut why = vec![match held {
            Some(tier) => {
                Reason::Reached { tier: tier.id.clone(), from: Measured(tier.from), value: Measured(self.value), on }
            }
            None => Reason::NoTier {},
        }];
        match (next, held) {
            (Some(next), _) => why.push(Reason::Next { tier: next.tier.clone(), missing: next.missing, on }),
            (None, Some(tier)) => why.push(Reason::Top { tier: tier.id.clone() }),
            (None, None) => {}
        }
        if let (Some(tier), Some(day)) = (held, until) {
            why.push(Reason::Falls { tier: tier.id.clone(), day });
        }
        why
    }

    fn way_to(&self, tier: &Tier) -> NextTier {
        let missing = tier.from.saturating_sub(self.value).min(MAX_SAFE);
        let done = i128::from(self.value.max(0)).saturating_mul(100);
        let (percent, _) = floor_division(done, i128::from(tier.from.max(1)));
        let percent = i64::try_from(percent).unwrap_or(0).clamp(0, 99);
        NextTier {
            tier: tier.id.clone(),
            from: Measured(tier.from),
            missing: Measured(missing),
            percent: Whole(percent),
        }
    }

    /// The first day on which what counts falls below the tier, if nothing is added.
    fn until(&self, program: &Program, tier: &Tier) -> Option<Date> {
        if tier.from <= 0 {
            return None;
        }
        let Within::Days(days) = program.within else {
            return if program.within == Within::CalendarYear { next_year(self.today) } else { None };
        };
        let day = |place: usize| self.rolling.get(place).map(|(day, _)| *day);
        let leaving = ranked(self.rolling.len(), &|a, b| day(a).cmp(&day(b)));
        let mut value = i128::from(self.value);
        let mut leaving = leaving.into_iter().filter_map(|place| self.rolling.get(place)).peekable();
        while let Some((day, counted)) = leaving.next() {
            value = value.saturating_sub(i128::from(*counted));
            // Entries of one day leave together.
            let last = leaving.peek().is_none_or(|(next, _)| next != day);
            if last && value < i128::from(tier.from) {
                return day.add_days(i32::try_from(days).ok()?);
            }
        }
        None
    }
}

/// The first day that counts; none from the beginning.
fn first_day(within: Within, today: Date) -> Option<Date> {
    match within {
        Within::Lifetime => None,
        Within::CalendarYear => Some(today.start_of_year()),
        Within::Days(days) => today.add_days(i32::try_from(days.saturating_sub(1)).ok()?.saturating_neg()),
    }
}

fn last_day(within: Within, today: Date) -> Option<Date> {
    if within == Within::CalendarYear { Date::new(today.year(), 12, 31) } else { None }
}

fn next_year(today: Date) -> Option<Date> {
    Date::new(today.year().saturating_add(1), 1, 1)
}
