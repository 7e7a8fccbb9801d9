//! Reading and changing JSON documents by place.

use patronage::kernel::json::Json;

pub(crate) type Value = Json<'static>;

pub(crate) fn parse(text: &str) -> Value {
    owned(Json::parse(text).unwrap_or_else(|error| panic!("{error}: {text}")))
}

fn owned(value: Json<'_>) -> Value {
    match value {
        Json::Null => Json::Null,
        Json::Bool(value) => Json::Bool(value),
        Json::Number(digits) => Json::Number(digits.into_owned().into()),
        Json::Text(text) => Json::Text(text.into_owned().into()),
        Json::List(items) => Json::List(items.into_iter().map(owned).collect()),
        Json::Object(fields) => {
            Json::Object(fields.into_iter().map(|(key, value)| (key.into_owned().into(), owned(value))).collect())
        }
    }
}

pub(crate) fn written(value: &Value) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

/// The value at a path of keys and indices such as `member/entries/0`.
pub(crate) fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('/').try_fold(value, |value, step| match value {
        Json::List(items) => items.get(step.parse::<usize>().ok()?),
        object => object.get(step),
    })
}

pub(crate) fn at_mut<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    path.split('/').try_fold(value, |value, step| match value {
        Json::List(items) => items.get_mut(step.parse::<usize>().ok()?),
        Json::Object(fields) => fields.iter_mut().find(|(name, _)| name == step).map(|(_, value)| value),
        _ => None,
    })
}

/// The items of the list at a path; none where there is no list.
pub(crate) fn list<'v>(value: &'v Value, path: &str) -> &'v [Value] {
    match at(value, path) {
        Some(Json::List(items)) => items,
        _ => &[],
    }
}

pub(crate) fn list_mut<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Vec<Value>> {
    match at_mut(value, path) {
        Some(Json::List(items)) => Some(items),
        _ => None,
    }
}

pub(crate) fn integer(value: &Value, path: &str) -> i64 {
    match at(value, path) {
        Some(Json::Number(digits)) => digits.parse().unwrap(),
        other => panic!("{path} is {other:?} in {}", written(value)),
    }
}

pub(crate) fn word<'v>(value: &'v Value, path: &str) -> Option<&'v str> {
    at(value, path)?.as_text()
}

/// The object without a field.
pub(crate) fn without(value: &Value, key: &str) -> Value {
    match value {
        Json::Object(fields) => Json::Object(fields.iter().filter(|(name, _)| name != key).cloned().collect()),
        other => other.clone(),
    }
}
