//! Why an item is recommended.

use super::answer::RecommendReason;
use super::pack::Pack;
use super::past::{Past, PastItem};
use super::rank::{Ranked, Reached};
use super::request::{RecommendRequest, Wish};
use super::score::links;
use libm::round;
use std::collections::BTreeMap;

/// How many items a reason names.
const NAMED: usize = 3;

/// What each item of the past gave to the items of the list, by their numbers, the most first.
pub(super) struct Given<'a>(BTreeMap<u32, Vec<(f64, &'a PastItem<'a>)>>);

impl<'a> Given<'a> {
    pub(super) fn to(list: &[Ranked<'_>], pack: &Pack, past: &'a Past<'a>, wish: Wish) -> Given<'a> {
        let mut given: BTreeMap<u32, Vec<(f64, &PastItem<'_>)>> =
            list.iter().filter_map(|item| Some((item.number?, Vec::new()))).collect();
        let followed = if wish == Wish::BuyAgain { &[][..] } else { past.items.as_slice() };
        for item in followed {
            let Ok((_, chunk, record)) = pack.record(item.number) else { continue };
            for (place, strength) in links(wish, record) {
                let number = chunk.dictionary.number(place);
                if let Some(found) = number.and_then(|number| given.get_mut(&number)) {
                    found.push((item.weight * strength, item));
                }
            }
        }
        for found in given.values_mut() {
            found.sort_by(|a, b| b.0.total_cmp(&a.0));
        }
        Given(given)
    }

    /// The reasons for an item, the strongest first; never none.
    pub(super) fn reasons(
        &self,
        item: &Ranked<'_>,
        pack: &Pack,
        past: &Past<'_>,
        request: &RecommendRequest<'_>,
    ) -> Vec<RecommendReason> {
        if item.reached == Reached::Pin {
            return vec![RecommendReason::Pinned {}];
        }
        let own = past.items.iter().find(|own| Some(own.number) == item.number);
        let again = own.filter(|_| item.reached == Reached::Score).map(|own| again(own, pack, request));
        let because = self.because(item, request.wish);
        let strength = because.as_ref().map_or(0.0, |because| because.0);
        let mut reasons = Vec::new();
        reasons.extend(because.map(|because| because.1));
        if let Some((score, reason)) = again {
            let at = if score >= strength { 0 } else { reasons.len() };
            reasons.insert(at, reason);
        }
        if reasons.is_empty() {
            reasons.push(of_shelf(item, pack, request));
        }
        reasons
    }

    fn because(&self, item: &Ranked<'_>, wish: Wish) -> Option<(f64, RecommendReason)> {
        let found = self.0.get(&item.number?)?;
        let (strongest, first) = found.first()?;
        let items = || found.iter().take(NAMED).map(|(_, item)| item.id.to_owned()).collect();
        let reason = match wish {
            Wish::Similar => RecommendReason::SimilarTo { item: first.id.to_owned() },
            // Nobody has bought it, so that only what it is like can have led to it.
            _ if item.entry.unbought => RecommendReason::Resembles { item: first.id.to_owned() },
            _ => RecommendReason::Because { items: items() },
        };
        Some((*strongest, reason))
    }
}

/// What an item of the past says for itself.
fn again(own: &PastItem<'_>, pack: &Pack, request: &RecommendRequest<'_>) -> (f64, RecommendReason) {
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

fn of_shelf(item: &Ranked<'_>, pack: &Pack, request: &RecommendRequest<'_>) -> RecommendReason {
    let shelf = &pack.head.shelf;
    let segment = request.segment.as_deref();
    let (popular, trending) = (shelf.popular(segment), shelf.trending(segment));
    let place = item.number.and_then(|number| shelf.dictionary.place(number));
    let is_in = |list: &[u32]| place.is_some_and(|place| list.contains(&place));
    match request.wish {
        Wish::NewArrivals if is_in(&shelf.newest) => RecommendReason::New {},
        Wish::Trending if is_in(&trending) => RecommendReason::Trending {},
        _ if is_in(&popular) => RecommendReason::Popular {},
        _ if is_in(&trending) => RecommendReason::Trending {},
        _ => RecommendReason::New {},
    }
}
