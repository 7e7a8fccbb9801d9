//! Bits, the lowest of a byte first.

/// What is left to read. Every read gives `None` beyond the end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    /// The next bit.
    at: usize,
}

impl<'a> Bits<'a> {
    /// From a bit on.
    pub(super) fn from(bytes: &'a [u8], at: u32) -> Bits<'a> {
        Bits { bytes, at: at as usize }
    }

    /// The place of the next bit.
    pub(super) fn at(&self) -> Option<u32> {
        u32::try_from(self.at).ok()
    }

    /// How many bits are left.
    pub(super) fn left(&self) -> usize {
        self.bytes.len().saturating_mul(8).saturating_sub(self.at)
    }

    /// Whether nothing is left but zeros that fill the last byte.
    pub(super) fn is_done(&self) -> bool {
        self.left() < 8 && self.peek() == 0
    }

    /// The next 57 bits at least, zeros beyond the end.
    #[inline(always)]
    pub(super) fn ahead(&self) -> Ahead {
        Ahead { bits: self.peek(), taken: 0 }
    }

    #[inline(always)]
    fn peek(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let word = rest.first_chunk().map_or_else(|| end(rest), |word| u64::from_le_bytes(*word));
        word >> (self.at % 8)
    }

    #[inline(always)]
    pub(super) fn skip(&mut self, count: u32) -> Option<()> {
        self.at = self.at.checked_add(count as usize)?;
        (self.at <= self.bytes.len().saturating_mul(8)).then_some(())
    }

    /// A number of so many bits, at most 64.
    pub(super) fn take(&mut self, count: u32) -> Option<u64> {
        let Some(high) = count.checked_sub(32) else { return self.take_few(count) };
        let low = self.take_few(32)?;
        Some(self.take_few(high)? << 32 | low)
    }

    #[inline(always)]
    fn take_few(&mut self, count: u32) -> Option<u64> {
        let bits = self.peek() & low(count);
        self.skip(count)?;
        Some(bits)
    }
}

/// Bits that are looked at together and skipped together: what takes few of them is read with one look into the bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ahead {
    /// Those that are left, the next one lowest.
    bits: u64,
    /// How many were taken; of more than 57 the rest are zeros.
    pub(super) taken: u32,
}

impl Ahead {
    /// The next eight bits.
    #[inline(always)]
    pub(super) fn byte(&self) -> u8 {
        self.bits.to_le_bytes()[0]
    }

    /// A number of so many bits, fewer than 64.
    #[inline(always)]
    pub(super) fn take(&mut self, count: u32) -> u64 {
        let bits = self.bits & low(count);
        self.bits >>= count & 63;
        self.taken = self.taken.wrapping_add(count);
        bits
    }
}

/// The last bytes, with zeros behind them.
#[cold]
fn end(rest: &[u8]) -> u64 {
    let mut word = [0; 8];
    word.iter_mut().zip(rest).for_each(|(byte, from)| *byte = *from);
    u64::from_le_bytes(word)
}

/// So many ones, fewer than 64.
fn low(count: u32) -> u64 {
    (1_u64 << (count & 63)).wrapping_sub(1)
}

/// Bits that are written.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    bytes: Vec<u8>,
    /// The last bits, fewer than a byte, and how many.
    last: u64,
    count: u32,
}

impl Written {
    /// A number as so many bits, at most 64.
    pub(super) fn put(&mut self, number: u64, count: u32) {
        if count > 32 {
            self.put(number & u64::from(u32::MAX), 32);
            return self.put(number >> 32, count.saturating_sub(32));
        }
        self.last |= number << self.count;
        self.count = self.count.saturating_add(count);
        while let Some(rest) = self.count.checked_sub(8) {
            self.bytes.push(self.last.to_le_bytes()[0]);
            self.last >>= 8;
            self.count = rest;
        }
    }

    /// The bytes, the last one filled up with zeros.
    pub(super) fn bytes(mut self) -> Vec<u8> {
        if let Some(room) = 8_u32.checked_sub(self.count).filter(|room| *room < 8) {
            self.put(0, room);
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_read_again() {
        let numbers = [(5, 3), (0, 0), (1, 1), (u64::from(u32::MAX), 32), (300, 57), (u64::MAX, 64), (0, 9)];
        let mut written = Written::default();
        numbers.iter().for_each(|(number, count)| written.put(*number, *count));
        let bytes = written.bytes();
        let mut bits = Bits::from(&bytes, 0);
        for (number, count) in numbers {
            assert_eq!(bits.take(count), Some(number));
        }
        assert!(bits.is_done());
        assert_eq!(bits.take(8), None);
    }

    #[test]
    fn nothing_is_read_beyond_the_end() {
        let mut bits = Bits::from(&[0xff], 0);
        assert_eq!(bits.take(9), None);
        assert_eq!(Bits::from(&[0xff], 4).ahead().byte(), 0x0f);
        assert_eq!(Bits::from(&[], 40).take(1), None);
        assert!(Bits::from(&[0x0f], 4).is_done());
        assert!(!Bits::from(&[0x10], 0).is_done());
    }
}
