//! What conditions read of a day or a moment: its date, year, month, day and weekday, its hour and minute.

use super::Value;
use crate::kernel::calendar::{Date, LocalDateTime};

/// A part of a local date and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MomentPart {
    Date(DatePart),
    Hour,
    Minute,
}

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePart {
    Whole,
    Year,
    Month,
    Day,
    Weekday,
}

impl MomentPart {
    /// The part of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "hour" => Some(MomentPart::Hour),
            "minute" => Some(MomentPart::Minute),
            name => DatePart::named(name).map(MomentPart::Date),
        }
    }

    /// What it is of a moment.
    pub(crate) fn of(self, moment: LocalDateTime) -> Value<'static> {
        match self {
            MomentPart::Date(part) => part.of(moment.date),
            MomentPart::Hour => Value::Number(f64::from(moment.time.hour())),
            MomentPart::Minute => Value::Number(f64::from(moment.time.minute())),
        }
    }
}

impl DatePart {
    /// The part of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "date" => DatePart::Whole,
            "year" => DatePart::Year,
            "month" => DatePart::Month,
            "day" => DatePart::Day,
            "weekday" => DatePart::Weekday,
            _ => return None,
        })
    }

    /// What it is of a date.
    pub(crate) fn of(self, date: Date) -> Value<'static> {
        match self {
            DatePart::Whole => {
                let mut day = String::new();
                date.write(&mut day);
                Value::Text(day.into())
            }
            DatePart::Year => Value::Number(f64::from(date.year())),
            DatePart::Month => Value::Number(f64::from(date.month())),
            DatePart::Day => Value::Number(f64::from(date.day())),
            DatePart::Weekday => Value::Text(date.weekday().as_str().into()),
        }
    }
}
