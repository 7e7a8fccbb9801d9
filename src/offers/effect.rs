//! What an offer takes off the lines, from what it finds.

use super::candidate::Candidate;
use super::compiled::{Benefit, Gives, Part, Step};
use super::document::Gift;
use super::state::{Claimed, Counter, State, Taking, share, sum};
use crate::kernel::money::{Mode, Ratio, divide, split};
use crate::kernel::sort::ranked;
use std::cmp::Ordering;

/// In so many parts of the smallest amount bundles are compared, for what a unit costs is no whole amount.
const FINE: i64 = 1 << 20;

/// What an offer would take off its lines if nothing else had.
enum Wish {
    /// So much off all together, shared by what is left of each.
    Together(i64),
    /// So much off each, but in all no more than this.
    Each(Vec<i64>, i64),
}

/// What an offer reads of its lines.
struct Sight<'s> {
    /// What each costs.
    amounts: Vec<i64>,
    /// How many units each has.
    quantities: Vec<i64>,
    /// What they come to where thresholds are compared.
    reach: i64,
    candidate: &'s Candidate<'s>,
}

/// What a gift is worth where combinations are compared.
fn worth(gift: &Gift) -> i64 {
    gift.value.map_or(1, |value| value.0.max(1))
}

/// Whether an offer's budget has room for what it takes off, with all that it takes over from those of its claim.
fn within_budget(state: &State, candidate: &Candidate<'_>, taking: &Taking) -> bool {
    if !candidate.takes_off_lines() {
        return taking.shipping <= candidate.budget;
    }
    let mut discount = taking.gain;
    if let Some(claimed) = claimed(state, candidate) {
        for (line, _) in candidate.lines.iter().zip(&taking.shares).filter(|(_, share)| **share > 0) {
            discount = discount.saturating_add(claimed.taken.get(*line).copied().unwrap_or(0));
        }
    }
    discount <= candidate.budget
}

/// What those that share its claim already do.
fn claimed<'s>(state: &'s State, candidate: &Candidate<'_>) -> Option<&'s Claimed> {
    let number = candidate.rule.claim?;
    state.claims.iter().find(|claimed| claimed.number == number)
}

/// The amounts of some lines.
pub(super) fn of(amounts: &[i64], lines: &[usize]) -> Vec<i64> {
    lines.iter().map(|line| amounts.get(*line).copied().unwrap_or(0)).collect()
}

impl Counter<'_> {
    /// What an offer of the present stage does; none if it does nothing, or more than is left of its budget.
    pub(super) fn taking(&self, state: &State, candidate: &Candidate<'_>) -> Option<Taking> {
        self.wanted(state, candidate).filter(|taking| within_budget(state, candidate, taking))
    }

    /// Whether an offer does nothing for the reason that it would take off more than is left of its budget.
    pub(super) fn exceeds_budget(&self, state: &State, candidate: &Candidate<'_>) -> bool {
        self.wanted(state, candidate).is_some_and(|taking| !within_budget(state, candidate, &taking))
    }

    /// What an offer of the present stage would do without a budget; none if nothing.
    fn wanted(&self, state: &State, candidate: &Candidate<'_>) -> Option<Taking> {
        let sight = self.sight(state, candidate)?;
        let taking = match &candidate.rule.benefit {
            Benefit::Gift(gift) => Taking { shares: Vec::new(), shipping: 0, gain: worth(gift) },
            Benefit::Shipping(off) => {
                let discount = off.unwrap_or(i64::MAX).min(state.shipping);
                Taking { shares: Vec::new(), shipping: discount, gain: discount }
            }
            _ => {
                let left = of(&state.left, &candidate.lines);
                let (weights, discount) = clipped(beyond(sight.wish()?, state, candidate), left);
                let shares = split(discount, &weights).unwrap_or_default();
                Taking { shares, shipping: 0, gain: discount }
            }
        };
        Some(taking).filter(|taking| taking.gain > 0)
    }

    /// What an offer that is still to come gains at the most: the amounts only fall, and with them what it takes off.
    pub(super) fn ceiling(&self, state: &State, candidate: &Candidate<'_>) -> i64 {
        let Some(sight) = self.sight(state, candidate) else { return 0 };
        let most = match &candidate.rule.benefit {
            Benefit::Gift(gift) => return worth(gift),
            Benefit::Shipping(off) => off.unwrap_or(i64::MAX).min(state.shipping),
            benefit => {
                let Some(wish) = sight.wish() else { return 0 };
                let wish = if candidate.rule.turn == state.turn { beyond(wish, state, candidate) } else { wish };
                let discount = clipped(wish, of(&state.left, &candidate.lines)).1;
                // Parts of a line's amount are rounded: a unit that is chosen in place of another may be one more.
                let rounded = matches!(benefit, Benefit::Bundle { .. } | Benefit::Get { .. });
                let slack = if rounded { i64::try_from(candidate.lines.len()).unwrap_or(i64::MAX) } else { 0 };
                discount.saturating_add(slack)
            }
        };
        most.min(candidate.budget)
    }

    /// What an offer reads, if its thresholds are reached.
    fn sight<'s>(&self, state: &State, candidate: &'s Candidate<'s>) -> Option<Sight<'s>> {
        let reach = self.reach(state, candidate);
        if reach < candidate.rule.from || candidate.units < candidate.rule.units {
            return None;
        }
        let found = if candidate.rule.turn == state.turn { &state.base } else { &state.left };
        let quantities = of(&self.quantities, &candidate.lines);
        Some(Sight { amounts: of(found, &candidate.lines), quantities, reach, candidate })
    }

    /// What the lines of an offer come to where thresholds are compared.
    pub(super) fn reach(&self, state: &State, candidate: &Candidate<'_>) -> i64 {
        let measured = self.measured(state, candidate.rule.turn);
        let mut reach = 0_i64;
        for line in &candidate.lines {
            reach = reach.saturating_add(measured.get(*line).copied().unwrap_or(0));
        }
        reach
    }
}

