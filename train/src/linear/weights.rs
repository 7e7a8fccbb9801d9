//! Linear weights as links, beside those that were counted.

use crate::search::strongest;
use std::collections::HashMap;

/// By so many of each item's strongest links the scale of the weights is found.
const SCALED_BY: usize = 20;

/// How linear weights are had and what part they take.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Blend {
    /// What is added to the diagonal, in mean values of it: the greater, the more careful the weights.
    pub ridge: f64,
    /// Their part in the strength of a link, the rest being that of the counted link; 0 to 1.
    pub share: f64,
}

/// The links of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The item.
    pub item: u32,
    /// The others and how strong each link is, strongest first.
    pub links: Vec<(u32, f64)>,
}

/// The links of each item for which there are linear weights.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights {
    /// Item by item.
    pub rows: Vec<Row>,
}

impl Weights {
    /// The rows with their share of the counted links beside; each keeps the `most` strongest. Weights are taken to the scale of
    /// the counted links, all by the same factor, so that they stand beside items without weights.
    pub fn blended(&self, counted: impl Fn(u32) -> Vec<(u32, f64)>, share: f64, most: usize) -> Weights {
        let counted: Vec<Vec<(u32, f64)>> = self.rows.iter().map(|row| counted(row.item)).collect();
        let sum = |links: &[(u32, f64)]| links.iter().take(SCALED_BY).map(|link| link.1).sum::<f64>();
        let own: f64 = self.rows.iter().map(|row| sum(&row.links)).sum();
        let theirs: f64 = counted.iter().map(|links| sum(links)).sum();
        let scale = if own > 0.0 { theirs / own } else { 0.0 };
        let blended = counted.into_iter().zip(&self.rows).map(|(counted, row)| {
            let mut strengths: HashMap<u32, f64> =
                counted.into_iter().map(|(other, strength)| (other, strength * (1.0 - share))).collect();
            for (other, weight) in &row.links {
                *strengths.entry(*other).or_default() += weight * scale * share;
            }
            let mut links: Vec<(u32, f64)> = strengths.into_iter().filter(|(_, strength)| *strength > 0.0).collect();
            strongest(&mut links, most);
            Row { item: row.item, links }
        });
        Weights { rows: blended.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Weights};

    fn rows(rows: &[&[(u32, f64)]]) -> Vec<Row> {
        (0..).zip(rows).map(|(item, links)| Row { item, links: links.to_vec() }).collect()
    }

    #[test]
    fn weights_are_taken_to_the_scale_of_the_counted_links() {
        let weights = Weights { rows: rows(&[&[(1, 0.5), (2, 0.25)], &[(0, 0.25)]]) };
        let counted = |item: u32| if item == 0 { vec![(3, 2.0), (1, 1.0)] } else { vec![(0, 1.0)] };
        // 4 of counted links on 1 of weights.
        assert_eq!(weights.blended(counted, 1.0, 10).rows, rows(&[&[(1, 2.0), (2, 1.0)], &[(0, 1.0)]]));
        assert_eq!(weights.blended(counted, 0.5, 2).rows, rows(&[&[(1, 1.5), (3, 1.0)], &[(0, 1.0)]]));
    }

    #[test]
    fn nothing_to_blend_is_no_fault() {
        let weights = Weights { rows: rows(&[&[]]) };
        assert_eq!(weights.blended(|_| Vec::new(), 1.0, 10), weights);
    }
}
