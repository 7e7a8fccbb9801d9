//! Dates and times as logs write them.

use crate::role::Role;
use clap::ValueEnum;
use patronage::kernel::calendar::{Date, LocalDateTime, LocalTime, Zone};

/// Which of the parts of `1/2/2010` comes first; `2010-12-01` and `2010/12/01` are read as they are in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DateOrder {
    /// Year, month, day.
    #[default]
    Ymd,
    /// Month, day, year.
    Mdy,
    /// Day, month, year.
    Dmy,
}

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;

/// Milliseconds since 1970 of `2010-12-01`, `2010-12-01 08:26[:05]`, `12/1/2010 8:26`, `20101201`, `201012010826[05]`,
/// RFC 3339, or a number of seconds or milliseconds; `clock` is the time of day where it stands apart. What names no offset is
/// what clocks in the zone show, in UTC where there is none.
///
/// ```
/// use patronage_log::moment::{DateOrder, moment};
/// assert_eq!(moment("12/1/2010", "12:00", DateOrder::Mdy, None), Some(1_291_204_800_000));
/// ```
#[must_use]
pub fn moment(text: &str, clock: &str, order: DateOrder, zone: Option<&Zone>) -> Option<i64> {
    if text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text, zone);
    }
    let (day, time) = text.split_once([' ', 'T', 't']).unwrap_or((text, ""));
    let (mut time, mut ahead) = split_offset(time.trim())?;
    if !clock.is_empty() {
        let (apart, offset) = split_offset(clock)?;
        (time, ahead) = (apart, offset.or(ahead));
    }
    let time = if time.is_empty() { 0 } else { time_of_day(time)? };
    instant(date_in(day, order)?, time, ahead, zone)
}

/// The moment that two columns name together, by [`moment`].
///
/// # Errors
/// Which of them is at fault where they name none, and what stands there.
pub fn told<'r>(text: &'r str, clock: &'r str, order: DateOrder, zone: Option<&Zone>) -> Result<i64, (Role, &'r str)> {
    moment(text, clock, order, zone).ok_or_else(|| at_fault(text, clock, order))
}

fn at_fault<'r>(text: &'r str, clock: &'r str, order: DateOrder) -> (Role, &'r str) {
    let is_clock = !clock.is_empty() && moment(text, "", order, None).is_some();
    if is_clock { (Role::Clock, clock) } else { (Role::Time, text) }
}

/// A moment of digits alone: up to ten are seconds, more are milliseconds, but for twelve and fourteen that are a date and a
/// time. No shop wrote its log in 1976, when twelve milliseconds would look like one of today.
fn digits(text: &str, zone: Option<&Zone>) -> Option<i64> {
    let number = || text.parse::<i64>().ok();
    match text.len() {
        ..=10 => number()?.checked_mul(1000),
        11 | 13 => number(),
        12 => compact(text, zone).or_else(number),
        14 => compact(text, zone),
        _ => None,
    }
}

/// `201012010826` or `20101201082605`.
fn compact(text: &str, zone: Option<&Zone>) -> Option<i64> {
    let (day, clock) = text.split_at_checked(8)?;
    let date = date_in(day, DateOrder::Ymd).filter(|date| (1900..2200).contains(&date.year()))?;
    let part = |from: usize| clock.get(from..from + 2).map_or(Some(0), number);
    instant(date, time(part(0)?, part(2)?, part(4)?, 0)?, None, zone)
}

/// A day and the milliseconds since its midnight, on a clock that is so far ahead of UTC, else on that of the zone.
fn instant(date: Date, time: i64, ahead: Option<i64>, zone: Option<&Zone>) -> Option<i64> {
    match (ahead, zone) {
        (None, Some(zone)) => {
            let time = LocalTime::from_millis(u32::try_from(time).ok()?)?;
            Some(zone.instant(LocalDateTime { date, time }).millis())
        }
        _ => Some(i64::from(date.days()) * DAY + time - ahead.unwrap_or(0)),
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

/// `08:26+01:00` becomes the clock and the milliseconds that it is ahead, where it says so; `Z` is ahead by nothing.
fn split_offset(text: &str) -> Option<(&str, Option<i64>)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, Some(0)));
    }
    let Some(at) = text.find(['+', '-']) else { return Some((text, None)) };
    let (clock, offset) = text.split_at(at);
    let (hours, minutes) = offset[1..].split_once(':').or_else(|| offset[1..].split_at_checked(2))?;
    let ahead = i64::from(number(hours)? * 60 + if minutes.is_empty() { 0 } else { number(minutes)? }) * MINUTE;
    Some((clock, Some(if offset.starts_with('-') { -ahead } else { ahead })))
}

