//! Texts as JavaScript compares them: in UTF-16, its own white space, without case.

use super::lowercase;
use std::cmp::Ordering;

/// JavaScript's white space and line ends.
pub(crate) fn is_space(character: char) -> bool {
    matches!(character,
        '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}'
        | '\u{205f}' | '\u{3000}' | '\u{feff}')
}

pub(crate) fn trim(text: &str) -> &str {
    // A text that begins and ends with a letter or digit needs no look.
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => trim_end(trim_start(text)),
    }
}

pub(super) fn trim_start(text: &str) -> &str {
    let mut rest = text.chars();
    let mut trimmed = text;
    while rest.next().is_some_and(is_space) {
        trimmed = rest.as_str();
    }
    trimmed
}

fn trim_end(text: &str) -> &str {
    let mut rest = text.chars();
    let mut trimmed = text;
    while rest.next_back().is_some_and(is_space) {
        trimmed = rest.as_str();
    }
    trimmed
}

/// Whether two texts are the same but for white space around them and, unless it counts, their case.
pub(super) fn same(left: &str, right: &str, case_sensitive: bool) -> bool {
    // Most texts that differ begin with another letter or digit.
    if let (Some(l), Some(r)) = (left.as_bytes().first(), right.as_bytes().first())
        && l.is_ascii_graphic()
        && r.is_ascii_graphic()
        && !l.eq_ignore_ascii_case(r)
    {
        return false;
    }
    let (left, right) = (trim(left), trim(right));
    if case_sensitive { left == right } else { same_letters(left, right) }
}

/// Whether two texts are the same but for their case.
pub(super) fn same_letters(left: &str, right: &str) -> bool {
    for (l, r) in left.bytes().zip(right.bytes()) {
        if l != r {
            if !l.is_ascii() || !r.is_ascii() {
                return lower(left) == lower(right);
            }
            if !l.eq_ignore_ascii_case(&r) {
                return false;
            }
        }
    }
    // One is the beginning of the other, or both are the same.
    left.len() == right.len()
}

/// In lower case, each character by itself; a sigma is one letter, at the end of a word too.
pub(crate) fn lower(text: &str) -> String {
    let mut lowered = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            'ς' => lowered.push('σ'),
            'İ' => lowered.push_str("i\u{307}"),
            other => lowered.push(lowercase::small(other)),
        }
    }
    lowered
}

/// Where a part begins, after Knuth, Morris and Pratt: in one pass. (The standard library's searcher is long.)
pub(super) fn find(text: &str, part: &str) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    let part = part.as_bytes();
    let borders = borders(part);
    let mut matched = 0;
    for (at, byte) in text.bytes().enumerate() {
        matched = lengthened(matched, byte, part, &borders);
        if matched == part.len() {
            return at.checked_add(1)?.checked_sub(matched);
        }
    }
    None
}

/// For each beginning of a part how much of it, but not all, stands at its end again.
fn borders(part: &[u8]) -> Vec<usize> {
    let mut borders = vec![0];
    let mut matched = 0;
    for byte in part.iter().skip(1) {
        matched = lengthened(matched, *byte, part, &borders);
        borders.push(matched);
    }
    borders
}

/// How much of the part stands at the end of what was read, where `matched` did before one more byte.
fn lengthened(mut matched: usize, byte: u8, part: &[u8], borders: &[usize]) -> usize {
    while part.get(matched) != Some(&byte) {
        let Some(before) = matched.checked_sub(1) else { return 0 };
        matched = borders.get(before).copied().unwrap_or(0);
    }
    matched.saturating_add(1)
}

/// With the occurrences of a part replaced by one text and the other in turn.
pub(crate) fn replaced(text: &str, part: &str, [mut by, mut next]: [&str; 2]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !part.is_empty()
        && let Some(at) = find(rest, part)
    {
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push_str(by);
        (by, next) = (next, by);
        rest = rest.get(at.saturating_add(part.len())..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// JavaScript's order: by UTF-16 units, which puts characters beyond the basic plane before U+E000.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let place = |character: char| (matches!(character, '\u{e000}'..='\u{ffff}'), character);
    left.chars().map(place).cmp(right.chars().map(place))
}

/// The length in UTF-16 units.
pub(super) fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text between two UTF-16 units; half of a pair becomes U+FFFD.
pub(super) fn between(text: &str, from: usize, to: usize) -> String {
    let mut out = String::new();
    let mut at = 0_usize;
    for character in text.chars() {
        let end = at.saturating_add(character.len_utf16());
        let (first, last) = (at.max(from), end.min(to));
        if (first, last) == (at, end) {
            out.push(character);
        } else if first < last {
            out.push(char::REPLACEMENT_CHARACTER);
        }
        at = end;
    }
    out
}
