//! What an expression is evaluated against.

use super::value::Value;

/// Where an expression finds its variables and the time.
///
/// The engine has no clock: without [`Scope::now`] the functions that mean "now" give an invalid date.
pub trait Scope {
    /// The value of the variable at this index of [`Expression::variables`](super::Expression::variables);
    /// `None` if the scope does not know it. A value that is known but absent is [`Value::Undefined`].
    fn variable(&self, slot: usize) -> Option<Value<'_>>;

    /// The present moment, in milliseconds since 1970.
    fn now(&self) -> Option<i64> {
        None
    }

    /// How many seconds local time is ahead of UTC at an instant.
    fn offset(&self, _at_ms: i64) -> i32 {
        0
    }

    /// What a function that asks a live survey answers, such as `displayValue`; `None` where there is no survey.
    fn call(&self, _function: &str, _arguments: &[Value<'_>]) -> Option<Value<'_>> {
        None
    }

    /// What a condition on the items of a list sees as this variable where an item has none: in a survey, the answer.
    fn outer(&self, _slot: usize) -> Option<Value<'_>> {
        None
    }

    /// Whether lists that are compared with this variable must have the same order.
    fn ordered(&self, _slot: usize) -> bool {
        false
    }
}

/// A scope without variables.
impl Scope for () {
    fn variable(&self, _slot: usize) -> Option<Value<'_>> {
        None
    }
}
