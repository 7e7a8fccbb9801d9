//! Values read from JSON text, without a tree of the text first.

use super::boundary::arranged;
use super::number;
use super::value::{Field, Items, Value};
use crate::kernel::json::{Kind, Reader, check_length};
use crate::kernel::{Code, Error, Result};
use std::borrow::Cow;

impl Value<'static> {
    /// Reads one JSON value that fills the whole text.
    ///
    /// # Errors
    /// [`Code::Json`], [`Code::TooDeep`], [`Code::TooLarge`].
    pub fn parse_json(text: &str) -> Result<Self> {
        check_length(text)?;
        let mut reader = Reader::new(text);
        let value = Value::read_json(&mut reader)?;
        reader.end()?;
        Ok(value)
    }

    /// Reads the value that comes next.
    pub(crate) fn read_json(reader: &mut Reader<'_>) -> Result<Self> {
        Ok(match reader.kind() {
            Some(Kind::Null) if reader.passes("null") => Value::Null,
            Some(Kind::Bool) if reader.passes("true") => Value::Bool(true),
            Some(Kind::Bool) if reader.passes("false") => Value::Bool(false),
            Some(Kind::Number) => Value::Number(number::read(reader.number("number")?)),
            Some(Kind::Text) => Value::Text(Cow::Owned(reader.text()?.into_owned())),
            Some(Kind::List) => Value::list(list(reader)?),
            Some(Kind::Object) => Value::Object(Items::Owned(arranged(fields(reader)?))),
            _ => return Err(reader.error()),
        })
    }
}

fn list(reader: &mut Reader<'_>) -> Result<Vec<Value<'static>>> {
    let (mut items, mut first) = (Vec::new(), true);
    reader.begin_list()?;
    while reader.item(&mut first)? {
        let item = Value::read_json(reader);
        items.push(item.map_err(|error| if names_place(&error) { error.at_index(items.len()) } else { error })?);
    }
    Ok(items)
}

fn fields(reader: &mut Reader<'_>) -> Result<Vec<Field<'static>>> {
    let (mut fields, mut first) = (Vec::new(), true);
    reader.begin_object()?;
    while reader.field(&mut first)? {
        let name = reader.key()?.into_owned();
        let value = Value::read_json(reader);
        let value = value.map_err(|error| if names_place(&error) { error.at_key(&name) } else { error })?;
        fields.push(Field { name: name.into(), value });
    }
    Ok(fields)
}

/// A depth error names its place; a syntax error already has its offset.
fn names_place(error: &Error) -> bool {
    error.code() == Code::TooDeep
}
