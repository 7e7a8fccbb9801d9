//! Sorting in little code. The standard library's sorts are made for millions and come once for each type, kilobytes
//! each; carts and ledgers are short, and a page waits for every kilobyte.

use super::gather::Gather;
use std::cmp::Ordering;

/// The places `0..count` in an order; equals stay as they were.
///
/// ```
/// use patronage::kernel::sort::ranked;
/// let words = ["pear", "fig", "apple", "kiwi"];
/// let by_length = ranked(words.len(), &|a, b| words[a].len().cmp(&words[b].len()));
/// assert_eq!(by_length, [1, 0, 3, 2]);
/// ```
#[must_use]
pub fn ranked(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places = (0..count).gather();
    let mut merged = Vec::with_capacity(count);
    let mut width = 1_usize;
    while width < count {
        for pair in places.chunks(width.saturating_mul(2)) {
            let (left, right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            merge(left, right, order, &mut merged);
        }
        (places, merged) = (merged, places);
        merged.clear();
        width = width.saturating_mul(2);
    }
    places
}

/// Two runs in order as one.
fn merge(mut left: &[usize], mut right: &[usize], order: &dyn Fn(usize, usize) -> Ordering, out: &mut Vec<usize>) {
    while let (Some((l, lefts)), Some((r, rights))) = (left.split_first(), right.split_first()) {
        if order(*l, *r) == Ordering::Greater {
            out.push(*r);
            right = rights;
        } else {
            out.push(*l);
            left = lefts;
        }
    }
    out.extend_from_slice(left);
    out.extend_from_slice(right);
}
