//! Key drivers: how much of an outcome each of several correlated attributes explains.

use super::input::{all_measures, at_least, same_length};
use super::matrix::Square;
use super::weights::Weighting;
use crate::kernel::{Code, Error, Result, at_most, record};

/// The most drivers for relative weights.
pub const MAX_DRIVERS: usize = 64;
/// The most drivers for Shapley values, which look at each of their 2^k sets.
pub const MAX_SHAPLEY: usize = 16;
/// What is left of a driver's variance, given others, where it follows from them.
const NOTHING_LEFT: f64 = 1e-9;

record! {
    [read]
    /// An attribute that may drive the outcome.
    pub struct Driver {
        /// Its id, which the answer repeats.
        pub id["id"]: String,
        /// Its value for each respondent.
        pub values["values"]: Vec<f64>,
    }
}

record! {
    [write]
    /// What explains an outcome.
    pub struct Drivers {
        /// The share of the outcome's variance that the drivers explain together, 0 to 1.
        pub r_squared["rSquared"]: f64,
        /// The drivers, in their order.
        pub drivers["drivers"]: Vec<DriverShare>,
        /// How many respondents there are.
        pub answers["answers"]: i64,
    }
}

record! {
    [write]
    /// What a driver explains.
    pub struct DriverShare {
        /// Its id.
        pub id["id"]: String,
        /// Its correlation with the outcome, -1 to 1, which tells the direction.
        pub correlation["correlation"]: f64,
        /// Its relative weight; they sum to R².
        pub relative_weight["relativeWeight"]: f64,
        /// The same as a percentage of R²; 0 where nothing is explained.
        pub relative_percent["relativePercent"]: f64,
        /// Its Shapley value (LMG); they sum to R². Left out with more than 16 drivers.
        pub shapley["shapley"]: Option<f64>,
        /// The same as a percentage of R²; 0 where nothing is explained.
        pub shapley_percent["shapleyPercent"]: Option<f64>,
    }
}

/// The drivers of an outcome by both methods, [`relative_weights`] and [`shapley`]; the latter up to [`MAX_SHAPLEY`] drivers.
///
/// Weights are shares of variance from 0 to R², percentages from 0 to 100. Sources: those of both.
///
/// # Errors
/// Where lists are of different lengths, there are fewer than two respondents more than drivers, no driver or more than
/// [`MAX_DRIVERS`]; where a list never varies ([`Code::Constant`]) or a driver follows from others ([`Code::Collinear`]).
///
/// ```
/// use patronage::survey::metrics::drivers::{Driver, drivers};
/// let driver = |id: &str, values: [f64; 5]| Driver { id: id.to_owned(), values: values.to_vec() };
/// let found = drivers(
///     &[6.0, 7.0, 9.0, 5.0, 8.0],
///     &[driver("speed", [5.0, 6.0, 9.0, 4.0, 8.0]), driver("price", [7.0, 5.0, 6.0, 4.0, 7.0])],
///     None,
/// )?;
/// assert!(found.drivers[0].relative_weight > found.drivers[1].relative_weight);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn drivers(outcome: &[f64], drivers: &[Driver], weights: Option<&[f64]>) -> Result<Drivers> {
    let correlations = correlations(outcome, drivers, weights)?;
    let relative = relative(&correlations)?;
    let shapley = if drivers.len() <= MAX_SHAPLEY { Some(lmg(&correlations)?) } else { None };
    let r_squared: f64 = relative.iter().sum::<f64>().min(1.0);
    let percent = |part: f64| if r_squared > 0.0 { 100.0 * part / r_squared } else { 0.0 };
    let share = |(place, driver): (usize, &Driver)| {
        let relative_weight = relative.get(place).copied().unwrap_or(0.0);
        let shapley = shapley.as_ref().and_then(|values| values.get(place).copied());
        DriverShare {
            id: driver.id.clone(),
            correlation: correlations.at(place, drivers.len()),
            relative_weight,
            relative_percent: percent(relative_weight),
            shapley,
            shapley_percent: shapley.map(percent),
        }
    };
    Ok(Drivers {
        r_squared,
        drivers: drivers.iter().enumerate().map(share).collect(),
        answers: super::input::integer(outcome.len()),
    })
}

