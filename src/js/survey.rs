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

/// A document that responses are examined against, kept in the engine's memory until it is freed.
#[cfg(feature = "examine")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Examiner(survey::Examiner);

#[cfg(feature = "examine")]
#[wasm_bindgen]
impl Examiner {
    /// Reads the document.
    ///
    /// # Errors
    /// What is wrong with the document.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str) -> Result<Examiner, JsValue> {
        survey::Examiner::parse(document).map(Examiner).map_err(|error| thrown(&error))
    }

    /// What is missing, wrong or impossible in a complete response, as JSON.
    ///
    /// # Errors
    /// What is wrong with the response.
    pub fn examine(&self, response: &str) -> Result<String, JsValue> {
        self.0.examine_json(response).map_err(|error| thrown(&error))
    }
}
