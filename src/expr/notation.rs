//! Numbers from and to text exactly as JavaScript has them, without the tables of the standard library.

use super::natural::{Natural, quotient};
use super::number::short_decimal;
use super::text;

/// The powers of ten that a float holds exactly.
const EXACT_POWERS: i32 = 22;

/// Appends `String(value)`.
pub(crate) fn write(value: f64, out: &mut String) {
    if value.is_nan() {
        return out.push_str("NaN");
    }
    if value < 0.0 {
        out.push('-');
    }
    let value = value.abs();
    if value.is_infinite() {
        return out.push_str("Infinity");
    }
    if value == 0.0 {
        return out.push('0');
    }
    let (digits, point) = shortest(value);
    write_digits(&digits, point, out);
}

/// Digits with their decimal point after `point` of them, in JavaScript's notation.
fn write_digits(digits: &str, point: i32, out: &mut String) {
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let zeros = |count: i32, out: &mut String| (0..count).for_each(|_| out.push('0'));
    let (before, after) =
        digits.split_at_checked(usize::try_from(point.clamp(0, count)).unwrap_or(0)).unwrap_or((digits, ""));
    if (1..=21).contains(&point) {
        out.push_str(before);
        zeros(point.saturating_sub(count), out);
        if !after.is_empty() {
            out.push('.');
            out.push_str(after);
        }
    } else if (-5..=0).contains(&point) {
        out.push_str("0.");
        zeros(point.saturating_neg(), out);
        out.push_str(digits);
    } else {
        let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
        out.push_str(first);
        if !rest.is_empty() {
            out.push('.');
            out.push_str(rest);
        }
        out.push_str(if point > 0 { "e+" } else { "e-" });
        let exponent = i64::from(point).saturating_sub(1);
        crate::kernel::json::write_integer(exponent.saturating_abs(), out);
    }
}

/// The fewest digits that only this float is nearest to, and where their decimal point stands.
fn shortest(value: f64) -> (String, i32) {
    let Some((whole, places)) = short_decimal(value) else { return shortest_of_any(value) };
    let mut digits = String::new();
    crate::kernel::json::write_integer(i64::try_from(whole).unwrap_or(i64::MAX), &mut digits);
    let point = i32::try_from(digits.len()).unwrap_or(0).saturating_sub(i32::from(places));
    while digits.ends_with('0') {
        digits.pop();
    }
    (digits, point)
}

/// Mantissa and exponent: `value = mantissa * 2^exponent`.
fn parts(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let exponent = i32::try_from(bits >> 52 & 0x7ff).unwrap_or(0);
    let fraction = bits & 0x000f_ffff_ffff_ffff;
    if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent.saturating_sub(1075)) }
}

/// Steele and White's free-format algorithm with long arithmetic.
fn shortest_of_any(value: f64) -> (String, i32) {
    let mut digits = String::new();
    let (mantissa, exponent) = parts(value);
    let even = mantissa & 1 == 0;
    // At a power of two, the neighbour below is half as far.
    let narrow = u32::from(mantissa == 1 << 52 && exponent > -1074);
    let up = exponent.max(0).unsigned_abs();
    let down = exponent.min(0).unsigned_abs();
    let mut rest = Natural::new(mantissa).shifted_left(up.saturating_add(1).saturating_add(narrow));
    let mut unit = Natural::new(1).shifted_left(down.saturating_add(1).saturating_add(narrow));
    let mut below = Natural::new(1).shifted_left(up);
    let mut above = below.shifted_left(narrow);

    let mut point = estimated_point(value);
    let power = point.unsigned_abs();
    if point >= 0 {
        unit = unit.times_power_of_ten(power);
    } else {
        rest = rest.times_power_of_ten(power);
        below = below.times_power_of_ten(power);
        above = above.times_power_of_ten(power);
    }
    let reaches = |rest: &Natural, above: &Natural, unit: &Natural| {
        let mut sum = *rest;
        sum.add(above);
        if even { sum >= *unit } else { sum > *unit }
    };
    if reaches(&rest, &above, &unit) {
        point = point.saturating_add(1);
    } else {
        [&mut rest, &mut below, &mut above].into_iter().for_each(|natural| natural.multiply_add(10, 0));
    }
    loop {
        let mut digit = 0_u8;
        while rest >= unit {
            rest.subtract(&unit);
            digit = digit.wrapping_add(1);
        }
        let low = if even { rest <= below } else { rest < below };
        let high = reaches(&rest, &above, &unit);
        if low || high || digits.len() >= 17 {
            let nearer_above = rest.shifted_left(1) >= unit;
            let last = if high && (!low || nearer_above) { digit.wrapping_add(1) } else { digit };
            digits.push(char::from(b'0'.wrapping_add(last)));
            return (digits, point);
        }
        digits.push(char::from(b'0'.wrapping_add(digit)));
        [&mut rest, &mut below, &mut above].into_iter().for_each(|natural| natural.multiply_add(10, 0));
    }
}

