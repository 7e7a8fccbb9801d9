//! Money as `i64` minor units, ratios, named rounding, and splitting without loss. No float touches an amount.

use super::{Code, Error, Result};

/// The largest whole number that JavaScript holds exactly, 2⁵³ − 1; amounts and points stay within ± this.
pub const MAX_SAFE: i64 = 9_007_199_254_740_991;

/// Active codes of ISO 4217 (list one, without metals, funds of account and test codes), by number of decimals.
const CURRENCIES: [(u8, &str); 4] = [
    (0, "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF"),
    (
        2,
        "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCNYCOPCOUCRCCUPCVECZKDKKDOPDZDEGP\
         ERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNT\
         MOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVC\
         SYPSZLTHBTJSTMTTOPTRYTTDTWDTZSUAHUSDUSNUYUUZSVEDVESWSTXADXCDXCGYERZARZMWZWG",
    ),
    (3, "BHDIQDJODKWDLYDOMRTND"),
    (4, "CLFUYW"),
];

/// A currency of ISO 4217 with its number of decimals.
///
/// ```
/// use patronage::kernel::money::Currency;
/// let yen = Currency::named("JPY").unwrap();
/// assert_eq!((yen.code(), yen.exponent()), ("JPY", 0));
/// assert!(Currency::named("XXX").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    code: &'static str,
    exponent: u8,
}

impl Currency {
    /// The currency of a three-letter code in capitals.
    ///
    /// # Errors
    /// [`Code::Currency`] if ISO 4217 has no such code in use.
    pub fn named(code: &str) -> Result<Self> {
        let in_table = |(exponent, codes): &(u8, &'static str)| {
            let chunks = codes.as_bytes().chunks_exact(3);
            let index = chunks.into_iter().position(|entry| entry == code.as_bytes())?;
            let from = index.saturating_mul(3);
            codes.get(from..from.saturating_add(3)).map(|code| Currency { code, exponent: *exponent })
        };
        CURRENCIES.iter().find_map(in_table).ok_or_else(|| Error::new(Code::Currency).with("found", code))
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// How many decimals the minor unit stands for: JPY 0, CNY 2, BHD 3.
    #[must_use]
    pub fn exponent(&self) -> u8 {
        self.exponent
    }
}

/// An amount of money in minor units (分, cents), within ± [`MAX_SAFE`]; its currency is the program's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(pub i64);

impl Amount {
    /// Reads a decimal such as `19.90`, with at most as many decimals as the currency has.
    ///
    /// ```
    /// use patronage::kernel::money::Amount;
    /// assert_eq!(Amount::from_decimal("19.9", 2).unwrap(), Amount(1990));
    /// assert!(Amount::from_decimal("19.999", 2).is_err());
    /// ```
    ///
    /// # Errors
    /// [`Code::Amount`] for text of another form; [`Code::Overflow`] beyond ± [`MAX_SAFE`] minor units.
    pub fn from_decimal(text: &str, exponent: u8) -> Result<Self> {
        let decimal = Decimal::parse(text).ok_or_else(|| not_an_amount(text, exponent))?;
        if decimal.scale > exponent {
            return Err(not_an_amount(text, exponent));
        }
        let units =
            power_of_ten(exponent.saturating_sub(decimal.scale)).and_then(|factor| decimal.digits.checked_mul(factor));
        units.map_or_else(|| Err(Error::new(Code::Overflow)), safe).map(Amount)
    }
}

fn not_an_amount(found: &str, exponent: u8) -> Error {
    Error::new(Code::Amount).with("found", found).with_number("exponent", exponent.into())
}

/// The value as an exact whole number that JavaScript can hold.
///
/// # Errors
/// [`Code::Overflow`] beyond ± [`MAX_SAFE`].
pub fn safe(value: i128) -> Result<i64> {
    match i64::try_from(value) {
        Ok(value) if (-MAX_SAFE..=MAX_SAFE).contains(&value) => Ok(value),
        _ => Err(Error::new(Code::Overflow)),
    }
}

/// `10^exponent`, where it fits.
#[must_use]
pub fn power_of_ten(exponent: u8) -> Option<i128> {
    10_i128.checked_pow(u32::from(exponent))
}

/// An exact decimal: `digits` / 10^`scale`.
struct Decimal {
    digits: i128,
    scale: u8,
}

impl Decimal {
    /// `-12`, `12.50`; no exponent, no leading plus, digits on both sides of the point, at most 30 digits.
    fn parse(text: &str) -> Option<Decimal> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let scale = if unsigned.contains('.') { fraction.len() } else { 0 };
        if whole.is_empty() || fraction.is_empty() || unsigned.len() > 30 {
            return None;
        }
        let kept = fraction.bytes().take(scale);
        let digits = whole.bytes().chain(kept).try_fold(0_i128, |sum, byte| {
            let digit = char::from(byte).to_digit(10)?;
            sum.checked_mul(10)?.checked_add(i128::from(digit))
        })?;
        let digits = if negative { digits.checked_neg()? } else { digits };
        Some(Decimal { digits, scale: u8::try_from(scale).ok()? })
    }
}

