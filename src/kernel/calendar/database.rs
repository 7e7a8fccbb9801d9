//! The zones of the IANA database, as `cargo xtask zones` packs them into `zones.bin`.
//!
//! The file is made to be small once compressed: what is alike stands together. First text up to a zero byte: the
//! version, and a line of names for each zone. A name without a slash is in the region of the name before. Then
//! numbers (seven bits a byte, the lowest first; the sign in the lowest bit of the number): the kinds of shift
//! (second of the day, change), the yearly rules (as in a zone's table), and for each zone its offset, its rule
//! (0 for none) and its count of shifts. Then the shifts of all zones: a byte for the kind of each, and after these
//! a number for the days since the shift before.

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
    entries().map(|entry| entry.full_name())
}

/// The zone of a name, in any case of letters.
pub(super) fn zone(name: &str) -> Option<Zone> {
    let (region, city) = match name.rsplit_once('/') {
        Some(("", _)) => return None,
        Some(parts) => parts,
        None => ("", name),
    };
    let entry =
        entries().find(|entry| entry.region.eq_ignore_ascii_case(region) && entry.city.eq_ignore_ascii_case(city))?;
    let mut numbers = Numbers(DATA);
    numbers.0 = DATA.get(text().len().checked_add(1)?..)?;
    row(&mut numbers, entry.row).map(|draft| draft.finish(entry.full_name().into()))
}

/// One name, and which of the file's zones it means.
struct Entry<'a> {
    row: usize,
    region: &'a str,
    city: &'a str,
}

impl Entry<'_> {
    fn full_name(&self) -> String {
        let mut name = String::from(self.region);
        if !name.is_empty() {
            name.push('/');
        }
        name.push_str(self.city);
        name
    }
}

fn text() -> &'static str {
    let text = DATA.split(|byte| *byte == 0).next();
    text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
}

fn entries() -> impl Iterator<Item = Entry<'static>> {
    let rows = text().lines().skip(1).enumerate();
    let names = rows.flat_map(|(row, line)| line.split(' ').map(move |name| (row, name)));
    names.scan("", |region, (row, name)| {
        let city = match name.rsplit_once('/') {
            Some((named, city)) => {
                *region = named;
                city
            }
            None => name,
        };
        Some(Entry { row, region, city })
    })
}

struct Numbers<'a>(&'a [u8]);

impl<'a> Numbers<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    fn count(&mut self) -> Option<usize> {
        let mut value = 0_usize;
        for shift in [0_u32, 7, 14, 21] {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i32> {
        let number = i32::try_from(self.count()?).ok()?;
        Some(number >> 1 ^ (number & 1).saturating_neg())
    }

    fn list<const N: usize>(&mut self) -> Option<Vec<[i32; N]>> {
        let mut list = Vec::new();
        for _ in 0..self.count()? {
            let mut group = [0; N];
            for number in &mut group {
                *number = self.signed()?;
            }
            list.push(group);
        }
        Some(list)
    }
}

fn row(numbers: &mut Numbers<'_>, wanted: usize) -> Option<Draft> {
    let kinds = numbers.list::<2>()?;
    let rules = numbers.list::<10>()?;
    let rows = numbers.list::<3>()?;

    let count = |row: &[i32; 3]| usize::try_from(row[2]).unwrap_or(0);
    let (before, rest) = rows.split_at_checked(wanted)?;
    let (row, after) = rest.split_first()?;
    let (before, after) = (before.iter().map(count).sum(), after.iter().map(count).sum());

    numbers.bytes(before)?;
    let kind_of = numbers.bytes(count(row))?;
    numbers.bytes(after)?;
    for _ in 0..before {
        numbers.count()?;
    }
    let mut draft = Draft::new(row[0])?;
    for kind in kind_of {
        let [second, change] = *kinds.get(usize::from(*kind))?;
        draft.shift(i32::try_from(numbers.count()?).ok()?, second, change)?;
    }
    if let Some(rule) = usize::try_from(row[1]).ok()?.checked_sub(1) {
        let [a, b, c, d, e, f, g, h, i, j] = *rules.get(rule)?;
        draft.rule([a, b, c, d, e], [f, g, h, i, j])?;
    }
    Some(draft)
}
