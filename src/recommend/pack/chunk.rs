//! A chunk: some items with their links, and a dictionary of everything that these name.
//!
//! Bytes: how many items it holds, and how many the dictionary has. Then bits: the dictionary, by item number, each entry
//! told by the distance of its number from the one before; and the items' records. A record is the item's rate of repeats,
//! its typical gap, and its links.

use super::bits::Bits;
use super::bytes::{Bytes, put_count};
use super::code::{Coded, Codes, Field, Sink};
use super::entry::Entry;
use super::links::{Linked, Links, put_links};
use libm::round;
use std::borrow::Cow;
use std::sync::Arc;

/// What a record holds.
#[derive(Debug, Clone)]
pub(crate) struct Record<'a> {
    /// The share of its purchases that are repeated later.
    pub(crate) repeat: f64,
    /// The days until it is bought again.
    pub(crate) gap: Option<f64>,
    pub(crate) links: Links<'a>,
}

/// A chunk to be written; links by place in the dictionary.
pub(super) struct Draft<'a> {
    pub(super) dictionary: Vec<(u32, Entry<'a>)>,
    pub(super) records: Vec<RecordDraft>,
}

/// A record to be written.
pub(super) struct RecordDraft {
    /// Where the item stands in the dictionary.
    pub(super) place: u32,
    pub(super) repeat: f64,
    pub(super) gap: Option<f64>,
    pub(super) links: Vec<Linked>,
}

impl Draft<'_> {
    /// Everything but the counts.
    pub(super) fn put(&self, sink: &mut impl Sink) {
        put_dictionary(&self.dictionary, sink);
        self.records.iter().for_each(|record| put_record(record, sink));
    }

    /// The bytes of the chunk.
    pub(super) fn bytes(&self, codes: &Codes) -> Vec<u8> {
        let mut out = Vec::new();
        put_count(self.records.len(), &mut out);
        put_count(self.dictionary.len(), &mut out);
        let mut coded = Coded::new(codes);
        self.put(&mut coded);
        out.extend(coded.bytes());
        out
    }
}

/// Items by number, each with what is known of it.
pub(super) fn put_dictionary(dictionary: &[(u32, Entry<'_>)], sink: &mut impl Sink) {
    let mut next = 0;
    for (number, entry) in dictionary {
        sink.number(Field::Apart, u64::from(number.saturating_sub(next)));
        entry.put(sink);
        next = number.saturating_add(1);
    }
}

fn put_record(record: &RecordDraft, sink: &mut impl Sink) {
    sink.symbol(Field::Repeat, round(record.repeat.clamp(0.0, 1.0) * 255.0) as u8);
    let quarters = record.gap.map_or(0.0, |days| (round(days * 4.0) + 1.0).clamp(1.0, 100_000.0));
    sink.number(Field::Days, quarters as u64);
    put_links(record.place, &record.links, sink);
}

/// The record of the item at a place of the dictionary.
fn take_record<'a>(place: u32, codes: &'a Codes, mut bits: Bits<'a>) -> Option<Record<'a>> {
    let repeat = f64::from(codes.symbol(Field::Repeat, &mut bits)?) / 255.0;
    let quarters = codes.number(Field::Days, &mut bits)?;
    let gap = quarters.checked_sub(1).map(|quarters| quarters as f64 / 4.0);
    Some(Record { repeat, gap, links: Links::new(place, codes, bits)? })
}

/// Where the entries of a dictionary lie among its bits.
#[derive(Debug, Clone)]
pub(crate) struct Dictionary {
    codes: Arc<Codes>,
    /// The number of each item, ascending; none where each is its own place, as in the one chunk of a whole pack.
    numbers: Vec<u32>,
    /// Where the entry of each item begins.
    starts: Vec<u32>,
    /// How popular each item is.
    popularity: Vec<u8>,
}

impl Dictionary {
    /// Reads past a dictionary of so many entries.
    pub(super) fn take(count: usize, codes: Arc<Codes>, bits: &mut Bits<'_>) -> Option<Dictionary> {
        // Every entry takes three bits at least.
        let most = count.min(bits.left() / 3);
        let (mut numbers, mut starts) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let mut popularity = Vec::with_capacity(most);
        let mut next = 0_u32;
        for _ in 0..count {
            let number = next.checked_add(u32::try_from(codes.number(Field::Apart, bits)?).ok()?)?;
            numbers.push(number);
            starts.push(bits.at()?);
            popularity.push(Entry::take(&codes, bits)?.popularity);
            next = number.checked_add(1)?;
        }
        if next as usize == count {
            numbers = Vec::new();
        }
        Some(Dictionary { codes, numbers, starts, popularity })
    }

    /// How many items it names.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The number of the item at a place.
    #[inline(always)]
    pub(crate) fn number(&self, place: u32) -> Option<u32> {
        if self.numbers.is_empty() {
            return ((place as usize) < self.len()).then_some(place);
        }
        self.numbers.get(place as usize).copied()
    }

    /// The place of an item's number.
    pub(crate) fn place(&self, number: u32) -> Option<u32> {
        if self.numbers.is_empty() {
            return self.number(number);
        }
        self.numbers.binary_search(&number).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// How popular the item at a place is.
    pub(crate) fn popularity(&self, place: u32) -> Option<u8> {
        self.popularity.get(place as usize).copied()
    }

    /// The entry at a place.
    pub(crate) fn entry(&self, bytes: &[u8], place: u32) -> Option<Entry<'static>> {
        Entry::take(&self.codes, &mut self.bits(bytes, place)?)
    }

    /// Whether the entry at a place has this id.
    fn is_called(&self, bytes: &[u8], place: u32, id: &str) -> bool {
        self.bits(bytes, place).is_some_and(|bits| Entry::is_called(&self.codes, bits, id))
    }

    fn bits<'b>(&self, bytes: &'b [u8], place: u32) -> Option<Bits<'b>> {
        self.starts.get(place as usize).map(|start| Bits::from(bytes, *start))
    }
}

