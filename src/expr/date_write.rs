//! Dates to text.

use super::date_token::MONTHS;
use super::dates::{Clock, Local};

const WEEKDAYS: &str = "SunMonTueWedThuFriSat";

/// `String(date)` without the name of the time zone, which only the host knows; UTC has its own.
pub(super) fn write(ms: f64, clock: Clock<'_>) -> String {
    let mut out = String::new();
    let Some(local) = clock.local(ms) else {
        out.push_str("Invalid Date");
        return out;
    };
    out.push_str(name(WEEKDAYS, local.weekday()));
    out.push(' ');
    out.push_str(name(MONTHS, local.month));
    out.push(' ');
    pad(local.day, 2, &mut out);
    out.push(' ');
    if local.year < 0 {
        out.push('-');
    }
    pad(local.year.saturating_abs(), 4, &mut out);
    out.push(' ');
    write_clock(local, &mut out);
    let offset = clock.offset_at(ms) / 60_000;
    out.push_str(if offset < 0 { " GMT-" } else { " GMT+" });
    pad(offset.saturating_abs() / 60, 2, &mut out);
    pad(offset.saturating_abs() % 60, 2, &mut out);
    if offset == 0 {
        out.push_str(" (Coordinated Universal Time)");
    }
    out
}

/// One of the names of three letters.
fn name(names: &'static str, at: i64) -> &'static str {
    let from = usize::try_from(at).unwrap_or(0).saturating_mul(3);
    names.get(from..from.saturating_add(3)).unwrap_or_default()
}

/// `YYYY-MM-DDTHH:mm:ss.sss`, the local time of an instant; none for an invalid date.
pub(super) fn write_local(ms: f64, clock: Clock<'_>) -> Option<String> {
    let local = clock.local(ms)?;
    let mut out = String::new();
    let usual = (0..=9999).contains(&local.year);
    if !usual {
        out.push(if local.year < 0 { '-' } else { '+' });
    }
    pad(local.year.saturating_abs(), if usual { 4 } else { 6 }, &mut out);
    out.push('-');
    pad(local.month.saturating_add(1), 2, &mut out);
    out.push('-');
    pad(local.day, 2, &mut out);
    out.push('T');
    write_clock(local, &mut out);
    out.push('.');
    pad(local.millisecond(), 3, &mut out);
    Some(out)
}

fn write_clock(local: Local, out: &mut String) {
    pad(local.hour(), 2, out);
    out.push(':');
    pad(local.minute(), 2, out);
    out.push(':');
    pad(local.second(), 2, out);
}

/// A number with zeros before it, up to a width.
pub(super) fn pad(value: i64, width: usize, out: &mut String) {
    let mut digits = String::new();
    crate::kernel::json::write_integer(value, &mut digits);
    (digits.len()..width).for_each(|_| out.push('0'));
    out.push_str(&digits);
}
