//! A chunk: some items with their links, and a dictionary of everything that these name.
//!
//! Bytes: how many items it holds; how many the dictionary has; the dictionary, by item number, each entry told by the
//! distance of its number from the one before; the length of each item's record; the records. A record is the item's rate
//! of repeats in 255ths, its typical gap in quarters of a day and one more (0 for none), and its two lists of links.

use super::bytes::{Bytes, put_count, put_varint};
use super::entry::Entry;
use super::links::{Links, put_links};
use libm::round;

/// What a record holds.
#[derive(Debug, Clone)]
pub(crate) struct Record<'a> {
    /// The share of its purchases that are repeated later.
    pub(crate) repeat: f64,
    /// The days until it is bought again.
    pub(crate) gap: Option<f64>,
    /// Its two lists of links, of which most requests read one.
    lists: Bytes<'a>,
}

impl<'a> Record<'a> {
    /// What comes with it or after it.
    pub(crate) fn next(&self) -> Option<Links<'a>> {
        Links::take(&mut self.lists.clone())
    }

    /// What can stand in its place.
    pub(crate) fn similar(&self) -> Option<Links<'a>> {
        let mut lists = self.lists;
        Links::take(&mut lists)?;
        Links::take(&mut lists)
    }
}

/// A record to be written; links by place in the dictionary.
pub(super) struct Draft {
    pub(super) repeat: f64,
    pub(super) gap: Option<f64>,
    pub(super) next: Vec<(u32, f64)>,
    pub(super) similar: Vec<(u32, f64)>,
}

/// The bytes of a chunk.
pub(super) fn put_chunk(dictionary: &[(u32, Entry<'_>)], records: &[Draft]) -> Vec<u8> {
    let mut out = Vec::new();
    put_count(records.len(), &mut out);
    put_dictionary(dictionary, &mut out);
    let records: Vec<Vec<u8>> = records.iter().map(put_record).collect();
    for record in &records {
        put_count(record.len(), &mut out);
    }
    out.extend(records.into_iter().flatten());
    out
}

/// Items by number, each with what is known of it.
pub(super) fn put_dictionary(dictionary: &[(u32, Entry<'_>)], out: &mut Vec<u8>) {
    put_count(dictionary.len(), out);
    let mut before = 0;
    for (number, entry) in dictionary {
        put_varint(u64::from(number.saturating_sub(before)), out);
        entry.put(out);
        before = *number;
    }
}

fn put_record(record: &Draft) -> Vec<u8> {
    let mut out = vec![round(record.repeat.clamp(0.0, 1.0) * 255.0) as u8];
    let quarters = record.gap.map_or(0.0, |days| (round(days * 4.0) + 1.0).clamp(1.0, 100_000.0));
    put_varint(quarters as u64, &mut out);
    put_links(&record.next, &mut out);
    put_links(&record.similar, &mut out);
    out
}

fn take_record<'a>(bytes: &mut Bytes<'a>) -> Option<Record<'a>> {
    let repeat = f64::from(bytes.byte()?) / 255.0;
    let quarters: u32 = bytes.number()?;
    let gap = quarters.checked_sub(1).map(|quarters| f64::from(quarters) / 4.0);
    Some(Record { repeat, gap, lists: *bytes })
}

/// Where the entries of a dictionary lie in its bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dictionary {
    /// The number of each item, ascending, and where its entry begins.
    places: Vec<(u32, u32)>,
}

impl Dictionary {
    /// Reads past a dictionary that begins at `start` of what `bytes` is the rest of.
    pub(super) fn take(bytes: &mut Bytes<'_>, whole: usize) -> Option<Dictionary> {
        let count: usize = bytes.number()?;
        // Every entry takes four bytes at least.
        let mut places = Vec::with_capacity(count.min(bytes.0.len() / 4));
        let mut number = 0_u32;
        for _ in 0..count {
            number = number.checked_add(bytes.number()?)?;
            places.push((number, u32::try_from(whole.checked_sub(bytes.0.len())?).ok()?));
            Entry::take(bytes)?;
        }
        Some(Dictionary { places })
    }

    /// How many items it names.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The number of the item at a place.
    pub(crate) fn number(&self, place: u32) -> Option<u32> {
        self.places.get(place as usize).map(|found| found.0)
    }

    /// The place of an item's number.
    pub(crate) fn place(&self, number: u32) -> Option<u32> {
        self.places.binary_search_by_key(&number, |found| found.0).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// The entry at a place.
    pub(crate) fn entry<'a>(&self, whole: &'a [u8], place: u32) -> Option<Entry<'a>> {
        Entry::take(&mut self.bytes(whole, place)?)
    }

    /// Whether the entry at a place has this id.
    fn is_called(&self, whole: &[u8], place: u32, id: &str) -> bool {
        self.bytes(whole, place).is_some_and(|mut bytes| Entry::is_called(&mut bytes, id) == Some(true))
    }

    fn bytes<'a>(&self, whole: &'a [u8], place: u32) -> Option<Bytes<'a>> {
        let (_, start) = *self.places.get(place as usize)?;
        whole.get(start as usize..).map(Bytes)
    }
}

/// A chunk that has been read.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    bytes: Vec<u8>,
    /// Everything that it names.
    pub(crate) dictionary: Dictionary,
    /// The number of its first item.
    first: u32,
    /// Where each record begins, and where the last one ends.
    records: Vec<u32>,
}

impl Chunk {
    /// Reads a chunk whose first item has a number; `None` where the bytes are none.
    pub(super) fn read(bytes: Vec<u8>, first: u32) -> Option<Chunk> {
        let mut rest = Bytes(&bytes);
        let count: usize = rest.number()?;
        let dictionary = Dictionary::take(&mut rest, bytes.len())?;
        let mut lengths = Vec::with_capacity(count.min(rest.0.len()));
        for _ in 0..count {
            lengths.push(rest.number::<u32>()?);
        }
        let mut at = u32::try_from(bytes.len().checked_sub(rest.0.len())?).ok()?;
        let mut records = vec![at];
        for length in lengths {
            at = at.checked_add(length)?;
            records.push(at);
        }
        if usize::try_from(at).ok()? != bytes.len() {
            return None;
        }
        Some(Chunk { bytes, dictionary, first, records })
    }

    /// The record of one of its own items.
    pub(crate) fn record(&self, number: u32) -> Option<Record<'_>> {
        let at = *self.records.get(number.checked_sub(self.first)? as usize)?;
        take_record(&mut Bytes(self.bytes.get(at as usize..)?))
    }

    /// The entry at a place of the dictionary.
    pub(crate) fn entry(&self, place: u32) -> Option<Entry<'_>> {
        self.dictionary.entry(&self.bytes, place)
    }

    /// Whether one of its own items has this id.
    pub(crate) fn is_called(&self, number: u32, id: &str) -> bool {
        self.dictionary.place(number).is_some_and(|place| self.dictionary.is_called(&self.bytes, place, id))
    }
}