/// An exact ratio in lowest terms, not negative, such as a multiplier of 3/2 or a discount of 1/10.
///
/// ```
/// use patronage::kernel::money::Ratio;
/// assert_eq!(Ratio::parse("1.5").unwrap(), Ratio::parse("3/2").unwrap());
/// assert_eq!(Ratio::parse("10%").unwrap(), Ratio::parse("0.1").unwrap());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: i64,
    denominator: i64,
}

/// Numerators and denominators of a ratio stay at or below this, so that products of amounts and ratios fit in 128 bits.
pub const MAX_RATIO: i64 = 1_000_000;

impl Ratio {
    /// One.
    pub const ONE: Ratio = Ratio { numerator: 1, denominator: 1 };

    /// Reads `2`, `1.5`, `12.5%` or `3/2`.
    ///
    /// # Errors
    /// [`Code::Ratio`] for text of another form, a negative value, or terms above [`MAX_RATIO`] after reduction.
    pub fn parse(text: &str) -> Result<Self> {
        Self::from_text(text).ok_or_else(|| Error::new(Code::Ratio).with("found", text))
    }

    fn from_text(text: &str) -> Option<Self> {
        if let Some((above, below)) = text.split_once('/') {
            let (above, below) = (Decimal::parse(above)?, Decimal::parse(below)?);
            return if above.scale == 0 && below.scale == 0 { Self::reduced(above.digits, below.digits) } else { None };
        }
        let (number, percent) = text.strip_suffix('%').map_or((text, 1), |number| (number, 100));
        let decimal = Decimal::parse(number)?;
        Self::reduced(decimal.digits, power_of_ten(decimal.scale)?.checked_mul(percent)?)
    }

    fn reduced(numerator: i128, denominator: i128) -> Option<Self> {
        if numerator < 0 || denominator <= 0 {
            return None;
        }
        let divisor = greatest_common_divisor(numerator, denominator);
        let term = |value: i128| i64::try_from(value.checked_div(divisor)?).ok().filter(|term| *term <= MAX_RATIO);
        Some(Ratio { numerator: term(numerator)?, denominator: term(denominator)? })
    }

    /// The upper term.
    #[must_use]
    pub fn numerator(&self) -> i64 {
        self.numerator
    }

    /// The lower term, at least 1.
    #[must_use]
    pub fn denominator(&self) -> i64 {
        self.denominator
    }

    /// Whether this ratio is more than the other.
    #[must_use]
    pub fn exceeds(&self, other: &Ratio) -> bool {
        i128::from(self.numerator).saturating_mul(i128::from(other.denominator))
            > i128::from(other.numerator).saturating_mul(i128::from(self.denominator))
    }
}

fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.max(1)
}