/// Johnson's relative weights: `ε_j = Σ_i λ²_ji β²_i`, where `Λ = V √D Vᵀ` is the symmetric root of the drivers'
/// correlations and `β = Λ⁻¹ r` the regression on its orthogonal variables. They sum to R².
///
/// Shares of variance, from 0 to R². Source: Johnson, *A Heuristic Method for Estimating the Relative Weight of Predictor
/// Variables in Multiple Regression*, 2000.
///
/// # Errors
/// Those of [`drivers`].
///
/// ```
/// use patronage::survey::metrics::drivers::{Driver, relative_weights};
/// let driver = |values: [f64; 4]| Driver { id: String::new(), values: values.to_vec() };
/// // Two that have nothing to do with each other share what each explains alone.
/// let weights = relative_weights(&[3.0, 1.0, 1.0, -1.0], &[driver([1.0, 1.0, -1.0, -1.0]), driver([1.0, -1.0, 1.0, -1.0])], None)?;
/// assert!((weights[0] - 0.5).abs() < 1e-12 && (weights[1] - 0.5).abs() < 1e-12);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn relative_weights(outcome: &[f64], drivers: &[Driver], weights: Option<&[f64]>) -> Result<Vec<f64>> {
    relative(&correlations(outcome, drivers, weights)?)
}

/// Shapley values of R², known as LMG: what a driver adds to R², averaged over all orders in which drivers can be added,
/// `Σ_S |S|! (k - |S| - 1)! / k! (R²(S ∪ j) - R²(S))`. They sum to R².
///
/// Shares of variance, from 0 to R². Source: Lindeman, Merenda and Gold, *Introduction to Bivariate and Multivariate
/// Analysis*, 1980; Shapley, *A Value for n-Person Games*, 1953.
///
/// # Errors
/// Those of [`drivers`]; where there are more than [`MAX_SHAPLEY`] drivers.
///
/// ```
/// use patronage::survey::metrics::drivers::{Driver, shapley};
/// let driver = |values: [f64; 4]| Driver { id: String::new(), values: values.to_vec() };
/// let values = shapley(&[3.0, 1.0, 1.0, -1.0], &[driver([1.0, 1.0, -1.0, -1.0]), driver([1.0, -1.0, 1.0, -1.0])], None)?;
/// assert!((values[0] - 0.5).abs() < 1e-12 && (values[1] - 0.5).abs() < 1e-12);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
pub fn shapley(outcome: &[f64], drivers: &[Driver], weights: Option<&[f64]>) -> Result<Vec<f64>> {
    at_most(MAX_SHAPLEY, drivers.len(), "drivers").map_err(|error| error.at_key("drivers"))?;
    lmg(&correlations(outcome, drivers, weights)?)
}

/// The correlations of the drivers and, last, the outcome.
fn correlations(outcome: &[f64], drivers: &[Driver], weights: Option<&[f64]>) -> Result<Square> {
    let count = at_least(1, drivers.len()).and_then(|()| at_most(MAX_DRIVERS, drivers.len(), "drivers"));
    count.map_err(|error| error.at_key("drivers"))?;
    let respondents = at_least(drivers.len().saturating_add(2), outcome.len());
    respondents.and_then(|()| all_measures(outcome)).map_err(|error| error.at_key("outcome"))?;
    for (index, driver) in drivers.iter().enumerate() {
        let fits = same_length("outcome, values", outcome.len(), driver.values.len());
        fits.and_then(|()| all_measures(&driver.values)).map_err(|error| of_driver(error, index))?;
    }
    let weighting = Weighting::new(outcome.len(), weights)?;
    if weighting.effective() < 1.0 + 1e-9 {
        return Err(super::input::too_few(2).at_key("weights"));
    }
    let columns: Vec<&[f64]> = drivers.iter().map(|driver| &*driver.values).chain([outcome]).collect();
    let covariances = Square::covariances(&columns, &weighting);
    for (index, column) in columns.iter().enumerate() {
        // What rounding leaves of a constant is no variance.
        let largest = column.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
        if covariances.at(index, index).sqrt() <= largest * 1e-12 {
            let error = Error::new(Code::Constant);
            return Err(if index < drivers.len() { of_driver(error, index) } else { error.at_key("outcome") });
        }
    }
    Ok(covariances.correlations())
}

