//! How amounts, ratios, points and texts stand in a document.

use super::calendar::{Date, Instant, LocalTime, Weekday};
use super::json::{Json, write_integer, write_text};
use super::money::{Amount, MAX_SAFE, Ratio};
use super::record::{Read, Scale, Write, integer, mismatch, object, separate};
use super::{Code, Error, Result};

impl Read for Amount {
    fn read(json: Json<'_>, scale: Scale) -> Result<Self> {
        match &json {
            Json::Text(text) => Amount::from_decimal(text, scale.0),
            Json::Number(text) if text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) => {
                Err(Error::new(Code::Amount).with("found", &**text).with("exponent", scale.0.to_string()))
            }
            Json::Number(_) => integer(&json, -MAX_SAFE, MAX_SAFE).map(Amount).map_err(|_| Error::new(Code::Overflow)),
            other => Err(Error::new(Code::Amount).with("found", other.kind()).with("exponent", scale.0.to_string())),
        }
    }
}

impl Write for Amount {
    fn write(&self, out: &mut String) {
        write_integer(self.0, out);
    }
}

impl Read for Ratio {
    fn read(json: Json<'_>, _: Scale) -> Result<Self> {
        match &json {
            Json::Text(text) => Ratio::parse(text),
            Json::Number(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => Ratio::parse(text),
            Json::Number(text) => Err(Error::new(Code::Ratio).with("found", &**text)),
            other => Err(Error::new(Code::Ratio).with("found", other.kind())),
        }
    }
}

impl Write for Ratio {
    fn write(&self, out: &mut String) {
        out.push('"');
        write_integer(self.numerator(), out);
        if self.denominator() != 1 {
            out.push('/');
            write_integer(self.denominator(), out);
        }
        out.push('"');
    }
}

/// A number of points, within ± [`MAX_SAFE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Points(pub i64);

impl Read for Points {
    fn read(json: Json<'_>, _: Scale) -> Result<Self> {
        integer(&json, -MAX_SAFE, MAX_SAFE).map(Points)
    }
}

impl Write for Points {
    fn write(&self, out: &mut String) {
        write_integer(self.0, out);
    }
}

/// An amount that has been computed or recorded: always a number of minor units, never a decimal text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Minor(pub i64);

impl Read for Minor {
    fn read(json: Json<'_>, _: Scale) -> Result<Self> {
        integer(&json, -MAX_SAFE, MAX_SAFE).map(Minor)
    }
}

impl Write for Minor {
    fn write(&self, out: &mut String) {
        write_integer(self.0, out);
    }
}

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole<const MIN: i64, const MAX: i64>(pub i64);

impl<const MIN: i64, const MAX: i64> Read for Whole<MIN, MAX> {
    fn read(json: Json<'_>, _: Scale) -> Result<Self> {
        integer(&json, MIN, MAX).map(Whole)
    }
}

impl<const MIN: i64, const MAX: i64> Write for Whole<MIN, MAX> {
    fn write(&self, out: &mut String) {
        write_integer(self.0, out);
    }
}

/// A text that people read: one for all, or one for each language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// The same in every language.
    One(String),
    /// By language tag, such as `en` and `zh-CN`.
    Many(Map<String>),
}

impl Read for Label {
    fn read(json: Json<'_>, scale: Scale) -> Result<Self> {
        match json {
            Json::Text(text) => Ok(Label::One(text.into_owned())),
            Json::Object(_) => Map::read(json, scale).map(Label::Many),
            other => Err(mismatch("string or object", &other)),
        }
    }
}

impl Write for Label {
    fn write(&self, out: &mut String) {
        match self {
            Label::One(text) => text.write(out),
            Label::Many(texts) => texts.write(out),
        }
    }
}

/// An object whose keys are the caller's own, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<T>(pub Vec<(String, T)>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Map(Vec::new())
    }
}

