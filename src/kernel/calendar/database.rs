//! The zones of the IANA database, as `cargo xtask zones` packs them into `zones.bin`.
//!
//! The file is made to be small once compressed: what is alike stands together. It holds the version (five bytes); the
//! length of the names (two bytes, the lower first, as everywhere) and the names, a line for each zone, in which a
//! name without a slash is in the region of the name before, and one behind a slash alone in none; then three lists of
//! numbers, each with the count of its groups in a byte: the kinds of shift (second of the day, change), the yearly
//! shifts in pairs (as in a zone's table), and the offsets. Their numbers have seven bits a byte, the lowest first,
//! and their sign in the lowest bit. Then the count of zones (two bytes), and for each the index of its offset, of its
//! rule (from 1; 0 for none) and its count of shifts (two bytes). Then for the shifts of all zones the kind (from 1)
//! of each in a byte, and after these the days since the shift before; where the kind is 0 these are times 256, and
//! the next shift adds to them.

use super::Zone;
use super::table::Draft;

static DATA: &[u8] = include_bytes!("zones.bin");

/// The version of the IANA time zone database that is compiled in, such as `2026e`.
pub const TZDB_VERSION: &str = version();

const fn version() -> &'static str {
    match DATA.split_first_chunk::<5>() {
        Some((version, _)) => match std::str::from_utf8(version) {
            Ok(version) => version,
            Err(_) => "",
        },
        None => "",
    }
}

/// The names of all zones, old ones included; those that mean the same zone stand beside each other.
pub fn zone_names() -> impl Iterator<Item = String> {
    entries().map(|entry| entry.name())
}

/// The zone of a name, in any case of letters.
pub(super) fn zone(name: &str) -> Option<Zone> {
    let entry = entries().find(|entry| entry.is_named(name.as_bytes()))?;
    row(entry.row).map(|draft| draft.finish(entry.name().into()))
}

/// One name, and which of the file's zones it means.
struct Entry {
    row: usize,
    /// With its slash; empty where the name has none.
    region: &'static [u8],
    city: &'static [u8],
}

impl Entry {
    fn is_named(&self, name: &[u8]) -> bool {
        name.split_at_checked(self.region.len()).is_some_and(|(region, city)| {
            city.eq_ignore_ascii_case(self.city) && region.eq_ignore_ascii_case(self.region)
        })
    }

    fn name(&self) -> String {
        self.region.iter().chain(self.city).map(|byte| char::from(*byte)).collect()
    }
}

fn entries() -> Entries {
    Entries { rest: Bytes(DATA).names().unwrap_or_default(), row: 0, region: &[] }
}

/// The names in their order.
struct Entries {
    rest: &'static [u8],
    /// The line of the rest.
    row: usize,
    /// The region of the name before.
    region: &'static [u8],
}

impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let (mut end, mut city) = (0_usize, 0);
        while let Some(byte) = self.rest.get(end).filter(|byte| **byte > b' ') {
            end = end.wrapping_add(1);
            city = if *byte == b'/' { end } else { city };
        }
        let (name, rest) = self.rest.split_at_checked(end).filter(|_| end > 0)?;
        let (named, city) = name.split_at_checked(city)?;
        match named {
            [] => {}
            [_] => self.region = &[],
            _ => self.region = named,
        }
        let entry = Entry { row: self.row, region: self.region, city };
        self.row = self.row.wrapping_add(usize::from(rest.first() == Some(&b'\n')));
        self.rest = rest.get(1..).unwrap_or_default();
        Some(entry)
    }
}

/// The file, read from the front.
struct Bytes(&'static [u8]);

impl Bytes {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn size(&mut self) -> Option<usize> {
        Some(usize::from(u16::from_le_bytes([self.byte()?, self.byte()?])))
    }

    fn names(&mut self) -> Option<&'static [u8]> {
        self.take(TZDB_VERSION.len())?;
        let size = self.size()?;
        self.take(size)
    }

    /// A list's numbers, the groups one after another.
    fn groups(&mut self, width: u16) -> Option<Vec<i32>> {
        let count = u16::from(self.byte()?).checked_mul(width)?;
        let mut numbers = Vec::with_capacity(count.into());
        for _ in 0..count {
            numbers.push(self.number()?);
        }
        Some(numbers)
    }

    fn number(&mut self) -> Option<i32> {
        let mut bits = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            bits |= i32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(bits >> 1 ^ (bits & 1).saturating_neg());
            }
        }
        None
    }
}

/// Gathers one zone from the lists and columns.
fn row(wanted: usize) -> Option<Draft> {
    let mut file = Bytes(DATA);
    file.names()?;
    let kinds = file.groups(2)?;
    let yearly = file.groups(5)?;
    let offsets = file.groups(1)?;
    let size = file.size()?.checked_mul(4)?;
    let (rows, _) = file.take(size)?.as_chunks::<4>();

    let count = |[_, _, low, high]: &[u8; 4]| usize::from(u16::from_le_bytes([*low, *high]));
    let before: usize = rows.iter().take(wanted).map(count).sum();
    let total = rows.iter().map(count).sum();
    let row @ [offset, rule, ..] = rows.get(wanted)?;
    let mut column = || file.take(total)?.get(before..)?.get(..count(row));
    let shifts = column()?.iter().zip(column()?);

    let (kinds, _) = kinds.as_chunks::<2>();
    let mut draft = Draft::new(*offsets.get(usize::from(*offset))?)?;
    let mut far = 0;
    for (kind, days) in shifts {
        match usize::from(*kind).checked_sub(1) {
            Some(kind) => {
                let [second, change] = *kinds.get(kind)?;
                draft.shift(i32::from(*days) | far, second, change)?;
                far = 0;
            }
            None => far = i32::from(*days) << 8,
        }
    }
    if let Some(rule) = usize::from(*rule).checked_sub(1) {
        let (yearly, _) = yearly.as_chunks::<5>();
        let mut pair = yearly.iter().skip(rule.saturating_mul(2));
        draft.rule(*pair.next()?, *pair.next()?)?;
    }
    Some(draft)
}
