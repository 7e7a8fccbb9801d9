//! Objects with keys of the caller's own.

use crate::kernel::Result;
use crate::kernel::json::{Reader, write_key};
use crate::kernel::record::{Read, Scale, Write, doubled, under};
use crate::kernel::sort::ranked;
use std::borrow::Cow;

/// An object whose keys are the caller's own, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<'a, T>(pub Vec<(Cow<'a, str>, T)>);

impl<T> Default for Map<'_, T> {
    fn default() -> Self {
        Map(Vec::new())
    }
}

impl<T> Map<'_, T> {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The same without a borrow.
    #[must_use]
    pub fn into_owned(self) -> Map<'static, T> {
        Map(self.0.into_iter().map(|(key, value)| (Cow::Owned(key.into_owned()), value)).collect())
    }
}

/// A map that is read entry by entry.
trait Entries<'r> {
    fn clear(&mut self);
    fn count(&self) -> usize;
    fn key(&self, place: usize) -> &str;
    /// Where the value of a further entry is to stand.
    fn grow(&mut self, key: Cow<'r, str>) -> Option<(&str, &mut dyn Read<'r>)>;
}

impl<'r: 'a, 'a, T: Read<'r>> Entries<'r> for Map<'a, T> {
    fn clear(&mut self) {
        self.0.clear();
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    fn key(&self, place: usize) -> &str {
        self.0.get(place).map_or("", |(key, _)| key)
    }

    fn grow(&mut self, key: Cow<'r, str>) -> Option<(&str, &mut dyn Read<'r>)> {
        self.0.push((key, T::blank()));
        self.0.last_mut().map(|(key, value)| (&**key, value as &mut dyn Read<'r>))
    }
}

/// Reads the entries up to the end, or to one that is refused.
fn read_entries<'r>(map: &mut dyn Entries<'r>, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
    let mut first = true;
    map.clear();
    reader.begin_object()?;
    while reader.field(&mut first)? {
        let entry = map.grow(reader.key()?);
        entry.map_or(Ok(()), |(key, value)| value.read(reader, scale).map_err(|error| under(error, key)))?;
    }
    Ok(())
}

/// The first entry whose key an earlier one has.
fn first_doubled(map: &dyn Entries<'_>) -> Option<usize> {
    let key = |place: &usize| map.key(*place);
    let ranked = ranked(map.count(), &|a, b| key(&a).cmp(key(&b)));
    let neighbours = ranked.iter().zip(ranked.iter().skip(1));
    neighbours.filter(|(a, b)| key(a) == key(b)).map(|(_, later)| *later).min()
}

fn read_map<'r>(map: &mut dyn Entries<'r>, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
    let read = read_entries(map, reader, scale);
    // A doubled key stands before whatever else was refused.
    match first_doubled(map) {
        Some(place) => Err(doubled(map.key(place))),
        None => read,
    }
}

impl<'r: 'a, 'a, T: Read<'r>> Read<'r> for Map<'a, T> {
    fn blank() -> Self {
        Map::default()
    }

    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
        read_map(self, reader, scale)
    }
}

impl<T: Write> Write for Map<'_, T> {
    fn write(&self, out: &mut String) {
        for (index, (key, value)) in self.0.iter().enumerate() {
            write_key(index == 0, key, out);
            value.write(out);
        }
        out.push_str(if self.0.is_empty() { "{}" } else { "}" });
    }
}
