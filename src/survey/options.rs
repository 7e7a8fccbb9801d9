//! What the options of a session may be, and how they are read.

use super::session::Options;
use crate::expr::Value;
use crate::kernel::calendar::Instant;
use crate::kernel::json::{Json, Reader};
use crate::kernel::money::MAX_SAFE;
use crate::kernel::record::integer;
use crate::kernel::{Code, Error, Result};
use std::borrow::Cow;

/// The longest that local time can be ahead of UTC or behind it, in seconds.
const DAY: i64 = 86_400;

/// The most seconds that somebody can have spent on a page: more than a hundred years.
const LONGEST: f64 = 4e9;

const FIELDS: &str = "locale, now, offset, seed, elapsed";

impl Options {
    /// Reads them from an object, in which some fields may belong to somebody else.
    pub(super) fn read(json: &Json<'_>, others: &[&str]) -> Result<Options> {
        let mut options = Options::default();
        for (name, value) in fields(json)?.iter().filter(|(name, _)| !others.contains(&&**name)) {
            options.set(name, value).map_err(|error| error.at_key(name))?;
        }
        Ok(options)
    }

    fn set(&mut self, name: &str, value: &Json<'_>) -> Result<()> {
        match name {
            "locale" => match value {
                Json::Text(locale) => self.locale = locale.to_string(),
                _ => return Err(wrong(value, "string")),
            },
            "now" => self.now = Some(whole(value, i64::MIN, i64::MAX)?),
            "offset" => self.offset = i32::try_from(whole(value, -DAY, DAY)?).unwrap_or_default(),
            "seed" => self.seed = whole(value, 0, MAX_SAFE)?.unsigned_abs(),
            "elapsed" => {
                for (page, spent) in fields(value)? {
                    let spent = seconds(spent).map_err(|error| error.at_key(page))?;
                    self.elapsed.push((page.to_string(), spent));
                }
            }
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

fn fields<'a, 'j>(json: &'j Json<'a>) -> Result<&'j [(Cow<'a, str>, Json<'a>)]> {
    match json {
        Json::Object(fields) => Ok(fields),
        _ => Err(wrong(json, "object")),
    }
}

fn seconds(json: &Json<'_>) -> Result<f64> {
    match json {
        Json::Number(_) => Ok(Value::from(json).as_number().unwrap_or(f64::NAN)),
        _ => Err(wrong(json, "number")),
    }
}

fn within(name: &str, value: i64, min: i64, max: i64) -> Result<()> {
    if (min..=max).contains(&value) { Ok(()) } else { Err(Error::range(min, max).at_key(name)) }
}

fn whole(value: &Json<'_>, min: i64, max: i64) -> Result<i64> {
    match value {
        Json::Number(text) => integer(&mut Reader::new(text), min, max),
        _ => Err(wrong(value, "integer")),
    }
}

fn wrong(found: &Json<'_>, expected: &str) -> Error {
    Error::new(Code::Type).with("expected", expected).with("found", found.kind())
}
