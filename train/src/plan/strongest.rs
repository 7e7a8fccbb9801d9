//! The strongest links of every item, kept while all links pass by, in no order: nothing has to be sorted.

use crate::search::strongest;
use datafusion::arrow::array::{ArrayRef, AsArray, BooleanArray, LargeBinaryArray};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int32Type, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::{DataFusionError, Result, ScalarValue};
use datafusion::logical_expr::function::AccumulatorArgs;
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, ColumnarValue, EmitTo, GroupsAccumulator, Signature, Volatility,
};
use std::mem::size_of;
use std::sync::Arc;

/// The aggregate functions: `strongest(other, strength, most)`, the strongest links of a group as `links` reads them.
pub fn aggregates() -> impl Iterator<Item = Arc<AggregateUDF>> {
    let takes = vec![DataType::Int32, DataType::Float64, DataType::Int64];
    let strongest = Strongest { signature: Signature::exact(takes, Volatility::Immutable) };
    [Arc::new(AggregateUDF::from(strongest))].into_iter()
}

/// What [`Strongest`] answers for one group: the other items and the strengths, strongest first.
pub(super) fn links(bytes: &[u8]) -> impl Iterator<Item = (u32, f64)> {
    let (links, _) = bytes.as_chunks::<LINK>();
    links.iter().map(|link| {
        let [a, b, c, d, strength @ ..] = *link;
        (u32::from_le_bytes([a, b, c, d]), f64::from_le_bytes(strength))
    })
}

/// Bytes of a link.
const LINK: usize = size_of::<u32>() + size_of::<f64>();

#[derive(Debug, PartialEq, Eq, Hash)]
struct Strongest {
    signature: Signature,
}

impl AggregateUDFImpl for Strongest {
    fn name(&self) -> &str {
        "strongest"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::LargeBinary)
    }

    fn accumulator(&self, _: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>> {
        Err(DataFusionError::NotImplemented("strongest is for groups".into()))
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs<'_>) -> bool {
        true
    }

    fn create_groups_accumulator(&self, arguments: AccumulatorArgs<'_>) -> Result<Box<dyn GroupsAccumulator>> {
        let nothing = RecordBatch::new_empty(Arc::new(Schema::empty()));
        match arguments.exprs.last().map(|most| most.evaluate(&nothing)).transpose()? {
            Some(ColumnarValue::Scalar(ScalarValue::Int64(Some(most)))) if most > 0 => {
                Ok(Box::new(Groups { most: most as usize, ..Groups::default() }))
            }
            _ => Err(DataFusionError::Plan("strongest keeps a number of links that is above zero".into())),
        }
    }
}

/// The links of each group that may be among its strongest.
#[derive(Default)]
struct Groups {
    most: usize,
    lists: Vec<Vec<(u32, f64)>>,
    bytes: usize,
}

impl Groups {
    fn grow(&mut self, groups: usize) {
        self.lists.resize_with(groups.max(self.lists.len()), Vec::new);
    }

    fn add(&mut self, group: usize, item: u32, strength: f64) {
        if strength > 0.0 {
            let list = &mut self.lists[group];
            let room = list.capacity();
            list.push((item, strength));
            // What is weaker than as many others goes, now and then.
            if list.len() >= 2 * self.most {
                strongest(list, self.most);
            }
            self.bytes += (list.capacity() - room) * size_of::<(u32, f64)>();
        }
    }

    fn encoded(&mut self, emit: EmitTo) -> ArrayRef {
        let lists = emit.take_needed(&mut self.lists).into_iter().map(|mut list| {
            self.bytes = self.bytes.saturating_sub(list.capacity() * size_of::<(u32, f64)>());
            strongest(&mut list, self.most);
            encoded(&list)
        });
        Arc::new(LargeBinaryArray::from_iter_values(lists))
    }
}

fn encoded(list: &[(u32, f64)]) -> Vec<u8> {
    list.iter().flat_map(|(item, strength)| item.to_le_bytes().into_iter().chain(strength.to_le_bytes())).collect()
}

/// The columns of items and strengths.
fn columns(values: &[ArrayRef]) -> impl Iterator<Item = (u32, f64)> {
    let (items, strengths) = (values[0].as_primitive::<Int32Type>(), values[1].as_primitive::<Float64Type>());
    items.values().iter().map(|item| *item as u32).zip(strengths.values().iter().copied())
}

