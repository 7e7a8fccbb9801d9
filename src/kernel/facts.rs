//! Attributes that the engine does not know by name: a caller's own facts about a member, a cart or a line.

use super::json::{Json, Reader, same};
use super::record::{Read, Scale, doubled, under};
use super::{Error, Result, at_most};
use std::borrow::Cow;

/// The most attributes that one thing may have.
pub const MAX_FACTS: usize = 1_000;

/// The most values within one attribute, those in its lists and objects counted: each condition that reads it reads all.
pub const MAX_ITEMS: usize = 1_000;

/// A value that is not too large.
fn short(value: Json<'_>) -> Result<Json<'_>> {
    fn count(value: &Json<'_>) -> usize {
        match value {
            Json::List(items) => items.iter().map(count).fold(items.len(), usize::saturating_add),
            Json::Object(fields) => {
                fields.iter().map(|(_, value)| count(value)).fold(fields.len(), usize::saturating_add)
            }
            _ => 0,
        }
    }
    at_most(MAX_ITEMS, count(&value), "items")?;
    Ok(value)
}

/// Fields of any kind, kept as they came, for conditions to read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Facts<'a> {
    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Reads the value of a field.
    ///
    /// # Errors
    /// [`Code::Duplicate`](super::Code::Duplicate) if it is there already; those of the value.
    pub fn read<'r: 'a>(&mut self, key: Cow<'r, str>, reader: &mut Reader<'r>) -> Result<()> {
        if self.0.len() >= MAX_FACTS {
            return Err(Error::too_large(MAX_FACTS, "attributes").at_key(&key));
        }
        if self.get(&key).is_some() {
            return Err(doubled(&key));
        }
        match reader.value().and_then(short) {
            Ok(value) => self.0.push((key, value)),
            Err(error) => return Err(under(error, &key)),
        }
        Ok(())
    }

    /// All fields, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json<'a>)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        let found = self.0.iter().find(|(name, _)| same(name.as_bytes(), key.as_bytes()));
        found.map(|(_, value)| value)
    }

    /// The value of a field, or of a field within it.
    #[must_use]
    pub fn at(&self, steps: &[String]) -> Option<&Json<'a>> {
        let (first, rest) = steps.split_first()?;
        rest.iter().try_fold(self.get(first)?, |json, step| json.get(step))
    }
}

/// Fields of any kind, for conditions to read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Given<'a>(pub Facts<'a>);

impl<'r: 'a, 'a> Read<'r> for Given<'a> {
    fn blank() -> Self {
        Given::default()
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        let mut first = true;
        self.0.clear();
        reader.begin_object()?;
        while reader.field(&mut first)? {
            let key = reader.key()?;
            self.0.read(key, reader)?;
        }
        Ok(())
    }
}

#[cfg(feature = "shape")]
impl crate::kernel::shape::Describe for Given<'_> {
    fn shape() -> crate::kernel::shape::Shape {
        use crate::kernel::shape::Shape;
        Shape::Map(Box::new(Shape::Any))
    }
}
