//! Who is asked, what and when, as a JavaScript class.

use super::thrown;
use crate::survey::invite;
use wasm_bindgen::prelude::*;

/// Compiled invitations, kept in the engine's memory until they are freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Invitations(invite::Invitations);

#[wasm_bindgen]
impl Invitations {
    /// Compiles the document.
    ///
    /// # Errors
    /// What is wrong with the document.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str) -> Result<Invitations, JsValue> {
        invite::Invitations::parse(document).map(Invitations).map_err(|error| thrown(&error))
    }

    /// Which survey to show, as JSON.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn choose(&self, request: &str) -> Result<String, JsValue> {
        self.0.choose_json(request).map_err(|error| thrown(&error))
    }

    /// Whether a response that has begun is still wanted, as JSON.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn screen(&self, request: &str) -> Result<String, JsValue> {
        self.0.screen_json(request).map_err(|error| thrown(&error))
    }
}

/// Where a respondent stands in a survey's sample, from 0 to below 1: the 53 bits of the draw that a number holds.
#[wasm_bindgen]
#[must_use]
#[expect(unreachable_pub, reason = "the macro wants it public, and nothing but JavaScript reaches it")]
pub fn draw(respondent: &str, survey: &str) -> f64 {
    const FINEST: f64 = 1.0 / 9_007_199_254_740_992.0;
    (invite::draw(respondent, survey) >> 11) as f64 * FINEST
}
