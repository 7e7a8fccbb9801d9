//! Reading and writing fixed runs of decimal digits.

/// Text read from the front, a byte at a time.
#[derive(Clone)]
pub(super) struct Scan<'a>(&'a [u8]);

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Scan(text.as_bytes())
    }

    /// The next byte, if `wanted` likes it.
    pub(super) fn byte(&mut self, wanted: impl Fn(u8) -> bool) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !wanted(*first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    /// Passes over exactly this byte.
    pub(super) fn exactly(&mut self, byte: u8) -> Option<()> {
        self.byte(|found| found == byte).map(drop)
    }

    /// One decimal digit.
    pub(super) fn digit(&mut self) -> Option<u32> {
        self.byte(|byte| byte.is_ascii_digit()).map(|byte| u32::from(byte & 15))
    }

    /// A number of exactly `count` digits (at most nine).
    pub(super) fn number(&mut self, count: u8) -> Option<u32> {
        let mut value = 0_u32;
        for _ in 0..count {
            value = value.checked_mul(10)?.checked_add(self.digit()?)?;
        }
        Some(value)
    }

    /// Digits, with a minus before them where the number is negative.
    pub(super) fn integer(&mut self) -> Option<i32> {
        let negative = self.exactly(b'-').is_some();
        let mut value = i32::try_from(self.digit()?).ok()?;
        while let Some(digit) = self.digit() {
            value = value.checked_mul(10)?.checked_add_unsigned(digit)?;
        }
        Some(if negative { value.saturating_neg() } else { value })
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Appends the last `count` digits of a value, zeros in front (at most ten).
pub(super) fn write_digits(value: u32, count: usize, out: &mut String) {
    let mut digits = [b'0'; 10];
    let mut rest = value;
    for slot in digits.iter_mut().rev().take(count) {
        let digit = (rest % 10) as u8;
        *slot = b'0' | digit;
        rest /= 10;
    }
    out.extend(digits.iter().skip(10_usize.saturating_sub(count)).map(|digit| char::from(*digit)));
}
