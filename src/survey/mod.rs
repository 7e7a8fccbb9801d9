//! Surveys.

pub mod metrics;
