//! What answers say: the metrics of customer surveys, each with its interval, and the samples they need.
//!
//! Every function is pure and refuses what it cannot compute with a code and a place; no answer holds anything infinite or
//! undefined. Scores are points or percent (0 to 100, NPS -100 to 100); shares, margins of samples and probabilities are
//! fractions. Only `+ - * / √` and `libm` are used, so that every engine comes to the same bits.
//!
//! ```
//! use patronage::survey::metrics::nps;
//! let nps = nps::of_ratings(&[10, 9, 9, 8, 7, 3], None, 0.95)?;
//! assert!((nps.score - 100.0 / 3.0).abs() < 1e-12);
//! # Ok::<(), patronage::kernel::Error>(())
//! ```
//!
//! From JavaScript, [`answer_json`] computes any of them from one document.

pub mod acsi;
pub mod alert;
pub mod answer;
pub mod ces;
pub mod change;
pub mod csat;
pub mod distribution;
pub mod drivers;
mod input;
pub mod kano;
pub mod likert;
mod matrix;
pub mod mean;
pub mod nps;
pub mod request;
pub mod sample;
pub mod strata;
pub mod sus;
pub mod trend;
pub mod weights;

pub use answer::{MetricsAnswer, answer_json};
pub use request::MetricsRequest;
pub use weights::Weighting;

/// The documents and answers of the metrics, from which TypeScript declarations and the JSON Schema are written.
#[cfg(feature = "shape")]
#[must_use]
pub fn shapes() -> Vec<crate::kernel::shape::Shape> {
    use crate::kernel::shape::Describe;
    vec![MetricsRequest::shape(), MetricsAnswer::shape()]
}
