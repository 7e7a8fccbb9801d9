//! A table of open addresses, from keys that are spread or become so by a product. They are no secret and come from nobody
//! who would attack it; the standard library's table takes kilobytes more code.

/// What a table finds its values by.
pub(super) trait Key: Copy + PartialEq + Default {
    /// Bits that differ between keys, the more the better.
    fn spread(self) -> usize;
}

impl Key for u32 {
    #[inline(always)]
    fn spread(self) -> usize {
        (self.wrapping_mul(0x9e37_79b9) >> 7) as usize
    }
}

/// A hash is spread already.
impl Key for u64 {
    #[inline(always)]
    fn spread(self) -> usize {
        self as usize
    }
}

/// Numbers by key.
#[derive(Debug, Clone)]
pub(super) struct Table<K> {
    /// Keys and their numbers, [`FREE`] where there is none; a power of two of them, at most half of them taken.
    slots: Vec<(K, u32)>,
    count: u32,
}

/// What no key has.
const FREE: u32 = u32::MAX;

impl<K: Key> Table<K> {
    /// An empty table with room for so many keys.
    pub(super) fn with_room(count: usize) -> Table<K> {
        let size = count.saturating_mul(2).next_power_of_two().max(16);
        Table { slots: vec![(K::default(), FREE); size], count: 0 }
    }

    /// The number of a key; a new one gets the number that is given.
    pub(super) fn number(&mut self, key: K, new: u32) -> u32 {
        if (self.count as usize).wrapping_mul(2) >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        match self.slots.get_mut(slot) {
            Some(slot) if slot.1 == FREE => {
                *slot = (key, new);
                self.count = self.count.wrapping_add(1);
                new
            }
            Some(slot) => slot.1,
            None => new,
        }
    }

    /// The number of a key.
    pub(super) fn find(&self, key: K) -> Option<u32> {
        self.slots.get(self.slot(key)).map(|slot| slot.1).filter(|number| *number != FREE)
    }

    /// Where a key stands, or else would.
    #[inline(always)]
    fn slot(&self, key: K) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = key.spread() & mask;
        while let Some((other, number)) = self.slots.get(at)
            && *number != FREE
            && *other != key
        {
            at = at.wrapping_add(1) & mask;
        }
        at
    }

    #[cold]
    fn grow(&mut self) {
        let twice = vec![(K::default(), FREE); self.slots.len().saturating_mul(2)];
        for taken in std::mem::replace(&mut self.slots, twice) {
            if taken.1 != FREE {
                let slot = self.slot(taken.0);
                self.slots.get_mut(slot).into_iter().for_each(|slot| *slot = taken);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_keeps_its_number_while_the_table_grows() {
        let mut table = Table::with_room(1);
        let key = |number: u32| number.wrapping_mul(0x0100_0003);
        for number in 0..1_000 {
            assert_eq!(table.number(key(number), number), number);
        }
        for number in 0..1_000 {
            assert_eq!(table.number(key(number), 0), number);
            assert_eq!(table.find(key(number)), Some(number));
        }
        assert_eq!(table.find(7), None);
    }

    #[test]
    fn hashes_that_begin_alike_stand_apart() {
        let mut table = Table::with_room(0);
        for number in 0..100_u32 {
            table.number(u64::from(number) << 32, number);
        }
        assert_eq!(table.find(99 << 32), Some(99));
        assert_eq!(table.find(100 << 32), None);
    }
}
