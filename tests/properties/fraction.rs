//! Exact fractions, counted as on paper.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Sub};

/// In lowest terms; what is below is positive. It fails where it leaves 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    pub(crate) fn new(above: i128, below: i128) -> Self {
        let divisor = common_divisor(above, below) * below.signum();
        Fraction { above: above / divisor, below: below / divisor }
    }

    /// Reads `1.5`, `10%` or `3/2`.
    pub(crate) fn read(text: &str) -> Self {
        if let Some(percent) = text.strip_suffix('%') {
            return Self::read(percent) / Self::from(100);
        }
        if let Some((above, below)) = text.split_once('/') {
            return Self::read(above) / Self::read(below);
        }
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        Self::new(format!("{whole}{decimals}").parse().unwrap(), 10_i128.pow(decimals.len().try_into().unwrap()))
    }

    pub(crate) fn floor(self) -> i64 {
        self.above.div_euclid(self.below).try_into().unwrap()
    }

    pub(crate) fn sign(self) -> i64 {
        self.above.signum().try_into().unwrap()
    }

    /// Rounds the magnitude.
    pub(crate) fn rounded(self, mode: &str) -> i64 {
        if self.sign() < 0 {
            return -(Self::from(0) - self).rounded(mode);
        }
        let (whole, half) = (self.floor(), Self::new(1, 2));
        let rest = self - Self::from(whole);
        let up = match mode {
            "floor" => false,
            "ceil" => rest > Self::from(0),
            "halfUp" => rest >= half,
            "halfEven" => rest > half || (rest == half && whole % 2 == 1),
            other => panic!("{other} is no mode"),
        };
        whole + i64::from(up)
    }
}

/// The greatest, by Euclid.
fn common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { common_divisor(b, a % b) }
}

impl From<i64> for Fraction {
    fn from(whole: i64) -> Self {
        Fraction { above: whole.into(), below: 1 }
    }
}

/// An operator, by what stands above and below the line.
macro_rules! operator {
    ($name:ident, $method:ident, |$a:ident, $b:ident| $above:expr, $below:expr) => {
        impl $name for Fraction {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                let ($a, $b) = (self, other);
                Self::new($above, $below)
            }
        }
    };
}

operator!(Add, add, |a, b| a.above * b.below + b.above * a.below, a.below * b.below);
operator!(Sub, sub, |a, b| a.above * b.below - b.above * a.below, a.below * b.below);
operator!(Mul, mul, |a, b| a.above * b.above, a.below * b.below);
operator!(Div, div, |a, b| a.above * b.below, a.below * b.above);

impl Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::from(0), Add::add)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
