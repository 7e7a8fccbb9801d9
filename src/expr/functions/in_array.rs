//! `sumInArray` and its kin: over a field of the items of a list that meet a condition.

use super::{Function, aggregate};
use crate::expr::Expression;
use crate::expr::evaluate::Evaluation;
use crate::expr::node::{Id, Node};
use crate::expr::path::{self, Path};
use crate::expr::scope::Scope;
use crate::expr::value::Value;
use crate::expr::{arithmetic, compare, convert};
use crate::kernel::gather::Gather;
use std::cmp::Ordering;

pub(super) fn call(
    function: Function,
    evaluation: &Evaluation<'_, '_>,
    nodes: &[Id],
    arguments: &[Value<'_>],
) -> Value<'static> {
    let query = Query::new(evaluation, nodes, arguments);
    let Some(query) = query else {
        return match function {
            Function::MinInArray | Function::MaxInArray => Value::Undefined,
            _ => Value::Number(0.0),
        };
    };
    match function {
        Function::CountInArray => Value::Number(query.count()),
        Function::SumInArray => query.sum(),
        Function::AvgInArray => match query.count() {
            0.0 => Value::Number(0.0),
            count => aggregate::mean(&query.sum(), count),
        },
        _ => query.extreme(if function == Function::MinInArray { Ordering::Less } else { Ordering::Greater }),
    }
}

/// What is asked of which list.
struct Query<'a, 'v, 'l> {
    evaluation: &'a Evaluation<'v, 'l>,
    data: &'a Value<'a>,
    field: &'a str,
    /// The field whose value is given instead, of the item that was found.
    given: &'a str,
    condition: Condition,
}

/// Where a condition finds a variable: in the item, or else where the expression around it has one of the name.
type Named = (Path, Option<usize>);

enum Condition {
    None,
    /// It does not parse or there is no fuel left, so nothing meets it.
    Broken,
    Of(Box<(Expression, Vec<Named>)>),
}

impl<'a, 'v, 'l> Query<'a, 'v, 'l> {
    fn new(evaluation: &'a Evaluation<'v, 'l>, nodes: &[Id], arguments: &'a [Value<'a>]) -> Option<Self> {
        let [data, Value::Text(field), rest @ ..] = arguments else { return None };
        if !data.is_truthy() || rest.len() > 2 {
            return None;
        }
        let node = |at: usize| nodes.get(at).map(|id| (*id, evaluation.expression.node(*id)));
        let (given, at) = match (rest.first(), node(2)) {
            (Some(Value::Text(name)), Some((_, Node::Constant { .. })))
                if !name.bytes().any(|byte| matches!(byte, b'{' | b'}' | b'>' | b'<' | b'=' | b'!')) =>
            {
                (name, 3)
            }
            _ => (field, 2),
        };
        let condition = match arguments.get(at) {
            Some(Value::Text(text)) if !text.is_empty() => Condition::new(evaluation, text),
            _ => match nodes.get(at) {
                Some(id) => Condition::new(evaluation, &evaluation.expression.canonical_of(*id)),
                None => Condition::None,
            },
        };
        Some(Query { evaluation, data, field, given, condition })
    }

    /// Calls `visit` with each item that has the field and meets the condition, and the field's value.
    fn each(&self, visit: &mut dyn FnMut(&Value<'_>, &Value<'_>)) {
        let mut one = |item: &Value<'_>| {
            let Some(value) = path::property(item, self.field) else { return };
            if item.is_truthy() && !value.is_empty() && self.meets(item) {
                visit(item, &value);
            }
        };
        match self.data {
            Value::List(items) => items.iter().for_each(one),
            Value::Object(fields) => fields.iter().for_each(|field| one(&field.value)),
            Value::Text(text) => text.chars().for_each(|character| {
                let units = character.len_utf16();
                let half = if units == 1 { character } else { char::REPLACEMENT_CHARACTER };
                (0..units).for_each(|_| one(&Value::Text(String::from(half).into())));
            }),
            _ => {}
        }
    }

    fn meets(&self, item: &Value<'_>) -> bool {
        match &self.condition {
            Condition::None => true,
            Condition::Broken => false,
            Condition::Of(of) => {
                let (expression, paths) = &**of;
                let limits = self.evaluation.limits;
                let scope = Item { item, paths, outer: self.evaluation.scope };
                limits.spend(expression.size())
                    && limits.nested(|| expression.holds_within(&scope, limits)).unwrap_or(false)
            }
        }
    }

    fn count(&self) -> f64 {
        let mut count = 0.0;
        self.each(&mut |_, _| count += 1.0);
        count
    }

    fn sum(&self) -> Value<'static> {
        let clock = self.evaluation.clock();
        let mut sum = Value::Number(0.0);
        self.each(&mut |_, value| {
            if let Some(value) = number_of(value) {
                let so_far = std::mem::replace(&mut sum, Value::Null);
                sum = arithmetic::add(so_far, value, clock).into_owned();
            }
        });
        sum
    }

    fn extreme(&self, wanted: Ordering) -> Value<'static> {
        let clock = self.evaluation.clock();
        let mut best: Option<(Value<'static>, Value<'static>)> = None;
        self.each(&mut |item, value| {
            let Some(value) = number_of(value) else { return };
            let better = match &best {
                Some((best, _)) => compare::relate(&value, best, clock) == Some(wanted),
                None => true,
            };
            if better {
                let given = if self.given == self.field {
                    value.lend().into_owned()
                } else {
                    path::property(item, self.given).map_or(Value::Undefined, Value::into_owned)
                };
                best = Some((value.into_owned(), given));
            }
        });
        best.map_or(Value::Undefined, |(_, given)| given)
    }
}

/// Texts count as the numbers that they are; others not at all.
fn number_of<'a>(value: &'a Value<'_>) -> Option<Value<'a>> {
    match value {
        Value::Text(_) => convert::numeric(value).map(Value::Number),
        other => Some(other.lend()),
    }
}

impl Condition {
    fn new(evaluation: &Evaluation<'_, '_>, text: &str) -> Self {
        if !evaluation.limits.spend(text.len()) {
            return Condition::Broken;
        }
        match Expression::parse_as(text, &evaluation.expression.dialect) {
            Ok(expression) if expression.waits() => Condition::None,
            Ok(expression) => {
                let outer = evaluation.expression.variables();
                let path = |name: &str| (Path::new(name), outer.iter().position(|known| **known == *name));
                let paths = expression.variables().iter().map(|name| path(name)).gather();
                Condition::Of(Box::new((expression, paths)))
            }
            Err(_) => Condition::Broken,
        }
    }
}

/// The scope of a condition: the fields of one item, and what is outside.
struct Item<'a> {
    item: &'a Value<'a>,
    paths: &'a [Named],
    outer: &'a dyn Scope,
}

impl Scope for Item<'_> {
    fn variable(&self, slot: usize) -> Option<Value<'_>> {
        let (path, outer) = self.paths.get(slot)?;
        path.find(self.item).or_else(|| self.outer.outer((*outer)?))
    }

    fn now(&self) -> Option<i64> {
        self.outer.now()
    }

    fn offset(&self, at_ms: i64) -> i32 {
        self.outer.offset(at_ms)
    }
}
