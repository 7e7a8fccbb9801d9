//! The offers of a shop as a JavaScript class.

use super::thrown;
use crate::offers;
use wasm_bindgen::prelude::*;

/// Compiled offers, kept in the engine's memory until they are freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Offers(offers::Offers);

#[wasm_bindgen]
impl Offers {
    /// Compiles the document.
    ///
    /// # Errors
    /// What is wrong with the document.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str) -> Result<Offers, JsValue> {
        offers::Offers::parse(document).map(Offers).map_err(|error| thrown(&error))
    }

    /// The best combination for a cart, as JSON.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn best(&self, request: &str) -> Result<String, JsValue> {
        self.0.best_json(request).map_err(|error| thrown(&error))
    }

    /// What parts of an order are worth that come back, as JSON.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn refund(&self, request: &str) -> Result<String, JsValue> {
        self.0.refund_json(request).map_err(|error| thrown(&error))
    }
}
