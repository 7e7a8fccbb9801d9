//! The scores of everything that the past of a request points to.

use super::pack::{Dictionary, Entry, Linked, Pack, Record};
use super::past::{Past, PastItem};
use super::request::{RecommendRequest, Wish};
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
    /// The place of the item among those listed.
    to: u32,
    /// The place in the past of the item whose link it is.
    pub(super) from: u32,
    pub(super) score: f64,
}

/// Gifts to the items of a list, by item.
pub(super) struct Given {
    gifts: Vec<Gift>,
    listed: Table,
}

impl Given {
    /// What the items of the past gave to the items of a list, to each the most first. Their links are followed once more, as
    /// nobody knows before how many of them there are and which lead to the list.
    pub(super) fn new(
        pack: &Pack,
        past: &Past<'_>,
        request: &RecommendRequest<'_>,
        list: impl Iterator<Item = Option<u32>>,
    ) -> Given {
        let mut listed = Table::with_room(0);
        list.flatten().for_each(|number| _ = listed.place(number));
        let mut gifts = Vec::new();
        for (from, item) in (0..).zip(&past.items) {
            let Ok((_, found, record)) = pack.record(item.number) else { continue };
            gifts.extend(links(request.wish, &found.dictionary, record).filter_map(|(number, _, strength)| {
                Some(Gift { to: listed.find(number)?, from, score: item.weight * strength })
            }));
        }
        gifts.sort_unstable_by(|a: &Gift, b: &Gift| {
            a.to.cmp(&b.to).then(b.score.total_cmp(&a.score)).then(a.from.cmp(&b.from))
        });
        Given { gifts, listed }
    }

    /// Those to an item.
    pub(super) fn to(&self, number: Option<u32>) -> &[Gift] {
        let Some(place) = number.and_then(|number| self.listed.find(number)) else { return &[] };
        let end = |before: u32| self.gifts.partition_point(|gift| gift.to < before);
        self.gifts.get(end(place)..end(place.saturating_add(1))).unwrap_or_default()
    }
}

/// Everything that the past points to.
pub(super) struct Scores {
    /// In no order.
    pub(super) items: Vec<Scored>,
    table: Table,
}

impl Scores {
    /// What the past points to; what the pack lacks is noted in the past. In which order scores are added is the order of the
    /// past, so the same request gives the same bits.
    pub(super) fn new(pack: &Pack, past: &mut Past<'_>, request: &RecommendRequest<'_>) -> Scores {
        let room = past.items.len().saturating_mul(EACH).min(MOST);
        let mut scores = Scores { items: Vec::with_capacity(room), table: Table::with_room(room) };
        for item in &past.items {
            if let Err(needed) = scores.follow(item, pack, request) {
                past.absent.push(needed);
            }
        }
        if matches!(request.wish, Wish::ForYou | Wish::NextBasket | Wish::Basket) {
            scores.popular(pack, past.total);
        }
        scores
    }

    /// Adds what an item of the past says for itself and for others.
    fn follow(
        &mut self,
        item: &PastItem<'_>,
        pack: &Pack,
        request: &RecommendRequest<'_>,
    ) -> Result<(), super::pack::Needed> {
        let (chunk, found, record) = pack.record(item.number)?;
        let own = own(request.wish, item, pack, &record, request.now.map(|now| now.0));
        if let Some((score, place)) = own.zip(found.place(item.number)) {
            self.add(Scored { number: item.number, score, at: Where::Chunk(chunk, place) });
        }
        for (number, place, strength) in links(request.wish, &found.dictionary, record) {
            self.add(Scored { number, score: item.weight * strength, at: Where::Chunk(chunk, place) });
        }
        Ok(())
    }

    fn popular(&mut self, pack: &Pack, total: f64) {
        let weight = pack.head.taste.popular * total;
        if weight > 0.0 {
            for (number, place, share) in &pack.head.shelf.shares {
                self.add(Scored { number: *number, score: weight * share, at: Where::Shelf(*place) });
            }
        }
    }

    /// Adds to the score of an item.
    fn add(&mut self, item: Scored) {
        match self.items.get_mut(self.table.place(item.number) as usize) {
            Some(found) => found.score += item.score,
            None => self.items.push(item),
        }
    }
}

/// The links that a wish follows: the number of what each leads to, its place in the dictionary, and the strength.
fn links<'a>(wish: Wish, dictionary: &'a Dictionary, record: Record<'a>) -> impl Iterator<Item = (u32, u32, f64)> {
    let most = if wish == Wish::BuyAgain { 0 } else { usize::MAX };
    let strength = move |link: Linked| if wish == Wish::Similar { link.similar } else { link.next };
    let strong = record.links.take(most).map(move |link| (link.place, strength(link))).filter(|link| link.1 > 0.0);
    strong.filter_map(|(place, strength)| Some((dictionary.number(place)?, place, strength)))
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

/// The places of numbers in the order in which they came, in a table of open addresses: numbers are no secret and come from
/// nobody who would attack it.
struct Table {
    /// Numbers and their places; a power of two of them, at most half of them taken.
    slots: Vec<Option<(u32, u32)>>,
    count: u32,
}

impl Table {
    fn with_room(count: usize) -> Table {
        Table { slots: vec![None; count.saturating_mul(2).next_power_of_two().max(16)], count: 0 }
    }

    /// The place of a number; a new one has the next.
    fn place(&mut self, number: u32) -> u32 {
        if (self.count as usize).saturating_mul(2) >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(number);
        let next = self.count;
        let Some(slot) = self.slots.get_mut(slot) else { return next };
        let (_, place) = *slot.get_or_insert((number, next));
        if place == next {
            self.count = next.saturating_add(1);
        }
        place
    }

    fn find(&self, number: u32) -> Option<u32> {
        self.slots.get(self.slot(number)).copied().flatten().map(|found| found.1)
    }

    /// Where a number stands, or else would.
    fn slot(&self, number: u32) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = (number.wrapping_mul(0x9e37_79b9) >> 7) as usize & mask;
        while let Some(Some((other, _))) = self.slots.get(slot)
            && *other != number
        {
            slot = slot.wrapping_add(1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let twice = self.slots.len().saturating_mul(2);
        for taken in std::mem::replace(&mut self.slots, vec![None; twice]).into_iter().flatten() {
            let slot = self.slot(taken.0);
            self.slots.get_mut(slot).into_iter().for_each(|slot| *slot = Some(taken));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_place_while_the_table_grows() {
        let mut table = Table::with_room(1);
        for number in 0..1_000_u32 {
            assert_eq!(table.place(number.wrapping_mul(0x0100_0003)), number);
        }
        for number in 0..1_000_u32 {
            assert_eq!(table.place(number.wrapping_mul(0x0100_0003)), number);
            assert_eq!(table.find(number.wrapping_mul(0x0100_0003)), Some(number));
        }
        assert_eq!(table.find(7), None);
    }
}
