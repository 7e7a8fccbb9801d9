//! Document types declared once: a struct with its reader, its writer and its description.
//!
//! Reading is strict: a field that is unknown, missing, doubled or of another type is an error that names its place.

use super::json::{Reader, write_integer, write_text};
use super::{Code, Error, Result};
use std::borrow::Cow;

/// What the reader of a document must know about it: the decimals of its currency.
#[derive(Debug, Clone, Copy)]
pub struct Scale(pub u8);

/// A type that is read from JSON text, from which it may borrow.
pub trait Read<'r>: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// Says what is wrong and, relative to this value, where.
    fn read(reader: &mut Reader<'r>, scale: Scale) -> Result<Self>;

    /// The value of a field that is left out; none if the field is required.
    fn absent() -> Option<Self> {
        None
    }
}

/// A type that is written as JSON.
pub trait Write {
    /// Appends the value.
    fn write(&self, out: &mut String);

    /// Whether a field with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Reads a whole text.
///
/// # Errors
/// Those of the document, with their path; [`Code::Json`].
pub fn read_text<'r, T: Read<'r>>(text: &'r str, scale: Scale) -> Result<T> {
    let mut reader = Reader::new(text);
    let value = T::read(&mut reader, scale)?;
    reader.end()?;
    Ok(value)
}

/// Fills the slot of a field, once.
///
/// # Errors
/// Those of the field's type, with the key in the path; [`Code::Duplicate`].
pub fn fill<'r, T: Read<'r>>(slot: &mut Option<T>, key: &str, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
    match T::read(reader, scale) {
        Ok(value) if slot.is_none() => *slot = Some(value),
        Ok(_) => return Err(doubled(key)),
        Err(error) => return Err(under(error, key)),
    }
    Ok(())
}

// What follows is not generic, so that it is there once and not for each field of each record.

#[cold]
fn doubled(key: &str) -> Error {
    Error::new(Code::Duplicate).with("field", key).at_key(key)
}

/// Puts a key before an error's path.
#[cold]
pub fn under(error: Error, key: &str) -> Error {
    within(error, |error| error.at_key(key))
}

/// Puts an index before an error's path.
#[cold]
fn at(error: Error, index: usize) -> Error {
    within(error, |error| error.at_index(index))
}

#[cold]
fn missing(key: &'static str) -> Error {
    Error::new(Code::Missing).with("field", key).at_key(key)
}

/// Words for a sentence, with commas between them.
pub fn listed<W: AsRef<str>>(words: impl Iterator<Item = W>) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(word.as_ref());
    }
    text
}

/// The value of a field, or of its absence.
///
/// # Errors
/// [`Code::Missing`].
pub fn finish<'r, T: Read<'r>>(slot: Option<T>, key: &'static str) -> Result<T> {
    match slot.or_else(T::absent) {
        Some(value) => Ok(value),
        None => Err(missing(key)),
    }
}

/// The error for a field that the record does not have, with the nearest that it has.
#[must_use]
pub fn unknown(key: &str, known: &[&'static str]) -> Error {
    let error = Error::new(Code::UnknownField).with("field", key).with("fields", listed(known.iter()));
    let near = known.iter().find(|candidate| is_near(key, candidate));
    let error = match near {
        Some(near) => error.with("near", *near),
        None => error,
    };
    error.at_key(key)
}

/// The error for a word that is not among the choices.
#[must_use]
pub fn no_choice(found: &str, choices: &[&'static str]) -> Error {
    Error::new(Code::Choice).with("found", found).with("choices", listed(choices.iter()))
}

/// Whether one edit (a letter more, less, changed or swapped with its neighbour, or another case) leads from one to the other.
fn is_near(a: &str, b: &str) -> bool {
    if a.eq_ignore_ascii_case(b) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(front..).unwrap_or_default(), b.get(front..).unwrap_or_default());
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (middle(a, back), middle(b, back));
    match (a, b) {
        ([x, y], [v, w]) => x == w && y == v,
        _ => a.len() <= 1 && b.len() <= 1,
    }
}

fn middle(text: &[char], back: usize) -> &[char] {
    text.get(..text.len().saturating_sub(back)).unwrap_or_default()
}

/// Puts the way to a value before an error's path. What is no JSON has an offset instead of a path.
pub fn within(error: Error, place: impl FnOnce(Error) -> Error) -> Error {
    if error.code() == Code::Json { error } else { place(error) }
}

impl<'r, T: Read<'r>> Read<'r> for Option<T> {
    fn read(reader: &mut Reader<'r>, scale: Scale) -> Result<Self> {
        T::read(reader, scale).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<'r, T: Read<'r>> Read<'r> for Vec<T> {
    fn read(reader: &mut Reader<'r>, scale: Scale) -> Result<Self> {
        let (mut items, mut first) = (Vec::new(), true);
        reader.begin_list()?;
        while reader.item(&mut first)? {
            match T::read(reader, scale) {
                Ok(item) => items.push(item),
                Err(error) => return Err(at(error, items.len())),
            }
        }
        Ok(items)
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            item.write(out);
        }
        out.push(']');
    }
}

