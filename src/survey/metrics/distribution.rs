//! The normal, t and chi-square distributions: what lies above a value, and the value that so much lies above.
//!
//! Elementary functions come from `libm`, so the bits are the same on every engine. A quantile is found by halving an
//! interval until two neighbouring floats are left: slower than a polynomial, but short, and as exact as the tail.

use super::input::{probability, within};
use crate::kernel::money::MAX_SAFE;
use crate::kernel::{Code, Error, Result};
use std::f64::consts::{PI, SQRT_2};

/// The most degrees of freedom that are computed with.
pub const MAX_DEGREES: i64 = 1_000_000_000;

/// The probability that a standard normal variable exceeds `z`: `erfc(z / √2) / 2`, from 0 to 1.
///
/// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 1964, 26.2.29.
///
/// # Errors
/// Where `z` is not finite.
///
/// ```
/// use patronage::survey::metrics::distribution::normal_tail;
/// assert_eq!(normal_tail(0.0)?, 0.5);
/// assert!((normal_tail(1.96)? - 0.024_997_895).abs() < 1e-9);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn normal_tail(z: f64) -> Result<f64> {
    finite(z).map(upper_normal)
}

/// The value below which a standard normal variable lies with probability `p`; `p` between 0 and 1, both excluded.
///
/// The `x` of `1 - erfc(x / √2) / 2 = p`. Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 1964, 26.2.
///
/// # Errors
/// Where `p` is not between 0 and 1.
///
/// ```
/// use patronage::survey::metrics::distribution::normal_quantile;
/// assert!((normal_quantile(0.975)? - 1.959_963_984_540_054).abs() < 1e-12);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn normal_quantile(p: f64) -> Result<f64> {
    symmetric(probability(p)?, &upper_normal)
}

/// The probability that a t variable with `degrees` of freedom exceeds `t`, from 0 to 1:
/// `I(ν / (ν + t²); ν / 2, 1 / 2) / 2` with the regularised incomplete beta function.
///
/// Source: Student, *The Probable Error of a Mean*, 1908; Abramowitz and Stegun, 1964, 26.7.1.
///
/// # Errors
/// Where `t` is not finite, or the degrees are not between 1 and [`MAX_DEGREES`].
///
/// ```
/// use patronage::survey::metrics::distribution::t_tail;
/// assert!((t_tail(1.0, 1.0)? - 0.25).abs() < 1e-15);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn t_tail(t: f64, degrees: f64) -> Result<f64> {
    let degrees = within(degrees, 1, MAX_DEGREES)?;
    finite(t).map(|t| upper_t(t, degrees))
}

/// The value below which a t variable lies with probability `p`, between 0 and 1 (excluded). Inverse of [`t_tail`].
///
/// Source: Student, *The Probable Error of a Mean*, 1908.
///
/// # Errors
/// Where `p` is not between 0 and 1, or the degrees are not between 1 and [`MAX_DEGREES`].
///
/// ```
/// use patronage::survey::metrics::distribution::t_quantile;
/// assert!((t_quantile(0.975, 10.0)? - 2.228_138_851_986_274_7).abs() < 1e-12);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn t_quantile(p: f64, degrees: f64) -> Result<f64> {
    let degrees = within(degrees, 1, MAX_DEGREES)?;
    symmetric(probability(p)?, &|t| upper_t(t, degrees))
}

/// The probability that a chi-square variable with `degrees` of freedom exceeds `x`, from 0 to 1: `Q(k / 2, x / 2)` with
/// the regularised incomplete gamma function.
///
/// Source: Pearson, *On the Criterion …*, 1900; Abramowitz and Stegun, 1964, 26.4.19.
///
/// # Errors
/// Where `x` is negative or not finite, or the degrees are not between 1 and [`MAX_DEGREES`].
///
/// ```
/// use patronage::survey::metrics::distribution::chi_square_tail;
/// // With two degrees it is the exponential distribution.
/// assert!((chi_square_tail(6.0, 2.0)? - (-3.0_f64).exp()).abs() < 1e-15);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn chi_square_tail(x: f64, degrees: f64) -> Result<f64> {
    let degrees = within(degrees, 1, MAX_DEGREES)?;
    if x < 0.0 { Err(Error::range(0, MAX_SAFE)) } else { finite(x).map(|x| upper_chi_square(x, degrees)) }
}

