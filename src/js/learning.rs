//! The choice among offers that learns as JavaScript functions.

// The macro wants its functions public, and nothing but JavaScript reaches them.
#![expect(unreachable_pub)]

use super::thrown;
use crate::offers::learn;
use wasm_bindgen::prelude::*;

/// Which offer to show, as JSON.
///
/// # Errors
/// What is wrong with the request.
#[wasm_bindgen(js_name = chooseOffer)]
pub fn choose(request: &str) -> Result<String, JsValue> {
    learn::choose_json(request).map_err(|error| thrown(&error))
}

/// What is known after an offer was shown, as JSON.
///
/// # Errors
/// What is wrong with the request.
#[wasm_bindgen(js_name = learnOffer)]
pub fn note(request: &str) -> Result<String, JsValue> {
    learn::learn_json(request).map_err(|error| thrown(&error))
}

/// What two states know together, as JSON.
///
/// # Errors
/// What is wrong with one of them.
#[wasm_bindgen(js_name = mergeLearnt)]
pub fn merge(one: &str, other: &str) -> Result<String, JsValue> {
    learn::merge_json(one, other).map_err(|error| thrown(&error))
}

/// What another policy would have brought, as JSON.
///
/// # Errors
/// What is wrong with the log.
#[wasm_bindgen(js_name = evaluatePolicy)]
pub fn evaluate(request: &str) -> Result<String, JsValue> {
    learn::evaluate_json(request).map_err(|error| thrown(&error))
}
