//! Numbers exactly as JavaScript has them.

use crate::kernel::json::write_integer;

#[cfg(not(feature = "hosted"))]
use super::notation;
#[cfg(feature = "hosted")]
use crate::js::notation;

pub(super) use notation::{parse_float, parse_int, round_to, whole};

/// Decimals of at most 15 digits and floats stand one to one.
const FIFTEEN_DIGITS: f64 = 1e15;

/// Appends `String(value)`.
#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
pub(crate) fn write(value: f64, out: &mut String) {
    if value.trunc() == value && value.abs() < FIFTEEN_DIGITS {
        write_integer(value as i64, out);
    } else {
        notation::write(value, out);
    }
}

/// `String(value)`.
pub(super) fn text_of(value: f64) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// `Number(text)`: all of it is a number, or NaN.
pub(crate) fn read(text: &str) -> f64 {
    if !(1..=15).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return notation::read(text);
    }
    text.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit & 15))
}

/// The whole number of digits and how many of them stand after the point, where the shortest decimal of the float has
/// at most 15 digits and few of them do; nearly every number is of this kind.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and small")]
pub(super) fn short_decimal(value: f64) -> Option<(u64, u8)> {
    let mut power = 1.0;
    for places in 0..10 {
        let scaled = (value * power).round();
        if scaled >= FIFTEEN_DIGITS {
            return None;
        }
        if scaled / power == value {
            return Some((scaled as u64, places));
        }
        power *= 10.0;
    }
    None
}

/// The exact remainder with the sign of the dividend, as `%` gives it with ten times the code.
pub(super) fn remainder(dividend: f64, divisor: f64) -> f64 {
    let (mut rest, divisor) = (dividend.abs(), divisor.abs());
    if !rest.is_finite() || divisor.is_nan() || divisor == 0.0 {
        return f64::NAN;
    }
    let mut part = divisor;
    while rest - part >= part {
        part *= 2.0;
    }
    while part >= divisor && rest >= divisor {
        if rest >= part {
            rest -= part;
        }
        part *= 0.5;
    }
    rest.copysign(dividend)
}

#[cfg(test)]
mod tests {
    use super::remainder;

    #[test]
    fn remainders_are_those_of_the_machine() {
        let ends =
            [0.0, -0.0, 1.0, -1.0, 0.1, 0.3, 5e-324, 1.5e-320, f64::MIN_POSITIVE, f64::MAX, f64::INFINITY, f64::NAN];
        let mut bits = 1_u64;
        let mut any = || {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from_bits(bits ^ bits >> 17)
        };
        let pairs = ends.iter().flat_map(|a| ends.map(|b| (*a, b)));
        for (a, b) in pairs.chain((0..20_000).map(|_| (any(), any()))).chain((0..1_000).map(|at| (f64::from(at), 0.7)))
        {
            let (found, expected) = (remainder(a, b), a % b);
            assert!(found.to_bits() == expected.to_bits() || (found.is_nan() && expected.is_nan()), "{a:e} % {b:e}");
        }
    }
}
