//! The boundary to JavaScript, and the only place that knows of it.
//!
//! A document or request comes in as one JSON text, an answer goes out as one; what is refused is thrown as a JSON
//! text `{"code", "path", "params"}`, which the package's TypeScript turns into a `PatronageError`.

#[cfg(feature = "expression")]
mod expression;
#[cfg(feature = "invite")]
mod invitations;
#[cfg(feature = "offers")]
mod learning;
#[cfg(feature = "metrics")]
mod metrics;
#[cfg(feature = "hosted")]
pub(crate) mod notation;
#[cfg(feature = "offers")]
mod offers;
#[cfg(feature = "program")]
mod program;
#[cfg(feature = "recommend")]
mod recommender;
#[cfg(feature = "session")]
mod survey;

use crate::kernel::Error;
use wasm_bindgen::JsValue;

/// Smaller and faster than the allocator that comes with the target.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// An error as the value that JavaScript catches.
fn thrown(error: &Error) -> JsValue {
    JsValue::from_str(&error.to_json())
}
