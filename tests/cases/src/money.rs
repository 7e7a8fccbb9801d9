//! Amounts as callers write them: minor units or decimals.

use crate::Random;
use crate::value::{Value, number, text};

/// The currencies of the generated programs, with their decimals.
const CURRENCIES: &[(&str, u32)] =
    &[("CNY", 2), ("JPY", 0), ("EUR", 2), ("USD", 2), ("KRW", 0), ("BHD", 3), ("KWD", 3), ("CLF", 4)];

/// A currency of a program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Currency {
    pub(crate) code: &'static str,
    exponent: u32,
}

impl Currency {
    pub(crate) fn any(random: &mut Random) -> Self {
        let (code, exponent) = CURRENCIES[random.index(CURRENCIES.len())];
        Currency { code, exponent }
    }

    /// So many whole units, in minor units.
    pub(crate) fn minor(self, units: i64) -> i64 {
        units * 10_i64.pow(self.exponent)
    }

    /// An amount of minor units, as a number or as a decimal.
    pub(crate) fn written(self, random: &mut Random, minor: i64) -> Value {
        if random.chance(60) { number(minor) } else { text(self.decimal(random, minor)) }
    }

    /// `-12.30`, now and then without the closing zeros.
    fn decimal(self, random: &mut Random, minor: i64) -> String {
        let sign = if minor < 0 { "-" } else { "" };
        let one = 10_u64.pow(self.exponent);
        let (whole, rest) = (minor.unsigned_abs() / one, minor.unsigned_abs() % one);
        if self.exponent == 0 || (rest == 0 && random.chance(50)) {
            return format!("{sign}{whole}");
        }
        let fraction = format!("{rest:0width$}", width = self.exponent as usize);
        let shorter = fraction.trim_end_matches('0');
        let kept = if !shorter.is_empty() && random.chance(30) { shorter } else { &fraction };
        format!("{sign}{whole}.{kept}")
    }

    /// The price of something: mostly everyday prices, now and then nothing or a fortune.
    pub(crate) fn price(self, random: &mut Random) -> i64 {
        match random.below(1_000) {
            0..30 => 0,
            30..32 => 9_007_199_254_740_991,
            32..50 => random.between(1, 900_000_000_000),
            50..400 => self.minor(random.between(1, 400)),
            _ => random.between(1, self.minor(500)),
        }
    }
}
