//! What is asked of numbers before anything is computed from them, so that nothing infinite or undefined comes out.

use crate::kernel::money::MAX_SAFE;
use crate::kernel::{Code, Error, Result};

/// The most answers of a kind; with more, a float could not tell the last from none.
pub(super) const MAX_COUNT: i64 = 1_000_000_000;

/// A number between two bounds.
pub(super) fn within(value: f64, min: i64, max: i64) -> Result<f64> {
    if !value.is_finite() {
        return Err(Error::new(Code::NotFinite));
    }
    if (min as f64..=max as f64).contains(&value) { Ok(value) } else { Err(Error::range(min, max)) }
}

/// A number between two bounds, of which the lower is not reached.
pub(super) fn above(value: f64, min: i64, max: i64) -> Result<f64> {
    if value == min as f64 { Err(Error::range(min, max)) } else { within(value, min, max) }
}

/// A probability that leaves something open on both sides.
pub(super) fn probability(value: f64) -> Result<f64> {
    if value == 1.0 { Err(Error::range(0, 1)) } else { above(value, 0, 1) }
}

/// A whole number between two bounds.
pub(super) fn whole(value: i64, min: i64, max: i64) -> Result<i64> {
    if (min..=max).contains(&value) { Ok(value) } else { Err(Error::range(min, max)) }
}

/// Whole numbers between two bounds.
pub(super) fn all_whole(values: &[i64], min: i64, max: i64) -> Result<()> {
    let check = |(index, value): (usize, &i64)| whole(*value, min, max).map_err(|error| error.at_index(index));
    values.iter().enumerate().try_for_each(|item| check(item).map(drop))
}

/// Numbers of a size whose squares and sums stay finite.
pub(super) fn all_measures(values: &[f64]) -> Result<()> {
    let check = |(index, value): (usize, &f64)| measure(*value).map_err(|error| error.at_index(index));
    values.iter().enumerate().try_for_each(|item| check(item).map(drop))
}

/// A number of a size whose squares and sums stay finite.
pub(super) fn measure(value: f64) -> Result<f64> {
    within(value, -MAX_SAFE, MAX_SAFE)
}

/// As many items as it takes.
pub(super) fn at_least(least: usize, found: usize) -> Result<()> {
    if found >= least { Ok(()) } else { Err(too_few(least)) }
}

/// Lists that belong together item by item.
pub(super) fn same_length(fields: &'static str, one: usize, other: usize) -> Result<()> {
    if one == other { Ok(()) } else { Err(Error::combination(fields, "same-length")) }
}

/// The error for too few of something.
#[cold]
pub(super) fn too_few(least: usize) -> Error {
    Error::new(Code::TooFew).with_number("least", integer(least))
}

/// A count as an integer.
pub(super) fn integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(MAX_SAFE)
}