impl<T> Map<T> {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

impl<T: Read> Read for Map<T> {
    fn read(json: Json<'_>, scale: Scale) -> Result<Self> {
        let mut entries = Map(Vec::new());
        for (key, value) in object(json)? {
            if entries.get(&key).is_some() {
                return Err(Error::new(Code::Duplicate).with("field", &*key).at_key(&key));
            }
            let value = T::read(value, scale).map_err(|error| error.at_key(&key))?;
            entries.0.push((key.into_owned(), value));
        }
        Ok(entries)
    }
}

impl<T: Write> Write for Map<T> {
    fn write(&self, out: &mut String) {
        out.push('{');
        for (key, value) in &self.0 {
            separate(out);
            write_text(key, out);
            out.push(':');
            value.write(out);
        }
        out.push('}');
    }
}

impl Read for Date {
    fn read(json: Json<'_>, _: Scale) -> Result<Self> {
        match &json {
            Json::Text(text) => Date::parse(text),
            other => Err(mismatch("string", other)),
        }
    }
}

impl Write for Date {
    fn write(&self, out: &mut String) {
        out.push('"');
        (*self).write(out);
        out.push('"');
    }
}

impl Read for LocalTime {
    fn read(json: Json<'_>, _: Scale) -> Result<Self> {
        match &json {
            Json::Text(text) => LocalTime::parse(text),
            other => Err(mismatch("string", other)),
        }
    }
}

impl Write for LocalTime {
    fn write(&self, out: &mut String) {
        out.push('"');
        (*self).write(out);
        out.push('"');
    }
}

impl Read for Instant {
    fn read(json: Json<'_>, _: Scale) -> Result<Self> {
        match &json {
            Json::Text(text) => Instant::parse(text),
            other => Err(mismatch("string", other)),
        }
    }
}

impl Write for Instant {
    fn write(&self, out: &mut String) {
        out.push('"');
        (*self).write(out);
        out.push('"');
    }
}

/// The time of a question: RFC 3339 text, or milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now(pub Instant);

impl Read for Now {
    fn read(json: Json<'_>, _: Scale) -> Result<Self> {
        Instant::from_json(&json).map(Now)
    }
}

impl Read for Weekday {
    fn read(json: Json<'_>, _: Scale) -> Result<Self> {
        let Some(word) = json.as_text() else { return Err(mismatch("string", &json)) };
        let choices = || Weekday::ALL.map(Weekday::as_str).join(", ");
        Weekday::parse(word).ok_or_else(|| Error::new(Code::Choice).with("found", word).with("choices", choices()))
    }
}

impl Write for Weekday {
    fn write(&self, out: &mut String) {
        write_text(self.as_str(), out);
    }
}

/// How these stand in TypeScript and in the JSON Schema.
#[cfg(feature = "shape")]
mod describe {
    use super::{Amount, Date, Instant, Label, LocalTime, MAX_SAFE, Map, Minor, Now, Points, Ratio, Weekday, Whole};
    use crate::kernel::shape::{Body, Describe, Named, Shape, alias};

    impl Describe for Date {
        fn shape() -> Shape {
            alias("CalendarDate", "A day of the calendar: \"2026-11-21\".", Shape::Text)
        }
    }

    impl Describe for LocalTime {
        fn shape() -> Shape {
            alias("TimeOfDay", "A time of the day: \"09:30\"; \"24:00\" is its end.", Shape::Text)
        }
    }

    impl Describe for Instant {
        fn shape() -> Shape {
            alias("Timestamp", "A point in time as RFC 3339 text: \"2026-11-21T08:00:00Z\".", Shape::Text)
        }
    }

    impl Describe for Now {
        fn shape() -> Shape {
            let doc = "A point in time: RFC 3339 text, milliseconds since 1970, or a `Date`.";
            alias("Now", doc, Shape::Union(vec![Shape::Text, SAFE, Shape::Host("Date")]))
        }
    }

    impl Describe for Weekday {
        fn shape() -> Shape {
            let words = Weekday::ALL.map(|day| (day.as_str(), String::new())).to_vec();
            Shape::Named(Named { name: "Weekday", doc: "A day of the week.".to_owned(), body: Body::Words(words) })
        }
    }

    const SAFE: Shape = Shape::Integer { min: -MAX_SAFE, max: MAX_SAFE };

    impl Describe for Amount {
        fn shape() -> Shape {
            let doc =
                "An amount of money: a whole number of minor units (分, cents), or a decimal string such as \"19.90\".";
            alias("Amount", doc, Shape::Union(vec![SAFE, Shape::Text]))
        }
    }

    impl Describe for Minor {
        fn shape() -> Shape {
            alias("Minor", "An amount of money as a whole number of minor units (分, cents).", SAFE)
        }
    }

    impl Describe for Points {
        fn shape() -> Shape {
            alias("Points", "A whole number of points.", SAFE)
        }
    }

    impl Describe for Ratio {
        fn shape() -> Shape {
            let doc = "An exact ratio, not negative: \"1.5\", \"10%\", \"3/2\" or a whole number.";
            alias(
                "Ratio",
                doc,
                Shape::Union(vec![Shape::Text, Shape::Integer { min: 0, max: crate::kernel::money::MAX_RATIO }]),
            )
        }
    }

    impl Describe for Label {
        fn shape() -> Shape {
            let doc =
                "A text that people read: one for all languages, or one for each language tag (\"en\", \"zh-CN\").";
            alias("Label", doc, Shape::Union(vec![Shape::Text, Shape::Map(Box::new(Shape::Text))]))
        }
    }

    impl<const MIN: i64, const MAX: i64> Describe for Whole<MIN, MAX> {
        fn shape() -> Shape {
            Shape::Integer { min: MIN, max: MAX }
        }
    }

    impl<T: Describe> Describe for Map<T> {
        fn shape() -> Shape {
            Shape::Map(Box::new(T::shape()))
        }
    }
}
