//! The shop behind the storefront page: its products, its members and what they bought, read from a log or generated.

mod generated;
mod history;
mod log;
mod names;
mod shelf;
mod site;
#[cfg(test)]
mod tests;

pub(crate) use generated::generate;
pub(crate) use history::{Standing, run};
pub(crate) use log::write_log;
pub(crate) use site::{NoPack, Shipping, Site, Source, write};

use serde_json::{Map, Value};

/// Something that the shop sells.
#[derive(Debug, Clone)]
pub(crate) struct Product {
    pub(crate) id: String,
    /// A text, or one for each language.
    pub(crate) name: Value,
    pub(crate) category: Option<String>,
    /// Minor units.
    pub(crate) price: i64,
    /// On how many lines it was sold, by which the shelf is ordered.
    pub(crate) sold: u64,
}

impl Product {
    pub(crate) fn new(id: &str) -> Self {
        Product { id: id.to_owned(), name: Value::from(id), category: None, price: 0, sold: 0 }
    }
}

/// Somebody who buys, with the orders in time order.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) id: String,
    /// What the program can ask about a member beside the ledger: birthday, country, name.
    pub(crate) facts: Map<String, Value>,
    pub(crate) orders: Vec<Order>,
}

impl Member {
    pub(crate) fn new(id: &str) -> Self {
        Member { id: id.to_owned(), facts: Map::new(), orders: Vec::new() }
    }
}

/// One purchase, or one return.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) id: String,
    /// Milliseconds since 1970.
    pub(crate) at: i64,
    pub(crate) channel: Option<String>,
    pub(crate) lines: Vec<Line>,
}

/// A product in an order; a negative quantity takes it back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) product: usize,
    pub(crate) quantity: i64,
    /// Minor units for one.
    pub(crate) price: i64,
}
