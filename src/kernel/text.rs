//! Texts taken apart in little code. The standard library's searchers are long, and come once for each kind of mark.

use super::gather::Gather;
use super::json::write_integer;

/// What stands before and after the first of these ASCII characters.
///
/// ```
/// use patronage::kernel::text::cut;
/// assert_eq!(cut("zh-Hans-CN", b"-_"), Some(("zh", "Hans-CN")));
/// assert_eq!(cut("en", b"-_"), None);
/// ```
#[must_use]
pub fn cut<'t>(text: &'t str, marks: &[u8]) -> Option<(&'t str, &'t str)> {
    around(text, text.bytes().position(|byte| is_one(byte, marks))?)
}

/// What stands before and after the last of these ASCII characters.
#[must_use]
pub fn cut_last<'t>(text: &'t str, marks: &[u8]) -> Option<(&'t str, &'t str)> {
    around(text, text.bytes().rposition(|byte| is_one(byte, marks))?)
}

/// The parts between these ASCII characters.
///
/// ```
/// use patronage::kernel::text::parts;
/// assert_eq!(parts("a.b[0]", b".["), ["a", "b", "0]"]);
/// ```
#[must_use]
pub fn parts<'t>(text: &'t str, marks: &[u8]) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((part, after)) = cut(rest, marks) {
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// The words between spaces: a table in fewer bytes than one of texts, each of which has its address and length.
///
/// ```
/// use patronage::kernel::text::words;
/// assert!(words("one two ").eq(["one", "two"]));
/// ```
pub fn words(mut list: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (word, rest) = cut(list, b" ").unwrap_or((list, ""));
        list = rest;
        (!word.is_empty()).then_some(word)
    })
}

/// The word of a place among those between spaces; empty where there is none.
#[must_use]
pub fn word_at(list: &str, place: usize) -> &str {
    words(list).nth(place).unwrap_or_default()
}

/// The place of a word among those between spaces.
#[must_use]
pub fn place_of(word: &str, list: &str) -> Option<usize> {
    words(list).position(|known| known == word)
}

/// Where the beginnings of a dotted name end: at each dot, and at its own end.
///
/// ```
/// use patronage::kernel::text::beginnings;
/// assert_eq!(beginnings("a.bc.d"), [1, 4, 6]);
/// ```
#[must_use]
pub fn beginnings(name: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    name.bytes().enumerate().filter(|(_, byte)| *byte == b'.').map(|(at, _)| at).gather_into(&mut ends);
    ends.push(name.len());
    ends
}

/// The texts with another between them.
#[must_use]
pub fn joined(texts: &[String], between: &str) -> String {
    let mut joined = String::new();
    for (index, text) in texts.iter().enumerate() {
        joined.push_str(if index > 0 { between } else { "" });
        joined.push_str(text);
    }
    joined
}

/// A word with another behind it.
#[must_use]
pub fn followed(word: &str, by: &str) -> String {
    let mut text = String::from(word);
    text.push_str(by);
    text
}

/// A word with a number behind it: `page1`.
#[must_use]
pub fn numbered(word: &str, number: usize) -> String {
    let mut text = String::from(word);
    write_integer(i64::try_from(number).unwrap_or(i64::MAX), &mut text);
    text
}

/// The whole number that digits of a base write.
///
/// ```
/// use patronage::kernel::text::whole;
/// assert_eq!((whole("20", 10), whole("ff", 16)), (Some(20), Some(255)));
/// assert_eq!((whole("", 10), whole("-1", 10)), (None, None));
/// ```
#[must_use]
pub fn whole(digits: &str, base: u32) -> Option<u32> {
    let add = |sum: u32, digit: char| sum.checked_mul(base)?.checked_add(digit.to_digit(base)?);
    digits.chars().try_fold(0, add).filter(|_| !digits.is_empty())
}

// A loop: the search of a slice of bytes is made for long ones.
fn is_one(byte: u8, marks: &[u8]) -> bool {
    marks.iter().copied().any(|mark| mark == byte)
}

fn around(text: &str, at: usize) -> Option<(&str, &str)> {
    Some((text.get(..at)?, text.get(at.saturating_add(1)..)?))
}
