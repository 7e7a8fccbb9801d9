//! Dates and times as order logs write them.

use clap::ValueEnum;
use patronage::kernel::calendar::{Date, LocalDateTime, LocalTime, Zone};

/// Which of the parts of `1/2/2010` comes first; `2010-12-01` and `2010/12/01` are read as they are in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum DateOrder {
    /// Year, month, day.
    #[default]
    Ymd,
    /// Month, day, year.
    Mdy,
    /// Day, month, year.
    Dmy,
}

/// A date and time of day on the wall, or one whose offset from UTC is written beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    date: Date,
    time: LocalTime,
    /// Milliseconds that the clock is ahead of UTC, where the text says so.
    ahead: Option<i64>,
}

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;

impl Moment {
    /// Reads `2010-12-01`, `2010-12-01 08:26[:05]`, `12/1/2010 8:26`, `20101201`, and RFC 3339.
    pub(super) fn parse(text: &str, order: DateOrder) -> Option<Self> {
        let text = text.trim();
        let (date, time) = text.split_once([' ', 'T', 't']).unwrap_or((text, ""));
        let date = date_in(date, order)?;
        let (clock, ahead) = split_offset(time.trim())?;
        let time = if clock.is_empty() { LocalTime::MIDNIGHT } else { clock_time(clock)? };
        Some(Moment { date, time, ahead })
    }

    /// The same day at the time of day that another column gives.
    pub(super) fn with_time(self, text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() { Some(self) } else { Some(Moment { time: clock_time(text)?, ..self }) }
    }

    /// Milliseconds since 1970, by the clocks of a zone unless the text says how far they are from UTC.
    pub(super) fn instant(self, zone: &Zone) -> i64 {
        let Moment { date, time, ahead } = self;
        match ahead {
            Some(ahead) => i64::from(date.days()) * DAY + i64::from(time.millis()) - ahead,
            None => zone.instant(LocalDateTime { date, time }).millis(),
        }
    }
}

fn date_in(text: &str, order: DateOrder) -> Option<Date> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return date(&text[..4], &text[4..6], &text[6..]);
    }
    let mut parts = text.split(['-', '/', '.', '年', '月']).map(|part| part.trim_end_matches('日'));
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.any(|rest| !rest.is_empty()) {
        return None;
    }
    match order {
        _ if first.len() == 4 => date(first, second, third),
        DateOrder::Ymd => None,
        DateOrder::Mdy => date(third, first, second),
        DateOrder::Dmy => date(third, second, first),
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = Some(year).filter(|year| year.len() == 4)?;
    Date::new(number(year)? as i32, number(month)?, number(day)?)
}

/// A number of one to four digits.
fn number(text: &str) -> Option<u32> {
    let right = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| text.parse().ok())?
}

/// `08:26+01:00` becomes the clock and the offset; `Z` is an offset of nothing.
fn split_offset(text: &str) -> Option<(&str, Option<i64>)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, Some(0)));
    }
    let Some(at) = text.find(['+', '-']) else { return Some((text, None)) };
    let (clock, offset) = text.split_at(at);
    let (hours, minutes) = offset[1..].split_once(':')?;
    let ahead = i64::from(number(hours)? * 60 + number(minutes)?) * MINUTE;
    Some((clock, Some(if offset.starts_with('-') { -ahead } else { ahead })))
}

/// `8:26`, `08:26:05`, `08:26:05.250`.
fn clock_time(text: &str) -> Option<LocalTime> {
    let mut parts = text.split(':');
    let (hours, minutes) = (number(parts.next()?)?, number(parts.next()?)?);
    let (seconds, fraction) = parts.next().map_or(("0", "0"), |rest| rest.split_once('.').unwrap_or((rest, "0")));
    let (seconds, millis) = (number(seconds)?, number(&format!("{fraction:0<3.3}"))?);
    let right = parts.next().is_none() && hours < 24 && minutes < 60 && seconds < 60;
    right.then(|| LocalTime::from_millis(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis))?
}
