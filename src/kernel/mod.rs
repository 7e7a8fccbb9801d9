//! What every layer stands on: errors, JSON documents, money, points, the calendar, hashing and seeded numbers.

pub mod error;
pub mod json;

pub use error::{Code, Error, Result};
