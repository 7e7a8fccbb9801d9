//! Checks every row of a log: what it says is taken, or told why not.

mod fact;
mod problems;
mod row;

pub use fact::Fact;
pub use problems::{Allowed, Example, Problems, Reason, Tally};
pub use row::{Checker, Kept, Line, Offered};
