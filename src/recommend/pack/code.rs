//! Prefix codes: what is frequent takes few bits. A pack brings its own codes, one for each field of its chunks, told by the
//! lengths of their words (canonical Huffman codes) of at most eight bits, so that a word is found by one look into a table.
//!
//! A number takes a word for its size and its highest bits, and then the bits below as they are.

use super::bits::{Ahead, Bits, Written};
use super::bytes::{Bytes, put_count};

/// The most bits of a word.
const LONGEST: u32 = 8;
/// How many symbols a code has at most, and how many beginnings of that many bits there are.
const SYMBOLS: usize = 256;

/// What the words of a chunk tell; each has a code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// How far the number of an item lies from the one before, less one.
    Apart,
    /// What is told of an item.
    Flags,
    /// How many bytes its id has.
    Length,
    /// A byte of an id.
    Byte,
    Category,
    Price,
    Margin,
    /// The rate of repeats in 255ths.
    Repeat,
    /// The typical gap in quarters of a day and one more, 0 for none.
    Days,
    /// How many links an item has.
    Count,
    /// How many of them lie before it.
    Before,
    /// The strength of the strongest link of its lists, in quarters of an octave.
    Strongest,
    /// How far a link lies from the one before, less one.
    Gap,
    /// Its strength in sixteenths of the strongest, 0 for none.
    Next,
    /// The strength as something similar, by the strength as something next.
    Similar(u8),
}

/// How many codes there are.
const FIELDS: usize = 31;

impl Field {
    fn place(self) -> usize {
        match self {
            Field::Apart => 0,
            Field::Flags => 1,
            Field::Length => 2,
            Field::Byte => 3,
            Field::Category => 4,
            Field::Price => 5,
            Field::Margin => 6,
            Field::Repeat => 7,
            Field::Days => 8,
            Field::Count => 9,
            Field::Before => 10,
            Field::Strongest => 11,
            Field::Gap => 12,
            Field::Next => 13,
            Field::Similar(next) => usize::from(next.min(16)).saturating_add(14),
        }
    }
}

/// Where words and bits go: they are counted first, and then written by the codes that suit the counts.
pub(super) trait Sink {
    /// A symbol of a field.
    fn symbol(&mut self, field: Field, symbol: u8);

    /// So many bits as they are.
    fn bits(&mut self, bits: u64, count: u32);

    /// A number.
    fn number(&mut self, field: Field, number: u64) {
        let below = number.checked_ilog2().unwrap_or(0).saturating_sub(1);
        let symbol =
            if number < 4 { number } else { u64::from(below).saturating_mul(2).saturating_add(number >> below) };
        self.symbol(field, symbol.to_le_bytes()[0]);
        self.bits(number & (1_u64 << below).saturating_sub(1), below);
    }
}

/// How often each symbol of each field occurs.
pub(super) struct Counts(Vec<[u64; SYMBOLS]>);

impl Counts {
    pub(super) fn new() -> Counts {
        Counts(vec![[0; SYMBOLS]; FIELDS])
    }

    /// The codes with which all of it takes the fewest bits.
    pub(super) fn codes(&self) -> Codes {
        Codes(std::array::from_fn(|field| {
            self.0.get(field).and_then(|counts| Code::new(lengths(counts))).unwrap_or_default()
        }))
    }
}

impl Sink for Counts {
    fn symbol(&mut self, field: Field, symbol: u8) {
        if let Some(count) = self.0.get_mut(field.place()).and_then(|counts| counts.get_mut(usize::from(symbol))) {
            *count = count.saturating_add(1);
        }
    }

    fn bits(&mut self, _: u64, _: u32) {}
}

/// Writes by codes.
pub(super) struct Coded {
    /// By field, the words of its symbols.
    words: Vec<[(u8, u8); SYMBOLS]>,
    written: Written,
}

impl Coded {
    pub(super) fn new(codes: &Codes) -> Coded {
        Coded { words: codes.0.iter().map(Code::words).collect(), written: Written::default() }
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        self.written.bytes()
    }
}

impl Sink for Coded {
    fn symbol(&mut self, field: Field, symbol: u8) {
        let word = self.words.get(field.place()).and_then(|words| words.get(usize::from(symbol)));
        word.into_iter().for_each(|(word, length)| self.written.put(u64::from(*word), u32::from(*length)));
    }

