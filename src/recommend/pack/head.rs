//! The head of a pack: what every page loads first.
//!
//! Bytes: "PATRPACK"; the version (two); the length of the head (four); the SHA-256 of everything in the head but itself;
//! then the trainer, the end of the log, the currency, the taste, the categories, the lifts, the zone by name and table, the
//! chunks of the index and of the items each with length and the first half of the SHA-256 (those of items with how many they
//! hold), the codes, and the shelf: a dictionary of what is popular, trending and new, its bits behind how many there are of
//! entries and of bytes, with those lists by place in it, what is popular with its share; then the segments, each with its
//! name and its own lists of what is popular and trending.

use super::bits::Bits;
use super::bytes::{Bytes, put_count, put_text, put_varint};
use super::chunk::{Dictionary, put_dictionary};
use super::code::{Coded, Codes, Sink};
use super::digest::{Digest, Print, digest, half, name, print};
use super::entry::{Entry, popularity};
use crate::kernel::calendar::Zone;
use crate::kernel::{Code, Error, Result};
use crate::recommend::{Lift, Taste};
use libm::{exp2, log2, round};
use std::borrow::Cow;
use std::sync::Arc;

const MAGIC: &[u8; 8] = b"PATRPACK";

/// The version that this engine writes and reads.
pub const VERSION: u16 = 4;

/// The bytes before what the digest covers behind it: name, version and length, and the digest.
const FRONT: usize = 14;
const DIGEST: usize = 32;

/// A chunk as the head knows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Listed {
    /// How many bytes it has.
    pub(super) length: usize,
    /// The first half of the SHA-256 of its bytes.
    pub(super) digest: Print,
    /// The number of its first item.
    pub(super) first: u32,
}

/// The head of a pack.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) trainer: String,
    pub(crate) until: i64,
    pub(crate) currency: Option<String>,
    /// The SHA-256 of the ids of all items.
    catalogue: Digest,
    pub(crate) taste: Taste,
    pub(crate) categories: Vec<String>,
    pub(crate) lifts: Vec<Lift>,
    /// By whose clock the part of the day and the season are told.
    pub(crate) zone: Option<Zone>,
    /// The chunks of the index.
    pub(super) index: Vec<Listed>,
    /// The chunks of items.
    pub(super) chunks: Vec<Listed>,
    /// How many items there are.
    pub(crate) items: u32,
    /// The codes of the shelf and of the chunks of items.
    pub(super) codes: Arc<Codes>,
    pub(crate) shelf: Shelf,
}

impl Head {
    /// The beginning of the SHA-256 of the ids of all items.
    pub(crate) fn catalogue(&self) -> String {
        name(half(&self.catalogue))
    }
}

/// What stands in front, for those of whom nothing is known.
#[derive(Debug, Clone)]
pub(crate) struct Shelf {
    bytes: Vec<u8>,
    pub(crate) dictionary: Dictionary,
    /// Places in the dictionary: what sells most, what sells now, and what is new.
    pub(crate) popular: Vec<u32>,
    pub(crate) trending: Vec<u32>,
    pub(crate) newest: Vec<u32>,
    /// What sells most: the number, the place, and the share of everything that is taken.
    pub(crate) shares: Vec<(u32, u32, f64)>,
    /// The same two of groups of customers.
    pub(crate) segments: Vec<Favourites>,
}

/// What a group of customers buys, by place in the shelf's dictionary.
#[derive(Debug, Clone)]
pub(crate) struct Favourites {
    pub(crate) segment: String,
    pub(crate) popular: Vec<u32>,
    pub(crate) trending: Vec<u32>,
}

