//! Why a document is refused.

use super::Field;
use crate::kernel::{Code, Error};

/// The error for a key that stands twice.
#[cold]
pub fn doubled(key: &str) -> Error {
    Error::new(Code::Duplicate).with("field", key).at_key(key)
}

/// The error for a field that is not there.
#[cold]
pub(super) fn missing(key: &'static str) -> Error {
    Error::new(Code::Missing).with("field", key).at_key(key)
}

/// Puts a key before an error's path. What is no JSON has an offset instead of a path.
#[cold]
pub fn under(error: Error, key: &str) -> Error {
    if error.code() == Code::Json { error } else { error.at_key(key) }
}

/// Puts an index before an error's path.
#[cold]
pub(super) fn at(error: Error, index: usize) -> Error {
    if error.code() == Code::Json { error } else { error.at_index(index) }
}

/// Words for a sentence, with commas between them.
pub fn listed<W: AsRef<str>>(words: impl Iterator<Item = W>) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(word.as_ref());
    }
    text
}

/// The error for a field that the record does not have, with the nearest that it has.
#[cold]
pub(super) fn unknown(key: &str, known: &[Field]) -> Error {
    let error =
        Error::new(Code::UnknownField).with("field", key).with("fields", listed(known.iter().map(|field| field.key())));
    let near = known.iter().find(|field| is_near(key, field.key()));
    let error = match near {
        Some(near) => error.with("near", near.key()),
        None => error,
    };
    error.at_key(key)
}

/// The error for a word that is not among the choices.
#[must_use]
pub fn no_choice(found: &str, choices: &[&'static str]) -> Error {
    Error::new(Code::Choice).with("found", found).with("choices", listed(choices.iter()))
}

/// Whether one edit (a letter more, less, changed or swapped with its neighbour, or another case) leads from one to the other.
fn is_near(a: &str, b: &str) -> bool {
    if a.eq_ignore_ascii_case(b) {
        return true;
    }
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (a_rest, b_rest);
    }
    while let ([a_rest @ .., x], [b_rest @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (a_rest, b_rest);
    }
    match (a, b) {
        ([x, y], [v, w]) => x == w && y == v,
        _ => at_most_one(a) && at_most_one(b),
    }
}

/// Whether this is no more than one character. (The other key is of ASCII, so that what is left is of whole ones.)
fn at_most_one(text: &[u8]) -> bool {
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count() <= 1
}