/// The value below which a chi-square variable lies with probability `p`, between 0 and 1 (excluded). Inverse of
/// [`chi_square_tail`].
///
/// Source: Pearson, *On the Criterion …*, 1900.
///
/// # Errors
/// Where `p` is not between 0 and 1, or the degrees are not between 1 and [`MAX_DEGREES`].
///
/// ```
/// use patronage::survey::metrics::distribution::chi_square_quantile;
/// assert!((chi_square_quantile(0.95, 1.0)? - 3.841_458_820_694_126).abs() < 1e-12);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn chi_square_quantile(p: f64, degrees: f64) -> Result<f64> {
    let degrees = within(degrees, 1, MAX_DEGREES)?;
    Ok(inverted(1.0 - probability(p)?, &|x| upper_chi_square(x, degrees)))
}

/// The half width, in standard errors, of a two-sided interval of such a confidence, where the variance is known.
pub(super) fn two_sided(confidence: f64) -> Result<f64> {
    let tail = (1.0 - probability(confidence)?) / 2.0;
    Ok(inverted(tail, &upper_normal))
}

/// The same where the variance is estimated with so many degrees of freedom (one where there are fewer).
pub(super) fn two_sided_t(confidence: f64, degrees: f64) -> Result<f64> {
    let degrees = within(degrees.max(1.0), 1, MAX_DEGREES)?;
    let tail = (1.0 - probability(confidence)?) / 2.0;
    Ok(inverted(tail, &|t| upper_t(t, degrees)))
}

/// The probability of a value at least so far from zero on either side.
pub(super) fn both_tails(z: f64) -> f64 {
    2.0 * upper_normal(z.abs())
}

/// What a chi-square variable exceeds `x` with; both are known to be in range.
pub(super) fn upper_chi_square(x: f64, degrees: f64) -> f64 {
    let (shape, x) = (degrees / 2.0, x / 2.0);
    if x <= 0.0 {
        return 1.0;
    }
    let density = libm::exp(shape * libm::log(x) - x - log_gamma(shape));
    if x < shape + 1.0 {
        return (1.0 - density * lower_series(shape, x)).clamp(0.0, 1.0);
    }
    let fraction = continued_fraction(x + 1.0 - shape, &|n| (n * (shape - n), x + 2.0 * n + 1.0 - shape));
    (density / fraction).clamp(0.0, 1.0)
}

fn finite(value: f64) -> Result<f64> {
    if value.is_finite() { Ok(value) } else { Err(Error::new(Code::NotFinite)) }
}

fn upper_normal(z: f64) -> f64 {
    libm::erfc(z / SQRT_2) / 2.0
}

fn upper_t(t: f64, degrees: f64) -> f64 {
    let square = t * t;
    let (a, b) = (degrees / 2.0, 0.5);
    // x^a (1 - x)^b / B(a, b), for x = ν / (ν + t²); the rest of the beta function is a continued fraction.
    let log_x = -libm::log1p(square / degrees);
    let x = 1.0 / (1.0 + square / degrees);
    let y = 1.0 / (1.0 + degrees / square);
    let front = libm::exp(a * log_x + gamma_step(a)) * y.sqrt() / PI.sqrt();
    let tail = if x < (a + 1.0) / (a + b + 2.0) {
        front / (a * beta_fraction(a, b, x)) / 2.0
    } else {
        0.5 - front / (b * beta_fraction(b, a, y)) / 2.0
    };
    let tail = tail.clamp(0.0, 0.5);
    if t < 0.0 { 1.0 - tail } else { tail }
}

