//! JSON text, read piece by piece.

use super::{Json, Kind, same};
use crate::kernel::{Code, Error, Result};
use std::borrow::Cow;

/// Lists and objects nested deeper than this are refused, so that no document can exhaust the stack.
pub const MAX_DEPTH: usize = 128;

/// Reads JSON text piece by piece, so that a document can be taken in without building a tree of it first.
///
/// ```
/// use patronage::kernel::json::Reader;
/// let mut reader = Reader::new(r#"{ "points": 12, "why": ["earned"] }"#);
/// let mut first = true;
/// reader.begin_object()?;
/// while reader.field(&mut first)? {
///     println!("{}: {:?}", reader.key()?, reader.value()?);
/// }
/// reader.end()?;
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub struct Reader<'a> {
    text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// At the beginning of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Reader { text, bytes: text.as_bytes(), at: 0, depth: 0 }
    }

    /// Nothing but white space may follow.
    ///
    /// # Errors
    /// [`Code::Json`].
    pub fn end(&mut self) -> Result<()> {
        self.next();
        if self.at == self.text.len() { Ok(()) } else { Err(self.error()) }
    }

    /// The kind of the value that comes next; none if no value does.
    pub fn kind(&mut self) -> Option<Kind> {
        Some(match self.next() {
            b'{' => Kind::Object,
            b'[' => Kind::List,
            b'"' => Kind::Text,
            b'-' | b'0'..=b'9' => Kind::Number,
            b't' | b'f' => Kind::Bool,
            b'n' => Kind::Null,
            _ => return None,
        })
    }

    /// The error for a value of another type than comes next.
    #[cold]
    pub fn mismatch(&mut self, expected: &'static str) -> Error {
        match self.kind() {
            Some(found) => Error::new(Code::Type).with("expected", expected).with("found", found.as_str()),
            None => self.error(),
        }
    }

    /// Enters an object.
    ///
    /// # Errors
    /// [`Code::Type`] if another value comes next, [`Code::TooDeep`], [`Code::Json`].
    pub fn begin_object(&mut self) -> Result<()> {
        self.enter(b'{', "object")
    }

    /// Enters an array.
    ///
    /// # Errors
    /// [`Code::Type`] if another value comes next, [`Code::TooDeep`], [`Code::Json`].
    pub fn begin_list(&mut self) -> Result<()> {
        self.enter(b'[', "array")
    }

    fn enter(&mut self, bracket: u8, kind: &'static str) -> Result<()> {
        if self.next() != bracket {
            return Err(self.mismatch(kind));
        }
        self.advance();
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            return Err(Error::new(Code::TooDeep).with_number("limit", MAX_DEPTH as i64));
        }
        Ok(())
    }

    /// Whether another field of the object comes, its key to be read next; if not, the object is left.
    ///
    /// # Errors
    /// [`Code::Json`].
    pub fn field(&mut self, first: &mut bool) -> Result<bool> {
        self.more(b'}', first)
    }

    /// Whether another item of the array comes, to be read next; if not, the array is left.
    ///
    /// # Errors
    /// [`Code::Json`].
    pub fn item(&mut self, first: &mut bool) -> Result<bool> {
        self.more(b']', first)
    }

    fn more(&mut self, bracket: u8, first: &mut bool) -> Result<bool> {
        let byte = self.next();
        if byte == bracket {
            self.advance();
            self.depth = self.depth.saturating_sub(1);
            return Ok(false);
        }
        if !std::mem::take(first) {
            if byte != b',' {
                return Err(self.error());
            }
            self.advance();
            self.next();
        }
        Ok(true)
    }

    /// Reads a field's key; its value is to be read next.
    ///
    /// # Errors
    /// [`Code::Json`].
    pub fn key(&mut self) -> Result<Cow<'a, str>> {
        if self.peek() != b'"' {
            return Err(self.error());
        }
        let key = self.string()?;
        if self.next() != b':' {
            return Err(self.error());
        }
        self.advance();
        Ok(key)
    }

    /// Passes over a piece of text if it comes next; if not, nothing is read.
    pub fn passes(&mut self, piece: &str) -> bool {
        let end = self.at.wrapping_add(piece.len());
        let passed = self.bytes.get(self.at..end).is_some_and(|found| same(found, piece.as_bytes()));
        if passed {
            self.at = end;
        }
        passed
    }

    /// Reads a string.
    ///
    /// # Errors
    /// [`Code::Type`] if another value comes next, [`Code::Json`].
    pub fn text(&mut self) -> Result<Cow<'a, str>> {
        if self.next() == b'"' { self.string() } else { Err(self.mismatch("string")) }
    }

    /// Reads a number, as written.
    ///
    /// # Errors
    /// [`Code::Type`], which expects what it is told, if another value comes next; [`Code::Json`].
    pub fn number(&mut self, expected: &'static str) -> Result<&'a str> {
        match self.next() {
            b'-' | b'0'..=b'9' => self.digits(),
            _ => Err(self.mismatch(expected)),
        }
    }

    /// Reads a number that has neither fraction nor exponent; if none comes next, nothing. One of 19 digits or more may
    /// come as the last number of 64 bits.
    pub fn whole(&mut self) -> Option<i64> {
        self.next();
        let before = self.at;
        let sign = if self.take(b'-') { -1 } else { 1 };
        let from = self.at;
        let magnitude = self.magnitude();
        let digits = self.bytes.get(from..self.at).unwrap_or_default();
        if matches!(digits, [] | [b'0', _, ..]) || matches!(self.peek(), b'.' | b'e' | b'E') {
            self.at = before;
            return None;
        }
        Some(magnitude.wrapping_mul(sign))
    }

    fn magnitude(&mut self) -> i64 {
        let mut value = 0_i64;
        loop {
            let digit = self.peek().wrapping_sub(b'0');
            if digit > 9 {
                return value;
            }
            // One digit more could leave the range.
            value = if value < i64::MAX / 10 { value.wrapping_mul(10).wrapping_add(digit.into()) } else { i64::MAX };
            self.advance();
        }
    }

    /// Reads any value.
    ///
    /// # Errors
    /// [`Code::Json`], [`Code::TooDeep`] with the path to the depth.
    pub fn value(&mut self) -> Result<Json<'a>> {
        match self.next() {
            b'{' => self.object(),
            b'[' => self.list(),
            b'"' => Ok(Json::Text(self.string()?)),
            b'-' | b'0'..=b'9' => Ok(Json::Number(Cow::Borrowed(self.digits()?))),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => Err(self.error()),
        }
    }

    fn list(&mut self) -> Result<Json<'a>> {
        let (mut items, mut first) = (Vec::new(), true);
        self.begin_list()?;
        while self.item(&mut first)? {
            match self.value() {
                Ok(item) => items.push(item),
                Err(error) => return Err(if names_place(&error) { error.at_index(items.len()) } else { error }),
            }
        }
        Ok(Json::List(items))
    }

    fn object(&mut self) -> Result<Json<'a>> {
        let (mut fields, mut first) = (Vec::new(), true);
        self.begin_object()?;
        while self.field(&mut first)? {
            let key = self.key()?;
            match self.value() {
                Ok(value) => fields.push((key, value)),
                Err(error) => return Err(if names_place(&error) { error.at_key(&key) } else { error }),
            }
        }
        Ok(Json::Object(fields))
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>> {
        if self.passes(word) { Ok(value) } else { Err(self.error()) }
    }

    #[cold]
    pub(crate) fn error(&self) -> Error {
        Error::new(Code::Json).with_number("offset", self.at as i64)
    }

    /// The byte at this place; 0, which no JSON has, at the end.
    #[inline(always)]
    pub(super) fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// The next byte that is no white space.
    #[inline(always)]
    fn next(&mut self) -> u8 {
        // Between machines there is seldom any.
        let byte = self.peek();
        if byte > b' ' { byte } else { self.after_space() }
    }

    #[cold]
    fn after_space(&mut self) -> u8 {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.advance();
        }
        self.peek()
    }

    /// Passes over a byte that is there.
    #[inline(always)]
    pub(super) fn advance(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        if found {
            self.advance();
        }
        found
    }

    /// What has been passed over since; the ends are always those of characters.
    #[inline(always)]
    pub(super) fn since(&self, from: usize) -> &'a str {
        self.text.get(from..self.at).unwrap_or_default()
    }

    fn digits(&mut self) -> Result<&'a str> {
        let from = self.at;
        self.take(b'-');
        let zero = self.peek() == b'0';
        let whole = self.skip_digits();
        if whole == 0 || (zero && whole > 1) {
            return Err(self.error());
        }
        if matches!(self.peek(), b'.' | b'e' | b'E') {
            self.fraction_and_exponent()?;
        }
        Ok(self.since(from))
    }

    fn fraction_and_exponent(&mut self) -> Result<()> {
        if self.take(b'.') && self.skip_digits() == 0 {
            return Err(self.error());
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            if self.skip_digits() == 0 {
                return Err(self.error());
            }
        }
        Ok(())
    }

    fn skip_digits(&mut self) -> usize {
        let from = self.at;
        while self.peek().is_ascii_digit() {
            self.advance();
        }
        self.at.wrapping_sub(from)
    }
}

/// A depth error names its place; a syntax error already has its offset.
fn names_place(error: &Error) -> bool {
    error.code() == Code::TooDeep
}
