//! `contains`, `notcontains`, `anyof`, `allof`, `noneof`.

use super::compare::{Rules, UNDEFINED};
use super::value::Value;
use super::{convert, text};
use crate::kernel::gather::Gather;
use crate::kernel::sort::ranked;
use std::borrow::Cow;
use std::mem::{Discriminant, discriminant};

/// Lists shorter than this are compared pair by pair.
const LONG: usize = 16;

/// What two values of one kind share where they are alike, and only there.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a>(u64, Cow<'a, str>);

impl Rules<'_> {
    pub(super) fn contains(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        self.holds(left, right, true)
    }

    pub(super) fn not_contains(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        (!left.is_truthy() && !right.is_empty()) || self.holds(left, right, false)
    }

    /// Whether a text contains a text, or a list every one of some values; `wanted` says which answer is asked for.
    fn holds(&self, left: &Value<'_>, right: &Value<'_>, wanted: bool) -> bool {
        let items = match left {
            Value::List(items) if items.is_empty() => return !wanted,
            Value::List(items) => items,
            Value::Undefined | Value::Null => return false,
            Value::Number(value) if value.is_nan() => return false,
            Value::Text(text) if text.is_empty() => return false,
            other => {
                // What is falsy is contained in no text, and that is not contained either.
                let word = convert::to_text(right, self.clock);
                return right.is_truthy() && self.finds(&convert::to_text(other, self.clock), &word) == wanted;
            }
        };
        let sought = match right {
            Value::List(sought) => sought,
            one => std::slice::from_ref(one),
        };
        if let Some(found) = self.each_found(left, sought) {
            return found.iter().all(|found| *found) == wanted;
        }
        let rules = Rules { ordered: false, ..*self };
        let all = sought.iter().all(|value| items.iter().any(|item| rules.alike(item, value)));
        all == wanted
    }

    fn finds(&self, text: &str, word: &str) -> bool {
        if self.case_sensitive { text::find(text, word) } else { text::find(&text::lower(text), &text::lower(word)) }
            .is_some()
    }

    pub(super) fn any_of(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        match (left.is_empty(), right.is_empty()) {
            (true, empty) => return empty,
            (false, true) => return true,
            (false, false) => {}
        }
        match (left, right) {
            (Value::List(_), Value::List(sought)) => match self.each_found(left, sought) {
                Some(found) => found.contains(&true),
                None => sought.iter().any(|value| self.contains(left, value)),
            },
            (Value::List(_), _) => self.contains(left, right),
            _ => self.contains(right, left),
        }
    }

    pub(super) fn all_of(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        if !left.is_truthy() && !right.is_empty() {
            return false;
        }
        match right {
            Value::List(sought) => match self.each_found(left, sought) {
                Some(found) => !found.contains(&false),
                None => sought.iter().all(|value| self.contains(left, value)),
            },
            _ => self.contains(left, right),
        }
    }

    /// For each sought value whether a list has one alike, by sorting: only where both are long and all is of one
    /// kind. Between kinds, what is alike has no common key: 5 is alike `"5"` and `"5.0"`, which are not each other.
    fn each_found(&self, left: &Value<'_>, sought: &[Value<'_>]) -> Option<Vec<bool>> {
        let Value::List(items) = left else { return None };
        if items.len().min(sought.len()) < LONG {
            return None;
        }
        let kind = discriminant(items.first()?);
        let (items, sought) = (self.keys(items, kind)?, self.keys(sought, kind)?);
        let order = ranked(items.len(), &|left, right| items.get(left).cmp(&items.get(right)));
        let has = |key: &Key<'_>| {
            let at = order.partition_point(|at| items.get(*at) < Some(key));
            order.get(at).and_then(|at| items.get(*at)) == Some(key)
        };
        Some(sought.iter().map(has).gather())
    }

    fn keys<'a, 'v>(&self, values: &'a [Value<'v>], kind: Discriminant<Value<'v>>) -> Option<Vec<Key<'a>>> {
        let mut keys = Vec::with_capacity(values.len());
        for value in values {
            keys.push(self.key(value).filter(|_| discriminant(value) == kind)?);
        }
        Some(keys)
    }

    fn key<'a>(&self, value: &'a Value<'_>) -> Option<Key<'a>> {
        match value {
            Value::Bool(value) => Some(Key((*value).into(), Cow::Borrowed(""))),
            // Both zeros are one; NaN is alike nothing.
            Value::Number(value) if !value.is_nan() => Some(Key((value + 0.0).to_bits(), Cow::Borrowed(""))),
            Value::Text(value) => {
                let word = text::trim(value);
                // These two may be alike without being the same.
                let plain = !word.is_empty() && value != UNDEFINED;
                let key = || if self.case_sensitive { Cow::Borrowed(word) } else { Cow::Owned(text::lower(word)) };
                plain.then(|| Key(0, key()))
            }
            _ => None,
        }
    }
}
