//! Batteries of Likert items, and whether the items measure one thing.

use super::input::{all_measures, all_whole, at_least, same_length, whole};
use super::matrix::Square;
use super::mean::{Mean, mean};
use super::weights::Weighting;
use crate::kernel::{Code, Error, Result, at_most, record};

/// The most items of a battery.
pub const MAX_ITEMS: usize = 200;

record! {
    [write]
    /// A battery of items: its reliability, the scores, and each item.
    pub struct Battery {
        /// Cronbach's alpha, at most 1; below 0 where items run against each other.
        pub alpha["alpha"]: f64,
        /// The respondents' scores: the mean of their items, after reversal.
        pub score["score"]: Mean,
        /// The items, in their order.
        pub items["items"]: Vec<BatteryItem>,
    }
}

record! {
    [write]
    /// An item of a battery, after reversal.
    pub struct BatteryItem {
        /// Its mean, in points of the scale.
        pub mean["mean"]: f64,
        /// Its standard deviation.
        pub deviation["deviation"]: f64,
        /// Its correlation with the sum of the others, -1 to 1; left out where one of the two never varies.
        pub rest_correlation["restCorrelation"]: Option<f64>,
        /// The alpha of the battery without it; left out where fewer than two items or no variance would be left.
        pub alpha_without["alphaWithout"]: Option<f64>,
    }
}

/// Cronbach's alpha of a battery, one row for each respondent: `k / (k - 1) (1 - Σ s²_item / s²_sum)`, with variances over
/// `n - 1`.
///
/// A pure number of at most 1; usual thresholds begin at 0.7. Items that are meant the other way round must have been
/// reversed. Source: Cronbach, *Coefficient Alpha and the Internal Structure of Tests*, 1951.
///
/// # Errors
/// Where there are fewer than two rows or items, rows of different lengths or more than [`MAX_ITEMS`],
/// or no variance in the sums.
///
/// ```
/// use patronage::survey::metrics::likert::alpha;
/// let rows = [vec![1.0, 1.0], vec![2.0, 2.0], vec![3.0, 3.0]];
/// assert_eq!(alpha(&rows, None)?, 1.0);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn alpha(rows: &[Vec<f64>], weights: Option<&[f64]>) -> Result<f64> {
    let columns = columns(rows).map_err(|error| error.at_key("rows"))?;
    let weighting = weighting(rows.len(), weights)?;
    reliability(&covariances(&columns, &weighting)).ok_or_else(constant)
}

/// A battery of items on a scale from 1 to `points`, one row for each respondent; `reversed` names by their places, from
/// 0, the items that are meant the other way round (`x` becomes `points + 1 - x`).
///
/// Means and deviations in points of the scale, alpha as in [`alpha`], correlations of an item with the others as
/// corrected by Nunnally. Sources: Likert, *A Technique for the Measurement of Attitudes*, 1932; Cronbach, 1951;
/// Nunnally, *Psychometric Theory*, 1978.
///
/// # Errors
/// Those of [`alpha`]; where the scale has not from 2 to 11 points, an answer is not on it, or no such item can be reversed.
///
/// ```
/// use patronage::survey::metrics::likert::battery;
/// let rows = [vec![5, 4, 1], vec![4, 4, 2], vec![2, 1, 4], vec![3, 3, 3]];
/// let battery = battery(&rows, 5, &[2], None, 0.95)?;
/// assert_eq!(battery.items[2].mean, 3.5);
/// assert!(battery.alpha > 0.9);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn battery(
    rows: &[Vec<i64>],
    points: i64,
    reversed: &[i64],
    weights: Option<&[f64]>,
    confidence: f64,
) -> Result<Battery> {
    whole(points, 2, 11).map_err(|error| error.at_key("points"))?;
    for (index, row) in rows.iter().enumerate() {
        all_whole(row, 1, points).map_err(|error| error.at_index(index).at_key("rows"))?;
    }
    let last = super::input::integer(rows.first().map_or(0, Vec::len)).saturating_sub(1);
    all_whole(reversed, 0, last.max(0)).map_err(|error| error.at_key("reversed"))?;
    let turned: Vec<Vec<f64>> = rows.iter().map(|row| turned(row, points, reversed)).collect();
    let columns = columns(&turned).map_err(|error| error.at_key("rows"))?;
    let weighting = weighting(rows.len(), weights)?;
    let covariances = covariances(&columns, &weighting);
    let scores: Vec<f64> = turned.iter().map(|row| row.iter().sum::<f64>() / row.len() as f64).collect();
    Ok(Battery {
        alpha: reliability(&covariances).ok_or_else(constant)?,
        score: mean(&scores, &weighting, confidence)?,
        items: columns.iter().enumerate().map(|(at, item)| described(at, item, &covariances, &weighting)).collect(),
    })
}

fn turned(row: &[i64], points: i64, reversed: &[i64]) -> Vec<f64> {
    let is_reversed = |place: usize| reversed.contains(&super::input::integer(place));
    let turn = |(place, value): (usize, &i64)| match is_reversed(place) {
        true => points.saturating_add(1).saturating_sub(*value) as f64,
        false => *value as f64,
    };
    row.iter().enumerate().map(turn).collect()
}

/// The rows as columns, once they are checked.
fn columns(rows: &[Vec<f64>]) -> Result<Vec<Vec<f64>>> {
    at_least(2, rows.len())?;
    at_most(MAX_ITEMS, rows.first().map_or(0, Vec::len), "items").map_err(|error| error.at_index(0))?;
    let width = rows.first().map_or(0, Vec::len);
    for (index, row) in rows.iter().enumerate() {
        let sound = at_least(2, row.len()).and_then(|()| same_length("rows", width, row.len()));
        sound.and_then(|()| all_measures(row)).map_err(|error| error.at_index(index))?;
    }
    Ok((0..width).map(|at| rows.iter().filter_map(|row| row.get(at).copied()).collect()).collect())
}

/// A weighting under which there is a variance to speak of.
fn weighting(count: usize, weights: Option<&[f64]>) -> Result<Weighting> {
    let weighting = Weighting::new(count, weights)?;
    if weighting.effective() > 1.0 + 1e-9 {
        return Ok(weighting);
    }
    Err(super::input::too_few(2).at_key("weights"))
}

fn covariances(columns: &[Vec<f64>], weighting: &Weighting) -> Square {
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    Square::covariances(&columns, weighting)
}

fn constant() -> Error {
    Error::new(Code::Constant).at_key("rows")
}

fn reliability(covariances: &Square) -> Option<f64> {
    of_variances(covariances.size(), covariances.trace(), covariances.sum())
}

/// None where the sum does not vary, but for what rounding leaves of it.
fn of_variances(items: usize, of_items: f64, of_sum: f64) -> Option<f64> {
    let k = items as f64;
    (items > 1 && of_sum > of_items * 1e-12).then(|| k / (k - 1.0) * (1.0 - of_items / of_sum))
}

fn described(at: usize, column: &[f64], covariances: &Square, weighting: &Weighting) -> BatteryItem {
    let variance = covariances.at(at, at);
    let with_others = covariances.row_sum(at) - variance;
    let of_others = covariances.sum() - 2.0 * with_others - variance;
    let left = covariances.trace() - variance;
    let varies = variance > 0.0 && of_others > left * 1e-12;
    BatteryItem {
        mean: weighting.mean(column),
        deviation: variance.sqrt(),
        rest_correlation: varies.then(|| (with_others / (variance * of_others).sqrt()).clamp(-1.0, 1.0)),
        alpha_without: of_variances(covariances.size().saturating_sub(1), left, of_others),
    }
}
