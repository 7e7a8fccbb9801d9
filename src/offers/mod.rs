//! Offers: coupons and promotions, and which of them together are best for a cart.
//!
//! [`Offers::best`] finds the combination that takes off most, says what each line costs with it, and why each other offer
//! does not act. [`Offers::refund`] says what a part of a line is worth that comes back. [`learn`] chooses among offers by what
//! was taken before.

pub mod answer;
mod candidate;
mod cart;
mod compiled;
pub mod document;
mod effect;
pub mod learn;
mod outcome;
mod reason;
mod refund;
pub mod request;
mod search;
mod state;
mod together;

pub use answer::{Combination, OfferReason, Refund};
pub use compiled::{MAX_OFFERS, MAX_PARTS, Offers};
pub use document::OffersDocument;
pub use request::{MAX_STEPS, OffersRequest, RefundRequest};

/// The documents and answers of this layer, from which TypeScript declarations and the JSON Schema are written.
#[cfg(feature = "shape")]
#[must_use]
pub fn shapes() -> Vec<crate::kernel::shape::Shape> {
    use crate::kernel::shape::Describe;
    let own = [
        OffersDocument::shape(),
        OffersRequest::shape(),
        Combination::shape(),
        RefundRequest::shape(),
        Refund::shape(),
    ];
    own.into_iter().chain(learn::shapes()).collect()
}
