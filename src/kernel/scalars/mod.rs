//! How amounts, ratios, points and texts stand in a document.

// A text is appended at less cost than a character, which would be encoded first.
#![allow(clippy::single_char_add_str)]

use super::calendar::{Date, Instant, LocalTime, Weekday};
use super::json::{Json, Kind, Reader, write_integer};
use super::money::{Amount, MAX_SAFE, Ratio, safe};
use super::record::{Read, Scale, Write, choice, integer, read};
use super::{Code, Error, Result};

mod map;

pub use map::Map;

impl<'r> Read<'r> for Amount {
    fn blank() -> Self {
        Amount(0)
    }

    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
        let refused =
            |found: &str| Error::new(Code::Amount).with("found", found).with_number("exponent", scale.0.into());
        *self = match reader.kind() {
            Some(Kind::Text) => Amount::from_decimal(&reader.text()?, scale.0)?,
            Some(Kind::Number) => match reader.whole() {
                Some(units) => Amount(safe(units.into())?),
                None => return Err(refused(reader.number("number")?)),
            },
            Some(other) => return Err(refused(other.as_str())),
            None => return Err(reader.mismatch("number")),
        };
        Ok(())
    }
}

impl Write for Amount {
    fn write(&self, out: &mut String) {
        write_integer(self.0, out);
    }
}

impl<'r> Read<'r> for Ratio {
    fn blank() -> Self {
        Ratio::ONE
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        let refused = |found: &str| Error::new(Code::Ratio).with("found", found);
        *self = match reader.kind() {
            Some(Kind::Text) => Ratio::parse(&reader.text()?)?,
            Some(Kind::Number) => {
                let text = reader.number("number")?;
                // A fraction stands in a string, where nobody takes it for a binary one.
                let plain = text.bytes().all(|byte| byte.is_ascii_digit());
                if plain { Ratio::parse(text)? } else { return Err(refused(text)) }
            }
            Some(other) => return Err(refused(other.as_str())),
            None => return Err(reader.mismatch("string")),
        };
        Ok(())
    }
}

impl Write for Ratio {
    fn write(&self, out: &mut String) {
        out.push_str("\"");
        write_integer(self.numerator(), out);
        if self.denominator() != 1 {
            out.push_str("/");
            write_integer(self.denominator(), out);
        }
        out.push_str("\"");
    }
}

impl<'r> Read<'r> for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        *self = match reader.kind() {
            Some(Kind::Bool) => matches!(reader.value()?, Json::Bool(true)),
            _ => return Err(reader.mismatch("boolean")),
        };
        Ok(())
    }
}

impl Write for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

/// A number of points, within ± [`MAX_SAFE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Points(pub i64);

impl<'r> Read<'r> for Points {
    fn blank() -> Self {
        Points(0)
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        self.0 = integer(reader, -MAX_SAFE, MAX_SAFE)?;
        Ok(())
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
    fn blank() -> Self {
        Minor(0)
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        self.0 = integer(reader, -MAX_SAFE, MAX_SAFE)?;
        Ok(())
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
    fn blank() -> Self {
        Whole(MIN)
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        self.0 = integer(reader, MIN, MAX)?;
        Ok(())
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
    fn blank() -> Self {
        Label::One(String::new())
    }

    fn read(&mut self, reader: &mut Reader<'r>, scale: Scale) -> Result<()> {
        *self = match reader.kind() {
            Some(Kind::Text) => Label::One(read(reader, scale)?),
            Some(Kind::Object) => Label::Many(read::<Map<'r, String>>(reader, scale)?.into_owned()),
            _ => return Err(reader.mismatch("string or object")),
        };
        Ok(())
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

impl<'r> Read<'r> for Date {
    fn blank() -> Self {
        Date::MIN
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        *self = Date::parse(&reader.text()?)?;
        Ok(())
    }
}

impl Write for Date {
    fn write(&self, out: &mut String) {
        out.push_str("\"");
        (*self).write(out);
        out.push_str("\"");
    }
}

impl<'r> Read<'r> for LocalTime {
    fn blank() -> Self {
        LocalTime::MIDNIGHT
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        *self = LocalTime::parse(&reader.text()?)?;
        Ok(())
    }
}

impl Write for LocalTime {
    fn write(&self, out: &mut String) {
        out.push_str("\"");
        (*self).write(out);
        out.push_str("\"");
    }
}

impl<'r> Read<'r> for Instant {
    fn blank() -> Self {
        Instant::MIN
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        *self = Instant::parse(&reader.text()?)?;
        Ok(())
    }
}

impl Write for Instant {
    fn write(&self, out: &mut String) {
        out.push_str("\"");
        (*self).write(out);
        out.push_str("\"");
    }
}

/// The time of a question: RFC 3339 text, or milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now(pub Instant);

impl<'r> Read<'r> for Now {
    fn blank() -> Self {
        Now(Instant::MIN)
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        self.0 = Instant::from_json(&reader.value()?)?;
        Ok(())
    }
}

impl<'r> Read<'r> for Weekday {
    fn blank() -> Self {
        Weekday::Mon
    }

    fn read(&mut self, reader: &mut Reader<'r>, _: Scale) -> Result<()> {
        let chosen = choice(reader, &Weekday::ALL.map(Weekday::as_str))?;
        *self = Weekday::ALL.get(chosen).copied().unwrap_or(*self);
        Ok(())
    }
}

impl Write for Weekday {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
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
