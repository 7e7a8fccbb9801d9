//! In how many sequences two items occur together.

use super::{Row, Symmetric, Weights};
use crate::search::{Sequence, strongest};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The `most` items that occur most often, those first; of equals the first by number. What never occurs is none of them.
pub fn frequent(counts: &[u64], most: usize) -> Vec<u32> {
    let mut items: Vec<u32> = (0..counts.len() as u32).filter(|item| counts[*item as usize] > 0).collect();
    items.sort_unstable_by_key(|item| (Reverse(counts[*item as usize]), *item));
    items.truncate(most);
    items
}

/// The Gram matrix of sequences by items: in how many sequences each two of some items occur, and each by itself. Its values
/// are integers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gram {
    items: Vec<u32>,
    places: HashMap<u32, usize>,
    sums: Symmetric,
}

impl Gram {
    /// Nothing counted yet for these items.
    pub fn new(items: Vec<u32>) -> Self {
        let places = items.iter().enumerate().map(|(place, item)| (*item, place)).collect();
        Gram { sums: Symmetric::zeros(items.len()), items, places }
    }

    /// What sequences say of these items.
    pub fn of(sequences: &[&Sequence], items: Vec<u32>) -> Self {
        let mut gram = Gram::new(items);
        let mut held = Vec::new();
        for sequence in sequences {
            held.clear();
            held.extend(sequence.steps.iter().flatten().filter_map(|item| gram.places.get(item).copied()));
            held.sort_unstable();
            held.dedup();
            for (number, high) in held.iter().enumerate() {
                held[..=number].iter().for_each(|low| gram.sums.add(*high, *low, 1.0));
            }
        }
        gram
    }

    /// Adds the number of sequences that have both items, or the one item given twice; other items count for nothing.
    pub fn add(&mut self, one: u32, other: u32, sequences: u64) {
        if let (Some(one), Some(other)) = (self.places.get(&one), self.places.get(&other)) {
            self.sums.add(*one, *other, sequences as f64);
        }
    }

    /// The weights that foretell best, each item keeping the `most` that are greatest and above zero. With `P` the inverse of
    /// the matrix plus `ridge` on its diagonal, the weight of one item for another is `-P[one, other] / P[other, other]` (Steck
    /// 2019, equation 8). The ridge is told in mean values of the diagonal.
    pub fn weights(&self, ridge: f64, most: usize, threads: usize) -> Weights {
        let order = self.items.len();
        let mean = (0..order).map(|place| self.sums.get(place, place)).sum::<f64>() / order.max(1) as f64;
        let mut sums = self.sums.clone();
        (0..order).for_each(|place| sums.add(place, place, ridge * mean));
        let inverse = sums.inverse(threads);
        let row = |one: usize| {
            let weight = |other: usize| -inverse.get(one, other) / inverse.get(other, other);
            let others = (0..order).filter(|other| *other != one).map(|other| (self.items[other], weight(other)));
            let mut links: Vec<(u32, f64)> = others.filter(|(_, weight)| *weight > 0.0).collect();
            strongest(&mut links, most);
            Row { item: self.items[one], links }
        };
        Weights { rows: (0..order).map(row).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Gram, frequent};
    use crate::search::Sequence;

    #[test]
    fn the_most_frequent_are_those_that_occur() {
        assert_eq!(frequent(&[3, 0, 5, 3], 3), [2, 0, 3]);
        assert_eq!(frequent(&[3, 0, 5, 3], 2), [2, 0]);
        assert_eq!(frequent(&[0, 1], 9), [1]);
    }

    /// Of two items `[a b; b c]`, the ridge in it, has the inverse `[c -b; -b a] / (ac - b²)`, so that the weight of the first for
    /// the second is `b / a`, and that of the second for the first `b / c`.
    #[test]
    fn weights_of_two_items_are_those_of_the_closed_form() {
        let sequence = |items: &[u32]| Sequence { steps: vec![items.to_vec()], ..Sequence::default() };
        let sequences = [sequence(&[7, 9]), sequence(&[7, 9, 3]), sequence(&[9])];
        let gram = Gram::of(&sequences.iter().collect::<Vec<_>>(), vec![9, 7]);
        // Item 9 occurs three times, item 7 twice, both together twice; half of the mean is 1.25.
        let weights = gram.weights(0.5, 10, 1);
        let [nine, seven] = &weights.rows[..] else { panic!("{weights:?}") };
        assert_eq!((nine.item, nine.links[0].0), (9, 7));
        assert!((nine.links[0].1 - 2.0 / (3.0 + 1.25)).abs() < 1e-15, "{weights:?}");
        assert!((seven.links[0].1 - 2.0 / (2.0 + 1.25)).abs() < 1e-15, "{weights:?}");
    }

    /// Tea and cups go with the pot; two who share nothing but the pot are linked by counts, but not by weights.
    #[test]
    fn what_goes_together_by_a_third_has_no_weight() {
        let (tea, cup, pot) = (0, 1, 2);
        let taken: Vec<Vec<u32>> = (0..400)
            .map(|number| match number % 4 {
                0 => vec![tea, pot],
                1 => vec![cup, pot],
                2 => vec![tea, cup, pot],
                _ => vec![3 + number % 5],
            })
            .collect();
        let sequences: Vec<Sequence> =
            taken.into_iter().map(|items| Sequence { steps: vec![items], ..Sequence::default() }).collect();
        let gram = Gram::of(&sequences.iter().collect::<Vec<_>>(), (0..8).collect());
        let weights = gram.weights(0.01, 10, 2);
        let of = |one: u32, other: u32| {
            let row = weights.rows.iter().find(|row| row.item == one).unwrap();
            row.links.iter().find(|(item, _)| *item == other).map_or(0.0, |(_, weight)| *weight)
        };
        assert!(of(tea, pot) > 0.2 && of(cup, pot) > 0.2, "{weights:?}");
        assert_eq!(of(tea, cup), 0.0, "{weights:?}");
    }
}