/// A wish without what the best of its kind already takes off each line.
fn beyond(wish: Wish, state: &State, candidate: &Candidate<'_>) -> Wish {
    match (wish, claimed(state, candidate)) {
        (Wish::Each(mut weights, most), Some(claimed)) => {
            for (weight, line) in weights.iter_mut().zip(&candidate.lines) {
                *weight = weight.saturating_sub(claimed.best.get(*line).copied().unwrap_or(0)).max(0);
            }
            Wish::Each(weights, most)
        }
        (wish, _) => wish,
    }
}

/// What of a wish is there to be taken: the weights by which it is shared, none above what is left of its line, and all.
fn clipped(wish: Wish, left: Vec<i64>) -> (Vec<i64>, i64) {
    match wish {
        Wish::Together(most) => {
            let most = most.min(sum(&left));
            (left, most)
        }
        Wish::Each(mut weights, most) => {
            for (weight, left) in weights.iter_mut().zip(left) {
                *weight = (*weight).min(left);
            }
            let most = most.min(sum(&weights));
            (weights, most)
        }
    }
}

impl Counter<'_> {
    /// Takes note of what an offer takes off the lines, for those of which one acts on each; which others it takes a line
    /// from is seen by what it gains there.
    pub(super) fn claim(&self, state: &mut State, candidate: &Candidate<'_>, taking: &Taking) {
        let Some(number) = candidate.rule.claim else { return };
        let Some(Wish::Each(weights, _)) = self.sight(state, candidate).and_then(|sight| sight.wish()) else { return };
        if !state.claims.iter().any(|claimed| claimed.number == number) {
            let none = vec![0; state.left.len()];
            state.claims.push(Claimed { number, best: none.clone(), taken: none });
        }
        let Some(claimed) = state.claims.iter_mut().find(|claimed| claimed.number == number) else { return };
        for ((line, weight), share) in candidate.lines.iter().zip(weights).zip(&taking.shares) {
            if let Some((best, taken)) = claimed.best.get_mut(*line).zip(claimed.taken.get_mut(*line)) {
                *best = weight.max(*best);
                *taken = taken.saturating_add(*share);
            }
        }
    }
}

