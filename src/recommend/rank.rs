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
use super::tally::Tally;
use libm::log;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

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
pub(super) struct List<'a, 'f> {
    pack: &'a Pack,
    filter: &'f Filter<'a>,
    rules: Option<&'a Rules<'a>>,
    wanted: usize,
    pins: Vec<(usize, Ranked<'a>)>,
    pub(super) items: Vec<Ranked<'a>>,
    /// The numbers of the items that the rules kept out, some more than once.
    refused: Vec<u32>,
    /// The history's shares by category.
    shares: Tally<'a>,
    /// How many of the list are of each category.
    counts: Tally<'a>,
}

impl<'a, 'f> List<'a, 'f> {
    pub(super) fn new(
        pack: &'a Pack,
        filter: &'f Filter<'a>,
        rules: Option<&'a Rules<'a>>,
        wanted: usize,
        shares: Tally<'a>,
    ) -> List<'a, 'f> {
        let pins = rules.map_or(Vec::new(), |rules| pins(pack, filter, rules));
        List {
            pack,
            filter,
            rules,
            wanted,
            pins,
            items: Vec::new(),
            refused: Vec::new(),
            shares,
            counts: Tally::default(),
        }
    }

    /// Takes items by their scores until the list is full.
    pub(super) fn take(&mut self, mut scored: Vec<Scored>, reached: Reached) {
        if self.filter.changes_scores() {
            for item in &mut scored {
                let factor = item.at.entry(self.pack).map_or(1.0, |entry| self.filter.factor(&entry));
                item.score *= factor;
            }
        }
        let pack = self.pack;
        let best = |item: Scored| Best { item, popularity: item.at.popularity(pack) };
        let mut heap: BinaryHeap<Best> = scored.into_iter().map(best).collect();
        let mut best_first = std::iter::from_fn(|| heap.pop().map(|best| best.item));
        let (variety, shares) = self.weights();
        if variety == 0.0 && shares == 0.0 {
            return self.take_in_order(best_first, reached);
        }
        let mut pool = self.pool(&mut best_first, reached);
        let best = pool.iter().map(|item| item.score).fold(f64::MIN_POSITIVE, f64::max);
        // Whether something like each item of the pool is among so many of the list.
        let mut alike = vec![false; pool.len()];
        let mut seen = 0;
        while self.has_room() && !pool.is_empty() {
            self.pin();
            for (item, alike) in pool.iter().zip(&mut alike) {
                *alike = *alike || self.items.iter().skip(seen).any(|other| self.is_like(item, other));
            }
            seen = self.items.len();
            let far = self.divergences(&pool);
            let worth = |(item, alike): (&Ranked<'a>, &bool)| {
                (1.0 - variety) * (1.0 - shares) * (item.score / best)
                    - if *alike { variety } else { 0.0 }
                    - shares * far.get(item.category).unwrap_or_default()
            };
            let values: Vec<f64> = pool.iter().zip(&alike).map(worth).collect();
            let Some(at) = first_greatest(&values) else { return };
            let item = pool.remove(at);
            alike.remove(at);
            self.put(item);
        }
        self.take_in_order(best_first, reached);
    }

    /// Items in the order in which they stand.
    pub(super) fn take_in_order(&mut self, mut scored: impl Iterator<Item = Scored>, reached: Reached) {
        while self.has_room()
            && let Some(item) = scored.next()
        {
            if let Some(item) = self.candidate(&item, reached) {
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
        self.refused.sort_unstable();
        self.refused.dedup();
        let refused = i64::try_from(self.refused.len()).unwrap_or(i64::MAX);
        (self.items, refused)
    }

    fn weights(&self) -> (f64, f64) {
        let weight = |ratio: Option<f64>| ratio.unwrap_or_default().min(1.0);
        let rules = self.rules;
        let variety = weight(rules.and_then(|rules| rules.diversity.as_ref()).map(float));
        let shares = weight(rules.and_then(|rules| rules.calibration.as_ref()).map(float));
        (variety, if self.shares.0.is_empty() { 0.0 } else { shares })
    }

    /// The best items that the rules let pass; what comes behind them stays in the iterator.
    fn pool(&mut self, scored: &mut impl Iterator<Item = Scored>, reached: Reached) -> Vec<Ranked<'a>> {
        let most = self.wanted.saturating_mul(EACH).saturating_add(POOL);
        scored.filter_map(|item| self.candidate(&item, reached)).take(most).collect()
    }

    /// The item, if the rules let it pass and it isn't in the list.
    fn candidate(&mut self, item: &Scored, reached: Reached) -> Option<Ranked<'a>> {
        // What is scored is there once; what fills up may be there already.
        if reached == Reached::Shelf && self.items.iter().any(|other| other.number == Some(item.number)) {
            return None;
        }
        let entry = item.at.entry(self.pack)?;
        if self.is_pinned(&entry) {
            return None;
        }
        if !self.filter.passes(&entry) {
            self.refused.push(item.number);
            return None;
        }
        let category = self.filter.category(&entry);
        Some(Ranked { number: Some(item.number), score: item.score, entry, category, reached })
    }

