//! What the options of a session may be, and how they are read.

use super::Answer;
use super::session::Options;
use crate::expr::Value;
use crate::kernel::calendar::Instant;
use crate::kernel::json::{Reader, check_length};
use crate::kernel::money::MAX_SAFE;
use crate::kernel::record::{integer, under};
use crate::kernel::{Code, Error, Result};

/// The longest that local time can be ahead of UTC or behind it, in seconds.
const DAY: i64 = 86_400;

const FIELDS: &str = "locale, now, offset, seed";

impl Options {
    /// Reads them from an object, in which the answers may stand too where they are asked for.
    pub(super) fn read(text: &str, mut data: Option<&mut Answer>) -> Result<Options> {
        check_length(text)?;
        let (mut reader, mut first) = (Reader::new(text), true);
        let mut options = Options::default();
        reader.begin_object()?;
        while reader.field(&mut first)? {
            let name = reader.key()?;
            let set = match &mut data {
                Some(data) if name == "data" => Value::read_json(&mut reader).map(|given| **data = given),
                _ => options.set(&name, &mut reader),
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
            _ => return Err(Error::new(Code::UnknownField).with("field", name).with("fields", FIELDS)),
        }
        Ok(())
    }

    /// Refuses moments that no calendar has, and a local time that no place has.
    pub(super) fn check(&self) -> Result<()> {
        within("now", self.now.unwrap_or_default(), Instant::MIN.millis(), Instant::MAX.millis())?;
        within("offset", self.offset.into(), -DAY, DAY)
    }
}

fn within(name: &str, value: i64, min: i64, max: i64) -> Result<()> {
    if (min..=max).contains(&value) { Ok(()) } else { Err(Error::range(min, max).at_key(name)) }
}
