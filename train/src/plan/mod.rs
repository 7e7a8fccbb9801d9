//! What is worked out of all lines of a log, however many: by SQL on DataFusion, which spills to disk where the memory that
//! it may take does not suffice.
//!
//! Every sum is one of integers, and every rank has its ties broken, so that neither the number of partitions nor the
//! memory limit changes a bit of the model.

mod context;
mod functions;
mod gram;
mod items;
mod keep;
mod limits;
mod links;
mod moments;
mod query;
mod steps;
mod strongest;

pub use context::{lifts, segments};
pub use functions::functions;
pub use gram::gram;
pub use items::{Items, items};
#[cfg(feature = "cluster")]
pub(crate) use keep::KeepExec;
pub use limits::{Limits, size};
pub use links::{linked, pairs};
pub use moments::{Moments, moments};
pub use query::Query;
pub use steps::{entries, sample};
pub use strongest::aggregates;