impl Sight<'_> {
    fn wish(&self) -> Option<Wish> {
        Some(match &self.candidate.rule.benefit {
            Benefit::Off(off) => Wish::Together(*off),
            Benefit::Every { every, off, times } => {
                Wish::Together(self.reach.checked_div(*every).unwrap_or(0).min(*times).saturating_mul(*off))
            }
            Benefit::Steps(steps) => self.best_step(steps)?,
            Benefit::Percent { by, most } => Wish::Each(self.percent(*by), most.unwrap_or(i64::MAX)),
            Benefit::Price(_) | Benefit::PriceFrom(_) => Wish::Each(self.above_prices(), i64::MAX),
            Benefit::Bundle { parts, price, times } => self.bundle(parts, *price, *times)?,
            Benefit::Get { buy, get, by, times } => self.cheapest(*buy, *get, *by, *times),
            Benefit::Gift(_) | Benefit::Shipping(_) => return None,
        })
    }

    fn percent(&self, by: Ratio) -> Vec<i64> {
        let off = |amount: &i64| share(*amount, by.numerator(), by.denominator(), Mode::HalfUp);
        self.amounts.iter().map(off).collect()
    }

    /// What takes off most of the steps that are reached; of equals, the first.
    fn best_step(&self, steps: &[Step]) -> Option<Wish> {
        let all = sum(&self.amounts);
        let mut best: Option<(i64, Wish)> = None;
        for step in steps.iter().filter(|step| step.is_reached(self.reach, self.candidate.units)) {
            let (off, wish) = match step.gives {
                Gives::Off(off) => (off.min(all), Wish::Together(off)),
                Gives::Percent(by) => {
                    let weights = self.percent(by);
                    (sum(&weights), Wish::Each(weights, i64::MAX))
                }
            };
            if best.as_ref().is_none_or(|(most, _)| off > *most) {
                best = Some((off, wish));
            }
        }
        best.map(|(_, wish)| wish)
    }

    /// What the lines cost beyond the prices of the offer.
    fn above_prices(&self) -> Vec<i64> {
        let lines = self.amounts.iter().zip(&self.quantities).zip(&self.candidate.prices);
        let above = |((amount, quantity), price): ((&i64, &i64), &Option<i64>)| {
            price.map_or(0, |price| amount.saturating_sub(price.saturating_mul(*quantity)).max(0))
        };
        lines.map(above).collect()
    }

    /// The cheapest of each so many units.
    fn cheapest(&self, buy: i64, get: i64, by: Ratio, times: i64) -> Wish {
        let sets = self.candidate.units.checked_div(buy.saturating_add(get)).unwrap_or(0).min(times);
        let mut got = sets.saturating_mul(get);
        let mut weights = vec![0; self.amounts.len()];
        for place in ranked(self.amounts.len(), &|a, b| self.by_unit(a, b)) {
            let (value, units) = self.part(place, got);
            got = got.saturating_sub(units);
            if let Some(weight) = weights.get_mut(place) {
                *weight = share(value, by.numerator(), by.denominator(), Mode::HalfUp);
            }
        }
        Wish::Each(weights, i64::MAX)
    }

    /// Compares lines by what a unit costs.
    fn by_unit(&self, a: usize, b: usize) -> Ordering {
        let times = |a: &[i64], place: usize, b: &[i64], other: usize| {
            let term = |of: &[i64], place: usize| i128::from(of.get(place).copied().unwrap_or(0));
            term(a, place).saturating_mul(term(b, other))
        };
        times(&self.amounts, a, &self.quantities, b).cmp(&times(&self.amounts, b, &self.quantities, a))
    }

    /// What so many units of a line cost, as far as it has them, rounded down.
    fn part(&self, place: usize, units: i64) -> (i64, i64) {
        let (amount, quantity) = (self.amounts.get(place), self.quantities.get(place));
        let (amount, quantity) = (amount.copied().unwrap_or(0), quantity.copied().unwrap_or(0));
        let units = units.min(quantity);
        (share(amount, units, quantity, Mode::Floor), units)
    }

    /// As many bundles as save most, of the dearest units; of as good ones, the fewest.
    fn bundle(&self, parts: &[Part], price: i64, times: i64) -> Option<Wish> {
        let dearest = ranked(self.amounts.len(), &|a, b| self.by_unit(b, a));
        let units = |sets: i64| self.of_bundles(parts, &dearest, sets);
        // Each further bundle is of cheaper units, so that those that save something come first.
        let saves = |sets: i64| {
            let more = self.fine(&units(sets)).saturating_sub(self.fine(&units(sets.saturating_sub(1))));
            let rounded = i128::try_from(self.amounts.len()).unwrap_or(i128::MAX);
            more > i128::from(price).saturating_mul(FINE.into()).saturating_add(rounded)
        };
        let (mut low, mut high) = (0, self.most_bundles(parts).min(times));
        while low < high {
            let middle = high.saturating_sub(high.saturating_sub(low) / 2);
            if saves(middle) {
                low = middle;
            } else {
                high = middle.saturating_sub(1);
            }
        }
        let cost = |(place, units): (usize, &i64)| self.part(place, *units).0;
        let weights: Vec<i64> = units(low).iter().enumerate().map(cost).collect();
        let off = sum(&weights).saturating_sub(price.saturating_mul(low));
        Some(Wish::Each(weights, off)).filter(|_| off > 0)
    }

    /// How many bundles the units are enough for.
    fn most_bundles(&self, parts: &[Part]) -> i64 {
        let sets = parts.iter().zip(self.candidate.units_by_part(&self.quantities, parts.len()));
        sets.map(|(part, units)| units.checked_div(part.units).unwrap_or(0)).min().unwrap_or(0)
    }

    /// The units of each line that so many bundles take.
    fn of_bundles(&self, parts: &[Part], dearest: &[usize], sets: i64) -> Vec<i64> {
        let mut rest: Vec<i64> = parts.iter().map(|part| part.units.saturating_mul(sets)).collect();
        let mut taken = vec![0; self.amounts.len()];
        for place in dearest {
            let part = self.candidate.parts.get(*place).and_then(|part| rest.get_mut(*part));
            if let (Some(rest), Some(taken), Some(units)) = (part, taken.get_mut(*place), self.quantities.get(*place)) {
                *taken = (*units).min(*rest);
                *rest = rest.saturating_sub(*taken);
            }
        }
        taken
    }

    /// What so many units of each line cost, in parts of the smallest amount, each line rounded down.
    fn fine(&self, units: &[i64]) -> i128 {
        let mut all = 0_i128;
        for ((amount, quantity), units) in self.amounts.iter().zip(&self.quantities).zip(units) {
            // An amount, a number of units and the parts are below 2^53, 2^53 and 2^21.
            let product = i128::from(*amount).saturating_mul((*units).into()).saturating_mul(FINE.into());
            all = all.saturating_add(divide(product, (*quantity).max(1).into(), Mode::Floor));
        }
        all
    }
}
