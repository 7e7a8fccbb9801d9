//! Which lines a rule, an exclusion or a benefit is for.

use super::column::Columns;
use super::condition::{LineCondition, Reads};
use super::lines::Lines;
use super::scene::Scene;
use crate::kernel::Result;

/// Which lines are meant.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    /// The places of products among those that the program names, in order.
    products: Option<Vec<usize>>,
    /// Likewise of categories.
    categories: Option<Vec<usize>>,
    condition: Option<LineCondition>,
}

impl Selection {
    pub(crate) fn compile(
        products: Option<&Vec<String>>,
        categories: Option<&Vec<String>>,
        lines: Option<&str>,
        reads: Reads,
        columns: &mut Columns,
    ) -> Result<Self> {
        let products = products.map(|names| columns.products.places(names));
        let categories = categories.map(|names| columns.categories.places(names));
        let condition = lines
            .map(|text| LineCondition::compile(text, reads, columns))
            .transpose()
            .map_err(|error| error.at_key("lines"))?;
        Ok(Selection { products, categories, condition })
    }

    /// The lines that are meant and not excluded.
    pub(crate) fn lines(&self, scene: &Scene<'_>) -> Lines {
        let mut lines = scene.open.clone();
        if let Some(products) = &self.products {
            lines.keep(&bearing(products, &scene.products, scene));
        }
        if let Some(categories) = &self.categories {
            lines.keep(&bearing(categories, &scene.categories, scene));
        }
        if let Some(condition) = &self.condition {
            condition.narrow(scene, &mut lines);
        }
        lines
    }
}

/// The lines that bear one of the names.
fn bearing(names: &[usize], bearers: &[(usize, Lines)], scene: &Scene<'_>) -> Lines {
    let mut lines = Lines::none(scene.items.len());
    for (name, bearers) in bearers {
        if names.binary_search(name).is_ok() {
            lines.add(bearers);
        }
    }
    lines
}
