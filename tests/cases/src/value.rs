//! Building JSON documents field by field.

use crate::Random;
use patronage::kernel::json::Json;

/// A JSON value that owns its text.
pub(crate) type Value = Json<'static>;

/// Compact JSON text.
pub(crate) fn text_of(value: &Json<'_>) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

pub(crate) fn text(value: impl Into<String>) -> Value {
    Json::Text(value.into().into())
}

pub(crate) fn number(value: impl ToString) -> Value {
    Json::Number(value.to_string().into())
}

pub(crate) fn texts(values: &[&str]) -> Value {
    Json::List(values.iter().map(|value| text(*value)).collect())
}

/// An object under construction.
#[derive(Default)]
pub(crate) struct Fields(Vec<(std::borrow::Cow<'static, str>, Value)>);

impl Fields {
    pub(crate) fn put(&mut self, key: impl Into<std::borrow::Cow<'static, str>>, value: Value) -> &mut Self {
        self.0.push((key.into(), value));
        self
    }

    /// Puts a field in so many of a hundred cases.
    pub(crate) fn maybe(
        &mut self,
        random: &mut Random,
        percent: u64,
        key: &'static str,
        value: impl FnOnce(&mut Random) -> Value,
    ) -> &mut Self {
        if random.chance(percent) {
            let value = value(random);
            self.put(key, value);
        }
        self
    }

    pub(crate) fn done(&mut self) -> Value {
        Json::Object(std::mem::take(&mut self.0))
    }
}
