//! The condition language as a JavaScript class.

use super::thrown;
use crate::expr;
use wasm_bindgen::prelude::*;

/// A parsed expression, kept in the engine's memory until it is freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Expression(expr::Expression);

#[wasm_bindgen]
impl Expression {
    /// Reads the expression.
    ///
    /// # Errors
    /// Where it does not parse.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<Expression, JsValue> {
        expr::Expression::parse(text).map(Expression).map_err(|error| thrown(&error))
    }

    /// Its value over the values of a request, as JSON with the marks of [`expr::Expression::evaluate_json`].
    ///
    /// # Errors
    /// What is wrong with the request.
    pub fn evaluate(&self, request: &str) -> Result<String, JsValue> {
        self.0.evaluate_json(request).map_err(|error| thrown(&error))
    }

    /// The expression in its one canonical form.
    #[wasm_bindgen(js_name = toString)]
    pub fn canonical(&self) -> String {
        self.0.canonical()
    }
}
