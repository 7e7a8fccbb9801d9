//! Who is asked, what and when: of all surveys of a shop the one to show, or none, and for each the reason.
//!
//! [`Invitations`] are compiled from a document; [`Invitations::choose`] is a pure function of what is known about one
//! person at one moment. It keeps nothing: the caller writes down what was shown and counts what was answered.
//!
//! - Days (quiet periods, caps, days after a delivery, starts and ends) are days of the shop's time zone.
//! - Samples hold: whether a person is among those who are asked follows from who it is and which survey ([`draw`]). With
//!   a higher rate whoever was in stays in.
//! - Targets per stratum take their sizes and rates from [`stratify`](crate::survey::metrics::strata::stratify).
//! - Quotas that read answers are checked while a response is given, by [`Invitations::screen`].

pub mod answer;
mod choose;
mod condition;
pub mod document;
mod invitations;
mod occasion;
mod pace;
mod quota;
pub mod request;
mod sample;

pub use answer::{Choice, Invite, InviteReason, Screening, SurveyDecision};
pub use choose::{MAX_DELIVERIES, MAX_HISTORY};
pub use document::InvitationsDocument;
pub use invitations::{Invitations, MAX_LISTED, MAX_SURVEYS};
pub use quota::MAX_QUOTAS;
pub use request::{InviteRequest, ScreenRequest};
pub use sample::draw;

/// The documents and answers of invitations, from which TypeScript declarations and the JSON Schema are written.
#[cfg(feature = "shape")]
#[must_use]
pub fn shapes() -> Vec<crate::kernel::shape::Shape> {
    use crate::kernel::shape::Describe;
    vec![
        InvitationsDocument::shape(),
        InviteRequest::shape(),
        Choice::shape(),
        ScreenRequest::shape(),
        Screening::shape(),
    ]
}
