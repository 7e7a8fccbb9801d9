//! Random numbers of the distributions that Thompson sampling draws from.

use crate::kernel::random::Random;
use libm::{log, pow, sqrt};

/// A number between 0 and 1, neither included.
pub(super) fn uniform(random: &mut Random) -> f64 {
    // The 52 highest bits and a half of the last: never 0, never 1.
    const FINEST: f64 = 1.0 / 4_503_599_627_370_496.0;
    ((random.bits() >> 12) as f64 + 0.5) * FINEST
}

/// A number of the standard normal distribution, by the polar method. Source: Marsaglia and Bray, *A Convenient Method for
/// Generating Normal Variables*, SIAM Review 6 (1964).
pub(super) fn normal(random: &mut Random) -> f64 {
    loop {
        let (a, b) = (2.0 * uniform(random) - 1.0, 2.0 * uniform(random) - 1.0);
        let square = a * a + b * b;
        if square > 0.0 && square < 1.0 {
            return a * sqrt(-2.0 * log(square) / square);
        }
    }
}

/// A number of the gamma distribution of this shape, at least 1, and scale 1. Source: Marsaglia and Tsang, *A Simple Method
/// for Generating Gamma Variables*, ACM Transactions on Mathematical Software 26 (2000).
fn gamma(shape: f64, random: &mut Random) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / sqrt(9.0 * d);
    loop {
        let x = normal(random);
        let v = pow(1.0 + c * x, 3.0);
        if v > 0.0 && log(uniform(random)) < 0.5 * x * x + d - d * v + d * log(v) {
            return d * v;
        }
    }
}

/// A number of the beta distribution of these shapes, each at least 1: one gamma of the sum of both.
pub(super) fn beta(a: f64, b: f64, random: &mut Random) -> f64 {
    let (one, other) = (gamma(a, random), gamma(b, random));
    one / (one + other)
}
