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

/// Whether two JSON values are the same, numbers by their value and objects in any order.
#[allow(dead_code, reason = "not every test that reads recordings compares with them")]
pub(crate) fn same(found: &Json<'_>, recorded: &Json<'_>) -> bool {
    same_or(found, recorded, |found, recorded| found == recorded)
}

/// The same, where values of other kinds are compared by somebody who knows more.
#[allow(dead_code, reason = "not every test that reads recordings compares with them")]
pub(crate) fn same_or(found: &Json<'_>, recorded: &Json<'_>, other: fn(&Json<'_>, &Json<'_>) -> bool) -> bool {
    match (found, recorded) {
        (Json::Number(l), Json::Number(r)) => l.parse::<f64>().unwrap() == r.parse::<f64>().unwrap(),
        (Json::List(l), Json::List(r)) => l.len() == r.len() && l.iter().zip(r).all(|(l, r)| same_or(l, r, other)),
        (Json::Object(l), Json::Object(r)) => {
            l.len() == r.len() && l.iter().all(|(key, l)| recorded.get(key).is_some_and(|r| same_or(l, r, other)))
        }
        _ => other(found, recorded),
    }
}
