//! The final order: pins at their places, no more of a category than may be, and variety and shares as far as the request
//! wants them.
//!
//! Variety is maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each place takes the item with the greatest
//! (1 - λ) · relevance - λ · greatest similarity to what stands before it. Shares are calibrated (Steck, Calibrated
//! Recommendations, RecSys 2018): each place takes the item with the greatest (1 - λ) · relevance - λ · Kullback-Leibler
//! divergence of the list's categories from the history's. Both together subtract both.

use super::filter::{Filter, float};
use super::pack::{Entry, Pack};
use super::request::Rules;
use super::score::{Scored, Where};
use libm::log;
use std::collections::BTreeMap;

/// How many candidates there are beside those for each place, where the order depends on more than the score.
const POOL: usize = 100;

/// How many candidates there are for each place.
const EACH: usize = 5;

/// Why an item stands where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    /// By its score.
    Score,
    /// The shop put it there.
    Pin,
    /// It fills up.
    Shelf,
}

/// An item in the list.
#[derive(Debug, Clone)]
pub(super) struct Ranked<'a> {
    pub(super) number: Option<u32>,
    pub(super) score: f64,
    pub(super) entry: Entry<'a>,
    pub(super) category: Option<&'a str>,
    pub(super) reached: Reached,
}

/// A list in the making.
pub(super) struct List<'a> {
    pack: &'a Pack,
    filter: &'a Filter<'a>,
    rules: Option<&'a Rules<'a>>,
    wanted: usize,
    pins: Vec<(usize, Ranked<'a>)>,
    pub(super) items: Vec<Ranked<'a>>,
    /// How many items the rules kept out.
    pub(super) refused: i64,
    /// The history's shares by category.
    shares: BTreeMap<&'a str, f64>,
}