impl Shelf {
    pub(crate) fn entry(&self, place: u32) -> Option<Entry<'static>> {
        self.dictionary.entry(&self.bytes, place)
    }

    /// What a segment buys most, then what all do; only the latter where there is no such segment.
    pub(crate) fn popular(&self, segment: Option<&str>) -> impl Iterator<Item = u32> + Clone + use<'_> {
        self.with(segment, |favourites| &favourites.popular, &self.popular)
    }

    /// The same of what sells now.
    pub(crate) fn trending(&self, segment: Option<&str>) -> impl Iterator<Item = u32> + Clone + use<'_> {
        self.with(segment, |favourites| &favourites.trending, &self.trending)
    }

    fn with<'a>(
        &'a self,
        segment: Option<&str>,
        own: fn(&Favourites) -> &Vec<u32>,
        all: &'a [u32],
    ) -> impl Iterator<Item = u32> + Clone + use<'a> {
        let found = self.segments.iter().find(|favourites| segment == Some(favourites.segment.as_str()));
        found.map_or(&[][..], |favourites| own(favourites)).iter().chain(all).copied()
    }
}

/// What the writer puts into the head.
pub(super) struct Draft<'a> {
    pub(super) trainer: &'a str,
    pub(super) until: i64,
    pub(super) currency: Option<&'a str>,
    pub(super) catalogue: Digest,
    pub(super) taste: &'a Taste,
    pub(super) categories: &'a [String],
    pub(super) lifts: &'a [Lift],
    pub(super) zone: Option<Zone>,
    pub(super) index: &'a [Vec<u8>],
    /// The chunks of items, each with how many it holds.
    pub(super) chunks: &'a [(usize, Vec<u8>)],
    pub(super) codes: &'a Codes,
    pub(super) shelf: &'a ShelfDraft<'a>,
}

/// What the writer puts on the shelf.
pub(super) struct ShelfDraft<'a> {
    pub(super) dictionary: Vec<(u32, Entry<'a>)>,
    /// What is popular, trending and new, by place in the dictionary.
    pub(super) lists: [Vec<u32>; 3],
    /// The share of each that is popular.
    pub(super) shares: Vec<f64>,
    pub(super) segments: Vec<Favourites>,
}

impl ShelfDraft<'_> {
    /// What is coded of it.
    pub(super) fn put(&self, sink: &mut impl Sink) {
        put_dictionary(&self.dictionary, sink);
    }

    fn bytes(&self, codes: &Codes, out: &mut Vec<u8>) {
        let mut coded = Coded::new(codes);
        self.put(&mut coded);
        let coded = coded.bytes();
        put_count(self.dictionary.len(), out);
        put_count(coded.len(), out);
        out.extend(coded);
        self.lists.iter().for_each(|list| put_places(list, out));
        out.extend(self.shares.iter().map(|share| rounded_share(*share)));
        put_count(self.segments.len(), out);
        for Favourites { segment, popular, trending } in &self.segments {
            put_text(segment, out);
            [popular, trending].iter().for_each(|list| put_places(list, out));
        }
    }
}

/// The bytes of a head.
pub(super) fn put(draft: &Draft<'_>) -> Vec<u8> {
    let mut body = Vec::new();
    put_text(draft.trainer, &mut body);
    body.extend(draft.until.to_le_bytes());
    put_text(draft.currency.unwrap_or_default(), &mut body);
    body.extend(draft.catalogue);
    for number in numbers(draft.taste) {
        body.extend(number.to_le_bytes());
    }
    put_count(draft.categories.len(), &mut body);
    draft.categories.iter().for_each(|category| put_text(category, &mut body));
    put_count(draft.lifts.len(), &mut body);
    draft.lifts.iter().for_each(|lift| put_lift(lift, &mut body));
    put_text(draft.zone.as_ref().map_or("", Zone::name), &mut body);
    if let Some(zone) = &draft.zone {
        put_text(&zone.table(), &mut body);
    }
    put_count(draft.index.len(), &mut body);
    draft.index.iter().for_each(|chunk| put_listed(chunk, &mut body));
    put_count(draft.chunks.len(), &mut body);
    for (items, chunk) in draft.chunks {
        put_count(*items, &mut body);
        put_listed(chunk, &mut body);
    }
    draft.codes.put(&mut body);
    draft.shelf.bytes(draft.codes, &mut body);
    framed(&body)
}

