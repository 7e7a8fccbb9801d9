//! The recommender as a JavaScript class.

use super::thrown;
use crate::recommend;
use wasm_bindgen::prelude::*;

/// A model pack, kept in the engine's memory until it is freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Recommender(recommend::Recommender);

#[wasm_bindgen]
impl Recommender {
    /// Opens the head of a pack, or a whole pack.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Recommender, JsValue> {
        recommend::Recommender::open(bytes).map(Recommender).map_err(|error| thrown(&error))
    }

    /// Adds a chunk.
    ///
    /// # Errors
    /// Where it doesn't belong to the pack.
    pub fn add(&mut self, chunk: Vec<u8>) -> Result<(), JsValue> {
        self.0.add(chunk).map_err(|error| thrown(&error))
    }

    /// The recommendations, as a flat list in JSON.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn recommend(&self, request: &str) -> Result<String, JsValue> {
        self.0.recommend_flat(request).map_err(|error| thrown(&error))
    }

    /// The names of the chunks that an answer would need, as JSON.
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn absent(&self, request: &str) -> Result<String, JsValue> {
        self.0.absent_json(request).map_err(|error| thrown(&error))
    }

    /// What the pack says of itself, as JSON.
    #[must_use]
    pub fn facts(&self) -> String {
        self.0.facts_json()
    }
}
