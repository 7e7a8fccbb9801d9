//! How many links an item keeps.

use super::Measure;
use serde::Serialize;

/// How many links an item may keep.
pub(super) const LENGTHS: [usize; 6] = [10, 20, 30, 50, 70, 100];
/// The part of the greatest quality of any length that shorter lists must reach to be preferred.
const ENOUGH: f64 = 0.995;

/// What came of keeping so many links an item.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Kept {
    /// How many an item keeps.
    pub neighbours: usize,
    /// How well they predict what the settings were chosen by.
    pub measure: Measure,
    /// How many links there are in all, of the sample.
    pub links: usize,
    /// Bytes of the pack in one file; 0 where it was not worked out.
    pub bytes: u64,
}

/// The shortest of several lengths, in order, with which the quality is about the greatest that any of them has; the longest
/// where none foretells anything.
pub(super) fn enough(kept: &[Kept]) -> Option<&Kept> {
    let best = kept.iter().map(|kept| kept.measure.total()).fold(0.0, f64::max);
    if best > 0.0 { kept.iter().find(|kept| kept.measure.total() >= best * ENOUGH) } else { kept.last() }
}

#[cfg(test)]
mod tests {
    use super::{Kept, LENGTHS, Measure, enough};

    #[test]
    fn the_shortest_that_is_about_as_good_is_enough_and_none_is_where_nothing_is_foretold() {
        let chosen = |quality: [f64; 6]| {
            let kept = [0, 1, 2, 3, 4, 5].map(|at| {
                let measure = Measure { found: quality[at], rank: quality[at], cases: 1 };
                Kept { neighbours: LENGTHS[at], measure, links: 0, bytes: 0 }
            });
            enough(&kept).map(|kept| kept.neighbours)
        };
        assert_eq!(chosen([0.2, 0.3, 0.399, 0.4, 0.4, 0.4]), Some(30));
        assert_eq!(chosen([0.0; 6]), Some(100));
    }
}