crate::kernel::words! {
    /// How a fraction becomes a whole number. Magnitudes are rounded, so that taking something back mirrors giving it.
    pub enum Mode {
        /// Down: 1.9 becomes 1.
        Floor = "floor",
        /// Up: 1.1 becomes 2.
        Ceil = "ceil",
        /// To the nearest, a half up: 1.5 becomes 2, 2.5 becomes 3.
        HalfUp = "halfUp",
        /// To the nearest, a half to the even neighbour: 1.5 becomes 2, 2.5 becomes 2.
        HalfEven = "halfEven",
    }
}

/// A product of exact integers.
///
/// # Errors
/// [`Code::Overflow`] beyond 128 bits.
#[inline]
pub fn times(a: i128, b: i128) -> Result<i128> {
    // WebAssembly multiplies 64 bits in one instruction and 128 in dozens; nearly all factors fit in 32.
    if let (Ok(a), Ok(b)) = (i32::try_from(a), i32::try_from(b)) {
        return Ok(i128::from(i64::from(a).wrapping_mul(i64::from(b))));
    }
    a.checked_mul(b).ok_or_else(|| Error::new(Code::Overflow))
}

/// A sum of exact integers.
///
/// # Errors
/// [`Code::Overflow`] beyond 128 bits.
#[inline]
pub fn plus(a: i128, b: i128) -> Result<i128> {
    a.checked_add(b).ok_or_else(|| Error::new(Code::Overflow))
}

/// Quotient towards minus infinity and remainder (never negative); the divisor must be positive, else both are zero.
#[must_use]
pub fn floor_division(dividend: i128, divisor: i128) -> (i128, i128) {
    // As for products: 64 bits in one instruction, 128 in hundreds.
    if let (Ok(dividend), Ok(divisor)) = (i64::try_from(dividend), i64::try_from(divisor)) {
        let quotient = dividend.checked_div(divisor).unwrap_or(0);
        let remainder = dividend.wrapping_sub(quotient.wrapping_mul(divisor));
        return if remainder < 0 && divisor > 0 {
            (i128::from(quotient.wrapping_sub(1)), i128::from(remainder.wrapping_add(divisor)))
        } else {
            (i128::from(quotient), i128::from(if divisor == 0 { 0 } else { remainder }))
        };
    }
    (dividend.checked_div_euclid(divisor).unwrap_or(0), dividend.checked_rem_euclid(divisor).unwrap_or(0))
}

/// `dividend / divisor` as a whole number; the divisor must be positive.
///
/// ```
/// use patronage::kernel::money::{divide, Mode};
/// assert_eq!(divide(25, 10, Mode::HalfEven), 2);
/// assert_eq!(divide(-19, 10, Mode::Floor), -1);
/// ```
#[must_use]
pub fn divide(dividend: i128, divisor: i128, mode: Mode) -> i128 {
    let (quotient, remainder) = floor_division(dividend.saturating_abs(), divisor);
    let rest = divisor.saturating_sub(remainder);
    let up = match mode {
        Mode::Floor => false,
        Mode::Ceil => remainder > 0,
        Mode::HalfUp => remainder >= rest,
        Mode::HalfEven => remainder > rest || (remainder == rest && quotient & 1 == 1),
    };
    let magnitude = quotient.saturating_add(i128::from(up));
    if dividend < 0 { magnitude.saturating_neg() } else { magnitude }
}

/// Shares of `total` in proportion to `weights`, by largest remainder, ties by order; they sum to `total` exactly.
///
/// Weights of zero in all (or none at all) get nothing, unless `total` is zero.
///
/// ```
/// use patronage::kernel::money::split;
/// assert_eq!(split(100, &[1, 1, 1]).unwrap(), [34, 33, 33]);
/// ```
///
/// # Errors
/// [`Code::Overflow`] where an intermediate leaves 128 bits; [`Code::Range`] where the weights sum to zero or less
/// but the total is not zero.
pub fn split(total: i64, weights: &[i64]) -> Result<Vec<i64>> {
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if total == 0 {
        return Ok(vec![0; weights.len()]);
    }
    if sum <= 0 {
        return Err(Error::range(1, MAX_SAFE));
    }
    let scaled = |weight: &i64| i128::from(*weight).checked_mul(i128::from(total));
    let numerators: Option<Vec<i128>> = weights.iter().map(scaled).collect();
    apportion(total, &numerators.ok_or_else(|| Error::new(Code::Overflow))?, sum)
}

