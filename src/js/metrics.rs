//! The metrics of answers and the quality of responses as JavaScript functions.

// The macro wants its functions public, and nothing but JavaScript reaches them.
#![expect(unreachable_pub)]

use super::thrown;
use crate::survey::{metrics, quality};
use wasm_bindgen::prelude::*;

/// The metrics that are asked for, as JSON.
///
/// # Errors
/// What is wrong with the request.
#[wasm_bindgen(js_name = metrics)]
pub fn measure(request: &str) -> Result<String, JsValue> {
    metrics::answer_json(request).map_err(|error| thrown(&error))
}

/// How far a response can be trusted, as JSON.
///
/// # Errors
/// What is wrong with the request.
#[wasm_bindgen(js_name = quality)]
pub fn judge(request: &str) -> Result<String, JsValue> {
    quality::answer_json(request).map_err(|error| thrown(&error))
}
