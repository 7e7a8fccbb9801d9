//! The model pack: one small file that every page loads, and chunks that it loads when it needs them; or everything in one
//! file, for the edge, with all items in one chunk, so that nothing but what stands on the shelf is told twice.
//!
//! Every chunk has the first half of its SHA-256 in the head, and the head its own: a changed byte is seen, and what is
//! changed is refused whole. The bytes of a chunk stay as they are: beside them is kept where entries and records begin, and these
//! are decoded whenever they are asked for.

mod bits;
mod bytes;
mod chunk;
mod code;
mod digest;
mod entry;
mod head;
mod index;
mod links;
mod order;
mod write;

pub use entry::popularity;
pub use head::VERSION;
pub use order::Order;
pub use write::{Written, write};

pub(crate) use chunk::{Chunk, Record};
pub(crate) use entry::Entry;
pub(crate) use head::Head;

use crate::kernel::hash::hash;
use crate::kernel::{Code, Error, Result};
use crate::recommend::table::Table;
use head::Listed;
use std::sync::Arc;

/// What stands before the head where everything follows in one file: one that is cut off behind the head is seen to be.
pub(crate) const WHOLE: &[u8; 8] = b"PATRFULL";

/// A pack with the chunks that are here.
#[derive(Debug, Clone)]
pub(crate) struct Pack {
    pub(crate) head: Head,
    index: Vec<Option<Vec<u8>>>,
    chunks: Vec<Option<Chunk>>,
    /// The numbers of all that the chunks here name, by the hashes of their ids.
    numbers: Table<u64>,
}

/// What is known of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Its number.
    Item(u32),
    /// Its number would stand in a chunk that is not here.
    Absent(Needed),
    /// The pack has no such item.
    Nothing,
}

/// A chunk that is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Needed {
    /// One of the index.
    Index(usize),
    /// One of the items.
    Items(usize),
}

/// A chunk that has been read, and its place.
enum Part {
    Index(usize, Vec<u8>),
    Items(usize, Chunk),
}

impl Pack {
    /// Opens a head, or a whole pack.
    ///
    /// # Errors
    /// [`Code::Pack`], [`Code::PackNewer`], [`Code::PackTruncated`] and [`Code::PackAltered`].
    pub(crate) fn open(bytes: &[u8]) -> Result<Pack> {
        let whole = bytes.strip_prefix(WHOLE);
        let (head, length) = head::take(whole.unwrap_or(bytes))?;
        let (index, chunks) = (vec![None; head.index.len()], vec![None; head.chunks.len()]);
        let mut pack = Pack { head, index, chunks, numbers: Table::with_room(0) };
        let mut rest = whole.unwrap_or(bytes).get(length..).unwrap_or_default();
        for place in if whole.is_some() { pack.all() } else { Vec::new() } {
            let length = pack.listed(place).map_or(0, |listed| listed.length);
            let (chunk, after) = rest.split_at_checked(length).ok_or_else(|| Error::new(Code::PackTruncated))?;
            let part = pack.read(place, chunk.to_vec())?;
            pack.put(part);
            rest = after;
        }
        if rest.is_empty() { Ok(pack) } else { Err(Error::new(Code::PackAltered)) }
    }

    /// Adds a chunk that has been fetched.
    ///
    /// # Errors
    /// [`Code::PackForeign`] where no chunk of this pack has these bytes, and [`Code::PackAltered`] where they can't be read in
    /// every place that they have in it; nothing changes then.
    pub(crate) fn add(&mut self, bytes: Vec<u8>) -> Result<()> {
        let own = digest::print(&bytes);
        let places =
            self.all().into_iter().filter(|place| self.listed(*place).is_some_and(|listed| listed.digest == own));
        let places: Vec<Needed> = places.collect();
        if places.is_empty() {
            return Err(Error::new(Code::PackForeign));
        }
        let parts: Result<Vec<Part>> = places.into_iter().map(|place| self.read(place, bytes.clone())).collect();
        parts?.into_iter().for_each(|part| self.put(part));
        Ok(())
    }

    /// How many chunks are here, and how many there are.
    pub(crate) fn count(&self) -> (i64, i64) {
        let here = self.index.iter().flatten().count().saturating_add(self.chunks.iter().flatten().count());
        let all = self.index.len().saturating_add(self.chunks.len());
        (i64::try_from(here).unwrap_or(i64::MAX), i64::try_from(all).unwrap_or(i64::MAX))
    }

