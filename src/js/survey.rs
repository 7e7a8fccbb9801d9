//! A survey in progress as a JavaScript class.

use super::thrown;
use crate::survey;
use wasm_bindgen::prelude::*;

/// A session over a survey document, kept in the engine's memory until it is freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Survey(survey::Survey);

#[wasm_bindgen]
impl Survey {
    /// Reads the document and begins; the options are a JSON object.
    ///
    /// # Errors
    /// What is wrong with the document.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str, options: &str) -> Result<Survey, JsValue> {
        survey::Survey::parse_json(document, options).map(Survey).map_err(|error| thrown(&error))
    }

    /// Answers one call, a JSON list of the method and its arguments, with what is asked for or what it changed, as JSON.
    ///
    /// # Errors
    /// What is wrong with the call.
    pub fn call(&mut self, call: &str) -> Result<String, JsValue> {
        self.0.call_json(call).map_err(|error| thrown(&error))
    }
}

/// What is missing, wrong or impossible in a complete response, as JSON; see [`survey::Survey::examine_json`].
///
/// # Errors
/// Where the document or the response is none.
#[cfg(feature = "examine")]
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "the macro wants it public, and nothing but JavaScript reaches it")]
pub fn examine(document: &str, response: &str) -> Result<String, JsValue> {
    survey::Survey::examine_json(document, response).map_err(|error| thrown(&error))
}
