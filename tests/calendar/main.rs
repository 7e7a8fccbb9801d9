//! The calendar against jiff, which reads the same edition of the time zone database with code of its own.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops at what it does not expect"
)]

mod dates;
mod instants;
mod zones;

use patronage::kernel::calendar::{Date, Instant};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn instant(millis: i64) -> Instant {
    Instant::from_millis(millis).unwrap()
}

fn parsed(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}
