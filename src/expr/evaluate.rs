//! Evaluation: from the root down, borrowing what the expression and the scope already hold.

use super::compare::{Rules, same_words};
use super::dates::Clock;
use super::node::{Id, Node, Operator, Run};
use super::scope::Scope;
use super::value::{Items, Value};
use super::{Expression, arithmetic, convert, functions};
use crate::kernel::gather::Gather;
use std::cell::Cell;
use std::cmp::Ordering;

/// How many nodes the conditions inside functions may visit, and bytes be read for them, in one evaluation: no nesting
/// of them runs for ever.
const FUEL: u64 = 10_000_000;

/// What is left of [`FUEL`] and of the stack.
pub(super) struct Limits {
    fuel: Cell<u64>,
    nesting: Cell<u8>,
}

/// How deep conditions inside functions may nest at run time.
const MAX_NESTING: u8 = 6;

impl Limits {
    pub(super) fn new() -> Self {
        Limits { fuel: Cell::new(FUEL), nesting: Cell::new(0) }
    }

    /// Whether there is fuel for a condition of so many nodes or bytes.
    pub(super) fn spend(&self, size: usize) -> bool {
        let left = self.fuel.get().checked_sub(size as u64);
        self.fuel.set(left.unwrap_or(0));
        left.is_some()
    }

    pub(super) fn nested<T>(&self, run: impl FnOnce() -> T) -> Option<T> {
        let nesting = self.nesting.get();
        if nesting >= MAX_NESTING {
            return None;
        }
        self.nesting.set(nesting.saturating_add(1));
        let result = run();
        self.nesting.set(nesting);
        Some(result)
    }
}

/// One evaluation.
pub(super) struct Evaluation<'v, 'l> {
    pub(super) expression: &'v Expression,
    pub(super) scope: &'v dyn Scope,
    pub(super) limits: &'l Limits,
}

impl<'v> Evaluation<'v, '_> {
    pub(super) fn clock(&self) -> Clock<'v> {
        Clock::of(self.scope)
    }

    pub(super) fn value(&self, id: Id) -> Value<'v> {
        match self.expression.node(id) {
            Node::Constant { value, .. } => value.lend(),
            Node::Variable { slot, as_is } => self.variable(*slot, *as_is),
            Node::Chain { first, links } => self.chain(*first, *links),
            Node::Nothing => Value::Null,
            Node::Not(operand) => Value::Bool(!self.value(*operand).is_truthy()),
            Node::Empty(operand) => Value::Bool(self.value(*operand).is_empty()),
            Node::NotEmpty(operand) => Value::Bool(!self.value(*operand).is_empty()),
            Node::List { ready: Some(values), .. } => Value::List(Items::Borrowed(values)),
            Node::List { items, .. } => self.list(*items),
            Node::Call { function, arguments, .. } => match function {
                Some(function) => functions::call(*function, self, *arguments),
                None => Value::Null,
            },
        }
    }

    fn variable(&self, slot: u32, as_is: bool) -> Value<'v> {
        let Some(mut value) = self.scope.variable(slot as usize) else { return self.inline(slot) };
        if !as_is {
            convert::interpret(&mut value);
        }
        value
    }

    #[cold]
    fn inline(&self, slot: u32) -> Value<'v> {
        let inline = self.expression.inline.iter().find(|inline| inline.slot == slot);
        inline.map_or(Value::Null, |inline| inline.value.lend())
    }

    fn list(&self, items: Run) -> Value<'v> {
        Value::List(Items::Owned(items.of(&self.expression.arguments).iter().map(|item| self.value(*item)).gather()))
    }

    pub(super) fn chain(&self, first: Id, links: Run) -> Value<'v> {
        let mut left = self.value(first);
        // Only the first link can have a variable on its left.
        let mut variable = first;
        for link in links.of(&self.expression.links) {
            match (link.operator, &left) {
                // The right side can't change these, and nothing that it does is seen.
                (Operator::And, Value::Bool(false)) | (Operator::Or, Value::Bool(true)) => {}
                (Operator::And | Operator::Or, Value::Bool(_)) => {
                    left = arithmetic::fill(self.value(link.right), &left)
                }
                (operator @ (Operator::Equal | Operator::NotEqual), _) => {
                    let equal = self.equal(&left, variable, link.right);
                    left = Value::Bool(equal == (operator == Operator::Equal));
                }
                _ => left = self.apply(link.operator, left, self.value(link.right)),
            }
            variable = Id::MAX;
        }
        left
    }

    /// Kept out of the loop, as `apply` and the calls of functions are: the shorter the loop, the quicker.
    #[inline(never)]
    fn equal(&self, left: &Value<'v>, variable: Id, right: Id) -> bool {
        let computed;
        let value = match self.expression.node(right) {
            Node::Constant { value, .. } => value,
            _ => {
                computed = self.value(right);
                &computed
            }
        };
        match (left, value) {
            // What conditions ask most; the general way gives the same answers.
            (Value::Text(left), Value::Text(right)) => same_words(left, right, self.case_sensitive()),
            (Value::Bool(left), Value::Bool(right)) => left == right,
            _ => {
                let ordered = self.is_ordered(variable) || self.is_ordered(right);
                Rules { ordered, ..self.rules() }.equal(left, value)
            }
        }
    }

    fn case_sensitive(&self) -> bool {
        self.expression.dialect.case_sensitive
    }

    fn rules(&self) -> Rules<'v> {
        Rules { case_sensitive: self.case_sensitive(), ordered: false, clock: self.clock() }
    }

    fn is_ordered(&self, id: Id) -> bool {
        match self.expression.node(id) {
            Node::Variable { slot, .. } => self.scope.ordered(*slot as usize),
            _ => false,
        }
    }

    #[inline(never)]
    fn apply(&self, operator: Operator, left: Value<'v>, right: Value<'v>) -> Value<'v> {
        let rules = self.rules();
        let is = |wanted| rules.order(&left, &right) == Some(wanted);
        Value::Bool(match operator {
            Operator::Less => is(Ordering::Less),
            Operator::Greater => is(Ordering::Greater),
            Operator::LessOrEqual => is(Ordering::Less) || rules.equal(&left, &right),
            Operator::GreaterOrEqual => is(Ordering::Greater) || rules.equal(&left, &right),
            Operator::Contains => rules.contains(&left, &right),
            Operator::NotContains => rules.not_contains(&left, &right),
            Operator::AnyOf => rules.any_of(&left, &right),
            Operator::NoneOf => !rules.any_of(&left, &right),
            Operator::AllOf => rules.all_of(&left, &right),
            _ => return self.compute(operator, left, right),
        })
    }

    /// The value of an operator that joins or computes.
    fn compute(&self, operator: Operator, left: Value<'v>, right: Value<'v>) -> Value<'v> {
        let left = arithmetic::fill(left, &right);
        let right = arithmetic::fill(right, &left);
        match operator {
            Operator::And if left.is_truthy() => right,
            Operator::Or if !left.is_truthy() => right,
            Operator::And | Operator::Or => left,
            _ => arithmetic::compute(operator, left, right, self.clock()),
        }
    }
}
