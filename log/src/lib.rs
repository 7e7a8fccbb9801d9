//! How shops write down what was bought: [`columns`] finds out which column says what, [`moment`] reads dates and times, and
//! [`text`] unpacks files and takes their lines apart.

pub mod columns;
pub mod moment;
pub mod role;
pub mod text;
