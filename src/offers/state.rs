//! The cart while offers act on it, stage by stage.

use super::candidate::Candidate;
use super::compiled::Offers;
use super::document::{Stage, Thresholds};
use crate::kernel::money::{Mode, divide, split, times};

/// What does not change while offers act.
pub(super) struct Counter<'q> {
    pub(super) offers: &'q Offers,
    /// What may act, in the order in which it does.
    pub(super) candidates: Vec<Candidate<'q>>,
    /// What the lines cost as the cart is given, and their units.
    pub(super) listed: Vec<i64>,
    pub(super) quantities: Vec<i64>,
    /// What shipping costs.
    pub(super) shipping: i64,
    /// The points that would pay.
    pub(super) points: i64,
}

/// The cart after some offers.
#[derive(Clone)]
pub(super) struct State {
    /// The place of the stage in the order.
    pub(super) turn: usize,
    /// What is left of each line.
    pub(super) left: Vec<i64>,
    /// What the stage found.
    pub(super) base: Vec<i64>,
    /// What "price" and "discount" have left, now and when the stage began; only where thresholds are compared with it.
    pub(super) itemised: Vec<i64>,
    pub(super) itemised_base: Vec<i64>,
    /// What is left of the cost of shipping.
    pub(super) shipping: i64,
    /// What is claimed of the lines in this stage.
    pub(super) claims: Vec<Claimed>,
    /// What all of it is worth to the member.
    pub(super) gain: i64,
    /// The points that pay, and what they pay of each line.
    pub(super) points: i64,
    pub(super) paid: Vec<i64>,
}

/// What those do together of which one acts on each line.
#[derive(Clone)]
pub(super) struct Claimed {
    /// The number that they share.
    pub(super) number: u32,
    /// What the best of them would take off each line.
    pub(super) best: Vec<i64>,
    /// What they take off each line.
    pub(super) taken: Vec<i64>,
}

/// What an offer does.
#[derive(Debug, Clone)]
pub(super) struct Taking {
    /// What it takes off each of its lines.
    pub(super) shares: Vec<i64>,
    /// What of it is shipping.
    pub(super) shipping: i64,
    /// What it is worth where combinations are compared.
    pub(super) gain: i64,
}

impl Counter<'_> {
    /// The cart before any offer.
    pub(super) fn begin(&self) -> State {
        let itemised = if self.offers.thresholds == Thresholds::Itemised { self.listed.clone() } else { Vec::new() };
        let mut state = State {
            turn: 0,
            left: self.listed.clone(),
            base: self.listed.clone(),
            itemised_base: itemised.clone(),
            itemised,
            shipping: self.shipping,
            claims: Vec::new(),
            gain: 0,
            points: 0,
            paid: Vec::new(),
        };
        self.pay(&mut state);
        state
    }

    /// Goes on to a stage.
    pub(super) fn enter(&self, state: &mut State, turn: usize) {
        while state.turn < turn {
            state.turn = state.turn.saturating_add(1);
            state.base.clone_from(&state.left);
            state.itemised_base.clone_from(&state.itemised);
            state.claims.clear();
            self.pay(state);
        }
    }

    /// Pays with points, if this is their stage.
    fn pay(&self, state: &mut State) {
        let Some(payment) = &self.offers.points else { return };
        if self.offers.order.get(state.turn) != Some(&Stage::Points) {
            return;
        }
        let left = sum(&state.left);
        let most = payment.most.map_or(left, |most| share(left, most.numerator(), most.denominator(), Mode::Floor));
        let payable = most.checked_div(payment.worth.0).unwrap_or(0);
        let times_paid = payable.min(self.points.checked_div(payment.points.0).unwrap_or(0));
        let points = times_paid.saturating_mul(payment.points.0);
        if times_paid == 0 || payment.least.is_some_and(|least| points < least.0) {
            return;
        }
        let paid = split(times_paid.saturating_mul(payment.worth.0), &state.left).unwrap_or_default();
        for (left, paid) in state.left.iter_mut().zip(&paid) {
            *left = left.saturating_sub(*paid);
        }
        (state.points, state.paid) = (points, paid);
    }

    /// Lets an offer act.
    pub(super) fn act(&self, state: &mut State, candidate: &Candidate<'_>, taking: &Taking) {
        self.claim(state, candidate, taking);
        let stage = self.offers.order.get(candidate.rule.turn);
        let itemises = matches!(stage, Some(Stage::Price | Stage::Discount));
        for (line, share) in candidate.lines.iter().zip(&taking.shares) {
            take(&mut state.left, *line, *share);
            if itemises {
                take(&mut state.itemised, *line, *share);
            }
        }
        state.shipping = state.shipping.saturating_sub(taking.shipping);
        state.gain = state.gain.saturating_add(taking.gain);
    }

    /// What thresholds of a stage are compared with: of the present one, or at the most of a later one.
    pub(super) fn measured<'s>(&'s self, state: &'s State, turn: usize) -> &'s [i64] {
        match (self.offers.thresholds, turn == state.turn) {
            (Thresholds::Remaining, true) => &state.base,
            (Thresholds::Remaining, false) => &state.left,
            (Thresholds::Itemised, true) => &state.itemised_base,
            (Thresholds::Itemised, false) => &state.itemised,
            (Thresholds::Listed, _) => &self.listed,
        }
    }
}

fn take(amounts: &mut [i64], line: usize, share: i64) {
    if let Some(amount) = amounts.get_mut(line) {
        *amount = amount.saturating_sub(share);
    }
}

/// The sum of amounts that together are a safe integer.
pub(super) fn sum(amounts: &[i64]) -> i64 {
    let mut sum = 0_i64;
    for amount in amounts {
        sum = sum.saturating_add(*amount);
    }
    sum
}

/// `amount · above / below`.
pub(super) fn share(amount: i64, above: i64, below: i64, mode: Mode) -> i64 {
    let product = times(amount.into(), above.into()).unwrap_or(i128::MAX);
    i64::try_from(divide(product, below.max(1).into(), mode)).unwrap_or(i64::MAX)
}
