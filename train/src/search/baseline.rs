//! What a model has to beat: the same for everybody, and the member's own again.

use super::{Lists, Step};
use crate::linear::frequent;
use std::collections::HashMap;

/// The most popular items, whoever asks.
pub fn popularity(lists: &Lists, most: usize) -> Vec<u32> {
    frequent(&lists.counts, most)
}

/// What the history holds most often, the latest first among equals; then what is popular.
pub fn personal(history: &[Step], popular: &[u32], most: usize) -> Vec<u32> {
    let mut often: HashMap<u32, (usize, usize)> = HashMap::new();
    for (place, item) in history.iter().enumerate().flat_map(|(place, step)| step.iter().map(move |item| (place, item)))
    {
        let entry = often.entry(*item).or_default();
        *entry = (entry.0 + 1, place);
    }
    let mut own: Vec<u32> = often.keys().copied().collect();
    own.sort_by_key(|item| (std::cmp::Reverse(often[item]), *item));
    let rest = popular.iter().copied().filter(|item| !often.contains_key(item));
    own.iter().copied().chain(rest).take(most).collect()
}
