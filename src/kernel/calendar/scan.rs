//! Reading and writing fixed runs of decimal digits.

use crate::kernel::json::write_two_digits;

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

    /// Numbers as the pattern has them: a digit of it is a number of so many digits, all else stands for itself.
    pub(super) fn numbers(&mut self, pattern: &str, numbers: &mut [u32]) -> Option<()> {
        let mut numbers = numbers.iter_mut();
        for byte in pattern.bytes() {
            let count = byte.wrapping_sub(b'0');
            if count > 9 {
                self.exactly(byte)?;
                continue;
            }
            let number = numbers.next()?;
            for _ in 0..count {
                *number = number.wrapping_mul(10).wrapping_add(self.digit()?);
            }
        }
        Some(())
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

/// Appends the last `count` digits of a value, an even number of them, zeros in front.
pub(super) fn write_digits(value: u32, count: usize, out: &mut String) {
    if count > 2 {
        write_digits(value / 100, count.wrapping_sub(2), out);
    }
    write_two_digits(u64::from(value % 100), out);
}
