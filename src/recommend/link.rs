//! How strongly the purchase of one item points to another.
//!
//! A log is made of sequences of steps of items: the orders of a member, or the events of a session. Every pair of items
//! whose steps lie near each other adds a weight, and the sum, set against how often both occur, is the strength of the
//! link. With `support` and `penalty` of 0.5 and every weight 1 this is the cosine of the items' columns (Sarwar et al.,
//! Item-based Collaborative Filtering, WWW 2001); the fading with distance is that of sequential rules (Ludewig and Jannach,
//! Evaluation of Session-based Recommendation Algorithms, 2018).

use libm::{pow, round};

/// What a weight of 1 is as an integer: sums of integers don't depend on their order, so that a cluster and a single
/// machine come to the same model.
pub const UNIT: i64 = 1 << 20;

/// What the strength of a link depends on; a trainer chooses it by how well it predicts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkSettings {
    /// How many steps two items may lie apart.
    pub window: u32,
    /// How much of the weight is left with each step further away, 0 to 1.
    pub fade: f64,
    /// The weight of two items in the same step.
    pub within: f64,
    /// The part of the weight that counts for the link from the later item to the earlier.
    pub backward: f64,
    /// How much long sequences and large steps count less for each of their pairs: their size to this power divides.
    pub spread: f64,
    /// The power of the first item's count that divides.
    pub support: f64,
    /// The power of the second item's count that divides: the greater, the less the popular are recommended.
    pub penalty: f64,
}

impl LinkSettings {
    /// The weight of one pair of items: `distance` steps apart in a sequence of `length` steps; the linked item lies later
    /// where `forward`, and in a step of `size` items. In [`UNIT`]s; 0 beyond the window.
    ///
    /// ```
    /// use patronage::recommend::{LinkSettings, UNIT};
    /// let settings = LinkSettings {
    ///     window: 3, fade: 0.5, within: 1.0, backward: 0.25, spread: 0.0, support: 0.5, penalty: 0.5,
    /// };
    /// assert_eq!(settings.weight(1, true, 10, 1), UNIT);
    /// assert_eq!(settings.weight(2, true, 10, 1), UNIT / 2);
    /// assert_eq!(settings.weight(2, false, 10, 1), UNIT / 8);
    /// assert_eq!(settings.weight(4, true, 10, 1), 0);
    /// ```
    #[must_use]
    pub fn weight(&self, distance: u32, forward: bool, length: u32, size: u32) -> i64 {
        if distance > self.window {
            return 0;
        }
        let near = match distance.checked_sub(1) {
            None => self.within / pow(f64::from(size.max(1)), self.spread),
            Some(steps) if forward => pow(self.fade, f64::from(steps)),
            Some(steps) => self.backward * pow(self.fade, f64::from(steps)),
        };
        whole(near / pow(f64::from(length.max(1)), self.spread))
    }

    /// The strength of a link whose pairs' weights sum up to `sum`, between items that occur so often; finite, and 0 for
    /// what never occurs.
    #[must_use]
    pub fn strength(&self, sum: i64, from: u64, to: u64) -> f64 {
        let (from, to) = (float(from.max(1)), float(to.max(1)));
        let strength = sum as f64 / UNIT as f64 / (pow(from, self.support) * pow(to, self.penalty));
        if strength.is_finite() { strength.max(0.0) } else { 0.0 }
    }
}

/// The nearest number of units; saturating, 0 for none.
fn whole(weight: f64) -> i64 {
    round(weight * UNIT as f64) as i64
}

fn float(count: u64) -> f64 {
    count as f64
}
