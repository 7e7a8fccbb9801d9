//! The functions of the engine that queries call. They are the same on every machine of a cluster.

use crate::search::Weights;
use datafusion::arrow::array::{ArrayRef, AsArray, Float64Array, Int64Array};
use datafusion::arrow::datatypes::DataType::{Boolean, Float64, Int64};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::common::{DataFusionError, Result, ScalarValue};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionImplementation, ScalarUDF, Volatility, create_udf};
use patronage::recommend::{LinkSettings, UNIT};
use std::sync::Arc;

/// The functions:
///
/// - `link_weight(distance, forward, length, size, window, fade, within, backward, spread)`, see [`LinkSettings::weight`];
/// - `link_strength(sum, from, to, support, penalty)`, see [`LinkSettings::strength`];
/// - `trend_weight(age, half)`: what is left after `age` milliseconds of a purchase that counts half after `half`.
pub fn functions() -> impl Iterator<Item = Arc<ScalarUDF>> {
    let weight = vec![Int64, Boolean, Int64, Int64, Int64, Float64, Float64, Float64, Float64];
    let strength = vec![Int64, Int64, Int64, Float64, Float64];
    let functions: [(&str, Vec<DataType>, DataType, ScalarFunctionImplementation); 3] = [
        ("link_weight", weight, Int64, Arc::new(link_weight)),
        ("link_strength", strength, Float64, Arc::new(link_strength)),
        ("trend_weight", vec![Int64, Int64], Int64, Arc::new(trend_weight)),
    ];
    functions
        .into_iter()
        .map(|(name, takes, gives, function)| Arc::new(create_udf(name, takes, gives, Volatility::Immutable, function)))
}

fn link_weight(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    let [distance, forward, length, size, window, fade, within, backward, spread] = arguments else {
        return Err(DataFusionError::Internal("link_weight takes nine arguments".into()));
    };
    let mut weights = Weights::new(LinkSettings {
        window: constant(window)? as u32,
        fade: constant(fade)?,
        within: constant(within)?,
        backward: constant(backward)?,
        spread: constant(spread)?,
        support: 0.0,
        penalty: 0.0,
    });
    let rows = rows(arguments);
    let [distance, forward, length, size] = [distance, forward, length, size].map(|column| column.to_array(rows));
    let (distance, forward, length, size) = (distance?, forward?, length?, size?);
    let (distance, forward) = (distance.as_primitive::<Int64Type>(), forward.as_boolean());
    let (length, size) = (length.as_primitive::<Int64Type>(), size.as_primitive::<Int64Type>());
    let weight = |row| {
        let (length, size) = (length.value(row) as u32, size.value(row) as u32);
        weights.weight(distance.value(row) as u32, forward.value(row), length, size)
    };
    Ok(column(Arc::new(Int64Array::from_iter_values((0..rows).map(weight)))))
}

fn link_strength(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    let [sum, from, to, support, penalty] = arguments else {
        return Err(DataFusionError::Internal("link_strength takes five arguments".into()));
    };
    let (support, penalty) = (constant(support)?, constant(penalty)?);
    let settings = LinkSettings { window: 0, fade: 0.0, within: 0.0, backward: 0.0, spread: 0.0, support, penalty };
    let rows = rows(arguments);
    let (sum, from, to) = (sum.to_array(rows)?, from.to_array(rows)?, to.to_array(rows)?);
    let [sum, from, to] = [&sum, &from, &to].map(|column| column.as_primitive::<Int64Type>());
    let strength = |row| settings.strength(sum.value(row), from.value(row) as u64, to.value(row) as u64);
    Ok(column(Arc::new(Float64Array::from_iter_values((0..rows).map(strength)))))
}

fn trend_weight(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    let [age, half] = arguments else {
        return Err(DataFusionError::Internal("trend_weight takes two arguments".into()));
    };
    let half = constant(half)?.max(1.0);
    let rows = rows(arguments);
    let age = age.to_array(rows)?;
    let age = age.as_primitive::<Int64Type>();
    let left = |row| libm::round(libm::exp2(-(age.value(row).max(0) as f64) / half) * UNIT as f64) as i64;
    Ok(column(Arc::new(Int64Array::from_iter_values((0..rows).map(left)))))
}

fn rows(arguments: &[ColumnarValue]) -> usize {
    let lengths = arguments.iter().map(|argument| match argument {
        ColumnarValue::Array(column) => column.len(),
        ColumnarValue::Scalar(_) => 1,
    });
    lengths.max().unwrap_or(1)
}

/// An argument that is the same in every row.
fn constant(argument: &ColumnarValue) -> Result<f64> {
    match argument {
        ColumnarValue::Scalar(ScalarValue::Float64(Some(number))) => Ok(*number),
        ColumnarValue::Scalar(ScalarValue::Int64(Some(number))) => Ok(*number as f64),
        ColumnarValue::Array(column) if column.data_type() == &Float64 && !column.is_empty() => {
            Ok(column.as_primitive::<Float64Type>().value(0))
        }
        ColumnarValue::Array(column) if column.data_type() == &Int64 && !column.is_empty() => {
            Ok(column.as_primitive::<Int64Type>().value(0) as f64)
        }
        _ => Ok(0.0),
    }
}

fn column(column: ArrayRef) -> ColumnarValue {
    ColumnarValue::Array(column)
}
