//! Equality and order.

use super::boundary::decimal as digits;
use super::dates::{Clock, as_dates};
use super::decimal;
use super::value::{Field, Items, Value};
use super::{convert, number, text};
use crate::kernel::gather::Gather;
use crate::kernel::sort::ranked;
use std::borrow::Cow;
use std::cmp::Ordering;

/// How values are compared.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub(super) case_sensitive: bool,
    /// Whether two lists must have the same order.
    pub(super) ordered: bool,
    pub(super) clock: Clock<'a>,
}

impl Rules<'_> {
    /// `left = right`, as the language has it: after dates and texts are made alike.
    pub(super) fn equal(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        match (left, right) {
            (Value::Number(l), Value::Number(r)) => l == r,
            (Value::Bool(l), Value::Bool(r)) => l == r,
            (Value::Text(l), Value::Text(r)) => same_words(l, r, self.case_sensitive),
            _ => match as_dates(left, right, self.clock) {
                Some((left, right)) => left == right,
                None => self.alike(left, right),
            },
        }
    }

    /// Without regard to dates written as texts; the text `undefined` has no value.
    pub(super) fn alike(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        match (is_undefined(left), is_undefined(right)) {
            (true, true) => true,
            (true, false) => self.same(&Value::Undefined, right),
            (false, true) => self.same(left, &Value::Undefined),
            (false, false) => self.same(left, right),
        }
    }

    fn same(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        match (left, right) {
            (Value::Text(l), Value::Text(r)) => return text::same(l, r, self.case_sensitive),
            (Value::Date(l), Value::Date(r)) => return l == r,
            (Value::Bool(l), Value::Bool(r)) => return l == r,
            (Value::Undefined | Value::Null, Value::Undefined | Value::Null) => return true,
            (Value::Undefined | Value::Null, Value::Text(text))
            | (Value::Text(text), Value::Undefined | Value::Null) => {
                return text.is_empty();
            }
            (Value::Undefined, Value::List(items)) | (Value::List(items), Value::Undefined) => return items.is_empty(),
            _ => {}
        }
        if left.is_number() && right.is_number() {
            return decimal::compare(convert::to_exact(left), convert::to_exact(right)) == Some(Ordering::Equal);
        }
        if same_number(left, right) {
            return true;
        }
        if left.is_empty() != right.is_empty() {
            return false;
        }
        self.same_kinds(left, right)
    }

    fn same_kinds(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        match (left, right) {
            (Value::Bool(truth), Value::Text(text)) | (Value::Text(text), Value::Bool(truth)) => {
                let word = if *truth { "true" } else { "false" };
                text.eq_ignore_ascii_case(word)
            }
            (Value::List(l), Value::List(r)) => is_same_slice(l, r) || self.same_lists(l, r),
            (Value::Object(l), Value::Object(r)) => is_same_slice(l, r) || self.same_fields(l, r),
            (Value::List(_), Value::Object(r)) => self.same_fields(&fields_of(left), r),
            (Value::Object(l), Value::List(_)) => self.same_fields(l, &fields_of(right)),
            (Value::List(_) | Value::Object(_) | Value::Date(_), _) => false,
            (_, Value::List(_) | Value::Object(_) | Value::Date(_)) => false,
            (Value::Undefined | Value::Null, _) | (_, Value::Undefined | Value::Null) => false,
            _ => decimal::compare(convert::to_exact(left), convert::to_exact(right)) == Some(Ordering::Equal),
        }
    }

    fn same_lists(&self, left: &[Value<'_>], right: &[Value<'_>]) -> bool {
        if left.len() != right.len() {
            return false;
        }
        if self.ordered {
            return left.iter().zip(right).all(|(l, r)| self.same(l, r));
        }
        let (left, right) = (sorted(left, self.clock), sorted(right, self.clock));
        left.iter().zip(&right).all(|(l, r)| self.same(l, r))
    }

    fn same_fields(&self, left: &[Field<'_>], right: &[Field<'_>]) -> bool {
        let same = |(l, r): (&Field<'_>, &Field<'_>)| l.name == r.name && self.same(&l.value, &r.value);
        left.len() == right.len() && by_name(left).zip(by_name(right)).all(same)
    }

    /// The order of two values, dates and texts made alike; none where they have none.
    pub(super) fn order(&self, left: &Value<'_>, right: &Value<'_>) -> Option<Ordering> {
        match (left, right) {
            (Value::Number(l), Value::Number(r)) => l.partial_cmp(r),
            (Value::Undefined | Value::Null, _) | (_, Value::Undefined | Value::Null) => None,
            _ => match as_dates(left, right, self.clock) {
                Some((left, right)) => left.partial_cmp(&right),
                None => relate(left, right, self.clock),
            },
        }
    }
}

