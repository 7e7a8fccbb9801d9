//! The one error type: a stable code, the place in the document, and what would be right.

use super::json::{write_integer, write_text};
use super::named::named;
use std::fmt;

/// A result with the engine's error.
pub type Result<T> = std::result::Result<T, Error>;

named! {
    /// What is wrong, as a stable code, which crosses to JavaScript and into locale files; the sentence for each is in
    /// `locales/`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Code {
        /// The text is not JSON. Parameters: `offset` (byte).
        Json = "json",
        /// The document is nested deeper than the engine reads. Parameters: `limit`.
        TooDeep = "too-deep",
        /// A document or expression is larger than the engine takes. Parameters: `limit`, `what`.
        TooLarge = "too-large",
        /// A value of another type belongs here. Parameters: `expected`, `found`.
        Type = "type",
        /// A required field is absent. Parameters: `field`.
        Missing = "missing",
        /// The field is not one of this record's. Parameters: `field`, `fields`, and `near` where one is close.
        UnknownField = "unknown-field",
        /// The field stands twice. Parameters: `field`.
        Duplicate = "duplicate",
        /// The text is not one of the words allowed here. Parameters: `found`, `choices`.
        Choice = "choice",
        /// The number lies outside the range. Parameters: `min`, `max`.
        Range = "range",
        /// A number that has no place on the line of real numbers: too large, infinite, or none at all.
        NotFinite = "not-finite",
        /// There are fewer than it takes. Parameters: `least`.
        TooFew = "too-few",
        /// The numbers are all the same, where a difference between them is what counts.
        Constant = "constant",
        /// The numbers follow from others that are given too.
        Collinear = "collinear",
        /// Not an amount: safe integer of minor units or a decimal string. Parameters: `found`, `exponent`.
        Amount = "amount",
        /// A sum, product or conversion leaves the range of exact integers.
        Overflow = "overflow",
        /// Not a currency of ISO 4217. Parameters: `found`.
        Currency = "currency",
        /// Not a ratio such as "1.5", "10%" or "3/2". Parameters: `found`.
        Ratio = "ratio",
        /// Not an instant in RFC 3339. Parameters: `found`.
        Instant = "instant",
        /// Not a calendar date `YYYY-MM-DD`. Parameters: `found`.
        Date = "date",
        /// Not a time of day `HH:MM` from 00:00 to 24:00. Parameters: `found`.
        Time = "time",
        /// Not a local date `YYYY-MM-DD` or time `YYYY-MM-DDTHH:MM`. Parameters: `found`.
        LocalTime = "local-time",
        /// Not a time zone of the IANA database. Parameters: `found`.
        TimeZone = "time-zone",
        /// The expression does not parse. Parameters: `at` (character offset).
        Expression = "expression",
        /// The expression reads a variable that does not exist here. Parameters: `found`, `known`.
        Variable = "variable",
        /// The expression calls a function that does not exist. Parameters: `found`, `known`.
        Function = "function",
        /// Not the table of a time zone. Parameters: `found` (its beginning).
        ZoneTable = "zone-table",
        /// Two things that need an id of their own share one. Parameters: `id`.
        SameId = "same-id",
        /// An id is an empty text.
        EmptyId = "empty-id",
        /// An id is named that nothing carries. Parameters: `id`, `known`.
        NoSuchId = "no-such-id",
        /// Fields that cannot stand together, or of which one is needed. Parameters: `fields`, and `rule`, a code for what would be right.
        Combination = "combination",
        /// Not a model pack.
        Pack = "pack",
        /// A pack of a version that this engine does not know. Parameters: `found`, `known`.
        PackNewer = "pack-newer",
        /// A pack that ends before its end.
        PackTruncated = "pack-truncated",
        /// A pack or chunk whose bytes are not those that were written.
        PackAltered = "pack-altered",
        /// A chunk that does not belong to this pack.
        PackForeign = "pack-foreign",
    }
}

