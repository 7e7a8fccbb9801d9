//! Document types declared once: a struct with its reader, its writer and its description.
//!
//! Reading is strict: a field that is unknown, missing, doubled or of another type is an error that names its place.
//! What reads and writes is there once for all types; a type itself only lends its fields, so that it takes little code.

mod read;
mod refusal;
mod write;

pub use read::{Field, MAX_FIELDS, Read, Record, Scale, choice, integer, read, read_record, read_text};
pub use refusal::{doubled, listed, no_choice, under};
pub use write::{Write, write_record, write_tagged, written};

/// The label of a field, `,"key":`, as it stands before the first or a later one.
#[inline(always)]
fn placed(label: &str, first: bool) -> &str {
    if first { label.get(1..).unwrap_or_default() } else { label }
}

/// Declares a document type: `record! { [read write] /// Doc. pub struct Name { /// Doc. pub field["key"]: Type, … } }`.
/// A field of type `Option` may be left out, as may one with `= default`; `..rest` keeps all other fields.
#[cfg(feature = "records")]
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

#[cfg(feature = "records")]
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
        // What is read borrows for just as long as the text lives.
        impl<'r $(: $life, $life: 'r)?> $crate::kernel::record::Read<'r> for $name $(<$life>)? {
            fn blank() -> Self {
                $name {
                    $($field: $crate::kernel::record::record_impl!(blank $type $(= $default)?),)*
                    $($rest: <$kept>::default(),)?
                }
            }

            fn read(
                &mut self,
                reader: &mut $crate::kernel::json::Reader<'r>,
                scale: $crate::kernel::record::Scale,
            ) -> $crate::kernel::Result<()> {
                $crate::kernel::record::read_record(self, reader, scale)
            }
        }

        impl<'r $(: $life, $life: 'r)?> $crate::kernel::record::Record<'r> for $name $(<$life>)? {
            fn fields(&self) -> &'static [$crate::kernel::record::Field] {
                const FIELDS: &[$crate::kernel::record::Field] = &[$($crate::kernel::record::Field {
                    label: concat!(",\"", $key, "\":"),
                    has_default: !stringify!($($default)?).is_empty(),
                }),*];
                const { assert!(FIELDS.len() <= $crate::kernel::record::MAX_FIELDS) };
                FIELDS
            }

            fn field(&mut self, place: usize) -> Option<&mut dyn $crate::kernel::record::Read<'r>> {
                let mut places = 0_usize..;
                $(if places.next() == Some(place) {
                    return Some(&mut self.$field);
                })*
                None
            }

            $(fn others(&mut self) -> Option<&mut $kept> {
                Some(&mut self.$rest)
            })?
        }
    };
    (blank $type:ty = $default:expr) => {
        $default
    };
    (blank $type:ty) => {
        <$type as $crate::kernel::record::Read<'_>>::blank()
    };
    (write [$name:ident $(<$life:lifetime>)?] {
        $($(#[doc = $about:literal])+ pub $field:ident [$key:literal]: $type:ty $(= $default:expr)?,)*
    }) => {
        impl $(<$life>)? $crate::kernel::record::Write for $name $(<$life>)? {
            fn write(&self, out: &mut String) {
                $crate::kernel::record::write_record(
                    &[$(concat!(",\"", $key, "\":")),*],
                    &[$(&self.$field),*],
                    out,
                );
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
            fn blank() -> Self {
                let [first, ..] = [$($name::$variant),+];
                first
            }

            fn read(
                &mut self,
                reader: &mut $crate::kernel::json::Reader<'r>,
                _: $crate::kernel::record::Scale,
            ) -> $crate::kernel::Result<()> {
                let chosen = $crate::kernel::record::choice(reader, &[$($word),+])?;
                *self = Self::ALL.get(chosen).copied().unwrap_or(*self);
                Ok(())
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
#[cfg(feature = "records")]
macro_rules! tagged {
    ($(#[doc = $doc:literal])+ pub enum $name:ident $(<$life:lifetime>)? {
        $($(#[doc = $about:literal])+ $variant:ident = $code:literal {
            $($(#[doc = $what:literal])+ $field:ident [$key:literal]: $type:ty,)*
        },)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name $(<$life>)? { $($(#[doc = $about])+ $variant { $($(#[doc = $what])+ $field: $type,)* },)+ }

        impl $(<$life>)? $name $(<$life>)? {
            /// Every code, in order.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// The code of this one.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $($name::$variant { .. } => $code,)+ }
            }
        }

        impl $(<$life>)? $crate::kernel::record::Write for $name $(<$life>)? {
            fn write(&self, out: &mut String) {
                let code = self.code();
                match self {
                    $($name::$variant { $($field,)* } => $crate::kernel::record::write_tagged(
                        code,
                        &[$(concat!(",\"", $key, "\":")),*],
                        &[$($field),*],
                        out,
                    ),)+
                }
            }
        }

        #[cfg(feature = "shape")]
        impl $(<$life>)? $crate::kernel::shape::Describe for $name $(<$life>)? {
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

#[cfg(feature = "records")]
pub(crate) use tagged;
pub(crate) use words;
#[cfg(feature = "records")]
pub(crate) use {record, record_impl};
