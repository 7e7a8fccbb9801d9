//! Numbers by category.

/// A category by its name; none is one of its own.
type Category<'a> = Option<&'a str>;

/// Numbers by category, in the order of the names: a list, as trees take kilobytes of code and categories are few.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tally<'a>(pub(super) Vec<(Category<'a>, f64)>);

impl<'a> Tally<'a> {
    /// The number of a category, if it has one.
    pub(super) fn get(&self, category: Category<'_>) -> Option<f64> {
        self.place(category).ok().and_then(|at| self.0.get(at)).map(|found| found.1)
    }

    /// Adds to the number of a category.
    pub(super) fn add(&mut self, category: Category<'a>, more: f64) {
        match self.place(category) {
            Ok(at) => self.0.get_mut(at).into_iter().for_each(|found| found.1 += more),
            Err(at) => self.0.insert(at, (category, more)),
        }
    }

    fn place(&self, category: Category<'_>) -> Result<usize, usize> {
        self.0.binary_search_by(|found| found.0.cmp(&category))
    }
}