/// Two texts that are equal as words; the text `undefined` has no value.
pub(super) fn same_words(left: &str, right: &str, case_sensitive: bool) -> bool {
    if text::same(left, right, case_sensitive) {
        (left == UNDEFINED) == (right == UNDEFINED)
    } else {
        (left.is_empty() && right == UNDEFINED) || (right.is_empty() && left == UNDEFINED)
    }
}

/// JavaScript's `<` and `>`: texts by their characters, everything else as numbers.
pub(super) fn relate(left: &Value<'_>, right: &Value<'_>, clock: Clock<'_>) -> Option<Ordering> {
    let written = |value: &Value<'_>| matches!(value, Value::Text(_) | Value::List(_) | Value::Object(_));
    if written(left) && written(right) {
        return Some(text::compare(&convert::to_text(left, clock), &convert::to_text(right, clock)));
    }
    decimal::compare(convert::to_exact(left), convert::to_exact(right))
}

/// The text that has no value.
pub(super) const UNDEFINED: &str = "undefined";

fn is_undefined(value: &Value<'_>) -> bool {
    match value {
        Value::Undefined => true,
        Value::Text(text) => text == UNDEFINED,
        _ => false,
    }
}

/// Whether both say the same number, `"5"` and 5 alike.
fn same_number(left: &Value<'_>, right: &Value<'_>) -> bool {
    let convertible = |value: &Value<'_>| match value {
        Value::Number(value) => !value.is_nan(),
        Value::Text(text) => !number::read(text).is_nan(),
        _ => false,
    };
    convertible(left)
        && convertible(right)
        && convert::parse_float(left) == convert::parse_float(right)
        && convert::parse_int(left) == convert::parse_int(right)
}

/// The very same list or object, lent twice, equals itself whatever it holds.
fn is_same_slice<T>(left: &[T], right: &[T]) -> bool {
    std::ptr::eq(left, right) && !left.is_empty()
}

/// In the order of their texts, those without a value last.
fn sorted<'a, 'v>(items: &'a [Value<'v>], clock: Clock<'_>) -> Vec<&'a Value<'v>> {
    let texts: Vec<Option<Cow<'a, str>>> = items
        .iter()
        .map(|item| if matches!(item, Value::Undefined) { None } else { Some(convert::to_text(item, clock)) })
        .gather();
    let order = ranked(items.len(), &|left, right| match (texts.get(left), texts.get(right)) {
        (Some(Some(left)), Some(Some(right))) => text::compare(left, right),
        (left, right) => matches!(left, Some(None)).cmp(&matches!(right, Some(None))),
    });
    order.into_iter().filter_map(|at| items.get(at)).gather()
}

/// The fields in the order of their names, of which each has its own.
fn by_name<'a, 'v>(fields: &'a [Field<'v>]) -> impl Iterator<Item = &'a Field<'v>> {
    let name = |at: usize| fields.get(at).map(|field| &*field.name);
    ranked(fields.len(), &|a, b| name(a).cmp(&name(b))).into_iter().filter_map(|at| fields.get(at))
}

/// A list as the object that JavaScript takes it for.
fn fields_of<'a>(list: &'a Value<'_>) -> Items<'a, Field<'a>> {
    let Value::List(items) = list else { return Items::Borrowed(&[]) };
    let field = |(index, item): (usize, &'a Value<'_>)| Field { name: Cow::Owned(digits(index)), value: item.lend() };
    Items::Owned(items.iter().enumerate().map(field).gather())
}
