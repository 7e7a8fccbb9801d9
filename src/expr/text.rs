//! Texts as JavaScript compares them: in UTF-16, its own white space, without case.

use std::cmp::Ordering;

/// JavaScript's white space and line ends.
pub(super) fn is_space(character: char) -> bool {
    matches!(character,
        '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}'
        | '\u{205f}' | '\u{3000}' | '\u{feff}')
}

pub(super) fn trim(text: &str) -> &str {
    // A text that begins and ends with a letter or digit needs no look.
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(is_space),
    }
}

pub(super) fn trim_start(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

/// Whether two texts are the same but for white space around them and, unless it counts, their case.
pub(super) fn same(left: &str, right: &str, case_sensitive: bool) -> bool {
    let (left, right) = (trim(left), trim(right));
    if case_sensitive {
        return left == right;
    }
    let mut lefts = left.bytes();
    let mut rights = right.bytes();
    loop {
        match (lefts.next(), rights.next()) {
            (None, None) => return true,
            (Some(l), Some(r)) if l.is_ascii() && r.is_ascii() => {
                if !l.eq_ignore_ascii_case(&r) {
                    return false;
                }
            }
            (Some(l), Some(_)) if !l.is_ascii() || !right.is_ascii() => {
                return left.to_lowercase() == right.to_lowercase();
            }
            (Some(_), Some(_)) => return left.to_lowercase() == right.to_lowercase(),
            (Some(more), None) | (None, Some(more)) if more.is_ascii() => return false,
            _ => return left.to_lowercase() == right.to_lowercase(),
        }
    }
}

/// JavaScript's order: by UTF-16 units, which puts characters beyond the basic plane before U+E000.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

/// The length in UTF-16 units.
pub(super) fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text between two UTF-16 units; half of a pair becomes U+FFFD.
pub(super) fn between(text: &str, from: usize, to: usize) -> String {
    let units = text.encode_utf16().skip(from).take(to.saturating_sub(from));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
