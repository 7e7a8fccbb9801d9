//! What a request knows of somebody, in the numbers of the pack, with the weights that the model gives it.

use super::model::Taste;
use super::pack::{Known, Needed, Pack, Record};
use super::request::{RecommendRequest, Wish};
use crate::kernel::calendar::Instant;
use crate::kernel::sort::ranked;
use libm::pow;
use std::borrow::Cow;

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

/// Everything that somebody had to do with and that the pack knows, by id; and what is not here of the pack.
#[derive(Debug, Clone, Default)]
pub(super) struct Past<'a> {
    pub(super) items: Vec<PastItem<'a>>,
    /// The sum of all weights before they are taken to their power.
    pub(super) total: f64,
    pub(super) absent: Vec<Needed>,
}

impl<'a> Past<'a> {
    /// The past that a wish looks at.
    pub(super) fn read(pack: &Pack, request: &'a RecommendRequest<'_>) -> Past<'a> {
        let mut past = Past::default();
        for mut item in Mentions::of(request, pack.head.taste).summed() {
            past.total += item.weight;
            item.weight = to_power(item.weight, pack.head.taste.power);
            item.own = to_power(item.own, pack.head.taste.own_power);
            if let Some(number) = past.number(pack, item.id) {
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

/// An item in a step of the past, with what that step leaves of a weight of 1.
struct Mention<'a> {
    id: &'a str,
    /// The step, counted from the last.
    step: u32,
    at: Option<Instant>,
    weight: f64,
    own: f64,
}

/// Every mention of an item in the steps that a wish looks at, the last step first.
struct Mentions<'a> {
    taste: Taste,
    all: Vec<Mention<'a>>,
    step: u32,
    /// What the step before these leaves of a weight of 1: nothing fades in the last one.
    weight: f64,
    own: f64,
}

impl<'a> Mentions<'a> {
    /// Those of each order, each item of the session, and the basket.
    fn of(request: &'a RecommendRequest<'_>, taste: Taste) -> Mentions<'a> {
        let mut mentions = Mentions { taste, all: Vec::new(), step: 0, weight: 1.0, own: 1.0 };
        match request.wish {
            Wish::Similar | Wish::AlsoBought => mentions.add(None, request.item.as_slice()),
            Wish::Basket => mentions.add(None, &request.basket),
            // What is new is that for everybody, and is not filled up: no chunk is needed for it.
            Wish::NewArrivals => {}
            wish => {
                // What was only looked at is nothing to buy again.
                if wish != Wish::BuyAgain {
                    if !request.basket.is_empty() {
                        mentions.add(None, &request.basket);
                    }
                    request.session.iter().rev().for_each(|id| mentions.add(None, std::slice::from_ref(id)));
                }
                let orders = request.history.iter().rev();
                orders.for_each(|order| mentions.add(order.at.map(|now| now.0), &order.items));
            }
        }
        mentions
    }

    /// Adds the step before.
    fn add(&mut self, at: Option<Instant>, ids: &'a [Cow<'_, str>]) {
        let Mentions { step, weight, own, .. } = *self;
        self.all.extend(ids.iter().map(|id| Mention { id, step, at, weight, own }));
        self.step = step.saturating_add(1);
        self.weight *= self.taste.recall;
        self.own *= self.taste.own_recall;
        if self.step == 2 {
            self.own *= self.taste.own_far;
        }
    }

    /// The items by id, each with the sums of what its steps leave, from the last step on.
    fn summed(&self) -> Vec<PastItem<'a>> {
        let mention = |at: usize| self.all.get(at);
        // Equals stay as they were, and they were by step.
        let order =
            ranked(self.all.len(), &|a, b| mention(a).map(|found| found.id).cmp(&mention(b).map(|found| found.id)));
        let mut items: Vec<PastItem<'_>> = Vec::with_capacity(order.len());
        let mut counted = None;
        for mention in order.into_iter().filter_map(mention) {
            if items.last().is_none_or(|item| item.id != mention.id) {
                let id = mention.id;
                items.push(PastItem { id, number: 0, weight: 0.0, own: 0.0, times: 0, last: None });
                counted = None;
            }
            let Some(item) = items.last_mut().filter(|_| counted.replace(mention.step) != Some(mention.step)) else {
                continue;
            };
            item.weight += mention.weight;
            item.own += mention.own;
            item.times = item.times.saturating_add(1);
            item.last = item.last.max(mention.at);
        }
        items
    }
}
