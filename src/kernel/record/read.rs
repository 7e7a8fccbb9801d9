//! Values read from JSON, each in the place where it is to stand.

use super::placed;
use super::refusal::{at, doubled, missing, no_choice, under, unknown};
use crate::kernel::facts::Facts;
use crate::kernel::json::{Reader, check_length, same};
use crate::kernel::{Code, Error, Result};
use std::borrow::Cow;

/// What the reader of a document must know about it: the decimals of its currency.
#[derive(Debug, Clone, Copy)]
pub struct Scale(pub u8);

/// A type that is read from JSON text, from which it may borrow.
pub trait Read<'r> {
    /// What stands in the place before the value is read; nobody sees it, for what is not read is refused.
    fn blank() -> Self
    where
        Self: Sized;

    /// Reads the value into its place. Where the field is doubled, the value that is going to be refused may still be
    /// there in part.
    ///
    /// # Errors
    /// Says what is wrong and, relative to this value, where.
    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()>;

    /// Whether a field of this type may be left out.
    fn may_be_absent(&self) -> bool {
        false
    }
}

/// Reads a value.
///
/// # Errors
/// Those of its type.
pub fn read<'r, T: Read<'r>>(reader: &mut Reader<'r>, scale: Scale) -> Result<T> {
    let mut value = T::blank();
    value.read(reader, scale)?;
    Ok(value)
}

/// Reads a whole text.
///
/// # Errors
/// Those of the document, with their path; [`Code::Json`].
pub fn read_text<'r, T: Read<'r>>(text: &'r str, scale: Scale) -> Result<T> {
    check_length(text)?;
    let mut reader = Reader::new(text);
    let value = read(&mut reader, scale)?;
    reader.end()?;
    Ok(value)
}

/// A field of a record.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its key as it stands in an object: `,"key":`.
    pub label: &'static str,
    /// Whether the record has a value for it where it is left out.
    pub has_default: bool,
}

impl Field {
    /// Its key.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.label.get(2..self.label.len().wrapping_sub(2)).unwrap_or_default()
    }

    fn has_key(&self, key: &str) -> bool {
        let found = self.label.as_bytes().get(2..key.len().wrapping_add(2));
        self.label.len() == key.len().wrapping_add(4) && found.is_some_and(|found| same(found, key.as_bytes()))
    }
}

/// A type that is read field by field.
pub trait Record<'r> {
    /// The fields in order.
    fn fields(&self) -> &'static [Field];

    /// Where the value of a field is to stand.
    fn field(&mut self, place: usize) -> Option<&mut dyn Read<'r>>;

    /// Where other fields are kept; none if they are refused.
    fn others(&mut self) -> Option<&mut Facts<'r>> {
        None
    }
}

/// Reads the fields of a record.
///
/// # Errors
/// Those of a field's type, with its key in the path; a field that is unknown, doubled or missing.
pub fn read_record<'r>(record: &mut dyn Record<'r>, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
    let (mut found, mut next, mut first) = (Places::default(), 0, true);
    if let Some(others) = record.others() {
        others.clear();
    }
    reader.begin_object()?;
    while let Some((place, field)) = next_field(record, next, &mut first, reader)? {
        if let Some(value) = record.field(place) {
            value.read(reader, scale).map_err(|error| under(error, field.key()))?;
        }
        if !found.add(place) {
            return Err(doubled(field.key()));
        }
        next = place.wrapping_add(1);
    }
    match first_missing(record, &found) {
        Some(field) => Err(missing(field.key())),
        None => Ok(()),
    }
}

/// The next of the record's own fields, after those of no such key have been read; none at the end.
fn next_field<'r>(
    record: &mut dyn Record<'r>,
    expected: usize,
    first: &mut bool,
    reader: &mut Reader<'r>,
) -> Result<Option<(usize, &'static Field)>> {
    let fields = record.fields();
    // They mostly come in their order and with nothing between them.
    if let Some(field) = fields.get(expected).filter(|field| reader.passes(placed(field.label, *first))) {
        *first = false;
        return Ok(Some((expected, field)));
    }
    while reader.field(first)? {
        let key = reader.key()?;
        match fields.iter().enumerate().find(|(_, field)| field.has_key(&key)) {
            Some(found) => return Ok(Some(found)),
            None => other(record, key, reader)?,
        }
    }
    Ok(None)
}

