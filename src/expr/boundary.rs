//! Expressions over JSON: one text in, one text out.
//!
//! What JSON cannot say is an object with the key `$`, both ways: `{"$":"undefined"}`, `{"$":"NaN"}`,
//! `{"$":"Infinity"}`, `{"$":"-Infinity"}`, `{"$":"date","local":"2024-01-31T00:00:00.000"}` (local time; null for an
//! invalid date) and `{"$":"amount","units":1990,"exponent":2}`. So that an object with a key `$` of its own is never
//! taken for one of these, a key made of `$` alone has one more of it: `{"$$":"NaN"}` is an object with the key `$`.

use super::dates::Clock;
use super::decimal::Decimal;
use super::path::{Path, position};
use super::scope::Scope;
use super::value::{Field, Items, Value};
use super::{Expression, date_text, date_write, number};
use crate::kernel::gather::Gather;
use crate::kernel::json::{Json, write_integer, write_text};
use crate::kernel::sort::ranked;
use crate::kernel::{Code, Error, Result};
use std::borrow::Cow;

/// Parses and evaluates an expression over the values of a request, as [`Expression::evaluate_json`].
///
/// # Errors
/// Those of [`Expression::parse`] and [`Expression::evaluate_json`].
pub fn evaluate_json(expression: &str, request: &str) -> Result<String> {
    Expression::parse(expression)?.evaluate_json(request)
}

impl Expression {
    /// Evaluates over the values of a request, all of whose fields may be left out:
    ///
    /// - `values`: an object in which `{a.b[0].c}` is looked up by its path, without regard to case
    /// - `bindings`: instead, an object from exact names to values
    /// - `now`: the present moment, in milliseconds since 1970
    /// - `offset`: how many seconds local time is ahead of UTC
    /// - `condition`: whether to answer only `true` or `false`
    ///
    /// ```
    /// use patronage::expr::Expression;
    /// let expression = Expression::parse("{lines[-1].price} * 2").unwrap();
    /// let request = r#"{"values": {"Lines": [{"price": 3}, {"price": {"$": "amount", "units": 1990, "exponent": 2}}]}}"#;
    /// assert_eq!(expression.evaluate_json(request).unwrap(), r#"{"$":"amount","units":3980,"exponent":2}"#);
    /// ```
    ///
    /// # Errors
    /// [`Code::Json`] and [`Code::TooDeep`] for the text, [`Code::Type`] and [`Code::UnknownField`] for its fields.
    pub fn evaluate_json(&self, request: &str) -> Result<String> {
        let json = Json::parse(request)?;
        let request = Request::new(&json, self)?;
        let mut out = String::new();
        if request.condition {
            out.push_str(if self.holds(&request) { "true" } else { "false" });
        } else {
            write(&self.evaluate(&request), Clock::of(&request), &mut out);
        }
        Ok(out)
    }
}

const FIELDS: &str = "values, bindings, now, offset, condition";

/// The scope that a request is.
struct Request<'a> {
    names: Names<'a>,
    now: Option<i64>,
    offset: i32,
    condition: bool,
}

enum Names<'a> {
    Paths(Value<'a>, Vec<Path>),
    Exact(Vec<Option<Value<'a>>>),
}

impl<'a> Request<'a> {
    fn new(json: &'a Json<'a>, expression: &Expression) -> Result<Self> {
        let Json::Object(fields) = json else { return Err(wrong(json, "object")) };
        let mut request = Request {
            names: Names::Exact(vec![None; expression.variables().len()]),
            now: None,
            offset: 0,
            condition: false,
        };
        // Dates are read in the request's own time zone, so that comes first.
        for (name, value) in fields {
            request.set(name, value).map_err(|error| error.at_key(name))?;
        }
        if let Some(values) = json.get("bindings") {
            request.names = request.bound(values, expression).map_err(|error| error.at_key("bindings"))?;
        } else if let Some(values) = json.get("values") {
            let paths = expression.variables().iter().map(|name| Path::new(name)).gather();
            request.names = Names::Paths(read(values, Clock::of(&request)), paths);
        }
        Ok(request)
    }

    fn set(&mut self, name: &str, value: &Json<'_>) -> Result<()> {
        match name {
            "values" | "bindings" => {}
            "now" => self.now = Some(integer(value)?),
            "offset" => self.offset = i32::try_from(integer(value)?).map_err(|_| wrong(value, "integer"))?,
            "condition" => match value {
                Json::Bool(condition) => self.condition = *condition,
                _ => return Err(wrong(value, "boolean")),
            },
            _ => return Err(Error::new(Code::UnknownField).with("field", name).with("fields", FIELDS)),
        }
        Ok(())
    }

    fn bound(&self, values: &'a Json<'a>, expression: &Expression) -> Result<Names<'a>> {
        let Json::Object(_) = values else { return Err(wrong(values, "object")) };
        let value = |name: &str| {
            let zero = name.ends_with(".length").then_some(Value::Number(0.0));
            values.get(name).map(|value| read(value, Clock::of(self))).or(zero)
        };
        Ok(Names::Exact(expression.variables().iter().map(|name| value(name)).gather()))
    }
}

impl Scope for Request<'_> {
    fn variable(&self, slot: usize) -> Option<Value<'_>> {
        match &self.names {
            Names::Paths(root, paths) => paths.get(slot)?.find(root),
            Names::Exact(values) => values.get(slot)?.as_ref().map(Value::lend),
        }
    }

    fn now(&self) -> Option<i64> {
        self.now
    }

    fn offset(&self, _at_ms: i64) -> i32 {
        self.offset
    }
}