/// An input that was refused.
///
/// ```
/// use patronage::kernel::{Code, Error};
/// let error = Error::new(Code::Missing).with("field", "currency").at_key("program");
/// assert_eq!(error.code(), Code::Missing);
/// assert_eq!(error.path(), "/program");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    code: Code,
    path: String,
    params: Vec<(&'static str, String)>,
}

impl Error {
    /// An error at the root of the document.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Error(Box::new(Inner { code, path: String::new(), params: Vec::new() }))
    }

    /// Adds a parameter of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.params.push((name, value.into()));
        self
    }

    /// Adds a number as a parameter. (To format one by the standard library's means takes kilobytes of wasm.)
    #[must_use]
    pub fn with_number(self, name: &'static str, value: i64) -> Self {
        self.with(name, decimal(value))
    }

    /// For a number outside a range.
    #[must_use]
    #[cold]
    pub fn range(min: i64, max: i64) -> Self {
        Error::new(Code::Range).with_number("min", min).with_number("max", max)
    }

    /// For fields that do not stand together: `rule` is the code of what would be right.
    #[must_use]
    #[cold]
    pub fn combination(fields: &'static str, rule: &'static str) -> Self {
        Error::new(Code::Combination).with("fields", fields).with("rule", rule)
    }

    /// For more of something than the engine takes.
    #[must_use]
    #[cold]
    pub fn too_large(limit: usize, what: &'static str) -> Self {
        Error::new(Code::TooLarge).with_number("limit", i64::try_from(limit).unwrap_or(i64::MAX)).with("what", what)
    }

    /// Prefixes the path with the key that leads to it.
    #[must_use]
    pub fn at_key(mut self, key: &str) -> Self {
        let mut path = String::from("/");
        let mut rest = key;
        while let Some(at) = rest.bytes().position(|byte| byte == b'~' || byte == b'/') {
            let (plain, tail) = rest.split_at(at);
            path.push_str(plain);
            path.push_str(if tail.starts_with('~') { "~0" } else { "~1" });
            rest = tail.get(1..).unwrap_or_default();
        }
        path.push_str(rest);
        path.push_str(&self.0.path);
        self.0.path = path;
        self
    }

    /// Prefixes the path with the index that leads to it.
    #[must_use]
    pub fn at_index(self, index: usize) -> Self {
        self.at_key(&decimal(i64::try_from(index).unwrap_or(i64::MAX)))
    }

    /// What is wrong.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// Where, as a JSON Pointer (RFC 6901); empty at the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The error as JSON: `{"code":…,"path":…,"params":{…}}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\"code\":");
        write_text(self.code().as_str(), &mut out);
        out.push_str(",\"path\":");
        write_text(self.path(), &mut out);
        out.push_str(",\"params\":{");
        for (index, (name, value)) in self.params().iter().enumerate() {
            out.push_str(if index > 0 { "," } else { "" });
            write_text(name, &mut out);
            out.push(':');
            write_text(value, &mut out);
        }
        out.push_str("}}");
        out
    }

    /// The parameters of the sentence, in order.
    #[must_use]
    pub fn params(&self) -> &[(&'static str, String)] {
        &self.0.params
    }
}

fn decimal(value: i64) -> String {
    let mut text = String::new();
    write_integer(value, &mut text);
    text
}

/// No more of something than the engine takes.
///
/// # Errors
/// [`Code::TooLarge`].
pub(crate) fn at_most(limit: usize, found: usize, what: &'static str) -> Result<()> {
    if found <= limit { Ok(()) } else { Err(Error::too_large(limit, what)) }
}

impl fmt::Display for Error {
    #[cfg(feature = "sentences")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path().is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        f.write_str(&self.sentence(super::sentence::Language::English))
    }

    #[cfg(not(feature = "sentences"))]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path().is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        f.write_str(self.code().as_str())
    }
}

impl std::error::Error for Error {}
