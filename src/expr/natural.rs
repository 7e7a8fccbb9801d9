//! Natural numbers of any size, for the conversions between decimal and binary that 64 bits cannot decide.
//!
//! Correctly rounded by plain long arithmetic: no tables of powers, a few hundred bytes of code.

use std::cmp::Ordering;

/// Room for the longest: 1,200 hexadecimal digits, or as large a power of two beside 800 decimal digits.
const LIMBS: usize = 160;

/// Limbs of 32 bits from the lowest; those that are not used are zero, the highest that is used never.
#[derive(Debug, Clone, Copy)]
pub(super) struct Natural {
    limbs: [u32; LIMBS],
    used: usize,
}

impl Natural {
    pub(super) fn new(value: u64) -> Self {
        let mut natural = Natural { limbs: [0; LIMBS], used: 2 };
        let [lower, higher, ..] = &mut natural.limbs;
        (*lower, *higher) = (low(value), low(value >> 32));
        natural.trim();
        natural
    }

    fn used(&self) -> &[u32] {
        self.limbs.get(..self.used).unwrap_or_default()
    }

    fn trim(&mut self) {
        while self.used().last() == Some(&0) {
            self.used = self.used.saturating_sub(1);
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.used == 0
    }

    /// The lowest 64 bits.
    pub(super) fn lowest(&self) -> u64 {
        let [low, high, ..] = self.limbs;
        u64::from(high) << 32 | u64::from(low)
    }

    /// How many bits the number takes.
    pub(super) fn bits(&self) -> i32 {
        let Some(top) = self.used().last() else { return 0 };
        let whole = i32::try_from(self.used).unwrap_or(i32::MAX).saturating_mul(32);
        whole.saturating_sub(top.leading_zeros().cast_signed())
    }

    /// `self * factor + more`
    pub(super) fn multiply_add(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for limb in self.limbs.iter_mut().take(self.used) {
            let product = u64::from(*limb).wrapping_mul(u64::from(factor)).wrapping_add(carry);
            *limb = low(product);
            carry = product >> 32;
        }
        if carry > 0
            && let Some(limb) = self.limbs.get_mut(self.used)
        {
            *limb = low(carry);
            self.used = self.used.saturating_add(1);
        }
    }

    pub(super) fn times_power_of_ten(mut self, exponent: u32) -> Self {
        for _ in 0..exponent / 9 {
            self.multiply_add(1_000_000_000, 0);
        }
        for _ in 0..exponent % 9 {
            self.multiply_add(10, 0);
        }
        self
    }

    pub(super) fn shifted_left(mut self, bits: u32) -> Self {
        self.multiply_add(1 << (bits % 32), 0);
        let whole = (bits / 32) as usize;
        let mut shifted = Natural { limbs: [0; LIMBS], used: 0 };
        for (to, from) in shifted.limbs.iter_mut().skip(whole).zip(self.used()) {
            *to = *from;
        }
        if !self.is_zero() {
            shifted.used = self.used.saturating_add(whole).min(LIMBS);
        }
        shifted
    }

    pub(super) fn halve(&mut self) {
        let mut carry = 0;
        for limb in self.limbs.iter_mut().take(self.used).rev() {
            let next = *limb << 31;
            *limb = *limb >> 1 | carry;
            carry = next;
        }
        self.trim();
    }

    /// `self - other`, which must not be more.
    pub(super) fn subtract(&mut self, other: &Natural) {
        let mut borrow = 0_i64;
        for (limb, taken) in self.limbs.iter_mut().zip(&other.limbs).take(self.used) {
            let difference = i64::from(*limb).wrapping_sub(i64::from(*taken)).wrapping_sub(borrow);
            *limb = low(difference.cast_unsigned());
            borrow = i64::from(difference < 0);
        }
        self.trim();
    }

    pub(super) fn add(&mut self, other: &Natural) {
        let mut carry = 0_u64;
        self.used = self.used.max(other.used).saturating_add(1).min(LIMBS);
        for (limb, more) in self.limbs.iter_mut().zip(&other.limbs).take(self.used) {
            let sum = u64::from(*limb).wrapping_add(u64::from(*more)).wrapping_add(carry);
            *limb = low(sum);
            carry = sum >> 32;
        }
        self.trim();
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        self.used.cmp(&other.used).then_with(|| self.used().iter().rev().cmp(other.used().iter().rev()))
    }
}

impl PartialEq for Natural {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Natural {}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
fn low(value: u64) -> u32 {
    value as u32
}

/// The number nearest to `numerator / denominator`, ties to even; the denominator must not be zero.
pub(super) fn quotient(numerator: Natural, denominator: Natural) -> f64 {
    if numerator.is_zero() {
        return 0.0;
    }
    // 2^top <= quotient < 2^(top + 1)
    let mut top = numerator.bits().saturating_sub(denominator.bits());
    let (scaled, unit) = scale(numerator, denominator, top);
    if scaled < unit {
        top = top.saturating_sub(1);
    }
    if top > 1023 {
        return f64::INFINITY;
    }
    if top < -1075 {
        return 0.0;
    }
    // `lowest` is the exponent of the last bit that the result can hold.
    let lowest = top.saturating_sub(52).max(-1074);
    let count = top.saturating_sub(lowest).saturating_add(1);
    let (mut rest, unit) = scale(numerator, denominator, lowest);
    let mut step = unit.shifted_left(count.unsigned_abs());
    let mut bits = 0_u64;
    for _ in 0..count {
        step.halve();
        bits <<= 1;
        if rest >= step {
            rest.subtract(&step);
            bits |= 1;
        }
    }
    let double = rest.shifted_left(1);
    if double > unit || (double == unit && bits & 1 == 1) {
        bits = bits.wrapping_add(1);
    }
    // Adding lets a carry run into the exponent, up to infinity.
    let exponent = u64::from(lowest.saturating_add(1074).unsigned_abs());
    f64::from_bits((exponent << 52).wrapping_add(bits))
}

/// Numerator and denominator of the quotient divided by `2^exponent`.
fn scale(numerator: Natural, denominator: Natural, exponent: i32) -> (Natural, Natural) {
    let by = exponent.unsigned_abs();
    if exponent < 0 { (numerator.shifted_left(by), denominator) } else { (numerator, denominator.shifted_left(by)) }
}
