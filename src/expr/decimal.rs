//! Exact decimals: amounts of money are compared and computed in whole minor units, never in binary fractions.

use super::date_write::pad;
use super::natural::{Natural, quotient};
use super::number;
use crate::kernel::money::power_of_ten;
use std::cmp::Ordering;

/// The most decimal places that a result keeps.
const MOST_PLACES: u8 = 18;

/// `units / 10^exponent`, exactly: 1990 with exponent 2 is 19.90.
///
/// Sums, products and remainders are exact. A quotient is where it ends within 18 places; otherwise, and where a result
/// needs more than 64 bits, the answer is the nearest float.
///
/// ```
/// use patronage::expr::{Decimal, Expression, Scope, Value};
/// struct Cart;
/// impl Scope for Cart {
///     fn variable(&self, _slot: usize) -> Option<Value<'_>> {
///         Some(Value::Amount(Decimal::new(30_000, 2)))
///     }
/// }
/// assert!(Expression::parse("{cart.total} >= 300").unwrap().holds(&Cart));
/// assert!(!Expression::parse("{cart.total} > 300.00").unwrap().holds(&Cart));
/// ```
#[cfg(feature = "amounts")]
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    units: i64,
    exponent: u8,
}

/// Where nothing makes amounts there is none: no value has room for one, and the compiler leaves out what would be done
/// with them.
#[cfg(not(feature = "amounts"))]
#[derive(Debug, Clone, Copy)]
pub enum Decimal {}

/// The same with room for what happens between two operations.
#[derive(Clone, Copy)]
struct Wide {
    units: i128,
    exponent: u8,
}

impl Decimal {
    /// So many units of `10^-exponent`; an exponent beyond 18 is taken as 18.
    #[cfg(feature = "amounts")]
    #[must_use]
    pub const fn new(units: i64, exponent: u8) -> Self {
        Decimal { units, exponent: if exponent > MOST_PLACES { MOST_PLACES } else { exponent } }
    }

    /// The same where there are amounts.
    #[cfg(feature = "amounts")]
    pub(super) fn of(units: i64, exponent: u8) -> Option<Self> {
        Some(Decimal::new(units, exponent))
    }

    #[cfg(not(feature = "amounts"))]
    pub(super) fn of(_units: i64, _exponent: u8) -> Option<Self> {
        None
    }

    /// The whole number of units.
    #[must_use]
    pub const fn units(self) -> i64 {
        #[cfg(feature = "amounts")]
        return self.units;
        #[cfg(not(feature = "amounts"))]
        match self {}
    }

    /// How many decimal places the units have.
    #[must_use]
    pub const fn exponent(self) -> u8 {
        #[cfg(feature = "amounts")]
        return self.exponent;
        #[cfg(not(feature = "amounts"))]
        match self {}
    }

    /// The nearest float.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.wide().to_f64()
    }

    pub(super) fn is_zero(self) -> bool {
        self.units() == 0
    }

    /// The decimal as a number is written: no zeros at its end.
    pub(super) fn write(self, out: &mut String) {
        let Wide { units, exponent } = self.wide().reduced();
        if units < 0 {
            out.push('-');
        }
        let power = power_of_ten(exponent).unwrap_or(1);
        let whole = units.unsigned_abs().checked_div(power.unsigned_abs()).unwrap_or(0);
        let fraction = units.unsigned_abs().checked_rem(power.unsigned_abs()).unwrap_or(0);
        crate::kernel::json::write_integer(i64::try_from(whole).unwrap_or(i64::MAX), out);
        if exponent > 0 {
            out.push('.');
            pad(i64::try_from(fraction).unwrap_or(0), usize::from(exponent), out);
        }
    }

    fn wide(self) -> Wide {
        Wide { units: i128::from(self.units()), exponent: self.exponent() }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        compare(Exact::Amount(*self), Exact::Amount(*other)) == Some(Ordering::Equal)
    }
}

/// One side of an operation in which at least one is an amount.
#[derive(Debug, Clone, Copy)]
pub(super) enum Exact {
    Amount(Decimal),
    Float(f64),
}

/// What such an operation gives.
pub(super) use Exact as Outcome;

impl Exact {
    pub(super) fn to_f64(self) -> f64 {
        match self {
            Exact::Amount(amount) => amount.to_f64(),
            Exact::Float(value) => value,
        }
    }

    fn float(self) -> Option<f64> {
        match self {
            Exact::Amount(_) => None,
            Exact::Float(value) => Some(value),
        }
    }

    /// A float is the decimal that it is written as: 0.1 is a tenth.
    fn wide(self) -> Option<Wide> {
        match self {
            Exact::Amount(amount) => Some(amount.wide()),
            Exact::Float(value) => {
                let (units, exponent) = number::short_decimal(value.abs())?;
                let units = i128::from(units);
                Some(Wide { units: if value < 0.0 { units.saturating_neg() } else { units }, exponent })
            }
        }
    }
}