/// Milliseconds of `8:26`, `08:26:05`, `08:26:05.250`.
fn time_of_day(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let (hours, minutes) = (number(parts.next()?)?, number(parts.next()?)?);
    let (seconds, fraction) = parts.next().map_or(("0", "0"), |rest| rest.split_once('.').unwrap_or((rest, "0")));
    let (seconds, millis) = (number(seconds)?, number(&format!("{fraction:0<3.3}"))?);
    if parts.next().is_some() { None } else { time(hours, minutes, seconds, millis) }
}

fn time(hours: u32, minutes: u32, seconds: u32, millis: u32) -> Option<i64> {
    let right = hours < 24 && minutes < 60 && seconds < 60;
    right.then_some(i64::from(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis))
}

#[cfg(test)]
mod tests {
    use super::{DateOrder, at_fault, moment};
    use crate::role::Role;
    use patronage::kernel::calendar::Zone;

    #[test]
    fn times_without_an_offset_are_those_of_the_zone() {
        let shanghai = Zone::named("Asia/Shanghai").unwrap();
        let read = |text| moment(text, "", DateOrder::Ymd, Some(&shanghai));
        assert_eq!(read("2010-12-01 20:00"), Some(1_291_204_800_000));
        assert_eq!(read("2010-12-01T12:00:00Z"), Some(1_291_204_800_000));
        assert_eq!(read("1291204800"), Some(1_291_204_800_000));
    }

    #[test]
    fn digits_are_a_date_and_a_time_where_they_can_be() {
        let shanghai = Zone::named("Asia/Shanghai").unwrap();
        let read = |text| moment(text, "", DateOrder::Ymd, Some(&shanghai));
        assert_eq!(read("20101201200000"), Some(1_291_204_800_000));
        assert_eq!(read("201012012000"), Some(1_291_204_800_000));
        assert_eq!(read("852076800000"), Some(852_076_800_000), "milliseconds in 1997");
        assert_eq!(read("20101301200000"), None);
    }

    #[test]
    fn a_time_that_stands_apart_has_the_offset_of_the_date() {
        let read = |text, clock| moment(text, clock, DateOrder::Ymd, Some(&Zone::named("Asia/Shanghai").unwrap()));
        assert_eq!(read("2010-12-01T00:00:00Z", "12:00"), Some(1_291_204_800_000));
        assert_eq!(read("2010-12-01", "12:00Z"), Some(1_291_204_800_000));
        assert_eq!(read("2010-12-01", "20:00"), Some(1_291_204_800_000));
    }

    #[test]
    fn the_column_at_fault_is_named() {
        assert_eq!(at_fault("2010-12-01", "25:99", DateOrder::Ymd), (Role::Clock, "25:99"));
        assert_eq!(at_fault("2010-13-01", "25:99", DateOrder::Ymd), (Role::Time, "2010-13-01"));
        assert_eq!(at_fault("2010-13-01", "", DateOrder::Ymd), (Role::Time, "2010-13-01"));
    }

    #[test]
    fn times_are_read_as_logs_write_them() {
        let noon = Some(1_291_204_800_000);
        let read = |text| moment(text, "", DateOrder::Ymd, None);
        for text in ["2010-12-01 12:00", "2010/12/1T12:00:00Z", "20101201 12:00", "2010-12-01T13:00:00+01:00"] {
            assert_eq!(read(text), noon, "{text}");
        }
        assert_eq!(read("1291204800"), noon);
        assert_eq!(read("1291204800000"), noon);
        assert_eq!(moment("12/1/2010", "12:00", DateOrder::Mdy, None), noon);
        assert_eq!(moment("1.12.2010 12:00", "", DateOrder::Dmy, None), noon);
        assert_eq!(read("2010年12月1日 12:00"), noon);
        for text in [
            "",
            "yesterday",
            "2010-13-01",
            "2011-02-29",
            "2010-12-01 24:00",
            "2010-12-01 25:00",
            "12/1/2010",
            "2010-12-01 12",
            "0",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
