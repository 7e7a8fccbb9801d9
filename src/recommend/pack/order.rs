//! In which order the items stand in a pack: those with strong links beside each other, so that a chunk holds what a
//! session needs together.

use crate::recommend::{Item, Model};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How many links a chunk holds at most, unless one item has more.
const LINKS: usize = 2_048;

/// How many items a chunk holds at most.
const ITEMS: usize = 256;

/// The items by chunk: each chunk begins with the most frequent item left, and takes what the items in it point to most.
pub(super) fn chunks(model: &Model) -> Vec<Vec<u32>> {
    let mut placed = vec![false; model.items.len()];
    let mut chunks = Vec::new();
    for first in by_count(&model.items) {
        if !placed.get(first as usize).copied().unwrap_or(true) {
            chunks.push(around(first, model, &mut placed));
        }
    }
    merged(chunks, model)
}

fn by_count(items: &[Item]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(items.len()).collect();
    order.sort_by_key(|item| Reverse(items.get(*item as usize).map_or(0, |item| item.count)));
    order
}

/// A chunk that begins with an item.
fn around(first: u32, model: &Model, placed: &mut [bool]) -> Vec<u32> {
    let mut gains = vec![(first, 0_u64)];
    let mut heap = BinaryHeap::from([(0, Reverse(first))]);
    let mut chunk = Vec::new();
    let mut room = LINKS;
    while let Some((gain, Reverse(item))) = heap.pop() {
        let Some(place) = placed.get_mut(item as usize) else { continue };
        let Some(found) = model.items.get(item as usize) else { continue };
        // What is in the heap twice counts with its last gain.
        if *place || gain_of(&gains, item) != gain {
            continue;
        }
        let size = found.next.len().saturating_add(found.similar.len());
        if !chunk.is_empty() && (size > room || chunk.len() >= ITEMS) {
            break;
        }
        *place = true;
        chunk.push(item);
        room = room.saturating_sub(size);
        for (other, gain) in pulls(found) {
            if placed.get(other as usize) == Some(&false) {
                let gain = add_gain(&mut gains, other, gain);
                heap.push((gain, Reverse(other)));
            }
        }
    }
    chunk
}

/// How strongly an item wants others beside it, in 65,536ths of its strongest link.
fn pulls(item: &Item) -> impl Iterator<Item = (u32, u64)> {
    [&item.next, &item.similar].into_iter().flat_map(|links| {
        let strongest = links.iter().map(|link| link.strength).fold(f64::MIN_POSITIVE, f64::max);
        links.iter().map(move |link| (link.item, (link.strength / strongest * 65_536.0) as u64))
    })
}

fn gain_of(gains: &[(u32, u64)], item: u32) -> u64 {
    gains.binary_search_by_key(&item, |gain| gain.0).ok().and_then(|at| gains.get(at)).map_or(0, |gain| gain.1)
}

fn add_gain(gains: &mut Vec<(u32, u64)>, item: u32, more: u64) -> u64 {
    match gains.binary_search_by_key(&item, |gain| gain.0) {
        Ok(at) => gains.get_mut(at).map_or(0, |gain| {
            gain.1 = gain.1.saturating_add(more);
            gain.1
        }),
        Err(at) => {
            gains.insert(at, (item, more));
            more
        }
    }
}

/// Neighbouring chunks that fit together become one: what is left over at the end would be chunks of single items.
fn merged(chunks: Vec<Vec<u32>>, model: &Model) -> Vec<Vec<u32>> {
    let links = |chunk: &[u32]| -> usize {
        let found = chunk.iter().filter_map(|item| model.items.get(*item as usize));
        found.map(|item| item.next.len().saturating_add(item.similar.len())).fold(0, usize::saturating_add)
    };
    let mut merged: Vec<Vec<u32>> = Vec::new();
    let mut room = (0, 0);
    for chunk in chunks {
        let size = (chunk.len(), links(&chunk));
        match merged.last_mut() {
            Some(last) if size.0 <= room.0 && size.1 <= room.1 => {
                last.extend(chunk);
                room = (room.0.saturating_sub(size.0), room.1.saturating_sub(size.1));
            }
            _ => {
                room = (ITEMS.saturating_sub(size.0), LINKS.saturating_sub(size.1));
                merged.push(chunk);
            }
        }
    }
    merged
}
