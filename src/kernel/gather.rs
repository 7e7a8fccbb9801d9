//! Lists made in little code. The standard library's way of collecting measures ahead how much room is needed, and so takes
//! the first item apart from the others: twice the code, once more for each kind of iterator.

/// An iterator whose items can be gathered.
pub(crate) trait Gather: Iterator + Sized {
    /// The items in a vector, which grows as they come.
    fn gather(self) -> Vec<Self::Item> {
        let mut gathered = Vec::new();
        self.gather_into(&mut gathered);
        gathered
    }

    /// The items behind those that a vector has.
    fn gather_into(self, gathered: &mut Vec<Self::Item>) {
        for item in self {
            gathered.push(item);
        }
    }
}

impl<I: Iterator> Gather for I {}
