//! Powers, the same on every engine: a product, or logarithm and exponential, in pairs of floats, some 100 bits, rounded once.
//!
//! Hosts differ in the last digit here (JavaScript leaves it to them); this is the digit that is right.

/// `Math.pow`
pub(super) fn power(base: f64, exponent: f64) -> f64 {
    // JavaScript differs from IEEE 754 here: what is not known stays unknown.
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) {
        return f64::NAN;
    }
    if exponent == 0.0 {
        return 1.0;
    }
    let whole = exponent.trunc() == exponent;
    let odd = whole && (exponent * 0.5).trunc() * 2.0 != exponent;
    if base.is_nan() || (base < 0.0 && !whole && base.is_finite() && exponent.is_finite()) {
        return f64::NAN;
    }
    let magnitude = positive_power(base.abs(), exponent);
    if odd && base.is_sign_negative() { -magnitude } else { magnitude }
}

fn positive_power(base: f64, exponent: f64) -> f64 {
    let grows = (base > 1.0) == (exponent > 0.0);
    if base == 0.0 || base.is_infinite() || exponent.is_infinite() {
        return if grows { f64::INFINITY } else { 0.0 };
    }
    if base == 1.0 {
        return 1.0;
    }
    let pair = Pair::logarithm(base);
    // Only to see how large the result is; it also keeps the exact product in range.
    match pair.high * exponent {
        size if size > 710.0 => f64::INFINITY,
        size if size < -746.0 => 0.0,
        size if size.abs() < 600.0 && exponent.trunc() == exponent && (0.0..128.0).contains(&exponent) => {
            product_of(base, exponent)
        }
        _ => pair.times(Pair::of(exponent)).exponential(),
    }
}

/// A whole power as a product. Below 105 bits the two floats hold all of it, so that a result half-way between two floats
/// goes to the even one.
fn product_of(base: f64, mut times: f64) -> f64 {
    let mut power = Pair::of(1.0);
    while times > 0.0 {
        power = power.times(Pair::of(base));
        times -= 1.0;
    }
    power.high
}

/// A number as the sum of two floats, the second below the last place of the first.
#[derive(Clone, Copy)]
struct Pair {
    high: f64,
    low: f64,
}

const LN_2: Pair = Pair { high: std::f64::consts::LN_2, low: 2.319_046_813_846_299_6e-17 };

impl Pair {
    const fn of(value: f64) -> Self {
        Pair { high: value, low: 0.0 }
    }

    /// The exact sum of two floats.
    fn sum(a: f64, b: f64) -> Self {
        let high = a + b;
        let part = high - a;
        Pair { high, low: (a - (high - part)) + (b - part) }
    }

    /// The exact product of two floats, by their halves.
    fn product(a: f64, b: f64) -> Self {
        let halves = |value: f64| {
            let scaled = value * 134_217_729.0;
            let high = scaled - (scaled - value);
            (high, value - high)
        };
        let ((a_high, a_low), (b_high, b_low)) = (halves(a), halves(b));
        let high = a * b;
        let low = ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low;
        Pair { high, low }
    }

    fn plus(self, other: Pair) -> Self {
        let high = Pair::sum(self.high, other.high);
        let low = Pair::sum(self.low, other.low);
        let first = Pair::sum(high.high, high.low + low.high);
        Pair::sum(first.high, first.low + low.low)
    }

    fn times(self, other: Pair) -> Self {
        let product = Pair::product(self.high, other.high);
        Pair::sum(product.high, product.low + (self.high * other.low + self.low * other.high))
    }

    fn over(self, other: Pair) -> Self {
        let first = self.high / other.high;
        let rest = self.plus(other.times(Pair::of(-first)));
        let second = rest.high / other.high;
        let rest = rest.plus(other.times(Pair::of(-second)));
        Pair::sum(first, second).plus(Pair::of(rest.high / other.high))
    }

    fn scaled(self, factor: f64) -> Self {
        Pair { high: self.high * factor, low: self.low * factor }
    }

    /// The natural logarithm of a positive number.
    fn logarithm(value: f64) -> Self {
        let (fraction, exponent) = split(value);
        // ln m = 2 artanh((m - 1) / (m + 1)), whose series runs fast where m is near 1.
        let ratio = Pair::sum(fraction, -1.0).over(Pair::sum(fraction, 1.0));
        let square = ratio.times(ratio);
        let mut series = Pair::of(0.0);
        for term in (0..23).rev() {
            series = Pair::of(1.0).over(Pair::of(f64::from(term) * 2.0 + 1.0)).plus(square.times(series));
        }
        LN_2.times(Pair::of(exponent)).plus(ratio.times(series).scaled(2.0))
    }

