//! How amounts, ratios, points and texts stand in a document.

use super::calendar::{Date, Instant, LocalTime, Weekday};
use super::json::{Reader, write_integer, write_text};
use super::money::{Amount, MAX_SAFE, Ratio, safe};
use super::record::{Read, Scale, Write, integer, no_choice, separate, under};
use super::{Code, Error, Result};
use std::borrow::Cow;

impl<'r> Read<'r> for Amount {
    fn read(reader: &mut Reader<'r>, scale: Scale) -> Result<Self> {
        let refused = |found: &str| Error::new(Code::Amount).with("found", found).with("exponent", scale.0.to_string());
        match reader.kind() {
            Some("string") => Amount::from_decimal(&reader.text()?, scale.0),
            Some("number") => {
                let text = reader.number()?;
                if text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) {
                    return Err(refused(text));
                }
                safe(text.parse::<i64>().map_or(i128::MAX, i128::from)).map(Amount)
            }
            Some(other) => Err(refused(other)),
            None => Err(reader.mismatch("number")),
        }
    }
}

impl Write for Amount {
    fn write(&self, out: &mut String) {
        write_integer(self.0, out);
    }
}

impl<'r> Read<'r> for Ratio {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        match reader.kind() {
            Some("string") => Ratio::parse(&reader.text()?),
            Some("number") => {
                let text = reader.number()?;
                let whole = text.bytes().all(|byte| byte.is_ascii_digit());
                if whole { Ratio::parse(text) } else { Err(Error::new(Code::Ratio).with("found", text)) }
            }
            Some(other) => Err(Error::new(Code::Ratio).with("found", other)),
            None => Err(reader.mismatch("string")),
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

impl<'r> Read<'r> for Points {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        integer(reader, -MAX_SAFE, MAX_SAFE).map(Points)
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

impl<'r> Read<'r> for Minor {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        integer(reader, -MAX_SAFE, MAX_SAFE).map(Minor)
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

impl<'r, const MIN: i64, const MAX: i64> Read<'r> for Whole<MIN, MAX> {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        integer(reader, MIN, MAX).map(Whole)
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
    Many(Map<'static, String>),
}

impl<'r> Read<'r> for Label {
    fn read(reader: &mut Reader<'r>, scale: Scale) -> Result<Self> {
        match reader.kind() {
            Some("string") => String::read(reader, scale).map(Label::One),
            Some("object") => Map::read(reader, scale).map(|texts: Map<'_, String>| Label::Many(texts.into_owned())),
            _ => Err(reader.mismatch("string or object")),
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
}

impl<T> Map<'_, T> {
    /// The same without a borrow.
    #[must_use]
    pub fn into_owned(self) -> Map<'static, T> {
        Map(self.0.into_iter().map(|(key, value)| (Cow::Owned(key.into_owned()), value)).collect())
    }
}

impl<'r: 'a, 'a, T: Read<'r>> Read<'r> for Map<'a, T> {
    fn read(reader: &mut Reader<'r>, scale: Scale) -> Result<Self> {
        let (mut entries, mut first) = (Map(Vec::new()), true);
        reader.begin_object()?;
        while let Some(key) = reader.key(&mut first)? {
            if entries.get(&key).is_some() {
                return Err(Error::new(Code::Duplicate).with("field", &*key).at_key(&key));
            }
            let value = T::read(reader, scale).map_err(|error| under(error, &key))?;
            entries.0.push((key, value));
        }
        Ok(entries)
    }
}

impl<T: Write> Write for Map<'_, T> {
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

impl<'r> Read<'r> for Date {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        Date::parse(&reader.text()?)
    }
}

impl Write for Date {
    fn write(&self, out: &mut String) {
        out.push('"');
        (*self).write(out);
        out.push('"');
    }
}

impl<'r> Read<'r> for LocalTime {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        LocalTime::parse(&reader.text()?)
    }
}

impl Write for LocalTime {
    fn write(&self, out: &mut String) {
        out.push('"');
        (*self).write(out);
        out.push('"');
    }
}

impl<'r> Read<'r> for Instant {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        Instant::parse(&reader.text()?)
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

impl<'r> Read<'r> for Now {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        Instant::from_json(&reader.value()?).map(Now)
    }
}

impl<'r> Read<'r> for Weekday {
    fn read(reader: &mut Reader<'r>, _: Scale) -> Result<Self> {
        let word = reader.text()?;
        Weekday::parse(&word).ok_or_else(|| no_choice(&word, &Weekday::ALL.map(Weekday::as_str)))
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

    impl<T: Describe> Describe for Map<'_, T> {
        fn shape() -> Shape {
            Shape::Map(Box::new(T::shape()))
        }
    }
}