impl Wide {
    #[expect(clippy::cast_precision_loss, reason = "the nearest float is what is wanted")]
    fn to_f64(self) -> f64 {
        // Units below 2^53 and powers up to 10^22 are exact, so that dividing them rounds once.
        if self.units.unsigned_abs() < 1 << 53 && self.exponent <= 22 {
            return self.units as f64 / power_of_ten(self.exponent).unwrap_or(1) as f64;
        }
        let power = Natural::new(1).times_power_of_ten(u32::from(self.exponent));
        let units = self.units.unsigned_abs();
        let mut whole = Natural::new(low(units >> 64)).shifted_left(64);
        whole.add(&Natural::new(low(units)));
        let magnitude = quotient(whole, power);
        if self.units < 0 { -magnitude } else { magnitude }
    }

    fn at(self, exponent: u8) -> Option<i128> {
        self.units.checked_mul(power_of_ten(exponent.checked_sub(self.exponent)?)?)
    }

    fn reduced(mut self) -> Self {
        while self.exponent > 0 && self.units % 10 == 0 {
            self.units /= 10;
            self.exponent = self.exponent.saturating_sub(1);
        }
        self
    }

    /// Exact in 64 bits and at most 18 places, else the nearest float.
    fn outcome(self) -> Outcome {
        let fits = |wide: Wide| {
            let units = i64::try_from(wide.units).ok()?;
            (wide.exponent <= MOST_PLACES).then(|| Decimal::of(units, wide.exponent))?
        };
        match fits(self).or_else(|| fits(self.reduced())) {
            Some(amount) => Exact::Amount(amount),
            None => Exact::Float(self.to_f64()),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
fn low(units: u128) -> u64 {
    units as u64
}

/// The order of two numbers; none beside NaN.
pub(super) fn compare(left: Exact, right: Exact) -> Option<Ordering> {
    if let (Some(l), Some(r)) = (left.float(), right.float()) {
        return l.partial_cmp(&r);
    }
    if let (Some(l), Some(r)) = (left.wide(), right.wide()) {
        let exponent = l.exponent.max(r.exponent);
        if let (Some(l), Some(r)) = (l.at(exponent), r.at(exponent)) {
            return Some(l.cmp(&r));
        }
    }
    left.to_f64().partial_cmp(&right.to_f64())
}

pub(super) fn add(left: Exact, right: Exact) -> Outcome {
    sum(left, right, i128::checked_add).unwrap_or_else(|| Exact::Float(left.to_f64() + right.to_f64()))
}

pub(super) fn subtract(left: Exact, right: Exact) -> Outcome {
    sum(left, right, i128::checked_sub).unwrap_or_else(|| Exact::Float(left.to_f64() - right.to_f64()))
}

/// The remainder with the sign of the dividend; the divisor must not be zero.
pub(super) fn remainder(left: Exact, right: Exact) -> Outcome {
    sum(left, right, i128::checked_rem)
        .unwrap_or_else(|| Exact::Float(number::remainder(left.to_f64(), right.to_f64())))
}

fn sum(left: Exact, right: Exact, operation: fn(i128, i128) -> Option<i128>) -> Option<Outcome> {
    let (left, right) = (left.wide()?, right.wide()?);
    let exponent = left.exponent.max(right.exponent);
    let units = operation(left.at(exponent)?, right.at(exponent)?)?;
    Some(Wide { units, exponent }.outcome())
}

pub(super) fn multiply(left: Exact, right: Exact) -> Outcome {
    let product = || {
        let (left, right) = (left.wide()?, right.wide()?);
        let units = left.units.checked_mul(right.units)?;
        Some(Wide { units, exponent: left.exponent.checked_add(right.exponent)? }.outcome())
    };
    product().unwrap_or_else(|| Exact::Float(left.to_f64() * right.to_f64()))
}

/// The quotient, exact where it ends within 18 places; the divisor must not be zero.
pub(super) fn divide(left: Exact, right: Exact) -> Outcome {
    if let (Some(left), Some(right)) = (left.wide(), right.wide()) {
        let (left, right) = (left.reduced(), right.reduced());
        for places in 0..=MOST_PLACES {
            if let Some(units) = even_quotient(left, right, places) {
                return Wide { units, exponent: places }.outcome();
            }
        }
    }
    Exact::Float(left.to_f64() / right.to_f64())
}

/// `left / right * 10^places`, where it comes out even.
fn even_quotient(left: Wide, right: Wide, places: u8) -> Option<i128> {
    let shift = places.checked_add(right.exponent)?.checked_sub(left.exponent)?;
    let dividend = left.units.checked_mul(power_of_ten(shift)?)?;
    if dividend.checked_rem(right.units)? == 0 { dividend.checked_div(right.units) } else { None }
}

/// Rounded to so many places, a half away from zero, as `round` does; cut where `half` is false.
pub(super) fn round(amount: Decimal, places: u8, half: bool) -> Outcome {
    let Some(drop) = amount.exponent().checked_sub(places) else { return Exact::Amount(amount) };
    let power = power_of_ten(drop).unwrap_or(1);
    let magnitude = amount.wide().units.saturating_abs();
    let up = if half { power / 2 } else { 0 };
    let units = magnitude.saturating_add(up).checked_div(power).unwrap_or(0);
    let units = if amount.units() < 0 { units.saturating_neg() } else { units };
    Wide { units, exponent: places }.outcome()
}
