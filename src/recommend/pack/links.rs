//! The links of an item as bytes: places in the chunk's dictionary, each told by its distance from the one before, and
//! strengths of four bits, in sixteenths of the strongest.

use super::bytes::{Bytes, put_count, put_varint};
use libm::{exp2, log2, round};

/// The links of one item: the place in the dictionary, and the strength.
pub(super) fn put_links(links: &[(u32, f64)], out: &mut Vec<u8>) {
    put_count(links.len(), out);
    let strongest = links.iter().map(|link| link.1).fold(0.0, f64::max);
    if links.is_empty() {
        return;
    }
    let scale = rounded_scale(strongest);
    out.extend_from_slice(&scale.to_le_bytes());
    let mut sorted = links.to_vec();
    sorted.sort_by_key(|link| link.0);
    let mut before = 0;
    for (place, _) in &sorted {
        put_varint(u64::from(*place).saturating_sub(before), out);
        before = u64::from(*place);
    }
    for pair in sorted.chunks(2) {
        let nibble = |at: usize| pair.get(at).map_or(0, |link| sixteenths(link.1, strongest));
        out.push(nibble(0) | nibble(1) << 4);
    }
}

/// Reads the links of one item: the place in the dictionary, and the strength.
#[derive(Debug, Clone)]
pub(crate) struct Links<'a> {
    places: Bytes<'a>,
    nibbles: &'a [u8],
    unit: f64,
    place: u32,
    read: usize,
    count: usize,
}

impl<'a> Links<'a> {
    /// The links, and the reader after them.
    pub(super) fn take(bytes: &mut Bytes<'a>) -> Option<Links<'a>> {
        let count: usize = bytes.number()?;
        let scale = if count == 0 { 0 } else { u16::from_le_bytes(bytes.array()?) };
        let places = *bytes;
        bytes.pass_varints(count)?;
        let nibbles = bytes.take(count.div_ceil(2))?;
        Some(Links { places, nibbles, unit: exp2(f64::from(scale) / 1024.0 - 32.0) / 16.0, place: 0, read: 0, count })
    }
}

impl Iterator for Links<'_> {
    type Item = (u32, f64);

    fn next(&mut self) -> Option<(u32, f64)> {
        if self.read >= self.count {
            return None;
        }
        self.place = self.place.checked_add(self.places.number()?)?;
        let pair = *self.nibbles.get(self.read / 2)?;
        let nibble = if self.read.is_multiple_of(2) { pair & 15 } else { pair >> 4 };
        self.read = self.read.saturating_add(1);
        Some((self.place, f64::from(nibble.saturating_add(1)) * self.unit))
    }
}

/// 1 to 16 sixteenths, less one.
fn sixteenths(strength: f64, strongest: f64) -> u8 {
    (round(strength / strongest * 16.0) - 1.0).clamp(0.0, 15.0) as u8
}

/// The strongest in 1024ths of a power of two, from 2^-32 to 2^32.
fn rounded_scale(strongest: f64) -> u16 {
    round((log2(strongest) + 32.0) * 1024.0).clamp(0.0, 65_535.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_come_back_within_a_thirty_second_of_the_strongest() {
        let links = [(7, 0.8), (3, 0.4), (300, 0.06), (4, 0.8)];
        let mut out = Vec::new();
        put_links(&links, &mut out);
        let mut bytes = Bytes(&out);
        let mut read: Vec<_> = Links::take(&mut bytes).unwrap().collect();
        assert!(bytes.0.is_empty());
        read.sort_by_key(|link| links.iter().position(|other| other.0 == link.0));
        for (link, (place, strength)) in read.iter().zip(links) {
            assert_eq!(link.0, place);
            assert!((link.1 - strength).abs() < 0.8 / 32.0 + 0.001, "{link:?}");
        }
    }

    #[test]
    fn no_links_take_one_byte() {
        let mut out = Vec::new();
        put_links(&[], &mut out);
        assert_eq!(out, [0]);
        assert_eq!(Links::take(&mut Bytes(&out)).unwrap().count(), 0);
    }
}
