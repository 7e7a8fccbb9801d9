//! Which offers may act in a cart, whatever the others do; and why the rest may not.

use super::answer::OfferReason;
use super::compiled::{Benefit, Offers, Rule};
use super::request::{HeldCoupon, OfferUsage, OffersRequest};
use crate::kernel::calendar::Instant;
use crate::kernel::json::{Json, Reader};
use crate::kernel::money::Amount;
use crate::kernel::record::{Scale, read};
use crate::kernel::scalars::Whole;
use crate::kernel::{Error, Result};
use crate::loyalty::{Scene, of_lines};
use std::cmp::Ordering;

/// An offer that may act, with what it meets in the cart.
pub(super) struct Candidate<'q> {
    pub(super) rule: &'q Rule,
    /// Its place in the document.
    pub(super) place: usize,
    /// The lines that it is for.
    pub(super) lines: Vec<usize>,
    /// How many units these have.
    pub(super) units: i64,
    /// What a unit of each costs at the most, where it is an offer of prices.
    pub(super) prices: Vec<Option<i64>>,
    /// The part of a bundle that each belongs to.
    pub(super) parts: Vec<usize>,
    /// The id of the held coupon.
    pub(super) coupon: Option<&'q str>,
    /// What is left of its budget.
    pub(super) budget: i64,
}

impl Candidate<'_> {
    /// How much work it is to look at it once, in looks at a line.
    pub(super) fn work(&self) -> i64 {
        let looks = match &self.rule.benefit {
            // Lines are put in order; of bundles the number is searched that saves most.
            Benefit::Get { .. } => 8,
            Benefit::Bundle { .. } => 32,
            _ => 1,
        };
        i64::try_from(self.lines.len()).unwrap_or(i64::MAX).saturating_mul(looks).max(1)
    }

    /// How many units each part of its bundle has, with the quantities of its lines.
    pub(super) fn units_by_part(&self, quantities: &[i64], parts: usize) -> Vec<i64> {
        let mut units = vec![0_i64; parts];
        for (part, quantity) in self.parts.iter().zip(quantities) {
            units.get_mut(*part).into_iter().for_each(|units| *units = units.saturating_add(*quantity));
        }
        units
    }

    /// Whether it is another of those of which one acts on each line.
    pub(super) fn shares_claim(&self, other: &Candidate<'_>) -> bool {
        let (own, other) = (self.rule, other.rule);
        own.claim.is_some() && (own.claim, own.turn) == (other.claim, other.turn)
    }

    /// Whether there is a line that both are for.
    pub(super) fn shares_line(&self, other: &Candidate<'_>) -> bool {
        let (mut own, mut others) = (self.lines.as_slice(), other.lines.as_slice());
        while let (Some((a, after)), Some((b, behind))) = (own.split_first(), others.split_first()) {
            match a.cmp(b) {
                Ordering::Less => own = after,
                Ordering::Greater => others = behind,
                Ordering::Equal => return true,
            }
        }
        false
    }

    /// Whether what it gains is taken off the lines.
    pub(super) fn takes_off_lines(&self) -> bool {
        !matches!(self.rule.benefit, Benefit::Gift(_) | Benefit::Shipping(_))
    }
}

/// What stands in the way of an offer, or what it is.
pub(super) type Entry<'q> = std::result::Result<Candidate<'q>, OfferReason>;

