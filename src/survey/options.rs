//! What the options of a session may be, and how they are read.

use super::Answer;
use super::session::Options;
use crate::expr::Value;
use crate::kernel::calendar::Instant;
use crate::kernel::json::{Kind, Reader, check_length};
use crate::kernel::money::MAX_SAFE;
use crate::kernel::record::{integer, under};
use crate::kernel::{Code, Error, Result};

/// The longest that local time can be ahead of UTC or behind it, in seconds.
const DAY: i64 = 86_400;

/// The most seconds that somebody can have spent on a page: more than a hundred years.
pub(super) const LONGEST: f64 = 4e9;

const FIELDS: &str = "locale, now, offset, seed, elapsed";

impl Options {
    /// Reads them from an object, in which fields of somebody else may stand too: those are given their values.
    pub(super) fn read(text: &str, others: &mut [(&str, Answer)]) -> Result<Options> {
        check_length(text)?;
        let (mut reader, mut first) = (Reader::new(text), true);
        let mut options = Options::default();
        reader.begin_object()?;
        while reader.field(&mut first)? {
            let name = reader.key()?;
            let set = match others.iter_mut().find(|(other, _)| *other == &*name) {
                Some((_, given)) => Value::read_json(&mut reader).map(|value| *given = value),
                None => options.set(&name, &mut reader),
            };
            set.map_err(|error| under(error, &name))?;
        }
        reader.end()?;
        Ok(options)
    }

    fn set(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<()> {
        match name {
            "locale" => self.locale = reader.text()?.into_owned(),
            "now" => self.now = Some(integer(reader, i64::MIN, i64::MAX)?),
            "offset" => self.offset = i32::try_from(integer(reader, -DAY, DAY)?).unwrap_or_default(),
            "seed" => self.seed = integer(reader, 0, MAX_SAFE)?.unsigned_abs(),
            "elapsed" => self.elapsed = elapsed(reader)?,
            _ => return Err(Error::new(Code::UnknownField).with("field", name).with("fields", FIELDS)),
        }
        Ok(())
    }

    /// Refuses moments that no calendar has, and a local time that no place has.
    pub(super) fn check(&self) -> Result<()> {
        within("now", self.now.unwrap_or_default(), Instant::MIN.millis(), Instant::MAX.millis())?;
        within("offset", self.offset.into(), -DAY, DAY)?;
        match self.elapsed.iter().find(|(_, spent)| !(0.0..=LONGEST).contains(spent)) {
            Some((page, _)) => Err(Error::range(0, LONGEST as i64).at_key(page).at_key("elapsed")),
            None => Ok(()),
        }
    }
}

/// The seconds spent on each page, by name.
fn elapsed(reader: &mut Reader<'_>) -> Result<Vec<(String, f64)>> {
    let (mut spent, mut first) = (Vec::new(), true);
    reader.begin_object()?;
    while reader.field(&mut first)? {
        let page = reader.key()?.into_owned();
        let seconds = seconds(reader).map_err(|error| under(error, &page))?;
        spent.push((page, seconds));
    }
    Ok(spent)
}

fn seconds(reader: &mut Reader<'_>) -> Result<f64> {
    match reader.kind() {
        Some(Kind::Number) => Ok(Value::read_json(reader)?.as_number().unwrap_or(f64::NAN)),
        _ => Err(reader.mismatch("number")),
    }
}

fn within(name: &str, value: i64, min: i64, max: i64) -> Result<()> {
    if (min..=max).contains(&value) { Ok(()) } else { Err(Error::range(min, max).at_key(name)) }
}