/// `ln Γ(a + 1/2) - ln Γ(a)`; for a large `a` by its series, where the difference of two large logarithms is not exact.
fn gamma_step(a: f64) -> f64 {
    if a < 100.0 {
        return log_gamma(a + 0.5) - log_gamma(a);
    }
    let square = a * a;
    libm::log(a) / 2.0 - (1.0 / 8.0 - (1.0 / 192.0 - 1.0 / (640.0 * square)) / square) / a
}

/// `ln Γ(x)` for `x` above 0: Stirling's series, which is exact from 15 on, and down from there step by step. (That of
/// `libm` brings along the sine.)
fn log_gamma(mut x: f64) -> f64 {
    let mut steps = 1.0;
    while x < 15.0 {
        steps *= x;
        x += 1.0;
    }
    let square = x * x;
    let coefficients = [1.0 / 1188.0, -1.0 / 1680.0, 1.0 / 1260.0, -1.0 / 360.0, 1.0 / 12.0];
    let series = coefficients.iter().fold(0.0, |sum, coefficient| sum / square + coefficient) / x;
    (x - 0.5) * libm::log(x) - x + LOG_ROOT_2_PI + series - libm::log(steps)
}

/// `ln √(2π)`
const LOG_ROOT_2_PI: f64 = 0.918_938_533_204_672_8;

/// The denominator of the incomplete beta function's continued fraction (NIST DLMF 8.17.22).
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    continued_fraction(1.0, &|n| {
        let m = (n / 2.0).floor();
        let numerator = if m * 2.0 == n { m * (b - m) } else { -(a + m) * (a + b + m) };
        (numerator * x / ((a + n - 1.0) * (a + n)), 1.0)
    })
}

/// `Γ(a, 0..x)` over `x^a e^-x`: a series that runs fast where `x` is below `a` (NIST DLMF 8.7.1).
fn lower_series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut next) = (1.0 / shape, 1.0 / shape, shape);
    for _ in 0..STEPS {
        next += 1.0;
        term *= x / next;
        sum += term;
        if term < sum * f64::EPSILON / 4.0 {
            break;
        }
    }
    sum
}

/// Far more than any of these takes.
const STEPS: u32 = 200_000;

