//! `contains`, `notcontains`, `anyof`, `allof`, `noneof`.

use super::compare::Rules;
use super::value::Value;
use super::{convert, text};

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
            (Value::List(_), Value::List(sought)) => sought.iter().any(|value| self.contains(left, value)),
            (Value::List(_), _) => self.contains(left, right),
            _ => self.contains(right, left),
        }
    }

    pub(super) fn all_of(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        if !left.is_truthy() && !right.is_empty() {
            return false;
        }
        match right {
            Value::List(sought) => sought.iter().all(|value| self.contains(left, value)),
            _ => self.contains(left, right),
        }
    }
}
