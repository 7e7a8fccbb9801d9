//! Instants, dates and zones, many of them near a change of clocks.

use crate::Random;
use crate::value::{Value, number, text};

/// Zones with all kinds of rules: none, half hours, 45 minutes, changes at midnight, negative saving, skipped days.
pub(crate) const ZONES: &[&str] = &[
    "Asia/Shanghai",
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Africa/Lagos",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/St_Johns",
    "America/Los_Angeles",
    "America/Havana",
    "America/Nuuk",
    "America/Caracas",
    "Asia/Gaza",
    "Asia/Tehran",
    "Asia/Beirut",
    "Asia/Yangon",
    "Asia/Pyongyang",
    "Antarctica/Troll",
    "Europe/Dublin",
    "Europe/London",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Etc/GMT+12",
    "Asia/Hong_Kong",
    "Asia/Singapore",
];

/// Hours at which some zone changes its clocks, in milliseconds since 1970.
const CHANGES: &[i64] = &[
    1_761_440_400_000, // 2025-10-26T01:00:00Z, Europe
    1_762_063_200_000, // 2025-11-02T06:00:00Z, New York
    1_774_746_000_000, // 2026-03-29T01:00:00Z, Europe
    1_772_953_200_000, // 2026-03-08T07:00:00Z, New York
    1_775_314_800_000, // 2026-04-04T15:00:00Z, Lord Howe
    1_791_041_400_000, // 2026-10-03T15:30:00Z, Lord Howe
    1_767_196_800_000, // 2025-12-31T16:00:00Z, the new year in Shanghai
    1_767_225_600_000, // 2026-01-01T00:00:00Z
    1_772_323_200_000, // 2026-03-01T00:00:00Z
    1_325_239_200_000, // 2011-12-30T10:00:00Z, Apia skips a day
];

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;
/// 2026-06-15T12:00:00Z, about which most instants lie.
const MIDDLE: i64 = 1_781_524_800_000;

/// A moment of a question, in milliseconds since 1970.
pub(crate) fn moment(random: &mut Random) -> i64 {
    match random.below(100) {
        0..45 => MIDDLE + random.between(-400 * DAY, 400 * DAY),
        45..80 => CHANGES[random.index(CHANGES.len())] + random.between(-150, 150) * MINUTE,
        80..90 => MIDDLE + random.between(-400, 400) * DAY,
        90..97 => random.between(-3_000_000_000_000, 9_000_000_000_000),
        _ => random.between(-60_000_000_000_000, 250_000_000_000_000),
    }
}

/// A moment as a caller writes it: milliseconds, or RFC 3339 in any offset.
pub(crate) fn written(random: &mut Random, moment: i64) -> Value {
    if random.chance(30) { number(moment) } else { text(rfc3339(random, moment)) }
}

/// A moment in RFC 3339.
pub(crate) fn rfc3339(random: &mut Random, moment: i64) -> String {
    let offset = if random.chance(50) { 0 } else { random.between(-14 * 4, 14 * 4) * 15 };
    let local = moment + offset * MINUTE;
    let (second, thousandth) = (local.rem_euclid(DAY) / 1000, local.rem_euclid(1000));
    let mut out = format!("{}T{:02}:{:02}:{:02}", date_of(local), second / 3600, second / 60 % 60, second % 60);
    if thousandth != 0 || random.chance(10) {
        out += &format!(".{thousandth:03}");
    }
    match offset {
        0 => out + "Z",
        _ => out + &format!("{}{:02}:{:02}", if offset < 0 { '-' } else { '+' }, offset.abs() / 60, offset.abs() % 60),
    }
}

/// The date of a moment in UTC.
pub(crate) fn date_of(moment: i64) -> String {
    let (year, month, day) = civil(moment.div_euclid(DAY));
    format!("{year:04}-{month:02}-{day:02}")
}

/// A date within some days of a moment.
pub(crate) fn date_near(random: &mut Random, moment: i64, days: i64) -> String {
    date_of(moment + random.between(-days, days) * DAY)
}

/// Local "HH:MM".
pub(crate) fn clock(random: &mut Random) -> String {
    let quarter = random.between(0, 95);
    format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15)
}

/// Year, month and day of a day since 1970, in the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
