//! The loyalty program as a JavaScript class.

use super::thrown;
use crate::kernel::record::Write;
use crate::loyalty;
use wasm_bindgen::prelude::*;

/// A compiled program, kept in the engine's memory until it is freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Program(loyalty::Program);

#[wasm_bindgen]
impl Program {
    /// Compiles the program document.
    ///
    /// # Errors
    /// What is wrong with the document.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str) -> Result<Program, JsValue> {
        loyalty::Program::parse(document).map(Program).map_err(|error| thrown(&error))
    }

    /// What a cart will earn, as JSON.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn preview(&self, request: &str) -> Result<String, JsValue> {
        self.0.preview_json(request).map_err(|error| thrown(&error))
    }

    /// What an event earns, as JSON.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn award(&self, request: &str) -> Result<String, JsValue> {
        self.0.award_json(request).map_err(|error| thrown(&error))
    }

    /// Where the member stands, as JSON.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn status(&self, request: &str) -> Result<String, JsValue> {
        self.0.status_json(request).map_err(|error| thrown(&error))
    }

    /// The time zone with its table, as JSON.
    #[wasm_bindgen(js_name = timeZone)]
    #[must_use]
    pub fn time_zone(&self) -> String {
        let mut out = String::new();
        self.0.time_zone().write(&mut out);
        out
    }
}
