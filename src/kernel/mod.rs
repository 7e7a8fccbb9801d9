//! What every layer stands on: errors, JSON documents, money, points, the calendar, hashing and seeded numbers.

pub mod calendar;
pub mod error;
pub mod facts;
pub(crate) mod gather;
pub mod hash;
pub mod json;
pub mod money;
pub(crate) mod named;
pub mod names;
pub mod random;
pub mod record;
pub mod scalars;
#[cfg(feature = "sentences")]
pub mod sentence;
#[cfg(feature = "shape")]
pub mod shape;
pub mod sort;
pub mod text;

pub(crate) use error::at_most;
pub use error::{Code, Error, Result};
#[cfg(feature = "records")]
pub(crate) use record::record;
#[cfg(feature = "records")]
pub(crate) use record::tagged;
pub(crate) use record::words;
