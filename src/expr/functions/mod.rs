//! The functions of the language.

mod aggregate;
mod calendar;
mod in_array;

use super::evaluate::Evaluation;
use super::node::Run;
use super::value::Value;
use super::{convert, text};
use crate::kernel::gather::Gather;
use crate::kernel::named::named;

named! {
    /// A built-in function.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) enum Function {
        Age = "age",
        Avg = "avg",
        AvgInArray = "avgInArray",
        Count = "count",
        CountInArray = "countInArray",
        CurrentDate = "currentDate",
        CurrentYear = "currentYear",
        DateAdd = "dateAdd",
        DateDiff = "dateDiff",
        Day = "day",
        DiffDays = "diffDays",
        DisplayValue = "displayValue",
        GetComment = "getComment",
        GetDate = "getDate",
        GetYear = "getYear",
        Iif = "iif",
        IsContainerReady = "isContainerReady",
        IsDisplayMode = "isDisplayMode",
        Max = "max",
        MaxInArray = "maxInArray",
        Min = "min",
        MinInArray = "minInArray",
        Month = "month",
        PropertyValue = "propertyValue",
        Round = "round",
        Substring = "substring",
        Sum = "sum",
        SumInArray = "sumInArray",
        Today = "today",
        Trunc = "trunc",
        Weekday = "weekday",
        Year = "year",
    }
}

/// The names of all built-in functions, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    Function::ALL.iter().map(|function| function.as_str())
}

/// Calls a function with the nodes of its arguments.
#[inline(never)]
pub(super) fn call<'v>(function: Function, evaluation: &Evaluation<'v, '_>, run: Run) -> Value<'v> {
    let nodes = run.of(&evaluation.expression.arguments);
    if function == Function::Iif {
        return match nodes {
            [condition, yes, rest @ ..] => {
                let chosen = if evaluation.value(*condition).is_truthy() { Some(yes) } else { rest.first() };
                chosen.map_or(Value::Undefined, |node| evaluation.value(*node))
            }
            _ => Value::Null,
        };
    }
    let arguments: Vec<Value<'v>> = nodes.iter().map(|node| evaluation.value(*node)).gather();
    let clock = evaluation.clock();
    match function {
        Function::Sum
        | Function::Min
        | Function::Max
        | Function::Count
        | Function::Avg
        | Function::Round
        | Function::Trunc => aggregate::call(function, &arguments, clock),
        Function::SumInArray
        | Function::MinInArray
        | Function::MaxInArray
        | Function::CountInArray
        | Function::AvgInArray => in_array::call(function, evaluation, nodes, &arguments),
        Function::Substring => substring(&arguments),
        // These ask a live survey; without one there is nothing to say.
        Function::IsContainerReady
        | Function::IsDisplayMode
        | Function::DisplayValue
        | Function::PropertyValue
        | Function::GetComment => {
            let nothing = if function == Function::IsContainerReady { Value::Bool(false) } else { Value::Undefined };
            evaluation.scope.call(function.as_str(), &arguments).unwrap_or(nothing)
        }
        _ => calendar::call(function, &arguments, clock),
    }
}

/// From one UTF-16 unit to another, or to the end.
fn substring(arguments: &[Value<'_>]) -> Value<'static> {
    let [Value::Text(text), start, rest @ ..] = arguments else { return Value::text("") };
    if convert::numeric(start).is_none() {
        return Value::text("");
    }
    let length = text::length(text);
    let place = |value: &Value<'_>| clamp(convert::to_number(value), length);
    let end = rest.first().filter(|end| convert::numeric(end).is_some()).map_or(length, place);
    let start = place(start);
    Value::Text(text::between(text, start.min(end), start.max(end)).into())
}

/// A place in a text of this length; what is no number is its beginning.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from float saturates")]
fn clamp(value: f64, length: usize) -> usize {
    (value as usize).min(length)
}