    fn bits(&mut self, bits: u64, count: u32) {
        self.written.put(bits, count);
    }
}

/// The codes of all fields.
#[derive(Debug, Clone)]
pub(crate) struct Codes([Code; FIELDS]);

impl Codes {
    /// The next symbol of a field.
    pub(super) fn symbol(&self, field: Field, bits: &mut Bits<'_>) -> Option<u8> {
        let mut ahead = bits.ahead();
        let symbol = self.near(field, &mut ahead)?;
        bits.skip(ahead.taken)?;
        Some(symbol)
    }

    /// The next symbol of a field among bits that are looked at.
    #[inline(always)]
    pub(super) fn near(&self, field: Field, ahead: &mut Ahead) -> Option<u8> {
        let (symbol, length) = *self.0.get(field.place())?.0.get(usize::from(ahead.byte()))?;
        ahead.take(length.into());
        (length > 0).then_some(symbol)
    }

    /// The next number of a field among bits that are looked at, of which it takes 38 at most; `None` where it has more than
    /// 32 bits.
    #[inline(always)]
    pub(super) fn near_number(&self, field: Field, ahead: &mut Ahead) -> Option<u32> {
        let symbol = u32::from(self.near(field, ahead)?);
        if symbol < 4 {
            return Some(symbol);
        }
        let below = (symbol / 2).wrapping_sub(1);
        (below <= 30).then(|| (2 | symbol & 1) << below | ahead.take(below) as u32)
    }

    /// The next number of a field.
    pub(super) fn number(&self, field: Field, bits: &mut Bits<'_>) -> Option<u64> {
        let symbol = u64::from(self.symbol(field, bits)?);
        if symbol < 4 {
            return Some(symbol);
        }
        let below = u32::try_from(symbol / 2).ok()?.checked_sub(1).filter(|below| *below < 63)?;
        Some((2 | symbol & 1) << below | bits.take(below)?)
    }

    /// The codes as bytes.
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        self.0.iter().for_each(|code| code.put(out));
    }

    pub(super) fn read(bytes: &mut Bytes<'_>) -> Option<Codes> {
        let codes: Option<Vec<Code>> = (0..FIELDS).map(|_| Code::read(bytes)).collect();
        codes?.try_into().ok().map(Codes)
    }
}

/// A code: by the next eight bits, the symbol and how many of them are its word; 0 where they begin no word.
#[derive(Debug, Clone)]
struct Code([(u8, u8); SYMBOLS]);

impl Default for Code {
    fn default() -> Code {
        Code([(0, 0); SYMBOLS])
    }
}

impl Code {
    /// The code whose words have these lengths, 0 for what never occurs; `None` where there are not so many short words.
    fn new(lengths: [u8; SYMBOLS]) -> Option<Code> {
        let mut words = [(0, 0); SYMBOLS];
        let mut rest = words.as_mut_slice();
        for length in 1..=LONGEST {
            let symbols = (0_u8..=u8::MAX).zip(lengths).filter(|symbol| u32::from(symbol.1) == length);
            for symbol in symbols {
                let (own, after) = rest.split_at_mut_checked(SYMBOLS >> length)?;
                own.fill(symbol);
                rest = after;
            }
        }
        // The first bit of a word is the lowest of a byte.
        let mut code = Code::default();
        for (bits, own) in (0_u8..=u8::MAX).zip(&mut code.0) {
            *own = words.get(usize::from(bits.reverse_bits())).copied().unwrap_or_default();
        }
        Some(code)
    }

    /// By symbol, its word and the length of that; 0 where it has none.
    fn words(&self) -> [(u8, u8); SYMBOLS] {
        let mut words = [(0, 0); SYMBOLS];
        // Of the bytes that begin with a word, the first has nothing but zeros behind it.
        for (bits, (symbol, length)) in (0_u8..=u8::MAX).zip(self.0).rev().filter(|(_, (_, length))| *length > 0) {
            words.get_mut(usize::from(symbol)).into_iter().for_each(|word| *word = (bits, length));
        }
        words
    }