impl<'r> Read<'r> for String {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        Ok(reader.text()?.into_owned())
    }
}

impl<'r: 'a, 'a> Read<'r> for Cow<'a, str> {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        reader.text()
    }
}

impl Write for Cow<'_, str> {
    fn write(&self, out: &mut String) {
        write_text(self, out);
    }
}

impl Write for &str {
    fn write(&self, out: &mut String) {
        write_text(self, out);
    }
}

impl Write for String {
    fn write(&self, out: &mut String) {
        write_text(self, out);
    }
}

impl Write for i64 {
    fn write(&self, out: &mut String) {
        write_integer(*self, out);
    }
}

/// Reads a whole number between two bounds.
///
/// # Errors
/// [`Code::Type`] for anything but a number without a fraction; [`Code::Range`].
pub fn integer(reader: &mut Reader<'_>, min: i64, max: i64) -> Result<i64> {
    if reader.kind() != Some("number") {
        return Err(reader.mismatch("integer"));
    }
    let text = reader.number()?;
    let whole = text.strip_prefix('-').unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit());
    if !whole {
        return Err(Error::new(Code::Type).with("expected", "integer").with("found", text));
    }
    match text.parse::<i64>() {
        Ok(value) if (min..=max).contains(&value) => Ok(value),
        _ => Err(Error::new(Code::Range).with("min", min.to_string()).with("max", max.to_string())),
    }
}