/// The decimal point, or one less.
#[expect(clippy::cast_possible_truncation, reason = "between -324 and 309")]
fn estimated_point(value: f64) -> i32 {
    let (mantissa, exponent) = parts(value);
    let bits = f64::from(Natural::new(mantissa).bits().saturating_add(exponent).saturating_sub(1));
    (bits * std::f64::consts::LOG10_2 - 1e-10).ceil() as i32
}

/// `value` rounded to `places` decimals as `toFixed` does (a half of the exact value away from zero).
pub(super) fn round_to(value: f64, places: u32) -> f64 {
    if !value.is_finite() || value.abs() >= 1e21 {
        return value;
    }
    let (mantissa, exponent) = parts(value.abs());
    if exponent >= 0 {
        return value;
    }
    let down = exponent.unsigned_abs();
    // Twice the value, halved last, so that a half becomes one more.
    let mut whole = Natural::new(mantissa).times_power_of_ten(places).shifted_left(1);
    for _ in 0..down {
        whole.halve();
    }
    whole.multiply_add(1, 1);
    whole.halve();
    let rounded = quotient(whole, Natural::new(1).times_power_of_ten(places));
    if value < 0.0 { -rounded } else { rounded }
}

/// Whole digits in a base, as `parseInt` reads them: correctly rounded at any length.
pub(super) fn whole(digits: &str, base: u32) -> f64 {
    let mut value = Natural::new(0);
    let digits = digits.chars().filter_map(|digit| digit.to_digit(base));
    // With 1,200 digits after the zeros in front, it is infinite in any base.
    for digit in digits.skip_while(|digit| *digit == 0).take(1200) {
        value.multiply_add(base, digit);
    }
    quotient(value, Natural::new(1))
}

/// `parseFloat`: the longest beginning that is a decimal, or NaN.
pub(super) fn parse_float(text: &str) -> f64 {
    decimal(text::trim_start(text)).map_or(f64::NAN, |(value, _)| value)
}

/// `Number(text)`: all of it is a number, or NaN.
pub(crate) fn read(text: &str) -> f64 {
    let text = text::trim(text);
    if text.is_empty() {
        return 0.0;
    }
    let mut start = text.chars();
    if start.next() == Some('0') {
        let base = match start.next() {
            Some('x' | 'X') => 16,
            Some('o' | 'O') => 8,
            Some('b' | 'B') => 2,
            _ => 10,
        };
        if base != 10 {
            let digits = start.as_str();
            let all = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(base));
            return if all { whole(digits, base) } else { f64::NAN };
        }
    }
    match decimal(text) {
        Some((value, "")) => value,
        _ => f64::NAN,
    }
}

