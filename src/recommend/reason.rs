//! Why an item is recommended.

use super::answer::RecommendReason;
use super::pack::Pack;
use super::past::{Past, PastItem};
use super::rank::{Ranked, Reached};
use super::request::{RecommendRequest, Wish};
use super::score::Gift;
use libm::round;
use std::borrow::Cow;

/// How many items a reason names.
const NAMED: usize = 3;

/// The reasons for the items of a list.
pub(super) struct Reasons<'a, 'p> {
    pub(super) pack: &'a Pack,
    pub(super) past: &'p Past<'a>,
    pub(super) request: &'a RecommendRequest<'a>,
}

impl<'a> Reasons<'a, '_> {
    /// The reasons for an item, the strongest first, by what the items of the past gave to it; never none.
    pub(super) fn of(&self, item: &Ranked<'_>, given: &[Gift]) -> Vec<RecommendReason<'a>> {
        if item.reached == Reached::Pin {
            return vec![RecommendReason::Pinned {}];
        }
        let own = self.past.items.iter().find(|own| Some(own.number) == item.number);
        let again = own.filter(|_| item.reached == Reached::Score).map(|own| again(own, self.pack, self.request));
        let because = self.because(item, given);
        let strength = because.as_ref().map_or(0.0, |because| because.0);
        let mut reasons = Vec::with_capacity(2);
        reasons.extend(because.map(|because| because.1));
        if let Some((score, reason)) = again {
            let at = if score >= strength { 0 } else { reasons.len() };
            reasons.insert(at, reason);
        }
        if reasons.is_empty() {
            reasons.push(of_shelf(item, self.pack, self.request));
        }
        reasons
    }

    fn because(&self, item: &Ranked<'_>, given: &[Gift]) -> Option<(f64, RecommendReason<'a>)> {
        let strongest = given.first()?.score;
        let from = given.iter().filter_map(|gift| self.past.items.get(gift.from as usize));
        let mut ids = from.map(|item| Cow::Borrowed(item.id));
        let reason = match self.request.wish {
            Wish::Similar => RecommendReason::SimilarTo { item: ids.next()? },
            // Nobody has bought it, so that only what it is like can have led to it.
            _ if item.entry.popularity == 0 => RecommendReason::Resembles { item: ids.next()? },
            _ => RecommendReason::Because { items: ids.take(NAMED).collect() },
        };
        Some((strongest, reason))
    }
}

/// What an item of the past says for itself.
fn again(own: &PastItem<'_>, pack: &Pack, request: &RecommendRequest<'_>) -> (f64, RecommendReason<'static>) {
    let record = pack.record(own.number).ok().map(|found| found.2);
    let score = record.as_ref().map_or(own.own, |record| own.again(&pack.head.taste, record));
    let usual = record.and_then(|record| record.gap);
    let passed = own.days(request.now.map(|now| now.0));
    let reason = match (usual, passed) {
        (Some(usual), Some(passed)) if passed as f64 * 2.0 >= usual => {
            RecommendReason::Due { usual: round(usual) as i64, passed }
        }
        _ => match orders(own.id, request) {
            0 => RecommendReason::LookedAt { times: own.times },
            times => RecommendReason::BoughtBefore { times },
        },
    };
    (score, reason)
}

/// In how many orders something was bought.
fn orders(id: &str, request: &RecommendRequest<'_>) -> i64 {
    let orders = request.history.iter().filter(|order| order.items.iter().any(|item| item == id));
    i64::try_from(orders.count()).unwrap_or(i64::MAX)
}

fn of_shelf(item: &Ranked<'_>, pack: &Pack, request: &RecommendRequest<'_>) -> RecommendReason<'static> {
    let shelf = &pack.head.shelf;
    let segment = request.segment.as_deref();
    let place = item.number.and_then(|number| shelf.dictionary.place(number));
    let is_trending = || shelf.trending(segment).any(|at| Some(at) == place);
    match request.wish {
        Wish::NewArrivals if place.is_some_and(|place| shelf.newest.contains(&place)) => RecommendReason::New {},
        Wish::Trending if is_trending() => RecommendReason::Trending {},
        _ if shelf.popular(segment).any(|at| Some(at) == place) => RecommendReason::Popular {},
        _ if is_trending() => RecommendReason::Trending {},
        _ => RecommendReason::New {},
    }
}
