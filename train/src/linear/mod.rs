//! Linear item weights: how much each item of a history speaks for another, the others being given.
//!
//! Counted links look at two items at a time. What is popular is linked to everything, and what always goes together is counted
//! for each of its parts. A linear model of all items together takes that apart: of all weights those are taken that foretell
//! each item of a sequence best from the sequence's other items (Steck, Embarrassingly Shallow Autoencoders for Sparse Data,
//! WWW 2019). They come from the inverse of a matrix over the items, so only over those that are taken most; all other items
//! keep their counted links.

mod gram;
mod symmetric;
mod weights;

pub use gram::{Gram, frequent};
pub use symmetric::Symmetric;
pub use weights::{Blend, Row, Weights};

/// Over how many items there are linear weights at most. The work is their number to the power of three.
pub const ITEMS: usize = 4_000;
