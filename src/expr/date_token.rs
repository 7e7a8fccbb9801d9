//! The tokens of a date's text.

use super::text;
use crate::kernel::text::words;

pub(super) const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
/// Names of time zones, and the hours of each.
const ZONES: &str = "z ut utc gmt est edt cst cdt mst mdt pst pdt";
const HOURS: [i8; 12] = [0, 0, 0, 0, -5, -4, -6, -5, -7, -6, -8, -7];

#[derive(Debug, Clone, Copy)]
pub(super) enum Token {
    Number {
        value: i64,
        length: usize,
    },
    Symbol(char),
    Month(i64),
    /// Hours to add for `am` and `pm`.
    Half(i64),
    Zone {
        hours: i64,
        short: bool,
    },
    Separator,
    Word,
    Space,
    Other,
    End,
}

impl Token {
    pub(super) fn is_end(self) -> bool {
        matches!(self, Token::End)
    }

    pub(super) fn is_symbol(self, symbol: char) -> bool {
        matches!(self, Token::Symbol(found) if found == symbol)
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Token::Number { .. })
    }

    pub(super) fn sign(self) -> Option<i64> {
        match self {
            Token::Symbol('+') => Some(1),
            Token::Symbol('-') => Some(-1),
            _ => None,
        }
    }
}

/// One token and what follows it.
pub(super) fn scan(text: &str) -> (Token, &str) {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return (Token::End, "") };
    let rest = characters.as_str();
    match first {
        '0'..='9' => scan_number(text),
        ':' | '-' | '+' | '.' | ')' => (Token::Symbol(first), rest),
        _ if text::is_space(first) => (Token::Space, rest),
        'A'.. => scan_word(text),
        '(' => (Token::Other, skip_parentheses(text)),
        _ => (Token::Other, rest),
    }
}

/// Nine significant digits count; the rest are passed over.
fn scan_number(text: &str) -> (Token, &str) {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    let significant = digits.bytes().skip_while(|digit| *digit == b'0').take(9);
    let value = significant.fold(0_i64, |value, digit| value.wrapping_mul(10).wrapping_add(i64::from(digit & 15)));
    (Token::Number { value, length }, rest)
}

fn scan_word(text: &str) -> (Token, &str) {
    let letters = text.chars().take_while(|character| *character >= 'A' && !text::is_space(*character));
    let end = letters.map(char::len_utf8).sum();
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let starts = |name: &[u8]| word.as_bytes().get(..3).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let token = if let Some(month) = MONTHS.as_bytes().chunks(3).position(starts) {
        Token::Month(i64::try_from(month).unwrap_or(0).saturating_add(1))
    } else if let Some(hours) = words(ZONES).position(is).and_then(|zone| HOURS.get(zone)) {
        Token::Zone { hours: i64::from(*hours), short: word.len() == 1 }
    } else if is("am") {
        Token::Half(0)
    } else if is("pm") {
        Token::Half(12)
    } else if is("t") {
        Token::Separator
    } else {
        Token::Word
    };
    (token, rest)
}

fn skip_parentheses(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut characters = text.chars();
    for character in characters.by_ref() {
        match character {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    characters.as_str()
}
