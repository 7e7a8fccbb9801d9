//! What a request knows of somebody, in the numbers of the pack, with the weights that the model gives it.

use super::model::Taste;
use super::pack::{Known, Needed, Pack, Record};
use super::request::{RecommendRequest, Wish};
use crate::kernel::calendar::Instant;
use libm::pow;
use std::collections::{BTreeMap, BTreeSet};

/// An item that somebody bought, looked at or laid into the basket.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PastItem<'a> {
    pub(super) id: &'a str,
    pub(super) number: u32,
    /// How much it says about other items.
    pub(super) weight: f64,
    /// How much it says about itself.
    pub(super) own: f64,
    /// In how many steps it occurs.
    pub(super) times: i64,
    /// When it was bought last.
    pub(super) last: Option<Instant>,
}

/// Everything that somebody had to do with, by id; and what the pack lacks to know it all.
#[derive(Debug, Clone, Default)]
pub(super) struct Past<'a> {
    pub(super) items: Vec<PastItem<'a>>,
    /// The sum of all weights before they are taken to their power.
    pub(super) total: f64,
    /// What they had, whether the pack knows it or not.
    had: BTreeSet<&'a str>,
    pub(super) absent: Vec<Needed>,
}

/// One step: when, and what.
type Step<'a> = (Option<Instant>, Vec<&'a str>);

impl<'a> Past<'a> {
    /// The past that a wish looks at.
    pub(super) fn read(pack: &Pack, request: &'a RecommendRequest<'_>) -> Past<'a> {
        let mut past = Past { had: had(request), ..Past::default() };
        let found = weighed(&steps(request), &pack.head.taste);
        past.total = found.values().map(|item| item.weight).sum();
        for (id, mut item) in found {
            item.weight = to_power(item.weight, pack.head.taste.power);
            item.own = to_power(item.own, pack.head.taste.power);
            if let Some(number) = past.number(pack, id) {
                past.items.push(PastItem { number, ..item });
            }
        }
        past
    }

    /// The number of an id that the pack knows, and whose record is here.
    pub(super) fn number(&mut self, pack: &Pack, id: &str) -> Option<u32> {
        match pack.number(id) {
            Known::Item(number) => Some(number),
            Known::Nothing => None,
            Known::Absent(needed) => {
                self.absent.push(needed);
                None
            }
        }
    }

    /// Whether they had something, which a list leaves out that leaves out what was bought.
    pub(super) fn has(&self, id: &str) -> bool {
        self.had.contains(id)
    }
}

impl PastItem<'_> {
    /// How much it speaks for itself.
    pub(super) fn again(&self, taste: &Taste, record: &Record<'_>) -> f64 {
        self.own * (taste.own + taste.repeat * record.repeat)
    }

    /// The whole days since it was bought last, at a time.
    pub(super) fn days(&self, now: Option<Instant>) -> Option<i64> {
        let passed = now?.millis().checked_sub(self.last?.millis())?;
        passed.checked_div(86_400_000).filter(|days| *days >= 0)
    }
}

/// The power of a weight; of one, the same bits without the work.
fn to_power(weight: f64, power: f64) -> f64 {
    if power == 1.0 { weight } else { pow(weight, power) }
}

/// What somebody had: what was bought, and what lies in the basket; where the list is for them, also what they looked at.
fn had<'a>(request: &'a RecommendRequest<'_>) -> BTreeSet<&'a str> {
    let seen = if request.wish == Wish::ForYou { request.session.as_slice() } else { &[] };
    let bought = request.history.iter().flat_map(|order| &order.items);
    bought.chain(&request.basket).chain(seen).map(|id| &**id).collect()
}

/// The steps that a wish looks at, the first first: each order, each item of the session, and the basket.
fn steps<'a>(request: &'a RecommendRequest<'_>) -> Vec<Step<'a>> {
    let basket: Vec<&str> = request.basket.iter().map(|id| &**id).collect();
    match request.wish {
        Wish::Similar | Wish::AlsoBought => vec![(None, request.item.as_deref().into_iter().collect())],
        Wish::Basket => vec![(None, basket)],
        _ => {
            let orders = request
                .history
                .iter()
                .map(|order| (order.at.map(|now| now.0), order.items.iter().map(|id| &**id).collect()));
            // What was only looked at is nothing to buy again.
            if request.wish == Wish::BuyAgain {
                return orders.collect();
            }
            let session = request.session.iter().map(|id| (None, vec![&**id]));
            let basket = (!basket.is_empty()).then_some((None, basket));
            orders.chain(session).chain(basket).collect()
        }
    }
}

/// The items by id, each with the sums of what its steps leave of a weight of 1: nothing fades in the last step.
fn weighed<'a>(steps: &[Step<'a>], taste: &Taste) -> BTreeMap<&'a str, PastItem<'a>> {
    let mut found: BTreeMap<&str, PastItem<'_>> = BTreeMap::new();
    let (mut weight, mut own) = (1.0, 1.0);
    for (at, ids) in steps.iter().rev() {
        let mut ids = ids.clone();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let item =
                found.entry(id).or_insert(PastItem { id, number: 0, weight: 0.0, own: 0.0, times: 0, last: None });
            item.weight += weight;
            item.own += own;
            item.times = item.times.saturating_add(1);
            item.last = item.last.max(*at);
        }
        weight *= taste.recall;
        own *= taste.own_recall;
    }
    found
}
