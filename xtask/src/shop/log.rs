//! Writes what was bought as a log that the trainer reads, so that it learns from what the page shows.

use super::{Member, Order, Product};
use anyhow::{Context, Result};
use patronage::kernel::calendar::Instant;
use serde_json::Value;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes a row for each product in each order, of members and of guests, and gives their number; what came back is no row,
/// and prices have `exponent` decimals. The place is the channel, and a member's segment the country.
pub(crate) fn write_log(
    products: &[Product],
    members: &[Member],
    guests: &[Order],
    exponent: u8,
    path: &Path,
) -> Result<usize> {
    let mut count = 0;
    let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
    let mut rows = csv::Writer::from_writer(BufWriter::new(file));
    rows.write_record([
        "member_id",
        "order_id",
        "item_id",
        "ordered_at",
        "quantity",
        "price",
        "category",
        "place",
        "segment",
    ])?;
    let orders = members.iter().flat_map(|member| {
        let country = member.facts.get("country").and_then(Value::as_str).unwrap_or_default();
        member.orders.iter().map(move |order| (member.id.as_str(), country, order))
    });
    for (member, country, order) in orders.chain(guests.iter().map(|order| ("", "", order))) {
        let at = Instant::from_millis(order.at).context("an order is beyond the calendar")?.to_string();
        for line in order.lines.iter().filter(|line| line.quantity > 0) {
            let product = &products[line.product];
            // What has no price is not on the shelf either.
            if product.id.is_empty() || product.price == 0 {
                continue;
            }
            let (quantity, price) = (line.quantity.to_string(), decimal(line.price, exponent));
            let category = product.category.as_deref().unwrap_or_default();
            let channel = order.channel.as_deref().unwrap_or_default();
            rows.write_record([member, &order.id, &product.id, &at, &quantity, &price, category, channel, country])?;
            count += 1;
        }
    }
    rows.into_inner().context("the log cannot be written")?.flush().context("the log cannot be written")?;
    Ok(count)
}

/// Minor units as decimal text; none of them is below zero.
fn decimal(minor: i64, exponent: u8) -> String {
    let digits = usize::from(exponent);
    let text = format!("{minor:0>width$}", width = digits + 1);
    let (whole, fraction) = text.split_at(text.len() - digits);
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}
