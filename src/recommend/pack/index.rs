//! From an item's id to its number, in chunks of their own: an id is looked up in the chunk that its hash names, among
//! fingerprints of 16 bits. Whether it is that item indeed, the item's own chunk tells.

use crate::kernel::hash::hash;

/// How many ids a chunk of the index holds on average.
const IDS: usize = 256;

/// The bytes of an id: two of the fingerprint, and three of the number, the lowest.
const WIDTH: usize = 5;

/// How many chunks the index of so many items has.
pub(super) fn count(items: usize) -> usize {
    items.div_ceil(IDS)
}

/// In which chunk of so many an id with a hash stands, and under which fingerprint.
pub(super) fn place(hash: u64, chunks: usize) -> Option<(usize, u16)> {
    let chunk = hash.checked_rem(u64::try_from(chunks).ok()?)?;
    Some((usize::try_from(chunk).ok()?, (hash >> 48) as u16))
}

/// The chunks of the index over ids in the order of their numbers.
pub(super) fn put<'a>(ids: impl ExactSizeIterator<Item = &'a str>) -> Vec<Vec<u8>> {
    let count = count(ids.len());
    let mut chunks = vec![Vec::new(); count];
    for (number, id) in (0_u32..).zip(ids) {
        if let Some((chunk, print)) = place(hash(id.as_bytes(), 0), count)
            && let Some(chunk) = chunks.get_mut(chunk)
        {
            chunk.push((print, number));
        }
    }
    chunks.into_iter().map(bytes).collect()
}

fn bytes(mut chunk: Vec<(u16, u32)>) -> Vec<u8> {
    chunk.sort_unstable();
    let mut out = Vec::with_capacity(chunk.len().saturating_mul(WIDTH));
    for (print, number) in chunk {
        out.extend(print.to_le_bytes());
        out.extend(number.to_le_bytes().iter().take(3));
    }
    out
}

/// The numbers below a count that a chunk may mean by a fingerprint.
pub(super) fn find(chunk: &[u8], print: u16, count: u32) -> impl Iterator<Item = u32> + '_ {
    let (entries, _) = chunk.as_chunks::<WIDTH>();
    let first = entries.partition_point(|entry| print_of(entry) < print);
    let found = entries.get(first..).unwrap_or_default().iter();
    found
        .take_while(move |entry| print_of(entry) == print)
        .map(|[_, _, a, b, c]| u32::from_le_bytes([*a, *b, *c, 0]))
        .flat_map(move |low| (low..count).step_by(1 << 24))
}

fn print_of([a, b, ..]: &[u8; WIDTH]) -> u16 {
    u16::from_le_bytes([*a, *b])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_in_its_chunk() {
        let ids: Vec<String> = (0..1_000).map(|id| format!("sku-{id}")).collect();
        let chunks = put(ids.iter().map(String::as_str));
        assert_eq!(chunks.len(), 4);
        for (number, id) in (0..).zip(&ids) {
            let (chunk, print) = place(hash(id.as_bytes(), 0), chunks.len()).unwrap();
            assert!(find(&chunks[chunk], print, 1_000).any(|found| found == number));
        }
        let (chunk, print) = place(hash(b"unknown", 0), chunks.len()).unwrap();
        assert_eq!(find(&chunks[chunk], print, 1_000).count(), 0);
    }
}
