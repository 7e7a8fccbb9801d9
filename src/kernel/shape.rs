//! Descriptions of the document types, made where the types are: TypeScript declarations and the JSON Schema of a
//! program are written from them, so that neither can drift from what the engine reads and writes.

/// What a type looks like as JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A string.
    Text,
    /// A number.
    Number,
    /// A whole number in a range.
    Integer {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Exactly this string.
    Literal(&'static str),
    /// A class of JavaScript that becomes text on its way in; JSON has no such thing.
    Host(&'static str),
    /// An array.
    List(Box<Shape>),
    /// An object with any keys.
    Map(Box<Shape>),
    /// A value or `null`.
    Nullable(Box<Shape>),
    /// One of several.
    Union(Vec<Shape>),
    /// A type with a name and a text of its own.
    Named(Named),
}

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Its name in TypeScript and in the schema.
    pub name: &'static str,
    /// Its doc comment.
    pub doc: String,
    /// What it is.
    pub body: Body,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Another shape.
    Alias(Box<Shape>),
    /// An object with these fields; `open` if it takes others too.
    Record {
        /// The fields in order.
        fields: Vec<Field>,
        /// Whether further fields of any kind are kept.
        open: bool,
    },
    /// One of several words, each with its doc comment.
    Words(Vec<(&'static str, String)>),
    /// One of several records, told apart by their field `code`.
    Tagged(Vec<Variant>),
}

/// A record of a tagged union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The value of its field `code`.
    pub code: &'static str,
    /// Its doc comment.
    pub doc: String,
    /// The other fields.
    pub fields: Vec<Field>,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its key in JSON.
    pub key: &'static str,
    /// Its doc comment.
    pub doc: String,
    /// Its type.
    pub shape: Shape,
    /// Whether it may be left out.
    pub optional: bool,
}

/// A type that can describe itself.
pub trait Describe {
    /// What the type looks like.
    fn shape() -> Shape;

    /// Whether a field of this type may be left out.
    fn optional() -> bool {
        false
    }
}

/// A named type that stands for another shape.
#[must_use]
pub fn alias(name: &'static str, doc: &str, shape: Shape) -> Shape {
    Shape::Named(Named { name, doc: doc.to_owned(), body: Body::Alias(Box::new(shape)) })
}

impl<T: Describe> Describe for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn optional() -> bool {
        true
    }
}

impl<T: Describe> Describe for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl Describe for String {
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Describe for std::borrow::Cow<'_, str> {
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Describe for &str {
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Describe for bool {
    fn shape() -> Shape {
        Shape::Boolean
    }
}

/// Joins the lines of a doc comment.
#[must_use]
pub fn doc(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n")
}
