//! JSON text in and out, with numbers kept as they are written so that no amount passes through a float.

use super::{Code, Error, Result};
use std::borrow::Cow;

/// Lists and objects nested deeper than this are refused, so that no document can exhaust the stack.
pub const MAX_DEPTH: usize = 128;

/// A JSON value that borrows from its text where it can.
///
/// ```
/// use patronage::kernel::json::Json;
/// let json = Json::parse(r#"{"price": 19.90}"#).unwrap();
/// assert_eq!(json.get("price"), Some(&Json::Number("19.90".into())));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(Cow<'a, str>),
    /// A string, unescaped.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object, in the order of the text; a key that stands twice stands here twice.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// Reads one JSON value that fills the whole text.
    ///
    /// # Errors
    /// [`Code::Json`] with the byte offset of the first thing that is not JSON; [`Code::TooDeep`].
    pub fn parse(text: &'a str) -> Result<Self> {
        let mut reader = Reader::new(text);
        let value = reader.value()?;
        reader.end()?;
        Ok(value)
    }

    /// The value of a key of an object (the last one, if it stands twice).
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        match self {
            Json::Object(fields) => fields.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The word for this kind of value in an error's sentence.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "boolean",
            Json::Number(_) => "number",
            Json::Text(_) => "string",
            Json::List(_) => "array",
            Json::Object(_) => "object",
        }
    }

    /// The same value without a borrow.
    #[must_use]
    pub fn into_owned(self) -> Json<'static> {
        match self {
            Json::Null => Json::Null,
            Json::Bool(value) => Json::Bool(value),
            Json::Number(text) => Json::Number(Cow::Owned(text.into_owned())),
            Json::Text(text) => Json::Text(Cow::Owned(text.into_owned())),
            Json::List(items) => Json::List(items.into_iter().map(Json::into_owned).collect()),
            Json::Object(fields) => Json::Object(
                fields.into_iter().map(|(key, value)| (Cow::Owned(key.into_owned()), value.into_owned())).collect(),
            ),
        }
    }

    /// Appends the value as compact JSON.
    pub fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(true) => out.push_str("true"),
            Json::Bool(false) => out.push_str("false"),
            Json::Number(text) => out.push_str(text),
            Json::Text(text) => write_text(text, out),
            Json::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(fields) => {
                out.push('{');
                for (index, (key, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_text(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// Appends a JSON string with its quotes.
pub fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.as_bytes().iter().position(|byte| matches!(byte, 0..0x20 | b'"' | b'\\')) {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        let mut characters = tail.chars();
        if let Some(character) = characters.next() {
            write_escape(character, out);
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

fn write_escape(character: char, out: &mut String) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        other => {
            out.push_str("\\u00");
            let code = u32::from(other);
            out.extend(char::from_digit(code >> 4, 16));
            out.extend(char::from_digit(code & 15, 16));
        }
    }
}

/// Appends an integer in decimal.
pub fn write_integer(value: i64, out: &mut String) {
    if value < 0 {
        out.push('-');
    }
    let rest = value.unsigned_abs();
    let mut place = 1_u64;
    let above = |place: u64| rest.checked_div(place).unwrap_or(0);
    while above(place) >= 10 {
        place = place.saturating_mul(10);
    }
    while place > 0 {
        out.push(char::from(b'0' | u8::try_from(above(place) % 10).unwrap_or(0)));
        place /= 10;
    }
}

/// Reads JSON text piece by piece, so that a document can be taken in without building a tree of it first.
///
/// ```
/// use patronage::kernel::json::Reader;
/// let mut reader = Reader::new(r#"{ "points": 12, "why": ["earned"] }"#);
/// let mut first = true;
/// reader.begin_object()?;
/// while let Some(key) = reader.key(&mut first)? {
///     println!("{key}: {:?}", reader.value()?);
/// }
/// reader.end()?;
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
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
        self.skip_space();
        if self.at == self.text.len() { Ok(()) } else { Err(self.error()) }
    }

    /// The kind of the value that comes next, as [`Json::kind`] names it; none if no value does.
    pub fn kind(&mut self) -> Option<&'static str> {
        self.skip_space();
        Some(match self.peek()? {
            b'{' => "object",
            b'[' => "array",
            b'"' => "string",
            b'-' | b'0'..=b'9' => "number",
            b't' | b'f' => "boolean",
            b'n' => "null",
            _ => return None,
        })
    }

    /// The error for a value of another type than comes next.
    pub fn mismatch(&mut self, expected: &'static str) -> Error {
        match self.kind() {
            Some(found) => Error::new(Code::Type).with("expected", expected).with("found", found),
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
        self.skip_space();
        if !self.take(bracket) {
            return Err(self.mismatch(kind));
        }
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            return Err(Error::new(Code::TooDeep).with("limit", MAX_DEPTH.to_string()));
        }
        Ok(())
    }

    /// The next key of the object, its value to be read next; none after the last, and the object is left.
    ///
    /// # Errors
    /// [`Code::Json`].
    pub fn key(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>> {
        if !self.more(b'}', first)? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return Err(self.error());
        }
        let key = self.string()?;
        self.skip_space();
        if !self.take(b':') {
            return Err(self.error());
        }
        Ok(Some(key))
    }

    /// Whether another item of the array comes, to be read next; if not, the array is left.
    ///
    /// # Errors
    /// [`Code::Json`].
    pub fn item(&mut self, first: &mut bool) -> Result<bool> {
        self.more(b']', first)
    }

    fn more(&mut self, bracket: u8, first: &mut bool) -> Result<bool> {
        self.skip_space();
        if self.take(bracket) {
            self.depth = self.depth.saturating_sub(1);
            return Ok(false);
        }
        if !std::mem::take(first) {
            if !self.take(b',') {
                return Err(self.error());
            }
            self.skip_space();
        }
        Ok(true)
    }

    /// Reads a string.
    ///
    /// # Errors
    /// [`Code::Type`] if another value comes next, [`Code::Json`].
    pub fn text(&mut self) -> Result<Cow<'a, str>> {
        self.skip_space();
        if self.peek() == Some(b'"') { self.string() } else { Err(self.mismatch("string")) }
    }

    /// Reads any value.
    ///
    /// # Errors
    /// [`Code::Json`], [`Code::TooDeep`] with the path to the depth.
    pub fn value(&mut self) -> Result<Json<'a>> {
        self.skip_space();
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.list(),
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => Ok(Json::Number(Cow::Borrowed(self.digits()?))),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            _ => Err(self.error()),
        }
    }

    fn list(&mut self) -> Result<Json<'a>> {
        let (mut items, mut first) = (Vec::new(), true);
        self.begin_list()?;
        while self.item(&mut first)? {
            let item = self.value().map_err(|error| within_item(error, items.len()))?;
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn object(&mut self) -> Result<Json<'a>> {
        let (mut fields, mut first) = (Vec::new(), true);
        self.begin_object()?;
        while let Some(key) = self.key(&mut first)? {
            let value = self.value().map_err(|error| within(error, &key))?;
            fields.push((key, value));
        }
        Ok(Json::Object(fields))
    }

    fn error(&self) -> Error {
        Error::new(Code::Json).with("offset", self.at.min(self.text.len()).to_string())
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn advance(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    #[inline]
    fn skip_space(&mut self) {
        // Between machines there is seldom any.
        if self.peek().is_some_and(|byte| byte > b' ') {
            return;
        }
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.advance();
        }
    }

    fn skip_digits(&mut self) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let count = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        self.at = self.at.saturating_add(count);
        count
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.advance();
        }
        found
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>> {
        let end = self.at.saturating_add(word.len());
        if self.bytes.get(self.at..end) == Some(word.as_bytes()) {
            self.at = end;
            Ok(value)
        } else {
            Err(self.error())
        }
    }

    /// Reads a number, as written.
    ///
    /// # Errors
    /// [`Code::Type`] if another value comes next, [`Code::Json`].
    pub fn number(&mut self) -> Result<&'a str> {
        self.skip_space();
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.digits(),
            _ => Err(self.mismatch("number")),
        }
    }

    fn digits(&mut self) -> Result<&'a str> {
        let from = self.at;
        self.take(b'-');
        let zero = self.peek() == Some(b'0');
        let whole = self.skip_digits();
        if whole == 0 || (zero && whole > 1) {
            return Err(self.error());
        }
        if self.take(b'.') && self.skip_digits() == 0 {
            return Err(self.error());
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            if self.skip_digits() == 0 {
                return Err(self.error());
            }
        }
        self.slice(from)
    }

    fn slice(&self, from: usize) -> Result<&'a str> {
        self.text.get(from..self.at).ok_or_else(|| self.error())
    }

    fn string(&mut self) -> Result<Cow<'a, str>> {
        self.advance();
        let from = self.at;
        let stop = self.plain();
        if stop == Some(b'"') {
            let text = self.slice(from)?;
            self.advance();
            return Ok(Cow::Borrowed(text));
        }
        let mut text = String::from(self.slice(from)?);
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.advance();
                    return Ok(Cow::Owned(text));
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.error()),
            }
            let from = self.at;
            self.plain();
            text.push_str(self.slice(from)?);
        }
    }

    /// Passes over characters that stand for themselves; the byte that ends them.
    fn plain(&mut self) -> Option<u8> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let stop = rest.iter().position(|byte| matches!(byte, 0..0x20 | b'"' | b'\\'));
        self.at = self.at.saturating_add(stop.unwrap_or(rest.len()));
        self.peek()
    }

    fn escape(&mut self) -> Result<char> {
        self.advance();
        let byte = self.peek().ok_or_else(|| self.error())?;
        self.advance();
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
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
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let before = self.at;
        if self.take(b'\\') && self.take(b'u') {
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                return Ok(char::from_u32(pair(first, second)).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        self.at = before;
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn hex(&mut self) -> Result<u32> {
        let mut code = 0_u32;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16)).ok_or_else(|| self.error())?;
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

/// A depth error names its place; a syntax error already has its offset.
fn within(error: Error, key: &str) -> Error {
    if error.code() == Code::TooDeep { error.at_key(key) } else { error }
}

fn within_item(error: Error, index: usize) -> Error {
    if error.code() == Code::TooDeep { error.at_index(index) } else { error }
}
