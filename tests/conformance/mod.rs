//! What others answer, in `../shared/conformance` beside the repository.

use patronage::kernel::json::Json;
use std::path::Path;

/// The text of a file; none, and a word of it, where the folder is not here.
pub(crate) fn shared(file: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance").join(file);
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        println!("skipped: ../shared/conformance/{file} is not here");
    }
    text
}

/// The items of a list.
pub(crate) fn list<'a, 'j>(json: &'a Json<'j>) -> &'a [Json<'j>] {
    match json {
        Json::List(items) => items,
        _ => panic!("a list was expected"),
    }
}
