//! The way from a name such as `a.b[0].c` to a value.

use super::convert;
use super::text;
use super::value::{Field, Value};
use crate::kernel::text::parts;
use std::borrow::Cow;

/// A variable's name, taken apart once.
#[derive(Debug, Clone)]
pub struct Path {
    steps: Vec<Step>,
    /// Where nothing has the name, a length is 0.
    is_length: bool,
}

#[derive(Debug, Clone)]
struct Step {
    name: Box<str>,
    index: Option<f64>,
}

impl Path {
    /// The path of a variable's name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut steps = Vec::new();
        for step in parts(name, b".") {
            steps.push(Step::new(step));
        }
        if let Some(first) = steps.first_mut()
            && let Some(rest) = first.name.strip_prefix('$')
        {
            first.name = rest.into();
        }
        Path { steps, is_length: name.ends_with(".length") }
    }

    /// The value at this path: names without regard to case, longest first (`{"a.b": 1}` has an `a.b`); an index from
    /// the end where it is negative.
    #[must_use]
    pub fn find<'a>(&self, root: &'a Value<'_>) -> Option<Value<'a>> {
        self.walk(root).or(self.is_length.then_some(Value::Number(0.0)))
    }

    /// The value at this path, and nothing where there is none: not even a length.
    #[cfg(feature = "survey")]
    #[must_use]
    pub(crate) fn within<'a>(&self, root: &'a Value<'_>) -> Option<Value<'a>> {
        self.walk(root)
    }

    #[inline(never)]
    fn walk<'a>(&self, root: &'a Value<'_>) -> Option<Value<'a>> {
        let mut value = root;
        let mut steps = self.steps.as_slice();
        while let [step, after @ ..] = steps {
            let (found, last, rest) = match value {
                Value::Object(fields) => longest(fields, steps)?,
                Value::Text(text) if text.is_empty() => return None,
                _ if &*step.name == LENGTH => {
                    return length(value).filter(|_| after.is_empty() && step.index.is_none()).map(Value::Number);
                }
                Value::List(items) => (items.get(position(&step.name)?)?, step, after),
                _ => return None,
            };
            value = match last.index {
                _ if matches!(found, Value::Undefined) => return None,
                Some(index) => item(found, index)?,
                None => found,
            };
            steps = rest;
        }
        Some(value.lend())
    }
}

/// The field with a value whose name is made of the most steps, the last of these steps, and those that follow.
fn longest<'a, 's>(fields: &'a [Field<'_>], steps: &'s [Step]) -> Option<(&'a Value<'a>, &'s Step, &'s [Step])> {
    let joined = steps.iter().position(|step| step.index.is_some()).map_or(steps.len(), |at| at.saturating_add(1));
    for last in (0..joined).rev() {
        let (taken, rest) = steps.split_at_checked(last.saturating_add(1))?;
        let name = name_of(taken);
        let field = fields.iter().find(|field| text::same_letters(&field.name, &name));
        if let Some(field) = field.filter(|field| !name.is_empty() && !matches!(field.value, Value::Undefined)) {
            return Some((&field.value, taken.last()?, rest));
        }
    }
    None
}

impl Step {
    fn new(text: &str) -> Self {
        match indexed(text) {
            Some((name, index)) => Step { name: name.into(), index: Some(index) },
            None => Step { name: text.into(), index: None },
        }
    }
}

/// The name and the number of `name[number]`.
fn indexed(text: &str) -> Option<(&str, f64)> {
    let inside = text.strip_suffix(']')?;
    let at = inside.bytes().rposition(|byte| byte == b'[')?;
    let index = inside.get(at.saturating_add(1)..)?;
    Some((inside.get(..at)?, convert::numeric(&Value::text(index))?))
}

fn name_of(steps: &[Step]) -> Cow<'_, str> {
    match steps {
        [one] => Cow::Borrowed(&one.name),
        several => {
            let mut name = String::new();
            for (index, step) in several.iter().enumerate() {
                if index > 0 {
                    name.push('.');
                }
                name.push_str(&step.name);
            }
            Cow::Owned(name)
        }
    }
}

fn item<'a>(value: &'a Value<'_>, index: f64) -> Option<&'a Value<'a>> {
    let Value::List(items) = value else { return None };
    let length = count(items.len());
    let index = if index < 0.0 { length + index } else { index };
    if !(index > -1.0 && index < length) {
        return None;
    }
    // Between two items there is a place, but nothing stands there.
    Some(whole(index).and_then(|at| items.get(at)).unwrap_or(&Value::Undefined))
}

const LENGTH: &str = "length";

/// How many items a list has, or how many UTF-16 units a text.
fn length(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::List(items) => Some(count(items.len())),
        Value::Text(text) => Some(count(text::length(text))),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and not negative")]
fn whole(index: f64) -> Option<usize> {
    (index >= 0.0 && index.trunc() == index).then_some(index as usize)
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
fn count(length: usize) -> f64 {
    length as f64
}

/// The index that a key of a list is, as JavaScript writes it.
pub(super) fn position(name: &str) -> Option<usize> {
    let digits = name.bytes().all(|byte| byte.is_ascii_digit()) && (1..=10).contains(&name.len());
    if !digits || (name.starts_with('0') && name.len() > 1) {
        return None;
    }
    let index = name.bytes().fold(0_u64, |index, digit| index.wrapping_mul(10).wrapping_add(u64::from(digit & 15)));
    u32::try_from(index).ok().filter(|index| *index < u32::MAX).map(|index| index as usize)
}

/// `value[name]`: exactly this name.
pub(super) fn property<'a>(value: &'a Value<'_>, name: &str) -> Option<Value<'a>> {
    match value {
        Value::Object(_) => value.field(name).map(Value::lend),
        _ if name == LENGTH => length(value).map(Value::Number),
        Value::List(items) => position(name).and_then(|at| items.get(at)).map(Value::lend),
        Value::Text(text) => {
            let at = position(name).filter(|at| *at < text::length(text))?;
            Some(Value::Text(text::between(text, at, at.saturating_add(1)).into()))
        }
        _ => None,
    }
}