/// Declares a document type: `record! { [read write] /// Doc. pub struct Name { /// Doc. pub field["key"]: Type, … } }`.
/// A field of type `Option` may be left out, as may one with `= default`; `..rest` keeps all other fields.
macro_rules! record {
    ([$($how:ident)+] $(#[doc = $doc:literal])+ pub struct $name:ident<$life:lifetime> $body:tt) => {
        $crate::kernel::record::record_impl! { declare [$name<$life>] [$($doc)+] $body }
        $($crate::kernel::record::record_impl! { $how [$name<$life>] $body })+
        #[cfg(feature = "shape")]
        $crate::kernel::record::record_impl! { describe [$name<$life>] [$($doc)+] $body }
    };
    ([$($how:ident)+] $(#[doc = $doc:literal])+ pub struct $name:ident $body:tt) => {
        $crate::kernel::record::record_impl! { declare [$name] [$($doc)+] $body }
        $($crate::kernel::record::record_impl! { $how [$name] $body })+
        #[cfg(feature = "shape")]
        $crate::kernel::record::record_impl! { describe [$name] [$($doc)+] $body }
    };
}

macro_rules! record_impl {
    (declare [$name:ident $(<$life:lifetime>)?] [$($doc:literal)+] {
        $($(#[doc = $about:literal])+ pub $field:ident [$key:literal]: $type:ty $(= $default:expr)?,)*
        $(.. $(#[doc = $others:literal])+ pub $rest:ident: $kept:ty,)?
    }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name $(<$life>)? {
            $($(#[doc = $about])+ pub $field: $type,)*
            $($(#[doc = $others])+ pub $rest: $kept,)?
        }
    };
    (read [$name:ident $(<$life:lifetime>)?] {
        $($(#[doc = $about:literal])+ pub $field:ident [$key:literal]: $type:ty $(= $default:expr)?,)*
        $(.. $(#[doc = $others:literal])+ pub $rest:ident: $kept:ty,)?
    }) => {
        impl<'r $(: $life, $life)?> $crate::kernel::record::Read<'r> for $name $(<$life>)? {
            fn read(reader: &mut $crate::kernel::json::Reader<'r>, scale: $crate::kernel::record::Scale) -> $crate::kernel::Result<Self> {
                use $crate::kernel::record;
                $(let mut $field: Option<$type> = None;)*
                $(let mut $rest = <$kept>::default();)?
                let mut first = true;
                reader.begin_object()?;
                while let Some(key) = reader.key(&mut first)? {
                    match &*key {
                        $($key => record::fill(&mut $field, $key, reader, scale)?,)*
                        $(_ => $rest.read(key, reader)?,)?
                        #[allow(unreachable_patterns)]
                        unknown => return Err(record::unknown(unknown, &[$($key),*])),
                    }
                }
                $($(let $field = Some($field.unwrap_or_else(|| $default));)?)*
                Ok($name { $($field: record::finish($field, $key)?,)* $($rest,)? })
            }
        }
    };
    (write [$name:ident $(<$life:lifetime>)?] {
        $($(#[doc = $about:literal])+ pub $field:ident [$key:literal]: $type:ty $(= $default:expr)?,)*
        $(.. $(#[doc = $others:literal])+ pub $rest:ident: $kept:ty,)?
    }) => {
        impl $(<$life>)? $crate::kernel::record::Write for $name $(<$life>)? {
            fn write(&self, out: &mut String) {
                use $crate::kernel::record::separate;
                out.push('{');
                $(if !$crate::kernel::record::Write::is_absent(&self.$field) {
                    separate(out);
                    out.push_str(concat!("\"", $key, "\":"));
                    $crate::kernel::record::Write::write(&self.$field, out);
                })*
                $(self.$rest.write_fields(out);)?
                out.push('}');
            }
        }
    };
    (describe [$name:ident $(<$life:lifetime>)?] [$($doc:literal)+] {
        $($(#[doc = $about:literal])+ pub $field:ident [$key:literal]: $type:ty $(= $default:expr)?,)*
        $(.. $(#[doc = $others:literal])+ pub $rest:ident: $kept:ty,)?
    }) => {
        impl $(<$life>)? $crate::kernel::shape::Describe for $name $(<$life>)? {
            fn shape() -> $crate::kernel::shape::Shape {
                use $crate::kernel::shape::{Body, Describe, Field, Named, Shape, doc};
                Shape::Named(Named {
                    name: stringify!($name),
                    doc: doc(&[$($doc),+]),
                    body: Body::Record {
                        fields: vec![$(Field {
                            key: $key,
                            doc: doc(&[$($about),+]),
                            shape: <$type as Describe>::shape(),
                            optional: <$type as Describe>::optional() $(|| !stringify!($default).is_empty())?,
                        },)*],
                        open: !concat!($(stringify!($rest))?).is_empty(),
                    },
                })
            }
        }
    };
}

/// Puts a comma before a field that is not the first.
pub fn separate(out: &mut String) {
    if out.as_bytes().last() != Some(&b'{') {
        out.push(',');
    }
}

/// Declares an enumeration of words: each variant is one string in JSON.
macro_rules! words {
    ($(#[doc = $doc:literal])+ pub enum $name:ident { $($(#[doc = $about:literal])+ $variant:ident = $word:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[doc = $about])+ $variant,)+ }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The word in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl<'r> $crate::kernel::record::Read<'r> for $name {
            fn read(reader: &mut $crate::kernel::json::Reader<'r>, _: $crate::kernel::record::Scale) -> $crate::kernel::Result<Self> {
                match &*reader.text()? {
                    $($word => Ok($name::$variant),)+
                    found => Err($crate::kernel::record::no_choice(found, &[$($word),+])),
                }
            }
        }

        impl $crate::kernel::record::Write for $name {
            fn write(&self, out: &mut String) {
                $crate::kernel::json::write_text(self.as_str(), out);
            }
        }

        #[cfg(feature = "shape")]
        impl $crate::kernel::shape::Describe for $name {
            fn shape() -> $crate::kernel::shape::Shape {
                use $crate::kernel::shape::{Body, Named, Shape, doc};
                Shape::Named(Named {
                    name: stringify!($name),
                    doc: doc(&[$($doc),+]),
                    body: Body::Words(vec![$(($word, doc(&[$($about),+])),)+]),
                })
            }
        }
    };
}

/// Declares a union of records that are told apart by their field `code`; it is written, never read.
macro_rules! tagged {
    ($(#[doc = $doc:literal])+ pub enum $name:ident {
        $($(#[doc = $about:literal])+ $variant:ident = $code:literal {
            $($(#[doc = $what:literal])+ $field:ident [$key:literal]: $type:ty,)*
        },)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name { $($(#[doc = $about])+ $variant { $($(#[doc = $what])+ $field: $type,)* },)+ }

        impl $name {
            /// Every code, in order.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// The code of this one.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $($name::$variant { .. } => $code,)+ }
            }
        }

        impl $crate::kernel::record::Write for $name {
            fn write(&self, out: &mut String) {
                out.push_str("{\"code\":\"");
                out.push_str(self.code());
                out.push('"');
                match self {
                    $($name::$variant { $($field,)* } => {
                        $(if !$crate::kernel::record::Write::is_absent($field) {
                            out.push_str(concat!(",\"", $key, "\":"));
                            $crate::kernel::record::Write::write($field, out);
                        })*
                    })+
                }
                out.push('}');
            }
        }

        #[cfg(feature = "shape")]
        impl $crate::kernel::shape::Describe for $name {
            fn shape() -> $crate::kernel::shape::Shape {
                use $crate::kernel::shape::{Body, Describe, Field, Named, Shape, Variant, doc};
                Shape::Named(Named {
                    name: stringify!($name),
                    doc: doc(&[$($doc),+]),
                    body: Body::Tagged(vec![$(Variant {
                        code: $code,
                        doc: doc(&[$($about),+]),
                        fields: vec![$(Field {
                            key: $key,
                            doc: doc(&[$($what),+]),
                            shape: <$type as Describe>::shape(),
                            optional: <$type as Describe>::optional(),
                        },)*],
                    },)+]),
                })
            }
        }
    };
}

pub(crate) use {record, record_impl, tagged, words};