/// `first + a₁ / (b₁ + a₂ / (b₂ + …))`, by the method of Lentz, 1976: step by step, until a step changes nothing.
fn continued_fraction(first: f64, terms: &dyn Fn(f64) -> (f64, f64)) -> f64 {
    // Where a partial result is zero, a tiny number in its place leads on.
    let apart = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut value = apart(first);
    let (mut above, mut below, mut place) = (value, 0.0, 0.0);
    for _ in 0..STEPS {
        place += 1.0;
        let (a, b) = terms(place);
        below = 1.0 / apart(b + a * below);
        above = apart(b + a / above);
        let step = above * below;
        value *= step;
        if (step - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    value
}

/// The quantile of a distribution that is symmetric about zero.
fn symmetric(p: f64, tail: &dyn Fn(f64) -> f64) -> Result<f64> {
    Ok(if p < 0.5 { -inverted(p, tail) } else { inverted(1.0 - p, tail) })
}

/// Where a tail that falls from zero on comes down to `target`.
fn inverted(target: f64, tail: &dyn Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while tail(high) > target && high < 1e300 {
        (low, high) = (high, high * 2.0);
    }
    // Below the smallest that matters, zero is near enough.
    while high - low > high * f64::EPSILON && high > 1e-30 {
        let middle = low + (high - low) / 2.0;
        if tail(middle) > target { low = middle } else { high = middle }
    }
    low + (high - low) / 2.0
}

#[cfg(test)]
mod tests {
    use super::{chi_square_quantile, chi_square_tail, normal_quantile, normal_tail, t_quantile, t_tail};

    fn near(found: f64, expected: f64, precision: f64) {
        assert!((found / expected - 1.0).abs() < precision, "{found}, not {expected}");
    }

    /// Computed to forty digits elsewhere.
    #[test]
    fn tails_are_right_to_twelve_digits() {
        for (z, tail) in [
            (0.1, 0.460_172_162_722_971),
            (1.96, 0.024_997_895_148_220_4),
            (8.0, 6.220_960_574_271_78e-16),
            (20.0, 2.753_624_118_606_23e-89),
        ] {
            near(normal_tail(z).unwrap(), tail, 1e-12);
        }
        for (t, degrees, tail) in [
            (0.01, 1.0, 0.496_817_007_235_092),
            (2.0, 3.0, 0.069_662_984_279_421_6),
            (2.5, 7.5, 0.019_410_129_136_812_8),
            (40.0, 2.0, 0.000_312_207_336_092_37),
            (1.2, 30.0, 0.119_765_175_444_831),
            (3.0, 150.0, 0.001_581_138_304_161_46),
            (3.0, 250.0, 0.001_486_331_045_588_83),
            (1.5, 100_000.0, 0.066_808_779_761_415_3),
        ] {
            near(t_tail(t, degrees).unwrap(), tail, 1e-12);
            near(t_tail(-t, degrees).unwrap(), 1.0 - tail, 1e-12);
        }
        for (x, degrees, tail) in [
            (0.1, 1.0, 0.751_829_634_045_849),
            (5.0, 3.0, 0.171_797_144_296_733),
            (30.0, 10.0, 0.000_856_641_210_775_3),
            (0.5, 7.0, 0.999_446_481_390_425),
            (80.0, 100.0, 0.929_664_933_340_605),
            (150.0, 100.0, 0.000_903_932_042_354_009),
        ] {
            near(chi_square_tail(x, degrees).unwrap(), tail, 1e-12);
        }
    }

    /// Computed to forty digits elsewhere.
    #[test]
    fn quantiles_are_right_to_twelve_digits() {
        near(normal_quantile(1e-9).unwrap(), -5.997_807_015_007_69, 1e-12);
        assert!(normal_quantile(0.5).unwrap().abs() < 1e-15);
        for (p, degrees, t) in [
            (0.975, 1.0, 12.706_204_736_174_7),
            (0.975, 2.0, 4.302_652_729_749_46),
            (0.995, 29.0, 2.756_385_903_670_61),
            (0.95, 4.5, 2.065_575_888_878_52),
            (0.975, 500.0, 1.964_719_837_467_37),
        ] {
            near(t_quantile(p, degrees).unwrap(), t, 1e-12);
            near(t_quantile(1.0 - p, degrees).unwrap(), -t, 1e-12);
        }
        for (p, degrees, x) in
            [(0.95, 5.0, 11.070_497_693_516_4), (0.05, 5.0, 1.145_476_226_061_77), (0.99, 20.0, 37.566_234_786_625_1)]
        {
            near(chi_square_quantile(p, degrees).unwrap(), x, 1e-12);
        }
    }

    #[test]
    fn t_becomes_normal_with_many_degrees() {
        near(t_tail(1.7, 1e9).unwrap(), normal_tail(1.7).unwrap(), 1e-8);
        near(t_quantile(0.975, 1e9).unwrap(), normal_quantile(0.975).unwrap(), 1e-8);
        // Both ways to the logarithm of the gamma function meet.
        near(t_tail(1.7, 199.999_999_999).unwrap(), t_tail(1.7, 200.0).unwrap(), 1e-12);
    }

    #[test]
    fn what_is_far_out_stays_a_probability() {
        for t in [1e-300, 1e-9, 1e9, 1e150, 1e300] {
            for degrees in [1.0, 2.5, 1e3, 1e9] {
                let tail = t_tail(t, degrees).unwrap();
                assert!((0.0..=0.5).contains(&tail), "{t} {degrees}: {tail}");
                let tail = chi_square_tail(t, degrees).unwrap();
                assert!((0.0..=1.0).contains(&tail), "{t} {degrees}: {tail}");
            }
        }
        assert!(normal_tail(f64::NAN).is_err() && t_tail(f64::INFINITY, 3.0).is_err());
        assert!(normal_quantile(0.0).is_err() && normal_quantile(1.0).is_err() && t_quantile(0.5, 0.5).is_err());
    }
}
