//! Money as `i64` minor units, ratios, named rounding, and splitting without loss. No float touches an amount.

use super::{Code, Error, Result};
use std::cmp::Ordering;

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

    /// Refuses more than the whole.
    ///
    /// # Errors
    /// [`Code::Range`] above 1.
    pub fn at_most_all(&self) -> Result<()> {
        if self.exceeds(&Ratio::ONE) {
            return Err(Error::new(Code::Range).with("min", "0").with("max", "100%"));
        }
        Ok(())
    }
}

pub(crate) fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.saturating_abs().max(1)
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

/// The product of two integers that fit in 32 bits, as nearly all do: WebAssembly multiplies 64 bits in one instruction
/// and 128 in dozens, and to see whether 64 overflow it takes 128.
#[inline(always)]
pub(crate) fn small_product(a: i64, b: i64) -> Option<i64> {
    let (a, b) = (i32::try_from(a).ok()?, i32::try_from(b).ok()?);
    Some(i64::from(a).wrapping_mul(b.into()))
}

/// A product of exact integers.
///
/// # Errors
/// [`Code::Overflow`] beyond 64 bits.
#[cfg(feature = "loyalty")]
pub(crate) fn product(a: i64, b: i64) -> Result<i64> {
    small_product(a, b).or_else(|| a.checked_mul(b)).ok_or_else(|| Error::new(Code::Overflow))
}

/// A sum of safe integers.
///
/// # Errors
/// [`Code::Overflow`] beyond ± [`MAX_SAFE`].
#[cfg(feature = "loyalty")]
#[inline(always)]
pub(crate) fn add(a: i64, b: i64) -> Result<i64> {
    match a.checked_add(b) {
        Some(sum) if sum.unsigned_abs() <= MAX_SAFE.unsigned_abs() => Ok(sum),
        _ => Err(Error::new(Code::Overflow)),
    }
}

/// A sum of safe integers.
///
/// # Errors
/// [`Code::Overflow`] beyond ± [`MAX_SAFE`].
#[cfg(feature = "loyalty")]
pub(crate) fn sum(values: &[i64]) -> Result<i64> {
    let mut total = 0_i128;
    for value in values {
        total = total.saturating_add((*value).into());
    }
    safe(total)
}

/// The terms of a fraction over 1 or more, divided by what divides both.
#[cfg(feature = "loyalty")]
pub(crate) fn lowest_terms(above: i64, below: i64) -> (i64, i64) {
    let divisor = greatest_common_divisor(above.into(), below.into());
    let term = |term: i64| i64::try_from(i128::from(term).checked_div(divisor).unwrap_or(0)).unwrap_or(0);
    (term(above), term(below))
}

/// A product of exact integers.
///
/// # Errors
/// [`Code::Overflow`] beyond 128 bits.
#[inline]
pub fn times(a: i128, b: i128) -> Result<i128> {
    if let (Ok(a), Ok(b)) = (i64::try_from(a), i64::try_from(b))
        && let Some(product) = small_product(a, b)
    {
        return Ok(product.into());
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
    let half = remainder.cmp(&divisor.saturating_sub(remainder));
    let magnitude = quotient.saturating_add(i128::from(mode.is_up(quotient & 1 == 1, remainder > 0, half)));
    if dividend < 0 { magnitude.saturating_neg() } else { magnitude }
}

impl Mode {
    /// Whether a magnitude is rounded up: whether what is whole is odd, whether there is a fraction, and how it compares
    /// with a half.
    pub(crate) fn is_up(self, odd: bool, fraction: bool, half: Ordering) -> bool {
        match self {
            Mode::Floor => false,
            Mode::Ceil => fraction,
            Mode::HalfUp => half != Ordering::Less,
            Mode::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && odd),
        }
    }
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
    let mut shares = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for weight in weights {
        let (share, remainder) = floor_division(times((*weight).into(), total.into())?, sum);
        shares.push(safe(share)?);
        remainders.push(i64::try_from(remainder).map_err(|_| Error::new(Code::Overflow))?);
    }
    hand_out(total, &mut shares, &remainders)?;
    Ok(shares)
}

