//! Linear rewards: ridge regression of what was taken on the features of the moment.

use super::learnt::OfferTally;
use libm::sqrt;

/// The most features of a moment.
pub const MAX_CONTEXT: usize = 32;

/// How many cells the lower triangle of a square has.
pub(super) fn triangle(size: usize) -> usize {
    size.saturating_mul(size.saturating_add(1)) / 2
}

/// The place of a cell of the lower triangle.
fn cell(row: usize, column: usize) -> usize {
    triangle(row).saturating_add(column)
}

/// The upper confidence bound of an offer's reward at a moment: `θ·x + α √(x·A⁻¹x)` with `A = I + Σ x xᵀ` over what was
/// shown and `θ = A⁻¹ Σ r x`. Source: Li, Chu, Langford and Schapire, *A Contextual-Bandit Approach to Personalized News
/// Article Recommendation*, WWW 2010, algorithm 1.
pub(super) fn upper_bound(tally: &OfferTally, context: &[f64], alpha: f64) -> f64 {
    let root = root(tally, context.len());
    // With A = L Lᵀ, x·A⁻¹x is the square of L⁻¹x, and θ·x its product with L⁻¹b.
    let x = solved(&root, context);
    let b = solved(&root, &tally.gains);
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b);
    dot(&b, &x) + alpha * sqrt(dot(&x, &x))
}

/// The lower triangle `L` with `L Lᵀ = A` (Cholesky); `A` is at least the identity, so that every root is of 1 or more.
fn root(tally: &OfferTally, size: usize) -> Vec<f64> {
    let mut root: Vec<f64> = Vec::with_capacity(triangle(size));
    for row in 0..size {
        for column in 0..=row {
            let known = tally.products.get(cell(row, column)).copied().unwrap_or(0.0);
            let mut rest = if row == column { known + 1.0 } else { known };
            let at = |row: usize, column: usize| root.get(cell(row, column)).copied().unwrap_or(0.0);
            for step in 0..column {
                rest -= at(row, step) * at(column, step);
            }
            let value = if row == column { sqrt(rest.max(1.0)) } else { rest / at(column, column) };
            root.push(value);
        }
    }
    root
}

/// `L⁻¹` of a column.
fn solved(root: &[f64], column: &[f64]) -> Vec<f64> {
    let mut solved: Vec<f64> = Vec::with_capacity(column.len());
    for (row, value) in column.iter().enumerate() {
        let at = |column: usize| root.get(cell(row, column)).copied().unwrap_or(0.0);
        let rest = solved.iter().enumerate().fold(*value, |rest, (column, known)| rest - at(column) * known);
        solved.push(rest / at(row).max(1.0));
    }
    solved
}