    /// Whether a pin has put an item into the list, or will.
    fn is_pinned(&self, entry: &Entry<'_>) -> bool {
        if self.rules.is_none_or(|rules| rules.pins.is_empty()) {
            return false;
        }
        let there = self.items.iter().filter(|item| item.reached == Reached::Pin);
        there.chain(self.pins.iter().map(|pin| &pin.1)).any(|pin| pin.entry.id == entry.id)
    }

    /// Puts an item at the next place that no pin has, if its category is not full.
    fn put(&mut self, item: Ranked<'a>) {
        if self.is_full(item.category) {
            self.refused.extend(item.number);
            return;
        }
        self.pin();
        if self.has_room() {
            self.push(item);
        }
    }

    /// Puts the pins whose places have come.
    fn pin(&mut self) {
        while let Some(at) = self.pins.iter().position(|pin| pin.0 <= self.items.len().saturating_add(1)) {
            let (_, item) = self.pins.remove(at);
            self.push(item);
        }
    }

    fn push(&mut self, item: Ranked<'a>) {
        self.counts.add(item.category, 1.0);
        self.items.push(item);
    }

    fn is_full(&self, category: Option<&str>) -> bool {
        let Some(most) = category.and_then(|category| self.rules?.most.get(category)) else { return false };
        let pinned = self.pins.iter().filter(|pin| pin.1.category == category).count();
        pinned as f64 + self.counts.get(category).unwrap_or_default() >= most.0 as f64
    }

    /// Whether items are alike: of the same category, or one can stand in the place of the other.
    fn is_like(&self, item: &Ranked<'_>, other: &Ranked<'_>) -> bool {
        item.category.is_some() && item.category == other.category || self.replaces(item, other)
    }

    fn replaces(&self, item: &Ranked<'_>, other: &Ranked<'_>) -> bool {
        let (Some(item), Some(other)) = (item.number, other.number) else { return false };
        let Ok((_, chunk, record)) = self.pack.record(other) else { return false };
        chunk.dictionary.place(item).is_some_and(|place| record.links.is_similar(place))
    }

    /// For each category among some items, how far the list's categories lie from the history's with one more of it.
    fn divergences(&self, items: &[Ranked<'a>]) -> Tally<'a> {
        let mut far = Tally::default();
        for item in items {
            if far.get(item.category).is_none() {
                far.add(item.category, self.divergence(item.category));
            }
        }
        far
    }

    /// How far the list's categories lie from the history's with one more of a category, Σ p · ln(p / q) over the history's
    /// shares p, where a hundredth of each p is mixed into q, so that none is zero.
    fn divergence(&self, more: Option<&str>) -> f64 {
        let count = |category: Option<&str>| {
            let there = self.counts.get(category).unwrap_or_default();
            if more == category { there + 1.0 } else { there }
        };
        let size = self.items.len() as f64 + 1.0;
        let part = |(category, share): &(Option<&str>, f64)| {
            share * log(share / (0.99 * count(*category) / size + 0.01 * share))
        };
        self.shares.0.iter().map(part).sum()
    }
}

/// The pins by their places; of two at one place the second comes behind the first.
fn pins<'a>(pack: &'a Pack, filter: &Filter<'a>, rules: &'a Rules<'a>) -> Vec<(usize, Ranked<'a>)> {
    let mut pins: Vec<(usize, Ranked<'a>)> = Vec::new();
    for pin in &rules.pins {
        let (number, entry) = pinned(pack, &pin.item);
        let twice = pins.iter().any(|other| other.1.entry.id == entry.id);
        if filter.may_be_shown(&entry) && !twice {
            let at = usize::try_from(pin.at.0).unwrap_or(usize::MAX);
            let category = filter.category(&entry);
            pins.push((at, Ranked { number, score: 0.0, entry, category, reached: Reached::Pin }));
        }
    }
    pins.sort_by_key(|pin| pin.0);
    pins
}

/// What the pack knows of a pinned item; a shop may pin what it does not know.
fn pinned<'a>(pack: &'a Pack, id: &'a str) -> (Option<u32>, Entry<'a>) {
    match pack.of(id) {
        Some((number, entry)) => (Some(number), entry),
        None => (None, Entry::unknown(id)),
    }
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
pub(super) fn shelved(pack: &Pack, places: impl Iterator<Item = u32>) -> impl Iterator<Item = Scored> {
    places.filter_map(|place| {
        let number = pack.head.shelf.dictionary.number(place)?;
        Some(Scored { number, score: 0.0, at: Where::Shelf(place) })
    })
}

/// Puts the greatest score first, of equals the most popular, then the least number: few of many are wanted, so that not all
/// are sorted.
struct Best {
    item: Scored,
    popularity: u8,
}

impl Ord for Best {
    fn cmp(&self, other: &Best) -> Ordering {
        let order = self.item.score.total_cmp(&other.item.score);
        order.then(self.popularity.cmp(&other.popularity)).then(other.item.number.cmp(&self.item.number))
    }
}

impl PartialOrd for Best {
    fn partial_cmp(&self, other: &Best) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Best {}

impl PartialEq for Best {
    fn eq(&self, other: &Best) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