/// As [`split`], where the total and the sum of the weights may both be negative.
#[cfg(feature = "loyalty")]
pub(crate) fn split_signed(total: i64, weights: &[i64]) -> Result<Vec<i64>> {
    if total >= 0 {
        return split(total, weights);
    }
    let opposite: Vec<i64> = weights.iter().map(|weight| weight.saturating_neg()).collect();
    Ok(split(total.saturating_neg(), &opposite)?.into_iter().map(i64::saturating_neg).collect())
}

/// Adds one to the shares with the largest remainders until they sum to `total`, the earlier first among equals; where
/// the sum is already more, takes one from those with the smallest, the later first.
pub(crate) fn hand_out(total: i64, shares: &mut [i64], remainders: &[i64]) -> Result<()> {
    let mut given = 0_i64;
    for share in shares.iter() {
        given = given.checked_add(*share).ok_or_else(|| Error::new(Code::Overflow))?;
    }
    let count = i64::try_from(shares.len()).unwrap_or(i64::MAX);
    let difference = total.saturating_sub(given);
    // Exact sums that are rounded across zero can miss the total by more than one for each.
    let (all, left) = (difference.checked_div(count).unwrap_or(0), difference.checked_rem(count).unwrap_or(0));
    if all != 0 {
        shares.iter_mut().for_each(|share| *share = share.saturating_add(all));
    }
    if left == 0 {
        return Ok(());
    }
    // Who gets one, or who keeps all: those with the largest remainders.
    let first = usize::try_from(left.rem_euclid(count.max(1))).unwrap_or(0);
    let (last, mut equals) = largest(remainders, first);
    for (share, remainder) in shares.iter_mut().zip(remainders) {
        let among = if *remainder == last { equals > 0 } else { *remainder > last };
        if *remainder == last {
            equals = equals.saturating_sub(1);
        }
        if among == (left > 0) {
            *share = share.saturating_add(left.signum());
        }
    }
    Ok(())
}

/// What the `count` largest values, none of which is negative, have in common: they are larger than the first number
/// of the answer, and as many of those that equal it as the second says. The range of the values is narrowed until this
/// is known: in turn to where the number would stand if all were evenly spread, which mostly meets it, and by half, which
/// bounds the steps. In WebAssembly that costs less than to move values about.
fn largest(values: &[i64], count: usize) -> (i64, usize) {
    let (mut low, mut high) = (0, 0);
    for value in values {
        high = high.max(*value);
    }
    // How many values are at least `low`, and how many are above `high`.
    let (mut from_low, mut above_high, mut halve) = (values.len(), 0, false);
    while low < high && above_high != count {
        let range = high.saturating_sub(low);
        let (sought, all) = (count.saturating_sub(above_high), from_low.saturating_sub(above_high));
        let down = if halve { range / 2 } else { share(range, sought, all) };
        let middle = high.saturating_sub(down);
        let reached = count_from(middle, values);
        if reached > count {
            (low, from_low) = (middle, reached);
        } else {
            (high, above_high) = (middle.saturating_sub(1), reached);
        }
        halve = !halve;
    }
    (high, count.saturating_sub(above_high))
}

/// About `part / all` of a range, less than the whole.
fn share(range: i64, part: usize, all: usize) -> i64 {
    let (part, all) = (i64::try_from(part).unwrap_or(0), i64::try_from(all).unwrap_or(1));
    let share = i128::from(range).saturating_mul(part.into()).checked_div(all.into()).unwrap_or(0);
    i64::try_from(share).unwrap_or(0).min(range.saturating_sub(1))
}

/// How many values are as large as the least, or larger.
fn count_from(least: i64, values: &[i64]) -> usize {
    let mut count = 0_usize;
    for value in values {
        count = count.saturating_add(usize::from(*value >= least));
    }
    count
}