/// `parseInt(text)`: base 16 after `0x`, else 10; NaN without digits.
pub(super) fn parse_int(text: &str) -> f64 {
    let text = text::trim_start(text);
    let (negative, text) = sign(text);
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let (digits, base) = hexadecimal.map_or((text, 10), |digits| (digits, 16));
    let end = digits.bytes().take_while(|digit| char::from(*digit).is_digit(base)).count();
    let digits = digits.get(..end).unwrap_or_default();
    if digits.is_empty() {
        return f64::NAN;
    }
    let value = whole(digits, base);
    if negative { -value } else { value }
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// A decimal literal at the beginning, and what follows it.
fn decimal(text: &str) -> Option<(f64, &str)> {
    let (negative, unsigned) = sign(text);
    let signed = |value: f64| if negative { -value } else { value };
    if let Some(rest) = unsigned.strip_prefix("Infinity") {
        return Some((signed(f64::INFINITY), rest));
    }
    let (before, rest) = split_digits(unsigned);
    let (after, rest) = match rest.strip_prefix('.') {
        Some(fraction) => split_digits(fraction),
        None => ("", rest),
    };
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let (exponent, rest) = exponent(rest);
    Some((signed(compose(before, after, exponent)), rest))
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count()).unwrap_or(("", text))
}

fn exponent(text: &str) -> (i32, &str) {
    let Some(after) = text.strip_prefix('e').or_else(|| text.strip_prefix('E')) else { return (0, text) };
    let (negative, unsigned) = sign(after);
    let (digits, rest) = split_digits(unsigned);
    if digits.is_empty() {
        return (0, text);
    }
    let value = digits
        .bytes()
        .fold(0_i32, |sum, digit| sum.saturating_mul(10).saturating_add(i32::from(digit & 15)).min(100_000_000));
    (if negative { value.saturating_neg() } else { value }, rest)
}

/// The significant digits that can matter: the float half-way between two has fewer.
const SIGNIFICANT: usize = 800;

/// The float nearest to `before.after * 10^exponent`.
fn compose(before: &str, after: &str, exponent: i32) -> f64 {
    let mut value = Natural::new(0);
    let mut count = 0_usize;
    let mut power = exponent.saturating_sub(i32::try_from(after.len()).unwrap_or(i32::MAX));
    // Digits that are dropped only say "a little more".
    let mut more = false;
    for digit in [before, after].iter().flat_map(|digits| digits.bytes()).map(|digit| digit & 15) {
        if count >= SIGNIFICANT {
            more |= digit != 0;
            power = power.saturating_add(1);
        } else if count > 0 || digit != 0 {
            value.multiply_add(10, u32::from(digit));
            count = count.saturating_add(1);
        }
    }
    if count <= 15 && power.abs() <= EXACT_POWERS {
        return compose_exactly(value.lowest(), power);
    }
    let magnitude = power.saturating_add(i32::try_from(count).unwrap_or(0));
    if count == 0 || magnitude < -330 {
        return 0.0;
    }
    if magnitude > 310 {
        return f64::INFINITY;
    }
    if more {
        value.multiply_add(10, 1);
        power = power.saturating_sub(1);
    }
    scaled(value, power)
}

fn scaled(value: Natural, power: i32) -> f64 {
    let ten = power.unsigned_abs();
    if power >= 0 {
        quotient(value.times_power_of_ten(ten), Natural::new(1))
    } else {
        quotient(value, Natural::new(1).times_power_of_ten(ten))
    }
}

/// Both are exact, so the one operation rounds once.
#[expect(clippy::cast_precision_loss, reason = "fifteen digits")]
fn compose_exactly(whole: u64, power: i32) -> f64 {
    let ten = ten_to(power.unsigned_abs());
    if power < 0 { whole as f64 / ten } else { whole as f64 * ten }
}

/// A power of ten, exactly up to the 22nd.
fn ten_to(power: u32) -> f64 {
    (0..power).fold(1.0, |ten, _| ten * 10.0)
}
