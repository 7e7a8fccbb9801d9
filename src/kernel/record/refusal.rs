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
    under(error, &index.to_string())
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
        Error::new(Code::UnknownField).with("field", key).with("fields", listed(known.iter().map(|field| field.key)));
    let near = known.iter().find(|field| is_near(key, field.key));
    let error = match near {
        Some(near) => error.with("near", near.key),
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
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(front..).unwrap_or_default(), b.get(front..).unwrap_or_default());
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (middle(a, back), middle(b, back));
    match (a, b) {
        ([x, y], [v, w]) => x == w && y == v,
        _ => a.len() <= 1 && b.len() <= 1,
    }
}

fn middle(text: &[char], back: usize) -> &[char] {
    text.get(..text.len().saturating_sub(back)).unwrap_or_default()
}
