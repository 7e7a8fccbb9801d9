//! A choice among offers that learns: which offer to show, from what was taken before.
//!
//! [`choose`] picks one, by Thompson sampling or by LinUCB, and says with which probability it would pick each; [`learn`]
//! takes note of what came of it; [`merge`] brings together what several devices have learnt, without counting anything
//! twice; [`evaluate`] says from a log what another policy would have brought, before it goes live.
//!
//! Only `+ - * / √` and `libm` are used, so that every engine comes to the same bits.

mod choose;
mod evaluate;
mod learnt;
mod linear;
mod sample;

pub use choose::{ChoiceRequest, OfferChoice, OfferPolicy, ScoredOffer, choose, choose_json};
pub use evaluate::{LoggedChoice, PolicyEstimate, PolicyLog, PolicyValue, evaluate, evaluate_json};
pub use learnt::{DeviceLearning, LearnRequest, Learnt, Observed, OfferTally, learn, learn_json, merge, merge_json};
pub use linear::MAX_CONTEXT;

/// The documents and answers of learning, from which TypeScript declarations are written.
#[cfg(feature = "shape")]
#[must_use]
pub fn shapes() -> Vec<crate::kernel::shape::Shape> {
    use crate::kernel::shape::Describe;
    vec![
        ChoiceRequest::shape(),
        OfferChoice::shape(),
        LearnRequest::shape(),
        Learnt::shape(),
        PolicyLog::shape(),
        PolicyEstimate::shape(),
    ]
}
