//! The strings of JSON text, read.

use super::Reader;
use crate::kernel::Result;
use std::borrow::Cow;

impl<'a> Reader<'a> {
    /// Reads the string whose quotation mark comes next.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>> {
        self.advance();
        let from = self.at;
        self.pass_plain();
        let text = self.since(from);
        if self.peek() != b'"' {
            return self.escaped(text.into()).map(Cow::Owned);
        }
        self.advance();
        Ok(Cow::Borrowed(text))
    }

    /// Passes over characters that stand for themselves.
    #[inline(always)]
    fn pass_plain(&mut self) {
        self.at = self.at.wrapping_add(plain(self.bytes.get(self.at..).unwrap_or_default()));
    }

    /// The rest of a string that has escapes.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, mut text: String) -> Result<String> {
        while !self.take(b'"') {
            if !self.take(b'\\') {
                return Err(self.error());
            }
            text.push(self.escape()?);
            let from = self.at;
            self.pass_plain();
            text.push_str(self.since(from));
        }
        Ok(text)
    }

    fn escape(&mut self) -> Result<char> {
        let byte = *self.bytes.get(self.at).ok_or_else(|| self.error())?;
        self.advance();
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(self.error()),
        })
    }

    /// `\uXXXX`, in pairs for characters beyond the basic plane; a lone surrogate becomes U+FFFD.
    fn unicode(&mut self) -> Result<char> {
        let mut code = self.hex()?;
        let before = self.at;
        if (0xd800..0xdc00).contains(&code) && self.take(b'\\') && self.take(b'u') {
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                code = pair(code, second);
            } else {
                self.at = before;
            }
        } else {
            self.at = before;
        }
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Result<u32> {
        let mut code = 0_u32;
        for _ in 0..4 {
            let digit = char::from(self.peek()).to_digit(16).ok_or_else(|| self.error())?;
            code = code << 4 | digit;
            self.advance();
        }
        Ok(code)
    }
}

/// The character that a high and a low surrogate stand for.
fn pair(high: u32, low: u32) -> u32 {
    (((high & 0x3ff) << 10) | (low & 0x3ff)).saturating_add(0x1_0000)
}

const WORD: usize = size_of::<u64>();
const ONES: u64 = u64::from_ne_bytes([1; WORD]);
const HIGHEST: u64 = ONES << 7;

/// How many bytes at the front are neither a control character nor a quotation mark nor a backslash.
pub(super) fn plain(text: &[u8]) -> usize {
    let (mut rest, mut count) = (text, 0_usize);
    loop {
        let (word, after) = match rest.split_first_chunk::<WORD>() {
            Some((word, after)) => (*word, after),
            None => (filled_up(rest), &[][..]),
        };
        let plain = plain_in(word);
        count = count.wrapping_add(plain);
        if plain < WORD {
            return count;
        }
        rest = after;
    }
}

/// The last bytes, ended by zeros, which are control characters.
fn filled_up(rest: &[u8]) -> [u8; WORD] {
    let mut word = [0; WORD];
    if let Some(front) = word.get_mut(..rest.len()) {
        front.copy_from_slice(rest);
    }
    word
}

/// The same for eight bytes at once, which stand in the bits of one number.
#[inline(always)]
fn plain_in(word: [u8; WORD]) -> usize {
    let bytes = u64::from_le_bytes(word);
    let special = below(bytes, b' ') | below(bytes ^ all(b'"'), 1) | below(bytes ^ all(b'\\'), 1);
    special.trailing_zeros() as usize / 8
}

fn all(byte: u8) -> u64 {
    ONES.wrapping_mul(byte.into())
}

/// Sets the highest bit of the first byte that is below the limit, of none before it, and of no byte where none is.
fn below(bytes: u64, limit: u8) -> u64 {
    bytes.wrapping_sub(all(limit)) & !bytes & HIGHEST
}
