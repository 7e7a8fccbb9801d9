//! The values that expressions read and give: those of JSON, and what JSON cannot say.

use super::decimal::Decimal;
use crate::kernel::gather::Gather;
use std::borrow::Cow;
use std::ops::Deref;

/// A value of an expression. It borrows from the expression or the scope where it can.
// With a tag of its own, which is asked for in less code than one that hides in what a text or list has to spare.
#[derive(Debug, PartialEq)]
#[repr(u32)]
pub enum Value<'v> {
    /// Known, but without a value.
    Undefined,
    /// No value.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as JavaScript has it.
    Number(f64),
    /// An exact decimal, such as an amount of money: it is compared and computed without binary fractions.
    Amount(Decimal),
    /// An instant in milliseconds since 1970; NaN is an invalid date.
    Date(f64),
    /// A text.
    Text(Cow<'v, str>),
    /// A list.
    List(Items<'v, Value<'v>>),
    /// An object, in the order of its fields.
    Object(Items<'v, Field<'v>>),
}

/// One field of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'v> {
    /// Its name, unique in the object.
    pub name: Cow<'v, str>,
    /// Its value.
    pub value: Value<'v>,
}

/// A sequence that is borrowed or owned. (Unlike [`Cow`] it stays covariant, so a constant lends itself anywhere.)
#[derive(Debug, Clone)]
pub enum Items<'v, T> {
    /// Lent by the scope or the expression.
    Borrowed(&'v [T]),
    /// Computed.
    Owned(Vec<T>),
}

/// A clone borrows nothing; [`Value::lend`] copies nothing.
impl Clone for Value<'_> {
    fn clone(&self) -> Self {
        self.lend().into_owned()
    }
}

impl<T> Deref for Items<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Items::Borrowed(items) => items,
            Items::Owned(items) => items,
        }
    }
}

impl<T: PartialEq> PartialEq for Items<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<'v> Items<'v, Value<'v>> {
    /// The items as a vector: those that are borrowed are lent on.
    #[must_use]
    pub fn into_vec(self) -> Vec<Value<'v>> {
        match self {
            Items::Borrowed(items) => items.iter().map(Value::lend).gather(),
            Items::Owned(items) => items,
        }
    }
}

impl<'v> Value<'v> {
    /// A text that is lent.
    #[must_use]
    pub fn text(text: &'v str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }

    /// A list of computed values.
    #[must_use]
    pub fn list(items: Vec<Value<'v>>) -> Self {
        Value::List(Items::Owned(items))
    }

    /// The same value, borrowed from this one: nothing is copied.
    #[inline]
    #[must_use]
    pub fn lend(&self) -> Value<'_> {
        match self {
            Value::Undefined => Value::Undefined,
            Value::Null => Value::Null,
            Value::Bool(value) => Value::Bool(*value),
            Value::Number(value) => Value::Number(*value),
            Value::Amount(value) => Value::Amount(*value),
            Value::Date(value) => Value::Date(*value),
            Value::Text(text) => Value::Text(Cow::Borrowed(text)),
            Value::List(items) => Value::List(Items::Borrowed(items)),
            Value::Object(fields) => Value::Object(Items::Borrowed(fields)),
        }
    }

    /// The value without a borrow.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Undefined => Value::Undefined,
            Value::Null => Value::Null,
            Value::Bool(value) => Value::Bool(value),
            Value::Number(value) => Value::Number(value),
            Value::Amount(value) => Value::Amount(value),
            Value::Date(value) => Value::Date(value),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::List(items) => Value::list(items.iter().map(|item| item.lend().into_owned()).gather()),
            Value::Object(fields) => {
                let owned = |field: &Field<'_>| Field {
                    name: Cow::Owned(String::from(&*field.name)),
                    value: field.value.lend().into_owned(),
                };
                Value::Object(Items::Owned(fields.iter().map(owned).gather()))
            }
        }
    }

    /// The value of a field of an object.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value<'v>> {
        match self {
            Value::Object(fields) => fields.iter().find(|field| field.name == name).map(|field| &field.value),
            _ => None,
        }
    }

    /// Whether the value counts as true in a condition, as in JavaScript.
    #[inline]
    #[must_use]
    pub fn is_truthy(&self) -> bool {
        match self {
            Value::Undefined | Value::Null => false,
            Value::Bool(value) => *value,
            Value::Number(value) => *value != 0.0 && !value.is_nan(),
            Value::Amount(value) => !value.is_zero(),
            Value::Text(text) => !text.is_empty(),
            Value::Date(_) | Value::List(_) | Value::Object(_) => true,
        }
    }

    /// Whether the value is empty: nothing, no text, no items, or an object whose fields are all empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Undefined | Value::Null => true,
            Value::Bool(_) | Value::Amount(_) | Value::Date(_) => false,
            Value::Number(value) => value.is_nan(),
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Object(fields) => fields.iter().all(|field| field.value.is_empty()),
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Value::Undefined | Value::Null)
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self, Value::Number(_) | Value::Amount(_))
    }
}
