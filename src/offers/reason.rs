//! Why an offer that might act does not, and what is missing.

use super::answer::OfferReason;
use super::candidate::Candidate;
use super::compiled::{Benefit, Gives, Step};
use super::effect::of;
use super::outcome::Acted;
use super::state::{Counter, State};
use crate::kernel::scalars::{Minor, Whole};

impl Counter<'_> {
    /// Adds the reason of each candidate that does not act, by its place in the document. By how much the combination is
    /// better is told as long as that takes no more work than `limit`.
    pub(super) fn refuse(&self, acted: &Acted, limit: i64, refused: &mut Vec<(usize, OfferReason)>) {
        let mut left = limit;
        for (place, (candidate, state)) in self.candidates.iter().zip(&acted.found).enumerate() {
            if !acted.chosen.contains(&place) {
                refused.push((candidate.place, self.why_not(acted, place, candidate, state, &mut left)));
            }
        }
    }

    fn why_not(
        &self,
        acted: &Acted,
        place: usize,
        candidate: &Candidate<'_>,
        state: &State,
        left: &mut i64,
    ) -> OfferReason {
        if let Some(short) = self.shortfall(state, candidate) {
            return short;
        }
        let rivals = self.rivals(acted, place, candidate);
        if rivals.is_empty() && self.taking(state, candidate).is_none() {
            let spent = self.exceeds_budget(state, candidate);
            return if spent { OfferReason::BudgetSpent {} } else { OfferReason::NothingOff {} };
        }
        let better = self.better(acted, &rivals, place, left).map(Minor);
        let name = |rival: &usize| self.candidates.get(*rival).map(|rival| rival.rule.id.clone());
        match rivals.is_empty() {
            true => OfferReason::NotWorthwhile { better },
            false => OfferReason::Displaced { by: rivals.iter().filter_map(name).collect(), better },
        }
    }

    /// By how much the combination is better than with a candidate in place of its rivals, where the work for it is left.
    fn better(&self, acted: &Acted, rivals: &[usize], place: usize, left: &mut i64) -> Option<i64> {
        let others: Vec<usize> = acted.chosen.iter().copied().filter(|other| !rivals.contains(other)).collect();
        let instead = self.instead(&others, place);
        // Up to the first that changes, all is as it was; but what did nothing in the end may have done something before.
        let changed = rivals
            .iter()
            .copied()
            .chain([place])
            .chain(acted.chosen.iter().copied().filter(|other| !instead.contains(other)));
        let first = if acted.has_idle { 0 } else { changed.min().unwrap_or(0) };
        let rest = || instead.iter().copied().filter(|place| *place >= first);
        let work = rest().filter_map(|place| self.candidates.get(place)).map(Candidate::work);
        *left = left.saturating_sub(work.fold(0, i64::saturating_add));
        if *left < 0 {
            return None;
        }
        let begin = acted.found.get(first).filter(|_| first > 0).cloned().unwrap_or_else(|| self.begin());
        // What has not been proven to be best might be worse.
        Some(acted.state.gain.saturating_sub(self.gain_from(begin, rest())).max(0))
    }

    /// Those that act and do not allow a candidate beside them, or take off more on each of its lines.
    fn rivals(&self, acted: &Acted, place: usize, candidate: &Candidate<'_>) -> Vec<usize> {
        let claims = |other: &Candidate<'_>| candidate.shares_claim(other) && candidate.shares_line(other);
        let is_rival = |other: &usize| {
            let other = self.candidates.get(*other).filter(|_| *other != place);
            other.is_some_and(|other| candidate.rule.excludes(other.rule) || claims(other))
        };
        acted.chosen.iter().copied().filter(is_rival).collect()
    }

    /// What is missing to the first threshold of an offer.
    fn shortfall(&self, state: &State, candidate: &Candidate<'_>) -> Option<OfferReason> {
        let rule = candidate.rule;
        let reach = self.reach(state, candidate);
        let steps = if let Benefit::Steps(steps) = &rule.benefit { steps.as_slice() } else { &[] };
        // Of several steps the nearest counts, unless one is reached.
        let short = !steps.iter().any(|step| step.is_reached(reach, candidate.units));
        let nearest = steps.iter().filter(|step| short && step.units == 0).map(|step| step.from).min();
        let every = if let Benefit::Every { every, .. } = &rule.benefit { *every } else { 0 };
        let from = rule.from.max(every).max(nearest.unwrap_or(0));
        if reach < from {
            let off = off_at(&rule.benefit, from, candidate.units);
            let (from, missing) = (Minor(from), Minor(from.saturating_sub(reach)));
            return Some(OfferReason::BelowThreshold { from, missing, off: off.map(Minor) });
        }
        let fewest = steps.iter().filter(|_| short).map(|step| step.units).min();
        let units = rule.units.max(fewest.unwrap_or(0)).max(set_of(&rule.benefit));
        let missing = units.saturating_sub(candidate.units).max(self.missing_parts(candidate));
        (missing > 0).then_some(OfferReason::TooFewUnits { units: Whole(units), missing: Whole(missing) })
    }

    /// How many units are missing to a bundle, part by part: more of one part do not stand for another.
    fn missing_parts(&self, candidate: &Candidate<'_>) -> i64 {
        let Benefit::Bundle { parts, .. } = &candidate.rule.benefit else { return 0 };
        let quantities = of(&self.quantities, &candidate.lines);
        let there = candidate.units_by_part(&quantities, parts.len());
        let missing = parts.iter().zip(there).map(|(part, units)| part.units.saturating_sub(units).max(0));
        missing.fold(0, i64::saturating_add)
    }

    /// What is missing to a step that takes off more, and how much that is.
    pub(super) fn next_step(&self, state: &State, candidate: &Candidate<'_>, discount: i64) -> Option<(i64, i64)> {
        let reach = self.reach(state, candidate);
        match &candidate.rule.benefit {
            Benefit::Every { every, off, times } => {
                let next = reach.checked_div(*every)?.saturating_add(1);
                let missing = every.saturating_mul(next).saturating_sub(reach);
                (next <= *times).then_some((missing, off.saturating_mul(next)))
            }
            Benefit::Steps(steps) => {
                let above = steps.iter().filter(|step| step.from > reach && step.units <= candidate.units);
                let off = |step: &Step| if let Gives::Off(off) = step.gives { Some((step.from, off)) } else { None };
                // At its threshold no other step takes off more, such as one whose lines are too few to give all of it now.
                let is_best = |(from, off): &(i64, i64)| {
                    let reached = steps.iter().filter(|step| step.is_reached(*from, candidate.units));
                    *off > discount && reached.map(|step| step.gives.of(*from)).all(|other| other <= *off)
                };
                let next = above.filter_map(off).filter(is_best).min_by_key(|(from, _)| *from)?;
                Some((next.0.saturating_sub(reach), next.1))
            }
            _ => None,
        }
    }
}

/// What an offer takes off at an amount, where that can be told without knowing its lines.
fn off_at(benefit: &Benefit, amount: i64, units: i64) -> Option<i64> {
    match benefit {
        Benefit::Off(off) | Benefit::Shipping(Some(off)) => Some(*off),
        Benefit::Every { every, off, times } => Some(amount.checked_div(*every)?.min(*times).saturating_mul(*off)),
        Benefit::Steps(steps) => {
            let reached = steps.iter().filter(|step| step.is_reached(amount, units));
            let offs = reached.map(|step| if let Gives::Off(off) = step.gives { Some(off) } else { None });
            // A percentage among them might take off more.
            offs.collect::<Option<Vec<i64>>>()?.into_iter().max()
        }
        _ => None,
    }
}

/// How many units the smallest set has that an offer needs.
fn set_of(benefit: &Benefit) -> i64 {
    match benefit {
        Benefit::Get { buy, get, .. } => buy.saturating_add(*get),
        Benefit::Bundle { parts, .. } => parts.iter().fold(0, |units, part| units.saturating_add(part.units)),
        _ => 0,
    }
}
