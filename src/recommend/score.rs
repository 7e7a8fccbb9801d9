//! The scores of everything that the past of a request points to.

use super::pack::{Entry, Linked, Pack, Record};
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
    /// The place of the item among all that is scored, or in a list.
    to: u32,
    /// The place in the past of the item whose link it is.
    pub(super) from: u32,
    pub(super) score: f64,
}

/// Gifts by place in a list.
pub(super) struct Given(Vec<Gift>);

impl Given {
    /// Those to the item at a place.
    pub(super) fn to(&self, place: usize) -> &[Gift] {
        let end = |before: usize| self.0.partition_point(|gift| (gift.to as usize) < before);
        self.0.get(end(place)..end(place.saturating_add(1))).unwrap_or_default()
    }
}

/// Everything that the past points to.
pub(super) struct Scores {
    /// In no order.
    pub(super) items: Vec<Scored>,
    gifts: Vec<Gift>,
    table: Table,
}

impl Scores {
    /// What the past points to; what the pack lacks is noted in the past. In which order scores are added is the order of the
    /// past, so the same request gives the same bits.
    pub(super) fn new(pack: &Pack, past: &mut Past<'_>, request: &RecommendRequest<'_>) -> Scores {
        let room = past.items.len().saturating_mul(EACH).min(MOST);
        let (items, gifts) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut scores = Scores { items, gifts, table: Table::with_room(room) };
        for (from, item) in (0..).zip(&past.items) {
            if let Err(needed) = scores.follow(from, item, pack, request) {
                past.absent.push(needed);
            }
        }
        if matches!(request.wish, Wish::ForYou | Wish::NextBasket | Wish::Basket) {
            scores.popular(pack, past.total);
        }
        scores
    }

    /// What the items of the past gave to items of a list, by place in the list, to each the most first.
    pub(super) fn given(&self, list: impl Iterator<Item = Option<u32>>) -> Given {
        let mut wanted = vec![u32::MAX; self.table.count as usize];
        for (at, number) in (0..).zip(list) {
            let place = number.and_then(|number| self.table.find(number)).and_then(|place| wanted.get_mut(place));
            place.into_iter().for_each(|place| *place = at);
        }
        let wanted = |gift: &Gift| wanted.get(gift.to as usize).copied().filter(|at| *at != u32::MAX);
        let mut given: Vec<Gift> =
            self.gifts.iter().filter_map(|gift| Some(Gift { to: wanted(gift)?, ..*gift })).collect();
        given.sort_unstable_by(|a, b| a.to.cmp(&b.to).then(b.score.total_cmp(&a.score)).then(a.from.cmp(&b.from)));
        Given(given)
    }

    /// Adds what an item of the past says for itself and for others.
    fn follow(
        &mut self,
        from: u32,
        item: &PastItem<'_>,
        pack: &Pack,
        request: &RecommendRequest<'_>,
    ) -> Result<(), super::pack::Needed> {
        let (chunk, found, record) = pack.record(item.number)?;
        let own = own(request.wish, item, pack, &record, request.now.map(|now| now.0));
        if let Some((score, place)) = own.zip(found.place(item.number)) {
            self.add(Scored { number: item.number, score, at: Where::Chunk(chunk, place) });
        }
        if request.wish == Wish::BuyAgain {
            return Ok(());
        }
        for (place, strength) in links(request.wish, record) {
            if let Some(number) = found.dictionary.number(place) {
                let score = item.weight * strength;
                let to = self.add(Scored { number, score, at: Where::Chunk(chunk, place) });
                self.gifts.push(Gift { to, from, score });
            }
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

    /// Adds to the score of an item, and gives its place.
    fn add(&mut self, item: Scored) -> u32 {
        let place = self.table.place(item.number);
        match self.items.get_mut(place as usize) {
            Some(found) => found.score += item.score,
            None => self.items.push(item),
        }
        place
    }
}

/// The links that a wish follows, by place in the dictionary.
fn links<'a>(wish: Wish, record: Record<'a>) -> impl Iterator<Item = (u32, f64)> + use<'a> {
    let strength = move |link: Linked| if wish == Wish::Similar { link.similar } else { link.next };
    record.links.map(move |link| (link.place, strength(link))).filter(|link| link.1 > 0.0)
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

    fn find(&self, number: u32) -> Option<usize> {
        self.slots.get(self.slot(number)).copied().flatten().map(|found| found.1 as usize)
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
            assert_eq!(table.find(number.wrapping_mul(0x0100_0003)), Some(number as usize));
        }
        assert_eq!(table.find(7), None);
    }
}
