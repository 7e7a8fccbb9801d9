//! Attributes that the engine does not know by name: a caller's own facts about a member, a cart or a line.

use super::json::{Json, Reader, write_text};
use super::record::{separate, under};
use super::{Code, Error, Result};
use std::borrow::Cow;

/// The most attributes that one thing may have.
pub const MAX_FACTS: usize = 1_000;

/// Fields of any kind, kept as they came, for conditions to read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Facts<'a> {
    /// Reads the value of a field.
    ///
    /// # Errors
    /// [`Code::Duplicate`] if it is there already; those of the value.
    pub fn read<'r: 'a>(&mut self, key: Cow<'r, str>, reader: &mut Reader<'r>) -> Result<()> {
        if self.0.len() >= MAX_FACTS {
            let error = Error::new(Code::TooLarge).with("limit", MAX_FACTS.to_string());
            return Err(error.with("what", "attributes").at_key(&key));
        }
        if self.get(&key).is_some() {
            return Err(Error::new(Code::Duplicate).with("field", &*key).at_key(&key));
        }
        let value = reader.value().map_err(|error| under(error, &key))?;
        self.0.push((key, value));
        Ok(())
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Appends the fields to an object that is being written.
    pub fn write_fields(&self, out: &mut String) {
        for (key, value) in &self.0 {
            separate(out);
            write_text(key, out);
            out.push(':');
            value.write(out);
        }
    }
}
