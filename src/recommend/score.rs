//! The scores of everything that the past of a request points to.

use super::pack::{Entry, Linked, Pack, Record};
use super::past::{Past, PastItem};
use super::request::{RecommendRequest, Wish};
use crate::kernel::calendar::Instant;
use libm::{exp, log};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// How many items another one points to, about; and for how many there is room from the start.
const EACH: usize = 48;
const MOST: usize = 4_096;

/// Where the entry of an item lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// In the dictionary of a chunk, at a place.
    Chunk(u32, u32),
    /// On the shelf, at a place.
    Shelf(u32),
}

impl Where {
    pub(super) fn entry(self, pack: &Pack) -> Option<Entry<'_>> {
        match self {
            Where::Chunk(chunk, place) => pack.entry(chunk, place),
            Where::Shelf(place) => pack.head.shelf.entry(place),
        }
    }
}

/// An item with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scored {
    pub(super) number: u32,
    pub(super) score: f64,
    pub(super) at: Where,
}

/// The list of links that a wish follows.
pub(super) fn links<'a>(wish: Wish, record: Record<'a>) -> impl Iterator<Item = (u32, f64)> + use<'a> {
    let strength = move |link: Linked| if wish == Wish::Similar { link.similar } else { link.next };
    record.links.map(move |link| (link.place, strength(link))).filter(|link| link.1 > 0.0)
}

/// Everything that the past points to, in no order; what the pack lacks is noted in the past.
pub(super) fn scores(pack: &Pack, past: &mut Past<'_>, request: &RecommendRequest<'_>) -> Vec<Scored> {
    let now = request.now.map(|now| now.0);
    let mut sums = Sums::with_room(past.items.len());
    let mut absent = Vec::new();
    for item in &past.items {
        match pack.record(item.number) {
            Ok((chunk, found, record)) => {
                if let Some(score) = own(request.wish, item, pack, &record, now)
                    && let Some(place) = found.dictionary.place(item.number)
                {
                    sums.add(item.number, score, Where::Chunk(chunk, place));
                }
                if request.wish != Wish::BuyAgain {
                    for (place, strength) in links(request.wish, record) {
                        if let Some(number) = found.dictionary.number(place) {
                            sums.add(number, item.weight * strength, Where::Chunk(chunk, place));
                        }
                    }
                }
            }
            Err(needed) => absent.push(needed),
        }
    }
    past.absent.append(&mut absent);
    if matches!(request.wish, Wish::ForYou | Wish::NextBasket | Wish::Basket) {
        popular(pack, past.total, &mut sums);
    }
    sums.0.into_iter().map(|(number, (score, at))| Scored { number, score, at }).collect()
}

/// What an item of the past speaks for itself, where the wish asks for things again.
fn own(wish: Wish, item: &PastItem<'_>, pack: &Pack, record: &Record<'_>, now: Option<Instant>) -> Option<f64> {
    let again = item.again(&pack.head.taste, record);
    match wish {
        Wish::BuyAgain => Some(item.own * due(item.days(now), record.gap)),
        Wish::ForYou | Wish::NextBasket => (again > 0.0).then_some(again),
        _ => None,
    }
}

/// How due something is: 1 when just as many days have passed as usual, half that where nothing is known, less before and
/// after by a bell over the logarithm of days passed to days usual, a factor of two being one standard deviation.
fn due(passed: Option<i64>, usual: Option<f64>) -> f64 {
    let (Some(passed), Some(usual)) = (passed, usual) else { return 0.5 };
    let ratio = log((passed as f64).max(0.5) / usual.max(0.5)) / std::f64::consts::LN_2;
    exp(ratio * ratio / -2.0).max(0.01)
}

fn popular(pack: &Pack, total: f64, sums: &mut Sums) {
    let weight = pack.head.taste.popular * total;
    if weight <= 0.0 {
        return;
    }
    for (number, place, share) in &pack.head.shelf.shares {
        sums.add(*number, weight * share, Where::Shelf(*place));
    }
}

/// Sums by item. In which order they are added is the order of the past, so the same request gives the same bits.
struct Sums(HashMap<u32, (f64, Where), BuildHasherDefault<Spread>>);

impl Sums {
    /// For what so many items point to.
    fn with_room(items: usize) -> Sums {
        Sums(HashMap::with_capacity_and_hasher(items.saturating_mul(EACH).min(MOST), BuildHasherDefault::default()))
    }

    fn add(&mut self, number: u32, score: f64, at: Where) {
        self.0.entry(number).or_insert((0.0, at)).0 += score;
    }
}

/// Spreads numbers over a table: they are no secret and come from nobody who would attack it.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte) ^ (self.0 as u32));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}
