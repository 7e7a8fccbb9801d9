//! The trainer: from an order log to a model pack.
//!
//! [`read`] opens the files, [`check`] looks at every row, [`lines`] puts what is in order into one file of numbers, and
//! [`catalogue`] adds what the shop says of its items; [`plan`] works out steps, counts and links of all of it on DataFusion,
//! here or on a [`cluster`]; [`search`] chooses the settings on a sample, by how well they predict what was held back;
//! [`linear`] weighs the most frequent items all together, [`content`] links what nobody has bought yet; [`train`] does all of that in order, [`report`] tells about it, and
//! [`output`] puts a finished folder where a shop reads it.

pub mod catalogue;
pub mod check;
pub mod cluster;
pub mod content;
pub mod linear;
pub mod lines;
pub mod measure;
pub mod output;
pub mod plan;
pub mod read;
pub mod report;
pub mod search;
pub mod stage;
pub mod train;
