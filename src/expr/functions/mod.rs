//! The functions of the language.

mod aggregate;
mod calendar;
mod in_array;

use super::evaluate::Evaluation;
use super::node::Run;
use super::value::Value;
use super::{convert, text};
use crate::kernel::gather::Gather;
use crate::kernel::text::{place_of, word_at, words};

/// A built-in function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Age,
    Avg,
    AvgInArray,
    Count,
    CountInArray,
    CurrentDate,
    CurrentYear,
    DateAdd,
    DateDiff,
    Day,
    DiffDays,
    DisplayValue,
    GetComment,
    GetDate,
    GetYear,
    Iif,
    IsContainerReady,
    IsDisplayMode,
    Max,
    MaxInArray,
    Min,
    MinInArray,
    Month,
    PropertyValue,
    Round,
    Substring,
    Sum,
    SumInArray,
    Today,
    Trunc,
    Weekday,
    Year,
}

/// The name of each of [`FUNCTIONS`], in alphabetical order.
const NAMES: &str = "age avg avgInArray count countInArray currentDate currentYear dateAdd dateDiff day diffDays displayValue \
    getComment getDate getYear iif isContainerReady isDisplayMode max maxInArray min minInArray month \
    propertyValue round substring sum sumInArray today trunc weekday year";

const FUNCTIONS: [Function; 32] = [
    Function::Age,
    Function::Avg,
    Function::AvgInArray,
    Function::Count,
    Function::CountInArray,
    Function::CurrentDate,
    Function::CurrentYear,
    Function::DateAdd,
    Function::DateDiff,
    Function::Day,
    Function::DiffDays,
    Function::DisplayValue,
    Function::GetComment,
    Function::GetDate,
    Function::GetYear,
    Function::Iif,
    Function::IsContainerReady,
    Function::IsDisplayMode,
    Function::Max,
    Function::MaxInArray,
    Function::Min,
    Function::MinInArray,
    Function::Month,
    Function::PropertyValue,
    Function::Round,
    Function::Substring,
    Function::Sum,
    Function::SumInArray,
    Function::Today,
    Function::Trunc,
    Function::Weekday,
    Function::Year,
];

/// The names of all built-in functions, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    words(NAMES)
}

/// The function of this name; case counts.
pub(super) fn named(name: &str) -> Option<Function> {
    FUNCTIONS.get(place_of(name, NAMES)?).copied()
}

fn name_of(function: Function) -> &'static str {
    word_at(NAMES, function as usize)
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
            evaluation.scope.call(name_of(function), &arguments).unwrap_or(nothing)
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