fn wrong(found: &Json<'_>, expected: &str) -> Error {
    Error::new(Code::Type).with("expected", expected).with("found", found.kind())
}

fn integer(json: &Json<'_>) -> Result<i64> {
    match json {
        Json::Number(text) => text.parse().map_err(|_| wrong(json, "integer")),
        _ => Err(wrong(json, "integer")),
    }
}

/// A whole number in decimal.
pub(super) fn decimal(value: usize) -> String {
    let mut out = String::new();
    write_integer(i64::try_from(value).unwrap_or(i64::MAX), &mut out);
    out
}

/// A value of JSON, where `$` is a key like any other and every number a float.
impl<'v> From<&'v Json<'_>> for Value<'v> {
    fn from(json: &'v Json<'_>) -> Self {
        build(json, &|_| None, |key| key)
    }
}

/// A value of JSON with the tags of this module.
fn read<'a>(json: &'a Json<'_>, clock: Clock<'_>) -> Value<'a> {
    build(json, &|json| tagged(json, clock), meant)
}

fn build<'a>(
    json: &'a Json<'_>,
    special: &dyn Fn(&Json<'_>) -> Option<Value<'static>>,
    named: fn(&str) -> &str,
) -> Value<'a> {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(text) => Value::Number(number::read(text)),
        Json::Text(text) => Value::text(text),
        Json::List(items) => Value::list(items.iter().map(|item| build(item, special, named)).gather()),
        Json::Object(fields) => special(json).unwrap_or_else(|| {
            let fields = fields
                .iter()
                .map(|(key, value)| Field { name: Cow::Borrowed(named(key)), value: build(value, special, named) });
            Value::Object(Items::Owned(arranged(fields.gather())))
        }),
    }
}

/// The name that a key stands for beside tags.
fn meant(key: &str) -> &str {
    key.strip_prefix('$').filter(|rest| is_tag(rest)).unwrap_or(key)
}

/// Whether a name is made of `$` alone.
fn is_tag(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte == b'$')
}

/// The fields as JavaScript keeps them: the last value of a name in its first place, whole numbers first.
pub(super) fn arranged(fields: Vec<Field<'_>>) -> Vec<Field<'_>> {
    let mut fields: Vec<Option<Field<'_>>> = fields.into_iter().map(Some).gather();
    let by_name = ranked(fields.len(), &|a, b| name_at(&fields, a).cmp(name_at(&fields, b)));
    for pair in by_name.windows(2).rev() {
        if let [first, second] = *pair
            && name_at(&fields, first) == name_at(&fields, second)
        {
            let later = fields.get_mut(second).and_then(Option::take);
            if let Some(field) = fields.get_mut(first) {
                *field = later;
            }
        }
    }
    let key = |at: usize| position(name_at(&fields, at)).unwrap_or(usize::MAX);
    let order = ranked(fields.len(), &|a, b| key(a).cmp(&key(b)));
    let mut arranged = Vec::with_capacity(fields.len());
    for at in order {
        if let Some(field) = fields.get_mut(at).and_then(Option::take) {
            arranged.push(field);
        }
    }
    arranged
}

fn name_at<'a>(fields: &'a [Option<Field<'_>>], at: usize) -> &'a str {
    fields.get(at).and_then(Option::as_ref).map_or("", |field| &field.name)
}

fn tagged(json: &Json<'_>, clock: Clock<'_>) -> Option<Value<'static>> {
    Some(match json.get("$")?.as_text()? {
        "undefined" => Value::Undefined,
        "NaN" => Value::Number(f64::NAN),
        "Infinity" => Value::Number(f64::INFINITY),
        "-Infinity" => Value::Number(f64::NEG_INFINITY),
        "date" => Value::Date(
            json.get("local").and_then(Json::as_text).map_or(f64::NAN, |text| date_text::parse(text, clock)),
        ),
        "amount" => {
            let units = integer(json.get("units")?).ok()?;
            Value::Amount(Decimal::of(units, u8::try_from(integer(json.get("exponent")?).ok()?).ok()?)?)
        }
        _ => return None,
    })
}

/// Appends a value as JSON with the tags of this module.
fn write(value: &Value<'_>, clock: Clock<'_>, out: &mut String) {
    match value {
        Value::Undefined => out.push_str(r#"{"$":"undefined"}"#),
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(value) if value.is_finite() => {
            if *value == 0.0 && value.is_sign_negative() {
                out.push('-');
            }
            number::write(*value, out);
        }
        Value::Number(value) => {
            out.push_str(r#"{"$":""#);
            number::write(*value, out);
            out.push_str("\"}");
        }
        Value::Amount(amount) => write_amount(*amount, out),
        Value::Date(ms) => {
            out.push_str(r#"{"$":"date","local":"#);
            match date_write::write_local(*ms, clock) {
                Some(text) => write_text(&text, out),
                None => out.push_str("null"),
            }
            out.push('}');
        }
        Value::Text(text) => write_text(text, out),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                comma(index, out);
                write(item, clock, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            out.push('{');
            for (index, field) in fields.iter().enumerate() {
                comma(index, out);
                if is_tag(&field.name) {
                    write_text(&["$", &field.name].concat(), out);
                } else {
                    write_text(&field.name, out);
                }
                out.push(':');
                write(&field.value, clock, out);
            }
            out.push('}');
        }
    }
}

fn comma(index: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
}

fn write_amount(amount: Decimal, out: &mut String) {
    out.push_str(r#"{"$":"amount","units":"#);
    write_integer(amount.units(), out);
    out.push_str(r#","exponent":"#);
    write_integer(i64::from(amount.exponent()), out);
    out.push('}');
}