fn framed(body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len().saturating_add(FRONT).saturating_add(DIGEST)).unwrap_or(u32::MAX);
    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend(length.to_le_bytes());
    let digest = digest(&[&out, body]);
    out.extend(digest);
    out.extend(body);
    out
}

fn put_places(list: &[u32], out: &mut Vec<u8>) {
    put_count(list.len(), out);
    list.iter().for_each(|place| put_varint((*place).into(), out));
}

fn numbers(taste: &Taste) -> [f64; 8] {
    let Taste { recall, own_recall, own_far, power, own_power, own, repeat, popular } = *taste;
    [recall, own_recall, own_far, power, own_power, own, repeat, popular]
}

fn put_lift(lift: &Lift, out: &mut Vec<u8>) {
    put_text(&lift.fact, out);
    put_text(&lift.value, out);
    put_varint(lift.category.into(), out);
    out.extend(lift.ratio.to_le_bytes());
}

fn put_listed(chunk: &[u8], out: &mut Vec<u8>) {
    put_count(chunk.len(), out);
    out.extend(print(chunk));
}

/// Reads the head at the beginning of the bytes; gives how many it takes.
///
/// # Errors
/// [`Code::Pack`] where it is none, [`Code::PackNewer`], [`Code::PackTruncated`] and [`Code::PackAltered`].
pub(super) fn take(whole: &[u8]) -> Result<(Head, usize)> {
    let mut front = Bytes(whole);
    if front.array() != Some(*MAGIC) {
        // What is cut off within the name is still a pack that is cut off.
        let begun = MAGIC.starts_with(whole) || super::WHOLE.starts_with(whole);
        return Err(Error::new(if begun { Code::PackTruncated } else { Code::Pack }));
    }
    let cut = || Error::new(Code::PackTruncated);
    let version = front.array().map(u16::from_le_bytes).ok_or_else(cut)?;
    if version != VERSION {
        return Err(Error::new(Code::PackNewer)
            .with_number("found", version.into())
            .with_number("known", VERSION.into()));
    }
    let length =
        front.array().map(u32::from_le_bytes).and_then(|length| usize::try_from(length).ok()).ok_or_else(cut)?;
    let told: Digest = front.array().ok_or_else(cut)?;
    let begin = whole.get(..FRONT).ok_or_else(cut)?;
    let body = whole.get(FRONT.saturating_add(DIGEST)..length).ok_or_else(cut)?;
    if digest(&[begin, body]) != told {
        return Err(Error::new(Code::PackAltered));
    }
    let head = read(Bytes(body)).ok_or_else(|| Error::new(Code::Pack))?;
    Ok((head, length))
}

fn read(mut bytes: Bytes<'_>) -> Option<Head> {
    let trainer = bytes.text()?.to_owned();
    let until = bytes.array().map(i64::from_le_bytes)?;
    let currency = Some(bytes.text()?.to_owned()).filter(|currency| !currency.is_empty());
    let catalogue = bytes.array()?;
    let taste = take_taste(&mut bytes)?;
    let categories = take_list(&mut bytes, |bytes| bytes.text().map(str::to_owned))?;
    let lifts = take_list(&mut bytes, take_lift)?;
    let zone = take_zone(&mut bytes)?;
    let index = take_list(&mut bytes, |bytes| take_listed(bytes, 0))?;
    let mut items = 0_u32;
    let chunks = take_list(&mut bytes, |bytes| {
        let first = items;
        items = items.checked_add(bytes.number()?)?;
        take_listed(bytes, first)
    })?;
    let codes = Arc::new(Codes::read(&mut bytes)?);
    let shelf = take_shelf(&mut bytes, &codes)?;
    bytes.0.is_empty().then_some(Head {
        trainer,
        until,
        currency,
        catalogue,
        taste,
        categories,
        lifts,
        zone,
        index,
        chunks,
        items,
        codes,
        shelf,
    })
}

