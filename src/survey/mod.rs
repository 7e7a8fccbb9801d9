//! Surveys: a SurveyJS document read once, and a session over it that answers every call with what changed.
//!
//! - `document` reads the JSON as it is into a typed form, the *specs* of pages, panels and questions; what it does not
//!   know it names in a list of warnings for who asks. Every expression is compiled here (`rule`) and its variables become numbers.
//! - `model` holds the live *elements* in one vector, each with its spec, its parent and its state. Dynamic panels and
//!   matrices make further elements, each in an *item*: the piece of the answer that they read and write.
//! - `store` holds the answers, one *slot* for each name, and for each name that an expression reads the *cells* that
//!   must run again when it changes. A cell is one expression at work: this question's `visibleIf`, that choice's.
//! - `settle` is the heart: an answer marks the cells that read it, and the marked cells run in the document's order
//!   until none is left. What nothing marked is never looked at, so the cost of an answer does not grow with it.
//! - The rest has the words of the field: `visibility`, `choices`, `triggers`, `validators`, `clear`, `flow` …
//!
//! There is no clock, no randomness and no I/O: the moment and the seed are [`Options`]. No input panics.
//!
//! ```
//! use patronage::expr::Value;
//! use patronage::survey::{Options, Survey};
//! let json = r#"{"elements": [
//!     {"type": "rating", "name": "score"},
//!     {"type": "comment", "name": "why", "visibleIf": "{score} <= 2"}
//! ]}"#;
//! let mut survey = Survey::parse(json, Options::default()).unwrap();
//! assert_eq!(survey.state().visible, ["score"]);
//! survey.set_value("score", Value::Number(2.0));
//! assert_eq!(survey.state().visible, ["score", "why"]);
//! ```

#[cfg(feature = "statistics")]
pub mod invite;
#[cfg(feature = "statistics")]
pub mod metrics;
#[cfg(feature = "statistics")]
pub mod quality;

mod address;
mod ask;
mod boundary;
mod build;
mod changes;
mod choices;
mod clear;
mod defaults;
mod details;
mod document;
mod examine;
mod examiner;
mod fields;
mod flow;
mod form;
mod items;
mod kept;
mod mask;
mod model;
mod options;
mod order;
mod paint;
mod pattern;
mod quiz;
mod reply;
mod rule;
mod scene;
mod session;
mod settle;
mod spec;
mod state;
mod store;
mod text;
mod timer;
mod timing;
mod told;
mod totals;
mod triggers;
mod validators;
mod visibility;
mod vocabulary;

pub use changes::Changes;
pub use examiner::Examiner;
pub use form::FILE_CATEGORIES;
pub use quiz::Quiz;
pub use session::{Options, Survey};
pub use spec::Warning;
pub use state::{Problem, Stage, State};
pub use text::Offer;
pub use timing::LONGEST_PAUSE;
pub use vocabulary::VOCABULARY;

/// An answer, or a part of one.
pub type Answer = crate::expr::Value<'static>;
