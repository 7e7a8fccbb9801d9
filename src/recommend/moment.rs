//! Facts of the moment that a clock tells: the part of the day, and the season. The trainer learns by them and the
//! recommender asks by them, so that both mean the same.

use crate::kernel::calendar::LocalDateTime;

/// The part of the day, as the context names it: "morning" from 5 o'clock, "noon" from 11, "afternoon" from 14, "evening" from
/// 18, "night" from 22.
///
/// ```
/// use patronage::kernel::calendar::{Instant, Zone};
/// use patronage::recommend::{part_of_day, season};
/// let local = Zone::named("Asia/Shanghai")?.local(Instant::parse("2026-11-30T10:30:00Z")?);
/// assert_eq!(part_of_day(local), "evening");
/// assert_eq!(season(local), "autumn");
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[must_use]
pub fn part_of_day(local: LocalDateTime) -> &'static str {
    match local.time.hour() {
        5..=10 => "morning",
        11..=13 => "noon",
        14..=17 => "afternoon",
        18..=21 => "evening",
        _ => "night",
    }
}

/// The season by months, as the context names it: "spring" from March, "summer" from June, "autumn" from September, "winter"
/// from December. South of the equator the names are the same, though it be cold in "summer".
#[must_use]
pub fn season(local: LocalDateTime) -> &'static str {
    match local.date.month() {
        3..=5 => "spring",
        6..=8 => "summer",
        9..=11 => "autumn",
        _ => "winter",
    }
}