    fn exponential(self) -> f64 {
        let whole = (self.high / LN_2.high).round();
        let rest = self.plus(LN_2.times(Pair::of(-whole))).scaled(1.0 / 256.0);
        // e^r - 1 by its series, then squared eight times; without the 1, nothing is lost in between.
        let mut series = Pair::of(1.0);
        for term in (2..11).rev() {
            series = Pair::of(1.0).plus(rest.times(series).over(Pair::of(f64::from(term))));
        }
        let mut less_one = rest.times(series);
        for _ in 0..8 {
            less_one = less_one.scaled(2.0).plus(less_one.times(less_one));
        }
        let result = Pair::of(1.0).plus(less_one);
        // In two steps, for results at the ends of the range.
        let half = (whole * 0.5).trunc();
        result.high * two_to(half) * two_to(whole - half)
    }
}

/// A number as a fraction near 1 times a power of two.
fn split(value: f64) -> (f64, f64) {
    let (value, shift) = if value < f64::MIN_POSITIVE { (value * two_to(54.0), 54.0) } else { (value, 0.0) };
    let bits = value.to_bits();
    let exponent = f64::from(u32::try_from(bits >> 52 & 0x7ff).unwrap_or(0)) - 1023.0 - shift;
    let fraction = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000);
    if fraction > std::f64::consts::SQRT_2 { (fraction * 0.5, exponent + 1.0) } else { (fraction, exponent) }
}

/// A power of two between 2^-1022 and 2^1023.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in the range of exponents")]
fn two_to(exponent: f64) -> f64 {
    f64::from_bits(((exponent + 1023.0) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::power;

    #[test]
    fn powers_are_rounded_correctly() {
        // Computed to sixty digits elsewhere.
        for (base, exponent, expected) in [
            (2.0, 0.5, std::f64::consts::SQRT_2),
            (10.0, -1.0, 0.1),
            (10.0, 22.0, 1e22),
            (10.0, 308.0, 1e308),
            (10.0, -308.0, 1e-308),
            (2.0, -1074.0, 5e-324),
            (94_906_267.0, 2.0, 9_007_199_515_875_288.0),
            (12.0, 34.0, 4.922_235_242_952_026_4e36),
            (1.5, 34.0, 970_739.737_366_475_6),
            (0.75, 34.0, 0.000_056_504_489_467_856_22),
            (3.5, 19.0, 21_741_667_147.394_455),
            (1.0 + f64::EPSILON, 4_503_599_627_370_496.0, std::f64::consts::E),
            (0.3, 3.0, 0.026_999_999_999_999_996),
            (1.1, 10.0, 2.593_742_460_100_002_3),
            (31.0, 0.1, 1.409_730_738_355_540_6),
            (2.5, 2.5, 9.882_117_688_026_186),
            (69.3, 5.0, 1_598_328_976.866_929_8),
            (1.0, f64::MAX, 1.0),
            (-1.0, f64::MAX, 1.0),
        ] {
            let found = power(base, exponent);
            assert_eq!(found, expected, "{base} ^ {exponent}");
        }
    }

    #[test]
    fn the_ends_of_the_range_are_javascripts() {
        assert!(power(1.0, f64::INFINITY).is_nan());
        assert!(power(-1.0, f64::NEG_INFINITY).is_nan());
        assert!(power(-8.0, 1.0 / 3.0).is_nan());
        assert_eq!(power(f64::NAN, 0.0), 1.0);
        assert_eq!(power(-0.0, -3.0), f64::NEG_INFINITY);
        assert_eq!(power(f64::NEG_INFINITY, 3.0), f64::NEG_INFINITY);
        assert_eq!(power(f64::NEG_INFINITY, -2.0), 0.0);
        assert_eq!(power(0.5, f64::INFINITY), 0.0);
        assert_eq!(power(0.5, -1075.5), f64::INFINITY);
        assert_eq!(power(2.0, -1080.0), 0.0);
        assert_eq!(power(-2.0, 3.0), -8.0);
    }
}