fn first_missing(record: &mut dyn Record<'_>, found: &Places) -> Option<&'static Field> {
    let mut fields =
        record.fields().iter().enumerate().filter(|(place, field)| !found.has(*place) && !field.has_default);
    fields.find(|(place, _)| !record.field(*place).is_some_and(|value| value.may_be_absent())).map(|(_, field)| field)
}

/// Reads a field that is none of the record's own.
fn other<'r>(record: &mut dyn Record<'r>, key: Cow<'r, str>, reader: &mut Reader<'r>) -> Result<()> {
    let fields = record.fields();
    match record.others() {
        Some(others) => others.read(key, reader),
        None => Err(unknown(&key, fields)),
    }
}

/// The most fields that a record may have.
pub const MAX_FIELDS: usize = 32;

/// The fields of a record that have been read.
#[derive(Default)]
struct Places(u32);

impl Places {
    fn has(&self, place: usize) -> bool {
        self.0 & bit(place) != 0
    }

    /// Whether it was not there yet.
    fn add(&mut self, place: usize) -> bool {
        let new = !self.has(place);
        self.0 |= bit(place);
        new
    }
}

fn bit(place: usize) -> u32 {
    1_u32.wrapping_shl(place as u32)
}

/// Reads one of the words; which.
///
/// # Errors
/// [`Code::Choice`] for other words, [`Code::Type`] for other values.
pub fn choice(reader: &mut Reader<'_>, words: &[&'static str]) -> Result<usize> {
    let found = reader.text()?;
    let chosen = words.iter().position(|word| same(word.as_bytes(), found.as_bytes()));
    chosen.ok_or_else(|| no_choice(&found, words))
}

/// Reads a whole number between two bounds, which are safe integers.
///
/// # Errors
/// [`Code::Type`] for anything but a number without a fraction; [`Code::Range`].
pub fn integer(reader: &mut Reader<'_>, min: i64, max: i64) -> Result<i64> {
    match reader.whole() {
        Some(value) if (min..=max).contains(&value) => Ok(value),
        Some(_) => Err(Error::range(min, max)),
        None => Err(Error::new(Code::Type).with("expected", "integer").with("found", reader.number("integer")?)),
    }
}

impl<'r, T: Read<'r>> Read<'r> for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
        self.insert(T::blank()).read(reader, scale)
    }

    fn may_be_absent(&self) -> bool {
        true
    }
}

/// A list that is read item by item.
trait List<'r> {
    /// Where the next item is to stand.
    fn grow(&mut self) -> Option<&mut dyn Read<'r>>;
}

impl<'r, T: Read<'r>> List<'r> for Vec<T> {
    fn grow(&mut self) -> Option<&mut dyn Read<'r>> {
        self.push(T::blank());
        self.last_mut().map(|item| item as &mut dyn Read<'r>)
    }
}

fn read_list<'r>(list: &mut dyn List<'r>, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
    let (mut index, mut first) = (0_usize, true);
    reader.begin_list()?;
    while reader.item(&mut first)? {
        let item = list.grow();
        item.map_or(Ok(()), |item| item.read(reader, scale)).map_err(|error| at(error, index))?;
        index = index.wrapping_add(1);
    }
    Ok(())
}

impl<'r, T: Read<'r>> Read<'r> for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
        read_list(self, reader, scale)
    }
}

impl<'r> Read<'r> for String {
    fn blank() -> Self {
        String::new()
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        *self = reader.text()?.into_owned();
        Ok(())
    }
}

impl<'r: 'a, 'a> Read<'r> for Cow<'a, str> {
    fn blank() -> Self {
        Cow::Borrowed("")
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        *self = reader.text()?;
        Ok(())
    }
}
