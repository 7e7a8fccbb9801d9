//! What the options of a session may be, and how they are read.

use super::Elapsed;
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

/// The most seconds that somebody can have spent.
const LONGEST: i64 = MAX_SAFE / 1_000;

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
            "elapsed" => self.elapsed = Elapsed::read(value)?,
            _ => return Err(Error::new(Code::UnknownField).with("field", name).with("fields", FIELDS)),
        }
        Ok(())
    }

    /// Refuses moments that no calendar has, and a local time that no place has.
    pub(super) fn check(&self) -> Result<()> {
        within("now", self.now.unwrap_or_default(), Instant::MIN.millis(), Instant::MAX.millis())?;
        within("offset", self.offset.into(), -DAY, DAY)?;
        self.elapsed.check().map_err(|error| error.at_key("elapsed"))
    }
}

impl Elapsed {
    fn read(json: &Json<'_>) -> Result<Elapsed> {
        let mut elapsed = Elapsed::default();
        for (name, value) in fields(json)? {
            match &**name {
                "survey" => seconds(value).map(|spent| elapsed.survey = spent),
                "pages" => pages(value).map(|spent| elapsed.pages = spent),
                _ => Err(Error::new(Code::UnknownField).with("field", &**name).with("fields", "survey, pages")),
            }
            .map_err(|error| error.at_key(name))?;
        }
        Ok(elapsed)
    }

    fn check(&self) -> Result<()> {
        duration("survey", self.survey)?;
        let page = |(name, spent): &(String, f64)| duration(name, *spent);
        self.pages.iter().try_for_each(page).map_err(|error| error.at_key("pages"))
    }
}

fn pages(json: &Json<'_>) -> Result<Vec<(String, f64)>> {
    let page = |name: &str, value| Ok((name.to_owned(), seconds(value).map_err(|error| error.at_key(name))?));
    fields(json)?.iter().map(|(name, value)| page(name, value)).collect()
}

fn seconds(json: &Json<'_>) -> Result<f64> {
    match json {
        Json::Number(_) => Ok(Value::from(json).as_number().unwrap_or(f64::NAN)),
        _ => Err(wrong(json, "number")),
    }
}

fn fields<'a, 'j>(json: &'j Json<'a>) -> Result<&'j [(Cow<'a, str>, Json<'a>)]> {
    match json {
        Json::Object(fields) => Ok(fields),
        _ => Err(wrong(json, "object")),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a float holds it exactly")]
fn duration(name: &str, spent: f64) -> Result<()> {
    if (0.0..=LONGEST as f64).contains(&spent) { Ok(()) } else { Err(Error::range(0, LONGEST).at_key(name)) }
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
