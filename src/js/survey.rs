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

    /// Answers one call, a JSON list of the method and its arguments, with what it changed, as JSON.
    ///
    /// # Errors
    /// What is wrong with the call.
    pub fn call(&mut self, call: &str) -> Result<String, JsValue> {
        self.0.call_json(call).map_err(|error| thrown(&error))
    }

    /// How the survey stands, as JSON.
    #[must_use]
    pub fn state(&self) -> String {
        self.0.state_json()
    }

    /// The answer of a name, as JSON; `null` for none.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.0.value_json(name)
    }

    /// What a page is painted from, as JSON.
    #[must_use]
    pub fn page(&mut self) -> String {
        json(&self.0.page())
    }

    /// What a question is painted from, as JSON; `null` where there is none at the path.
    #[must_use]
    pub fn question(&self, path: &str) -> String {
        json(&self.0.question(path))
    }

    /// What comes after the end, as JSON.
    #[must_use]
    pub fn ending(&self) -> String {
        json(&self.0.ending())
    }

    /// How long each question took, in milliseconds, as JSON.
    #[must_use]
    pub fn timings(&self) -> String {
        json(&self.0.timings_object())
    }

    /// The result of the quiz so far, as JSON.
    #[must_use]
    pub fn quiz(&self) -> String {
        json(&self.0.quiz_object())
    }

    /// What the document says that the engine does not know, as JSON.
    #[must_use]
    pub fn warnings(&self) -> String {
        self.0.warnings_json()
    }
}

fn json(answer: &survey::Answer) -> String {
    let mut out = String::new();
    answer.write_json(&mut out);
    out
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
