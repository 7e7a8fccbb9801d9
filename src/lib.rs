//! Patronage computes what a shop wants to know about a customer where the customer is.
//!
//! The engine is pure (no clock, no randomness, no I/O), exact where it is money, and total: no input panics.
// A panic poisons a wasm instance, so the ways to one are refused where they can be seen; tests may panic.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

pub mod expr;
#[cfg(feature = "js")]
mod js;
pub mod kernel;
#[cfg(feature = "loyalty")]
pub mod loyalty;
#[cfg(feature = "offers")]
pub mod offers;
#[cfg(feature = "recommend")]
pub mod recommend;
#[cfg(feature = "survey")]
pub mod survey;

/// The examples of the README run as tests.
#[cfg(all(doctest, feature = "loyalty"))]
#[doc = include_str!("../README.md")]
mod readme {}

#[cfg(all(doctest, feature = "loyalty"))]
#[doc = include_str!("../README.zh-CN.md")]
mod readme_in_chinese {}