fn take_list<'a, T>(bytes: &mut Bytes<'a>, mut take: impl FnMut(&mut Bytes<'a>) -> Option<T>) -> Option<Vec<T>> {
    let count: usize = bytes.number()?;
    let mut list = Vec::with_capacity(count.min(bytes.0.len()));
    for _ in 0..count {
        list.push(take(bytes)?);
    }
    Some(list)
}

fn take_taste(bytes: &mut Bytes<'_>) -> Option<Taste> {
    let mut number = || bytes.float().filter(|number| number.is_finite());
    Some(Taste {
        recall: number()?,
        own_recall: number()?,
        own_far: number()?,
        power: number()?,
        own_power: number()?,
        own: number()?,
        repeat: number()?,
        popular: number()?,
    })
}

fn take_lift(bytes: &mut Bytes<'_>) -> Option<Lift> {
    let (fact, value) = (bytes.text()?.to_owned(), bytes.text()?.to_owned());
    let category = bytes.number()?;
    let ratio = bytes.float().filter(|ratio| ratio.is_finite() && *ratio > 0.0)?;
    Some(Lift { fact, value, category, ratio })
}

/// The zone, or none where its name is empty.
fn take_zone(bytes: &mut Bytes<'_>) -> Option<Option<Zone>> {
    let name = bytes.text()?;
    if name.is_empty() {
        return Some(None);
    }
    Zone::from_table(name, bytes.text()?).ok().map(Some)
}

fn take_listed(bytes: &mut Bytes<'_>, first: u32) -> Option<Listed> {
    Some(Listed { length: bytes.number()?, digest: bytes.array()?, first })
}

fn take_shelf(bytes: &mut Bytes<'_>, codes: &Arc<Codes>) -> Option<Shelf> {
    let count = bytes.number()?;
    let length = bytes.number()?;
    let own = bytes.take(length)?.to_vec();
    let mut bits = Bits::from(&own, 0);
    let dictionary = Dictionary::take(count, Arc::clone(codes), &mut bits)?;
    bits.is_done().then_some(())?;
    let list = |bytes: &mut Bytes<'_>| {
        let places = take_list(bytes, |bytes| bytes.number())?;
        places.iter().all(|place: &u32| (*place as usize) < dictionary.len()).then_some(places)
    };
    let (popular, trending, newest) = (list(bytes)?, list(bytes)?, list(bytes)?);
    let shares = popular.iter().zip(bytes.take(popular.len())?);
    let shares = shares.map(|(place, share)| Some((dictionary.number(*place)?, *place, share_of(*share))));
    let shares = shares.collect::<Option<_>>()?;
    let segments = take_list(bytes, |bytes| {
        let segment = bytes.text()?.to_owned();
        Some(Favourites { segment, popular: list(bytes)?, trending: list(bytes)? })
    })?;
    Some(Shelf { bytes: own, dictionary, popular, trending, newest, shares, segments })
}

/// An entry without a text of its own.
pub(super) fn entry(item: &crate::recommend::Item) -> Entry<'_> {
    Entry {
        id: Cow::Borrowed(&item.id),
        category: item.category,
        price: item.price,
        margin: item.margin,
        sold_out: item.sold_out,
        popularity: popularity(item.count),
    }
}

/// A share in eighths of a power of two: within 5 %, down to 2^-31; 255 for none.
fn rounded_share(share: f64) -> u8 {
    if share > 0.0 { round(log2(share) * -8.0).clamp(0.0, 254.0) as u8 } else { u8::MAX }
}

fn share_of(rounded: u8) -> f64 {
    if rounded == u8::MAX { 0.0 } else { exp2(f64::from(rounded) / -8.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_within_five_percent() {
        for share in [1.0, 0.3, 0.001, 1e-8] {
            assert!((share_of(rounded_share(share)) / share - 1.0).abs() < 0.05);
        }
        assert_eq!(share_of(rounded_share(0.0)), 0.0);
    }
}
