//! The links of an item as bits. What can come next and what is similar is mostly the same, so each linked item is told once,
//! with a strength for either.
//!
//! Bits: how many links there are, and of each kind the strongest (none of this where there are no links); how many lie before
//! the item itself. Then from the item backwards, and from it forwards: how far each lies from the one before, and its two
//! strengths in sixteenths of the strongest. Where something lies is its place in the dictionary.

use super::bits::Bits;
use super::code::{Codes, Field, Sink};
use libm::{exp2, log2, round};

/// How many links a record has at most: a reader need not follow more, whoever made the pack.
const MOST: u64 = 65_536;

/// A linked item: its place in the dictionary, and how strongly it is linked; 0 for not at all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Linked {
    pub(crate) place: u32,
    /// As what comes with it or after it.
    pub(crate) next: f64,
    /// As what can stand in its place.
    pub(crate) similar: f64,
}

/// The links of the item at a place, by place, each once; none leads to the item itself.
pub(super) fn put_links(own: u32, links: &[Linked], sink: &mut impl Sink) {
    sink.number(Field::Count, links.len() as u64);
    if links.is_empty() {
        return;
    }
    let strongest = [|link: &Linked| link.next, |link: &Linked| link.similar]
        .map(|strength| links.iter().map(strength).fold(0.0, f64::max));
    strongest.iter().for_each(|strongest| put_strongest(*strongest, sink));
    let (before, after) = links.split_at(links.partition_point(|link| link.place < own));
    sink.number(Field::Before, before.len() as u64);
    for side in [before.iter().rev().collect::<Vec<_>>(), after.iter().collect()] {
        let mut last = own;
        for link in side {
            sink.number(Field::Gap, u64::from(link.place.abs_diff(last).saturating_sub(1)));
            let next = sixteenths(link.next, strongest[0]);
            sink.symbol(Field::Next, next);
            sink.symbol(Field::Similar(next), sixteenths(link.similar, strongest[1]));
            last = link.place;
        }
    }
}

/// The links of one item, still to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Links<'a> {
    codes: &'a Codes,
    bits: Bits<'a>,
    /// The place of the item itself.
    own: u32,
    /// How many links lie before and after it.
    before: u64,
    after: u64,
    /// What a sixteenth is.
    next: f64,
    similar: f64,
}

impl<'a> Links<'a> {
    /// The links of the item at a place, which begin here.
    pub(super) fn new(own: u32, codes: &'a Codes, mut bits: Bits<'a>) -> Option<Links<'a>> {
        let count = codes.number(Field::Count, &mut bits).filter(|count| *count <= MOST)?;
        let (mut before, mut units) = (0, [0.0; 2]);
        if count > 0 {
            for unit in &mut units {
                *unit = take_strongest(codes, &mut bits)? / 16.0;
            }
            before = codes.number(Field::Before, &mut bits)?;
        }
        let after = count.checked_sub(before)?;
        let [next, similar] = units;
        Some(Links { codes, bits, own, before, after, next, similar })
    }

    /// Follows them, from the item backwards and then from it forwards.
    #[inline(always)]
    pub(crate) fn follow(self, each: impl FnMut(Linked)) {
        self.read(each);
    }

    /// Reads them all: what stands behind them, where all of them can be read.
    #[inline(always)]
    fn read(mut self, mut each: impl FnMut(Linked)) -> Option<Bits<'a>> {
        for (count, backwards) in [(self.before, true), (self.after, false)] {
            let mut place = self.own;
            for _ in 0..count {
                // All of it takes 54 bits at most.
                let mut ahead = self.bits.ahead();
                let gap = self.codes.near_number(Field::Gap, &mut ahead)?.checked_add(1)?;
                let next = self.codes.near(Field::Next, &mut ahead)?;
                let similar = self.codes.near(Field::Similar(next), &mut ahead)?;
                self.bits.skip(ahead.taken)?;
                place = if backwards { place.checked_sub(gap)? } else { place.checked_add(gap)? };
                each(Linked { place, next: f64::from(next) * self.next, similar: f64::from(similar) * self.similar });
            }
        }
        Some(self.bits)
    }

    /// What follows the links, where all of them can be read and lie in a dictionary of so many.
    pub(super) fn end(self, dictionary: usize) -> Option<Bits<'a>> {
        let mut last = 0;
        let bits = self.read(|linked| last = linked.place.max(last))?;
        (self.before == 0 && self.after == 0 || (last as usize) < dictionary).then_some(bits)
    }

    /// Whether the item at a place is among them as something similar.
    pub(crate) fn is_similar(self, place: u32) -> bool {
        let mut found = false;
        self.follow(|linked| found = found || linked.place == place && linked.similar > 0.0);
        found
    }
}

/// 1 to 16 for a strength, 0 for none.
fn sixteenths(strength: f64, strongest: f64) -> u8 {
    if strength > 0.0 { round(strength / strongest * 16.0).clamp(1.0, 16.0) as u8 } else { 0 }
}

/// A strength in 32nds of an octave from 2^-32 to 2^32: within 1.1 %.
fn put_strongest(strength: f64, sink: &mut impl Sink) {
    let scale = round((log2(strength) + 32.0) * 32.0).clamp(0.0, 2_047.0) as u64;
    sink.symbol(Field::Strongest, (scale >> 3).to_le_bytes()[0]);
    sink.bits(scale & 7, 3);
}

fn take_strongest(codes: &Codes, bits: &mut Bits<'_>) -> Option<f64> {
    let high = codes.symbol(Field::Strongest, bits)?;
    let scale = u32::from(high) << 3 | u32::try_from(bits.take(3)?).ok()?;
    Some(exp2(f64::from(scale) / 32.0 - 32.0))
}

#[cfg(test)]
mod tests {
    use super::super::code::{Coded, Counts};
    use super::*;

    fn coded(own: u32, links: &[Linked]) -> (Codes, Vec<u8>) {
        let mut counts = Counts::new();
        put_links(own, links, &mut counts);
        let codes = counts.codes();
        let mut coded = Coded::new(&codes);
        put_links(own, links, &mut coded);
        let bytes = coded.bytes();
        (codes, bytes)
    }

    #[test]
    fn links_come_back_within_a_thirty_second_of_the_strongest() {
        let link = |place, next, similar| Linked { place, next, similar };
        let links = [link(3, 0.4, 0.0), link(4, 0.8, 7.0), link(7, 0.0, 3.0), link(300, 0.06, 0.5)];
        for own in [0, 5, 301] {
            let (codes, bytes) = coded(own, &links);
            let links_read = Links::new(own, &codes, Bits::from(&bytes, 0)).unwrap();
            assert!(links_read.end(301).is_some_and(|bits| bits.is_done()));
            assert!(links_read.end(300).is_none());
            assert!(links_read.is_similar(300) && !links_read.is_similar(3) && !links_read.is_similar(5));
            let mut read = Vec::new();
            links_read.follow(|linked| read.push(linked));
            read.sort_by_key(|link| link.place);
            assert_eq!(read.len(), links.len());
            for (link, told) in read.iter().zip(links) {
                assert_eq!(link.place, told.place);
                assert!((link.next - told.next).abs() < 0.8 * (1.0 / 32.0 + 0.012), "{link:?}");
                assert!((link.similar - told.similar).abs() < 7.0 * (1.0 / 32.0 + 0.012), "{link:?}");
            }
        }
    }

    #[test]
    fn no_links_take_a_bit() {
        let (codes, bytes) = coded(9, &[]);
        assert_eq!(bytes, [0]);
        assert_eq!(Links::new(9, &codes, Bits::from(&bytes, 0)).unwrap().before, 0);
    }
}