impl<'a> List<'a> {
    pub(super) fn new(
        pack: &'a Pack,
        filter: &'a Filter<'a>,
        rules: Option<&'a Rules<'a>>,
        wanted: usize,
        shares: BTreeMap<&'a str, f64>,
    ) -> List<'a> {
        let pins = rules.map_or(Vec::new(), |rules| pins(filter, rules));
        List { pack, filter, rules, wanted, pins, items: Vec::new(), refused: 0, shares }
    }

    /// Takes items by their scores until the list is full.
    pub(super) fn take(&mut self, mut scored: Vec<Scored>, reached: Reached) {
        if self.filter.changes_scores() {
            for item in &mut scored {
                let factor = item.at.entry(self.pack).map_or(1.0, |entry| self.filter.factor(&entry));
                item.score *= factor;
            }
        }
        scored.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.number.cmp(&b.number)));
        let (variety, shares) = self.weights();
        if variety == 0.0 && shares == 0.0 {
            return self.take_in_order(&scored, reached);
        }
        let mut pool = self.pool(&scored, reached);
        let best = pool.iter().map(|item| item.score).fold(f64::MIN_POSITIVE, f64::max);
        while self.has_room() && !pool.is_empty() {
            self.pin();
            let worth = |item: &Ranked<'a>| {
                (1.0 - variety) * (1.0 - shares) * (item.score / best)
                    - variety * self.likeness(item)
                    - shares * self.divergence(item)
            };
            let values: Vec<f64> = pool.iter().map(worth).collect();
            let Some(at) = first_greatest(&values) else { return };
            let item = pool.remove(at);
            self.put(item);
        }
    }

    /// Items in the order in which they stand.
    pub(super) fn take_in_order(&mut self, scored: &[Scored], reached: Reached) {
        for item in scored {
            if !self.has_room() {
                return;
            }
            if let Some(item) = self.candidate(item, reached) {
                self.put(item);
            }
        }
    }

    /// Whether another item is wanted, beside the pins that are still to come.
    pub(super) fn has_room(&self) -> bool {
        self.items.len().saturating_add(self.pins.len()) < self.wanted
    }

    /// The list with all pins.
    pub(super) fn finish(mut self) -> (Vec<Ranked<'a>>, i64) {
        self.pin();
        let rest = std::mem::take(&mut self.pins);
        self.items.extend(rest.into_iter().map(|pin| pin.1));
        self.items.truncate(self.wanted);
        (self.items, self.refused)
    }

    fn weights(&self) -> (f64, f64) {
        let weight = |ratio: Option<f64>| ratio.unwrap_or_default().min(1.0);
        let rules = self.rules;
        let variety = weight(rules.and_then(|rules| rules.diversity.as_ref()).map(float));
        let shares = weight(rules.and_then(|rules| rules.calibration.as_ref()).map(float));
        (variety, if self.shares.is_empty() { 0.0 } else { shares })
    }

    fn pool(&mut self, scored: &[Scored], reached: Reached) -> Vec<Ranked<'a>> {
        let most = self.wanted.saturating_mul(EACH).saturating_add(POOL);
        let mut pool: Vec<Ranked<'a>> = Vec::new();
        for item in scored {
            if pool.len() >= most {
                break;
            }
            pool.extend(self.candidate(item, reached));
        }
        pool
    }

    /// The item, if the rules let it pass and it isn't in the list.
    fn candidate(&mut self, item: &Scored, reached: Reached) -> Option<Ranked<'a>> {
        if self.items.iter().any(|other| other.number == Some(item.number)) {
            return None;
        }
        let entry = item.at.entry(self.pack)?;
        if self.is_pinned(&entry) {
            return None;
        }
        if !self.filter.passes(&entry) {
            self.refused = self.refused.saturating_add(1);
            return None;
        }
        let category = self.filter.category(&entry);
        Some(Ranked { number: Some(item.number), score: item.score, entry, category, reached })
    }

    /// Whether a pin has put an item into the list, or will.
    fn is_pinned(&self, entry: &Entry<'_>) -> bool {
        let there = self.items.iter().filter(|item| item.reached == Reached::Pin);
        there.chain(self.pins.iter().map(|pin| &pin.1)).any(|pin| pin.entry.id == entry.id)
    }

    /// Puts an item at the next place that no pin has, if its category is not full.
    fn put(&mut self, item: Ranked<'a>) {
        if self.is_full(item.category) {
            self.refused = self.refused.saturating_add(1);
            return;
        }
        self.pin();
        if self.has_room() {
            self.items.push(item);
        }
    }

    /// Puts the pins whose places have come.
    fn pin(&mut self) {
        while let Some(at) = self.pins.iter().position(|pin| pin.0 <= self.items.len().saturating_add(1)) {
            let (_, item) = self.pins.remove(at);
            self.items.push(item);
        }
    }

    fn is_full(&self, category: Option<&str>) -> bool {
        let most = category.and_then(|category| self.rules?.most.get(category));
        most.is_some_and(|most| {
            let pinned = self.pins.iter().map(|pin| &pin.1);
            let there = self.items.iter().chain(pinned).filter(|item| item.category == category).count();
            i64::try_from(there).unwrap_or(i64::MAX) >= most.0
        })
    }

    /// 1 where something like it is in the list: of the same category, or something that can stand in its place.
    fn likeness(&self, item: &Ranked<'a>) -> f64 {
        let alike = self
            .items
            .iter()
            .any(|other| item.category.is_some() && item.category == other.category || self.replaces(item, other));
        if alike { 1.0 } else { 0.0 }
    }

    fn replaces(&self, item: &Ranked<'_>, other: &Ranked<'_>) -> bool {
        let (Some(item), Some(other)) = (item.number, other.number) else { return false };
        let Ok((_, chunk, record)) = self.pack.record(other) else { return false };
        chunk
            .dictionary
            .place(item)
            .is_some_and(|place| record.similar().is_some_and(|mut links| links.any(|link| link.0 == place)))
    }

    /// How far the list's categories lie from the history's with one more item, Σ p · ln(p / q) over the history's shares p,
    /// where a hundredth of each p is mixed into q, so that none is zero.
    fn divergence(&self, item: &Ranked<'_>) -> f64 {
        let count = |category: &str| {
            let listed = self.items.iter().map(|other| other.category).chain([item.category]);
            listed.filter(|other| *other == Some(category)).count() as f64
        };
        let size = self.items.len().saturating_add(1) as f64;
        let part =
            |(category, share): (&&str, &f64)| share * log(share / (0.99 * count(category) / size + 0.01 * share));
        self.shares.iter().map(part).sum()
    }
}

/// The pins by their places; of two at one place the second comes behind the first.
fn pins<'a>(filter: &Filter<'a>, rules: &'a Rules<'a>) -> Vec<(usize, Ranked<'a>)> {
    let mut pins: Vec<(usize, Ranked<'a>)> = Vec::new();
    for pin in &rules.pins {
        let entry = Entry { id: std::borrow::Cow::Borrowed(&pin.item), category: None, price: None, share: 0.0 };
        let twice = pins.iter().any(|other| other.1.entry.id == entry.id);
        if filter.may_be_shown(&entry) && !twice {
            let at = usize::try_from(pin.at.0).unwrap_or(usize::MAX);
            pins.push((at, Ranked { number: None, score: 0.0, entry, category: None, reached: Reached::Pin }));
        }
    }
    pins.sort_by_key(|pin| pin.0);
    pins
}

fn first_greatest(values: &[f64]) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (at, value) in values.iter().enumerate() {
        if best.is_none_or(|best| value.total_cmp(&best.1).is_gt()) {
            best = Some((at, *value));
        }
    }
    best.map(|best| best.0)
}

/// A list of the shelf as items without a score, in its order.
pub(super) fn shelved(pack: &Pack, places: &[u32]) -> Vec<Scored> {
    let number = |place: &u32| pack.head.shelf.dictionary.number(*place);
    let item = |place: &u32| Some(Scored { number: number(place)?, score: 0.0, at: Where::Shelf(*place) });
    places.iter().filter_map(item).collect()
}