    /// How many symbols there may be, and the lengths of their words, four bits each.
    fn put(&self, out: &mut Vec<u8>) {
        let lengths = self.words().map(|word| word.1);
        let count = lengths.iter().rposition(|length| *length > 0).map_or(0, |last| last.saturating_add(1));
        put_count(count, out);
        let (pairs, _) = lengths.as_chunks::<2>();
        out.extend(pairs.iter().take(count.div_ceil(2)).map(|[first, second]| first << 4 | second));
    }

    fn read(bytes: &mut Bytes<'_>) -> Option<Code> {
        let count: usize = bytes.number()?;
        let packed = bytes.take(count.div_ceil(2))?.iter().flat_map(|pair| [pair >> 4, pair & 15]);
        let mut lengths = [0; SYMBOLS];
        for (place, length) in packed.enumerate() {
            *lengths.get_mut(place)? = u8::try_from(LONGEST).ok().filter(|most| length <= *most).map(|_| length)?;
        }
        Code::new(lengths)
    }
}

/// The lengths of the words with which so many symbols take the fewest bits, by package-merge (Larmore and Hirschberg, 1990).
fn lengths(counts: &[u64; SYMBOLS]) -> [u8; SYMBOLS] {
    let symbols = (0_u8..=u8::MAX).zip(counts).filter(|symbol| *symbol.1 > 0);
    let mut leaves: Vec<(u64, Vec<u8>)> = symbols.map(|(symbol, count)| (*count, vec![symbol])).collect();
    leaves.sort_by_key(|leaf| leaf.0);
    let mut packages: Vec<(u64, Vec<u8>)> = Vec::new();
    for _ in 0..LONGEST {
        let (pairs, _) = packages.as_chunks::<2>();
        let joined = pairs.iter().map(|[a, b]| (a.0.saturating_add(b.0), [a.1.as_slice(), &b.1].concat()));
        packages = leaves.iter().cloned().chain(joined.collect::<Vec<_>>()).collect();
        packages.sort_by_key(|package| package.0);
    }
    // A symbol that is alone takes a bit all the same, so that no count is longer than what it counts.
    let taken = leaves.len().saturating_mul(2).saturating_sub(2).max(leaves.len().min(1));
    let mut lengths = [0_u8; SYMBOLS];
    for symbol in packages.iter().take(taken).flat_map(|package| &package.1) {
        lengths.get_mut(usize::from(*symbol)).into_iter().for_each(|length| *length = length.saturating_add(1));
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(numbers: &[u64]) -> (Codes, Vec<u8>) {
        let mut counts = Counts::new();
        numbers.iter().for_each(|number| counts.number(Field::Gap, *number));
        let codes = counts.codes();
        let mut coded = Coded::new(&codes);
        numbers.iter().for_each(|number| coded.number(Field::Gap, *number));
        let bytes = coded.bytes();
        (codes, bytes)
    }

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 1_000, u64::from(u32::MAX), u64::MAX, 3, 3, 3];
        let (codes, bytes) = coded(&numbers);
        let mut head = Vec::new();
        codes.put(&mut head);
        let codes = Codes::read(&mut Bytes(&head)).unwrap();
        let mut bits = Bits::from(&bytes, 0);
        for number in numbers {
            assert_eq!(codes.number(Field::Gap, &mut bits), Some(number));
        }
        assert!(bits.is_done());
        assert_eq!(codes.number(Field::Days, &mut bits), None);
    }

    #[test]
    fn what_is_frequent_takes_few_bits() {
        assert_eq!(coded(&[7; 80]).1.len(), 20);
        let mut counts = [0; SYMBOLS];
        counts[..5].copy_from_slice(&[1, 1, 2, 4, 8]);
        assert_eq!(lengths(&counts)[..6], [4, 4, 3, 2, 1, 0]);
        let steep: [u64; SYMBOLS] = std::array::from_fn(|symbol| 1 << symbol.min(40));
        let kraft: u32 = lengths(&steep).iter().map(|length| 256 >> length).sum();
        assert_eq!(kraft, 256);
    }

    #[test]
    fn words_that_have_no_room_are_refused() {
        let mut lengths = [0; SYMBOLS];
        lengths[..3].fill(1);
        assert!(Code::new(lengths).is_none());
        assert!(Code::read(&mut Bytes(&[2, 0x19])).is_none());
        assert!(Code::read(&mut Bytes(&[255, 255, 255, 3])).is_none());
    }
}