#[cold]
fn of_driver(error: Error, index: usize) -> Error {
    error.at_key("values").at_index(index).at_key("drivers")
}

fn relative(correlations: &Square) -> Result<Vec<f64>> {
    let count = correlations.size().saturating_sub(1);
    let (values, vectors) = correlations.corner(count).eigen();
    if values.iter().any(|value| *value < NOTHING_LEFT) {
        return Err(Error::new(Code::Collinear).at_key("drivers"));
    }
    // V f(D) Vᵀ for the root and for its inverse.
    let composed = |of_value: &dyn Fn(f64) -> f64| {
        let term =
            |(m, value): (usize, &f64), row, column| vectors.at(row, m) * of_value(*value) * vectors.at(column, m);
        Square::new(count, &|row, column| values.iter().enumerate().map(|value| term(value, row, column)).sum())
    };
    let (root, inverse) = (composed(&f64::sqrt), composed(&|value| 1.0 / value.sqrt()));
    let over = |cell: &dyn Fn(usize) -> f64| (0..count).map(cell).sum::<f64>();
    let squared: Vec<f64> = (0..count)
        .map(|row| over(&|at| inverse.at(row, at) * correlations.at(at, count)))
        .map(|coefficient| coefficient * coefficient)
        .collect();
    let square = |value: f64| value * value;
    let weight = |row: usize| over(&|at| square(root.at(row, at)) * squared.get(at).copied().unwrap_or(0.0));
    Ok((0..count).map(weight).collect())
}

fn lmg(correlations: &Square) -> Result<Vec<f64>> {
    let count = correlations.size().saturating_sub(1);
    let mut explained = vec![0.0; bit(count)];
    explain(correlations, 0, 0, &mut explained)?;
    let of = |set: usize| explained.get(set).copied().unwrap_or(0.0);
    let weights = weights_by_size(count);
    let weight = |set: usize| weights.get(set.count_ones() as usize).copied().unwrap_or(0.0);
    let value = |driver: usize| {
        let without = (0..explained.len()).filter(|set| set & bit(driver) == 0);
        without.map(|set| weight(set) * (of(set | bit(driver)) - of(set))).sum::<f64>()
    };
    // No driver takes away from R²; what is below zero is rounding.
    Ok((0..count).map(|driver| value(driver).max(0.0)).collect())
}

/// R² of the outcome (the last variable) for each set of drivers that grows from `set` by drivers from `next` on.
fn explain(left: &Square, next: usize, set: usize, explained: &mut [f64]) -> Result<()> {
    let outcome = left.size().saturating_sub(1);
    if let Some(of_set) = explained.get_mut(set) {
        *of_set = (1.0 - left.at(outcome, outcome)).clamp(0.0, 1.0);
    }
    for driver in next..outcome {
        if left.at(driver, driver) < NOTHING_LEFT {
            return Err(Error::new(Code::Collinear).at_key("drivers"));
        }
        explain(&left.given(driver), driver.wrapping_add(1), set | bit(driver), explained)?;
    }
    Ok(())
}

/// `s! (k - s - 1)! / k!` for each size `s` of a set.
fn weights_by_size(count: usize) -> Vec<f64> {
    let mut weight = 1.0 / count as f64;
    let next = |size: usize| {
        let this = weight;
        weight *= (size as f64 + 1.0) / (count as f64 - size as f64 - 1.0).max(1.0);
        this
    };
    (0..count).map(next).collect()
}

fn bit(place: usize) -> usize {
    1_usize.wrapping_shl(place as u32)
}
