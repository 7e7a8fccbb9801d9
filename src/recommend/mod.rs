//! What to look at next: the model pack, and the recommendations that it gives.
//!
//! A trainer learns a [`Model`] from a log, [`pack`] makes files of it, and a recommender answers from those.

mod link;
mod model;

pub use link::{LinkSettings, UNIT};
pub use model::{Item, Lift, Link, Model, Taste};
