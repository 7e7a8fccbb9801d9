//! The scores of everything that the past of a request points to.

use super::pack::{Entry, Needed, Pack, Record};
use super::past::{Past, PastItem};
use super::request::{RecommendRequest, Wish};
use super::table::Table;
use crate::kernel::calendar::Instant;
use libm::{exp, log};

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
    pub(super) fn entry(self, pack: &Pack) -> Option<Entry<'static>> {
        match self {
            Where::Chunk(chunk, place) => pack.entry(chunk, place),
            Where::Shelf(place) => pack.head.shelf.entry(place),
        }
    }

    /// How popular the item is; what is unknown is not.
    pub(super) fn popularity(self, pack: &Pack) -> u8 {
        let popularity = match self {
            Where::Chunk(chunk, place) => pack.popularity(chunk, place),
            Where::Shelf(place) => pack.head.shelf.dictionary.popularity(place),
        };
        popularity.unwrap_or_default()
    }
}

/// An item with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scored {
    pub(super) number: u32,
    pub(super) score: f64,
    pub(super) at: Where,
}

/// What a link of the past gives to the score of an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gift {
    /// The place in the past of the item whose link it is; that of no gift is none.
    pub(super) from: u32,
    pub(super) score: f64,
}

impl Gift {
    const NONE: Gift = Gift { from: u32::MAX, score: f64::NEG_INFINITY };

    /// Whether it is the stronger one, or of equals the earlier.
    #[inline(always)]
    fn is_before(&self, other: &Gift) -> bool {
        self.score > other.score || self.score == other.score && self.from < other.from
    }
}

/// How many gifts are kept for each item, as reasons.
const KEPT: usize = 3;

/// The strongest gifts to the items that have scores.
pub(super) struct Gifts {
    /// The places of the items by number.
    places: Table<u32>,
    /// Those to each item, the strongest first.
    kept: Vec<[Gift; KEPT]>,
}

impl Gifts {
    /// Those to an item.
    pub(super) fn to(&self, number: Option<u32>) -> &[Gift] {
        let place = number.and_then(|number| self.places.find(number));
        let kept = place.and_then(|place| self.kept.get(place as usize)).map_or(&[][..], |kept| kept);
        kept.split(|gift| gift.from == Gift::NONE.from).next().unwrap_or_default()
    }

    fn keep(&mut self, place: u32, mut gift: Gift) {
        let Some(kept) = self.kept.get_mut(place as usize) else { return };
        let [.., weakest] = kept;
        if gift.is_before(weakest) {
            for own in kept {
                if gift.is_before(own) {
                    std::mem::swap(own, &mut gift);
                }
            }
        }
    }
}

/// Everything that the past points to.
pub(super) struct Scores {
    /// In no order.
    pub(super) items: Vec<Scored>,
    pub(super) gifts: Gifts,
}

impl Scores {
    /// What the past points to; what the pack lacks is noted in the past. In which order scores are added is the order of the
    /// past, so the same request gives the same bits.
    pub(super) fn new(pack: &Pack, past: &mut Past<'_>, request: &RecommendRequest<'_>) -> Scores {
        let shares = if matches!(request.wish, Wish::ForYou | Wish::NextBasket | Wish::Basket) {
            pack.head.shelf.shares.as_slice()
        } else {
            &[]
        };
        let room = past.items.len().saturating_mul(EACH).min(MOST).saturating_add(shares.len());
        let gifts = Gifts { places: Table::with_room(room), kept: Vec::with_capacity(room) };
        let mut scores = Scores { items: Vec::with_capacity(room), gifts };
        for (from, item) in (0..).zip(&past.items) {
            if let Err(needed) = scores.follow(from, item, pack, request) {
                past.absent.push(needed);
            }
        }
        let weight = pack.head.taste.popular * past.total;
        if weight > 0.0 {
            for (number, place, share) in shares {
                scores.add(Scored { number: *number, score: weight * share, at: Where::Shelf(*place) });
            }
        }
        scores
    }

    /// Adds what an item of the past says for itself and for others.
    fn follow(
        &mut self,
        from: u32,
        item: &PastItem<'_>,
        pack: &Pack,
        request: &RecommendRequest<'_>,
    ) -> Result<(), Needed> {
        let (chunk, found, record) = pack.record(item.number)?;
        let own = own(request.wish, item, pack, &record, request.now.map(|now| now.0));
        if let Some((score, place)) = own.zip(found.place(item.number)) {
            self.add(Scored { number: item.number, score, at: Where::Chunk(chunk, place) });
        }
        if request.wish == Wish::BuyAgain {
            return Ok(());
        }
        let similar = request.wish == Wish::Similar;
        record.links.follow(|linked| {
            let strength = if similar { linked.similar } else { linked.next };
            if strength > 0.0
                && let Some(number) = found.dictionary.number(linked.place)
            {
                let score = item.weight * strength;
                let place = self.add(Scored { number, score, at: Where::Chunk(chunk, linked.place) });
                self.gifts.keep(place, Gift { from, score });
            }
        });
        Ok(())
    }

    /// Adds to the score of an item, and tells its place.
    #[inline(always)]
    fn add(&mut self, item: Scored) -> u32 {
        let place = self.gifts.places.number(item.number, self.items.len() as u32);
        match self.items.get_mut(place as usize) {
            Some(found) => found.score += item.score,
            None => {
                self.items.push(item);
                self.gifts.kept.push([Gift::NONE; KEPT]);
            }
        }
        place
    }
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
