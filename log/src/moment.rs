//! Dates and times as logs write them.

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

/// Milliseconds since 1970 of `2010-12-01`, `2010-12-01 08:26[:05]`, `12/1/2010 8:26`, `20101201`, RFC 3339, or a number
/// of seconds or milliseconds. What names no offset is what clocks in the zone show, in UTC where there is none.
///
/// ```
/// use patronage_log::moment::{DateOrder, moment};
/// assert_eq!(moment("12/1/2010", "12:00", DateOrder::Mdy, None), Some(1_291_204_800_000));
/// ```
#[must_use]
pub fn moment(text: &str, clock: &str, order: DateOrder, zone: Option<&Zone>) -> Option<i64> {
    let (day, time) = text.split_once([' ', 'T', 't']).unwrap_or((text, ""));
    if text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: i64 = text.parse().ok()?;
        return if text.len() <= 10 { number.checked_mul(1000) } else { Some(number).filter(|_| text.len() <= 14) };
    }
    let (time, ahead) = split_offset(if clock.is_empty() { time.trim() } else { clock })?;
    let time = if time.is_empty() { 0 } else { time_of_day(time)? };
    let date = date_in(day, order)?;
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
    let right = parts.next().is_none() && hours < 24 && minutes < 60 && seconds < 60;
    right.then_some(i64::from(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis))
}

#[cfg(test)]
mod tests {
    use super::{DateOrder, moment};
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