/// Whole shares near `numerators[i] / denominator` that sum to `total`, a whole number within one of their exact sum:
/// each is rounded down, and what is left goes to the largest remainders, ties by order.
///
/// # Errors
/// [`Code::Overflow`] where a share or their sum leaves the range of safe integers.
pub fn apportion(total: i64, numerators: &[i128], denominator: i128) -> Result<Vec<i64>> {
    let mut shares = Vec::with_capacity(numerators.len());
    let mut remainders = Vec::with_capacity(numerators.len());
    // Nearly all carts fit in 64 bits, in which WebAssembly divides and compares at a small part of the cost.
    match narrow(numerators).zip(i64::try_from(denominator).ok().filter(|denominator| *denominator > 0)) {
        Some((numerators, denominator)) => {
            for numerator in numerators {
                shares.push(safe(i128::from(numerator.checked_div_euclid(denominator).unwrap_or(0)))?);
                remainders.push(numerator.checked_rem_euclid(denominator).unwrap_or(0));
            }
            hand_out(total, &mut shares, remainders)
        }
        None => {
            let mut wide = Vec::with_capacity(numerators.len());
            for numerator in numerators {
                let (share, remainder) = floor_division(*numerator, denominator);
                shares.push(safe(share)?);
                wide.push(remainder);
            }
            hand_out(total, &mut shares, wide)
        }
    }?;
    Ok(shares)
}

/// The same numbers in 64 bits, if all of them fit.
fn narrow(numbers: &[i128]) -> Option<Vec<i64>> {
    let mut narrow = Vec::with_capacity(numbers.len());
    for number in numbers {
        narrow.push(i64::try_from(*number).ok()?);
    }
    Some(narrow)
}

/// Adds one to the shares with the largest remainders until they sum to `total`, the earlier first among equals; where
/// the sum is already more, takes one from those with the smallest, the later first.
fn hand_out<R: Ord + Copy>(total: i64, shares: &mut [i64], remainders: Vec<R>) -> Result<()> {
    let mut given = 0_i64;
    for share in shares.iter() {
        given = given.checked_add(*share).ok_or_else(|| Error::new(Code::Overflow))?;
    }
    let left = total.saturating_sub(given);
    if left == 0 {
        return Ok(());
    }
    let count = usize::try_from(left.unsigned_abs()).unwrap_or(usize::MAX).min(shares.len());
    // Who gets one, or who keeps all: those with the largest remainders.
    let first = if left < 0 { shares.len().saturating_sub(count) } else { count };
    let (last, mut equals) = nth_largest(remainders.clone(), first);
    for (share, remainder) in shares.iter_mut().zip(remainders) {
        let among = match last {
            None => false,
            Some(last) if remainder == last => {
                let among = equals > 0;
                equals = equals.saturating_sub(1);
                among
            }
            Some(last) => remainder > last,
        };
        if among == (left > 0) {
            *share = share.saturating_add(left.signum());
        }
    }
    Ok(())
}

/// The smallest of the `count` largest values, and how many of them equal it; none of no values.
fn nth_largest<R: Ord + Copy>(mut values: Vec<R>, mut count: usize) -> (Option<R>, usize) {
    count = count.min(values.len());
    while let Some(pivot) = values.get(values.len() / 2).copied().filter(|_| count > 0) {
        let (mut more, mut less) = (Vec::with_capacity(values.len()), Vec::with_capacity(values.len()));
        for value in &values {
            match value.cmp(&pivot) {
                std::cmp::Ordering::Greater => more.push(*value),
                std::cmp::Ordering::Less => less.push(*value),
                std::cmp::Ordering::Equal => {}
            }
        }
        let reach = values.len().saturating_sub(less.len());
        if count <= more.len() {
            values = more;
        } else if count <= reach {
            return (Some(pivot), count.saturating_sub(more.len()));
        } else {
            count = count.saturating_sub(reach);
            values = less;
        }
    }
    (None, 0)
}
