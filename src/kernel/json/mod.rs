//! JSON text in and out, with numbers kept as they are written so that no amount passes through a float.

mod reader;
mod string;
mod write;

use super::{Result, at_most};
use std::borrow::Cow;

pub use reader::{MAX_DEPTH, Reader};
pub use write::{write_integer, write_text};
pub(crate) use write::{write_key, write_two_digits};

/// The kinds of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// The word for it in an error's sentence.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool => "boolean",
            Kind::Number => "number",
            Kind::Text => "string",
            Kind::List => "array",
            Kind::Object => "object",
        }
    }
}

/// The longest text of a document or a question, in bytes. What it is read into is some times larger.
pub const MAX_TEXT: usize = 8 * 1024 * 1024;

/// Refuses a text that is too long.
///
/// # Errors
/// [`Code::TooLarge`](super::Code::TooLarge).
pub(crate) fn check_length(text: &str) -> Result<()> {
    at_most(MAX_TEXT, text.len(), "bytes")
}

/// Whether two names are the same. They are short, and the machine's comparison goes byte by byte.
pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len()
        && match a.len() {
            4..8 => same_ends::<4>(a, b),
            8..=16 => same_ends::<8>(a, b),
            _ => a == b,
        }
}

/// Whether two runs of bytes begin and end with the same `N`, which may overlap.
#[inline(always)]
fn same_ends<const N: usize>(a: &[u8], b: &[u8]) -> bool {
    match (a.first_chunk::<N>(), b.first_chunk::<N>(), a.last_chunk::<N>(), b.last_chunk::<N>()) {
        (Some(a_first), Some(b_first), Some(a_last), Some(b_last)) => a_first == b_first && a_last == b_last,
        _ => false,
    }
}

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
    /// [`Code::Json`](super::Code::Json) with the byte offset of the first thing that is not JSON; [`Code::TooDeep`](super::Code::TooDeep).
    pub fn parse(text: &'a str) -> Result<Self> {
        check_length(text)?;
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
        let kind = match self {
            Json::Null => Kind::Null,
            Json::Bool(_) => Kind::Bool,
            Json::Number(_) => Kind::Number,
            Json::Text(_) => Kind::Text,
            Json::List(_) => Kind::List,
            Json::Object(_) => Kind::Object,
        };
        kind.as_str()
    }
}
