//! The loyalty program: a document compiled once, and the questions it answers.
//!
//! [`Program::preview`] says what a cart earns; the entry in its answer is what the ledger keeps, so a preview and the
//! settled order cannot differ. [`Program::award`] says what an event beside the orders earns, such as a complete answer to a
//! survey. [`Program::status`] says where a member stands.

pub mod answer;
mod award;
mod column;
mod condition;
pub mod document;
mod earn;
mod gate;
mod lines;
mod preview;
mod program;
pub mod request;
mod run;
mod scene;
mod schedule;
mod selection;
mod standing;

pub use answer::{Award, Preview, Reason, Status};
pub use document::ProgramDocument;
pub use program::{MAX_ID, MAX_RULES, Program};
pub use request::{AwardRequest, Cart, Entry, Event, Line, Member, PreviewRequest, StatusRequest};
pub use scene::{MAX_LINES, MAX_LINES_BY_RULES, MAX_STEPS};
#[cfg(feature = "offers")]
pub(crate) use {
    column::Columns,
    condition::Reads,
    gate::{Gate, GateDocument},
    program::{Ids, currency, each, zone},
    scene::{Buyer, Scene, Setting, of_lines},
    selection::Selection,
};

/// The documents and answers of this layer, from which TypeScript declarations and the JSON Schema are written.
#[cfg(feature = "shape")]
#[must_use]
pub fn shapes() -> Vec<crate::kernel::shape::Shape> {
    use crate::kernel::shape::Describe;
    vec![
        ProgramDocument::shape(),
        PreviewRequest::shape(),
        AwardRequest::shape(),
        StatusRequest::shape(),
        Preview::shape(),
        Award::shape(),
        Status::shape(),
        document::PinnedZone::shape(),
    ]
}