/// A chunk that has been read.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    bytes: Vec<u8>,
    /// Everything that it names.
    pub(crate) dictionary: Dictionary,
    /// The number of its first item, and where that stands in the dictionary.
    first: u32,
    place: u32,
    /// Where each record begins.
    records: Vec<u32>,
}

impl Chunk {
    /// Reads a chunk whose first item has a number; `None` where the bytes are none.
    pub(super) fn read(bytes: Vec<u8>, first: u32, codes: Arc<Codes>) -> Option<Chunk> {
        let mut counts = Bytes(&bytes);
        let (count, named): (usize, usize) = (counts.number()?, counts.number()?);
        let start = bytes.len().checked_sub(counts.0.len())?.checked_mul(8)?;
        let mut bits = Bits::from(&bytes, u32::try_from(start).ok()?);
        let dictionary = Dictionary::take(named, Arc::clone(&codes), &mut bits)?;
        let place = if count == 0 { 0 } else { dictionary.place(first)? };
        let mut records = Vec::with_capacity(count.min(named));
        for own in (place..).take(count) {
            // Its items stand beside each other.
            if dictionary.number(own)?.checked_sub(first) != own.checked_sub(place) {
                return None;
            }
            records.push(bits.at()?);
            bits = take_record(own, &codes, bits)?.links.end(named)?;
        }
        bits.is_done().then_some(())?;
        Some(Chunk { bytes, dictionary, first, place, records })
    }

    /// Everything that it names, by number and id.
    pub(super) fn named(&self) -> impl Iterator<Item = (u32, Cow<'static, str>)> {
        let places = (0_u32..).take(self.dictionary.len());
        places.filter_map(|place| Some((self.dictionary.number(place)?, self.entry(place)?.id)))
    }

    /// The record of one of its own items.
    pub(crate) fn record(&self, number: u32) -> Option<Record<'_>> {
        let at = number.checked_sub(self.first)?;
        let start = *self.records.get(at as usize)?;
        take_record(self.place.checked_add(at)?, &self.dictionary.codes, Bits::from(&self.bytes, start))
    }

    /// The entry at a place of the dictionary.
    pub(crate) fn entry(&self, place: u32) -> Option<Entry<'static>> {
        self.dictionary.entry(&self.bytes, place)
    }

    /// The place in the dictionary of one of its own items.
    pub(crate) fn place(&self, number: u32) -> Option<u32> {
        let at = number.checked_sub(self.first)?;
        ((at as usize) < self.records.len()).then(|| self.place.saturating_add(at))
    }

    /// Whether one of its own items has this id.
    pub(crate) fn is_called(&self, number: u32, id: &str) -> bool {
        self.place(number).is_some_and(|place| self.dictionary.is_called(&self.bytes, place, id))
    }
}
