//! Numbers from and to text by JavaScript itself, which says to the last digit how. What the engine has of its own for it in
//! other places gives the same.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A number that has methods.
    type Number;

    #[wasm_bindgen(js_name = String)]
    fn text(value: f64) -> String;

    #[wasm_bindgen(method, js_name = toFixed)]
    fn to_fixed(this: &Number, places: u32) -> String;

    #[wasm_bindgen(js_name = Number)]
    pub(crate) fn read(text: &str) -> f64;

    #[wasm_bindgen(js_name = parseFloat)]
    pub(crate) fn parse_float(text: &str) -> f64;

    #[wasm_bindgen(js_name = parseInt)]
    pub(crate) fn parse_int(text: &str) -> f64;

    #[wasm_bindgen(js_name = parseInt)]
    pub(crate) fn whole(digits: &str, base: u32) -> f64;
}

/// Appends `String(value)`.
pub(crate) fn write(value: f64, out: &mut String) {
    out.push_str(&text(value));
}

/// `value` rounded to at most 100 places as `toFixed` does.
pub(crate) fn round_to(value: f64, places: u32) -> f64 {
    read(&JsValue::from_f64(value).unchecked_into::<Number>().to_fixed(places))
}