impl GroupsAccumulator for Groups {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        count: usize,
    ) -> Result<()> {
        self.grow(count);
        for (row, ((item, strength), group)) in columns(values).zip(groups).enumerate() {
            if filter.is_none_or(|filter| filter.value(row)) {
                self.add(*group, item, strength);
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, emit: EmitTo) -> Result<ArrayRef> {
        Ok(self.encoded(emit))
    }

    fn state(&mut self, emit: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(vec![self.encoded(emit)])
    }

    fn merge_batch(&mut self, values: &[ArrayRef], groups: &[usize], count: usize) -> Result<()> {
        self.grow(count);
        for (bytes, group) in values[0].as_binary::<i64>().iter().zip(groups) {
            links(bytes.unwrap_or_default()).for_each(|(item, strength)| self.add(*group, item, strength));
        }
        Ok(())
    }

    fn convert_to_state(&self, values: &[ArrayRef], filter: Option<&BooleanArray>) -> Result<Vec<ArrayRef>> {
        let rows = columns(values).enumerate().map(|(row, link)| {
            let counts = link.1 > 0.0 && filter.is_none_or(|filter| filter.value(row));
            if counts { encoded(&[link]) } else { Vec::new() }
        });
        Ok(vec![Arc::new(LargeBinaryArray::from_iter_values(rows))])
    }

    fn size(&self) -> usize {
        self.bytes + self.lists.capacity() * size_of::<Vec<(u32, f64)>>()
    }
}

#[cfg(test)]
mod tests {
    use super::{Groups, links};
    use datafusion::arrow::array::{ArrayRef, AsArray, Float64Array, Int32Array, Int64Array};
    use datafusion::logical_expr::{EmitTo, GroupsAccumulator};
    use std::sync::Arc;

    fn groups() -> Groups {
        Groups { most: 2, ..Groups::default() }
    }

    fn values(rows: &[(i32, f64)]) -> Vec<ArrayRef> {
        let (items, strengths): (Vec<i32>, Vec<f64>) = rows.iter().copied().unzip();
        let most = Int64Array::from(vec![2; rows.len()]);
        vec![Arc::new(Int32Array::from(items)), Arc::new(Float64Array::from(strengths)), Arc::new(most)]
    }

    fn read(column: &ArrayRef) -> Vec<Vec<(u32, f64)>> {
        column.as_binary::<i64>().iter().map(|bytes| links(bytes.unwrap()).collect()).collect()
    }

    #[test]
    fn the_strongest_are_kept_in_whatever_order_they_come() {
        let rows = [(5, 0.1), (1, 0.5), (2, 0.9), (3, 0.5), (9, 0.0), (4, 0.2), (6, 0.3)];
        let expected = vec![vec![(2, 0.9), (1, 0.5)], vec![(4, 0.2)]];
        let own = [0, 0, 0, 0, 0, 1, 0];
        for turn in 0..rows.len() {
            let (mut rows, mut own) = (rows, own);
            rows.rotate_left(turn);
            own.rotate_left(turn);
            let mut groups = groups();
            groups.update_batch(&values(&rows), &own, None, 2).unwrap();
            assert_eq!(read(&groups.evaluate(EmitTo::All).unwrap()), expected, "{turn}");
        }
    }

    #[test]
    fn parts_that_are_merged_keep_what_the_whole_keeps() {
        let [mut first, mut second, mut whole] = [groups(), groups(), groups()];
        first.update_batch(&values(&[(1, 0.1), (2, 0.2), (3, 0.3)]), &[0, 0, 0], None, 2).unwrap();
        let states = first.state(EmitTo::First(1)).unwrap();
        assert_eq!(read(&states[0]), [vec![(3, 0.3), (2, 0.2)]]);
        let raw = second.convert_to_state(&values(&[(7, 0.25), (8, 0.0)]), None).unwrap();
        second.merge_batch(&raw, &[0, 0], 1).unwrap();
        whole.merge_batch(&states, &[0], 1).unwrap();
        whole.merge_batch(&second.state(EmitTo::All).unwrap(), &[0], 1).unwrap();
        assert!(whole.size() > 0);
        assert_eq!(read(&whole.evaluate(EmitTo::All).unwrap()), [vec![(3, 0.3), (7, 0.25)]]);
    }
}