impl Offers {
    /// What each offer is in a cart, in the order of the document.
    pub(super) fn entries<'q>(&'q self, request: &'q OffersRequest<'_>, scene: &Scene<'q>) -> Result<Vec<Entry<'q>>> {
        let meet = |(place, rule): (usize, &'q Rule)| Entering { rule, request, scene }.enter(place);
        self.rules.iter().enumerate().map(meet).collect()
    }
}

struct Entering<'s, 'q> {
    rule: &'q Rule,
    request: &'q OffersRequest<'q>,
    scene: &'s Scene<'q>,
}

impl<'q> Entering<'_, 'q> {
    fn enter(&self, place: usize) -> Result<Entry<'q>> {
        let Entering { rule, scene, .. } = self;
        if let Some(reason) = self.refusal() {
            return Ok(Err(reason));
        }
        let coupon = match self.coupon() {
            Ok(coupon) => coupon,
            Err(reason) => return Ok(Err(reason)),
        };
        let mut lines = rule.selection.lines(scene).places();
        // A line without units costs nothing, and nothing can be told of what a unit of it costs.
        lines.retain(|line| self.units(*line) > 0);
        let parts = self.parts(&mut lines);
        if lines.is_empty() {
            return Ok(Err(OfferReason::NoLines {}));
        }
        let mut units = 0_i64;
        for line in &lines {
            units = units.saturating_add(self.units(*line));
        }
        let prices = self.prices(&lines)?;
        let usage = self.usage();
        let limit = rule.limits.as_ref().and_then(|limits| limits.budget);
        let budget = limit.map_or(i64::MAX, |budget| budget.0.saturating_sub(usage.spent.0));
        Ok(Ok(Candidate { rule, place, lines, units, prices, parts, coupon, budget }))
    }

    fn units(&self, line: usize) -> i64 {
        self.scene.items.get(line).map_or(0, |item| item.quantity)
    }

    /// Why this member does not have the offer at this time.
    fn refusal(&self) -> Option<OfferReason> {
        let Entering { rule, scene, .. } = self;
        if let Some(reason) = rule.gate.refusal(scene) {
            return Some(reason.into());
        }
        if rule.first_order && scene.buyer.member.is_none() {
            return Some(OfferReason::Guest {});
        }
        if rule.first_order && scene.buyer.orders > 0 {
            return Some(OfferReason::NotFirstOrder {});
        }
        let (limits, usage) = (rule.limits.as_ref()?, self.usage());
        if let Some(times) = limits.per_member.filter(|times| usage.member.0 >= times.0) {
            return Some(OfferReason::UsedUp { times: Whole(times.0) });
        }
        if let Some(times) = limits.total.filter(|times| usage.total.0 >= times.0) {
            return Some(OfferReason::SoldOut { times: Whole(times.0) });
        }
        let spent = limits.budget.is_some_and(|budget| usage.spent.0 >= budget.0);
        spent.then_some(OfferReason::BudgetSpent {})
    }

    fn usage(&self) -> OfferUsage {
        let none = OfferUsage { member: Whole(0), total: Whole(0), spent: crate::kernel::scalars::Minor(0) };
        self.request.used.get(&self.rule.id).cloned().unwrap_or(none)
    }

    /// The id of the held coupon that ends first, or none where the offer needs none.
    fn coupon(&self) -> std::result::Result<Option<&'q str>, OfferReason> {
        if !self.rule.coupon {
            return Ok(None);
        }
        let held = || self.request.held.iter().filter(|held| held.offer == self.rule.id);
        let ends = |held: &HeldCoupon<'_>| held.until.unwrap_or(Instant::MAX);
        let valid = held().filter(|held| ends(held) > self.scene.at);
        match (valid.min_by_key(|held| ends(held)), held().map(ends).max()) {
            (Some(held), _) => Ok(held.id.as_deref()),
            (None, Some(until)) => Err(OfferReason::Expired { until }),
            (None, None) => Err(OfferReason::NotHeld {}),
        }
    }

    /// The part of a bundle that each line belongs to; lines that belong to none are left out.
    fn parts(&self, lines: &mut Vec<usize>) -> Vec<usize> {
        let Benefit::Bundle { parts, .. } = &self.rule.benefit else { return Vec::new() };
        let fits: Vec<Vec<usize>> = parts.iter().map(|part| part.selection.lines(self.scene).places()).collect();
        let part = |line: &usize| fits.iter().position(|lines| lines.binary_search(line).is_ok());
        lines.retain(|line| part(line).is_some());
        lines.iter().filter_map(part).collect()
    }

    /// What a unit of each line costs at the most, where the offer is one of prices.
    fn prices(&self, lines: &[usize]) -> Result<Vec<Option<i64>>> {
        match &self.rule.benefit {
            Benefit::Price(price) => Ok(vec![Some(*price); lines.len()]),
            Benefit::PriceFrom(name) => lines.iter().map(|line| self.price_from(name, *line)).collect(),
            _ => Ok(Vec::new()),
        }
    }

    fn price_from(&self, name: &str, line: usize) -> Result<Option<i64>> {
        let found = self.scene.items.get(line).and_then(|item| item.line.facts.get(name));
        let Some(json) = found.filter(|json| **json != Json::Null) else { return Ok(None) };
        let mut text = String::new();
        json.write(&mut text);
        let price = read::<Amount>(&mut Reader::new(&text), Scale(self.scene.setting.currency.exponent()));
        let price = price.and_then(|price| match price.0 {
            price @ 0.. => Ok(Some(price)),
            _ => Err(Error::range(0, crate::kernel::money::MAX_SAFE)),
        });
        price.map_err(|error| of_lines(error.at_key(name).at_index(line)))
    }
}