    fn all(&self) -> Vec<Needed> {
        let index = (0..self.index.len()).map(Needed::Index);
        index.chain((0..self.chunks.len()).map(Needed::Items)).collect()
    }

    fn listed(&self, place: Needed) -> Option<&Listed> {
        match place {
            Needed::Index(at) => self.head.index.get(at),
            Needed::Items(at) => self.head.chunks.get(at),
        }
    }

    fn read(&self, place: Needed, bytes: Vec<u8>) -> Result<Part> {
        let altered = || Error::new(Code::PackAltered);
        let listed = self.listed(place).filter(|listed| listed.digest == digest::print(&bytes)).ok_or_else(altered)?;
        match place {
            Needed::Index(at) => Ok(Part::Index(at, bytes)),
            Needed::Items(at) => {
                let chunk = Chunk::read(bytes, listed.first, Arc::clone(&self.head.codes)).ok_or_else(altered)?;
                Ok(Part::Items(at, chunk))
            }
        }
    }

    fn put(&mut self, part: Part) {
        match part {
            Part::Index(at, bytes) => {
                if let Some(slot) = self.index.get_mut(at) {
                    *slot = Some(bytes);
                }
            }
            Part::Items(at, chunk) => {
                chunk.named().for_each(|(number, id)| _ = self.numbers.number(hash(id.as_bytes(), 0), number));
                if let Some(slot) = self.chunks.get_mut(at) {
                    *slot = Some(chunk);
                }
            }
        }
    }

    /// The name of a chunk's file.
    pub(crate) fn name(&self, place: Needed) -> String {
        self.listed(place).map_or(String::new(), |listed| digest::name(listed.digest))
    }

    /// The chunk in which an item's record stands.
    fn home(&self, number: u32) -> usize {
        self.head.chunks.partition_point(|chunk| chunk.first <= number).saturating_sub(1)
    }

    /// The number of an id: what a chunk that is here names is known without the index.
    pub(crate) fn number(&self, id: &str) -> Known {
        let hash = hash(id.as_bytes(), 0);
        let named = self.numbers.find(hash).map_or(Known::Nothing, |number| self.called(number, id));
        if named != Known::Nothing {
            return named;
        }
        let Some((chunk, print)) = index::place(hash, self.index.len()) else { return Known::Nothing };
        let Some(bytes) = self.index.get(chunk).and_then(Option::as_ref) else {
            return Known::Absent(Needed::Index(chunk));
        };
        let mut found = index::find(bytes, print, self.head.items).map(|number| self.called(number, id));
        found.find(|known| *known != Known::Nothing).unwrap_or(Known::Nothing)
    }

    /// Whether the item with a number has an id.
    fn called(&self, number: u32, id: &str) -> Known {
        let home = self.home(number);
        match self.chunks.get(home).and_then(Option::as_ref) {
            None => Known::Absent(Needed::Items(home)),
            Some(chunk) if chunk.is_called(number, id) => Known::Item(number),
            Some(_) => Known::Nothing,
        }
    }

    /// The chunk with an item's record, and the record; what is needed where it is not here.
    pub(crate) fn record(&self, number: u32) -> std::result::Result<(u32, &Chunk, Record<'_>), Needed> {
        let home = self.home(number);
        let chunk = self.chunks.get(home).and_then(Option::as_ref).ok_or(Needed::Items(home))?;
        let record = chunk.record(number).ok_or(Needed::Items(home))?;
        Ok((u32::try_from(home).unwrap_or(u32::MAX), chunk, record))
    }

    /// The number and the entry of an id, where the chunk with its record is here.
    pub(crate) fn of(&self, id: &str) -> Option<(u32, Entry<'static>)> {
        let Known::Item(number) = self.number(id) else { return None };
        let (_, chunk, _) = self.record(number).ok()?;
        let entry = chunk.entry(chunk.place(number)?)?;
        Some((number, entry))
    }

    /// How popular the item at a place of a chunk's dictionary is.
    pub(crate) fn popularity(&self, chunk: u32, place: u32) -> Option<u8> {
        self.chunks.get(chunk as usize)?.as_ref()?.dictionary.popularity(place)
    }

    /// The entry at a place of a chunk's dictionary.
    pub(crate) fn entry(&self, chunk: u32, place: u32) -> Option<Entry<'static>> {
        self.chunks.get(chunk as usize)?.as_ref()?.entry(place)
    }
}
