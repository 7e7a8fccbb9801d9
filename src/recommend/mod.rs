//! What to look at next: the model pack, and the recommendations that it gives.
//!
//! A trainer learns a [`Model`] from a log, [`pack`] makes files of it, and a recommender answers from those.

mod answer;
mod filter;
mod flat;
mod link;
mod model;
mod moment;
pub mod pack;
mod past;
mod rank;
mod reason;
mod recommender;
mod request;
mod score;
mod table;
mod tally;

pub use answer::{Fewer, PackFacts, RecommendReason, Recommendations, Recommended};

pub use link::{LinkSettings, UNIT};
pub use model::{Item, Lift, Link, Model, Segment, Taste};
pub use moment::{part_of_day, season};
pub use pack::popularity;
pub use recommender::{MAX_PAST, MAX_RULES, Recommender};
pub use request::{Boost, Bought, ItemFacts, PastOrder, Pieces, Pin, Place, RecommendRequest, Rules, Wanted, Wish};

/// The requests and answers of the recommender, from which TypeScript declarations are written.
#[cfg(feature = "shape")]
#[must_use]
pub fn shapes() -> Vec<crate::kernel::shape::Shape> {
    use crate::kernel::shape::Describe;
    vec![RecommendRequest::shape(), Recommendations::shape(), PackFacts::shape()]
}
