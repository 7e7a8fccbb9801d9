//! Writes the shop as the JSON files that the storefront page loads: an index, and the ledgers in small chunks.

use super::{Member, Product, Standing};
use crate::orders::Problems;
use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// Members whose ledgers share a file.
const CHUNK: usize = 48;

/// Where the shop comes from.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Source {
    /// A file of orders.
    Orders { file: String },
    /// Made up.
    Generated { seed: u64 },
}

/// Why there is no model pack.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum NoPack {
    /// Nobody wanted one.
    Untrained,
    /// The trainer could not learn from the log.
    Refused,
}

/// What the shop asks for sending a parcel.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Shipping {
    /// Minor units.
    pub(crate) amount: i64,
    /// The channels that send; all where there is none here.
    pub(crate) channels: &'static [&'static str],
}

/// All that the page shows.
pub(crate) struct Site<'a> {
    pub(crate) source: Source,
    /// The program as its author wrote it.
    pub(crate) program: &'a str,
    /// The offers as their author wrote them, where there are any.
    pub(crate) offers: Option<&'a str>,
    /// What shipping costs, in minor units: for orders from these channels, for all where none is named.
    pub(crate) shipping: Option<Shipping>,
    /// The folder of the model pack, from that of the other files; or why there is none.
    pub(crate) pack: Result<String, NoPack>,
    pub(crate) currency: &'a str,
    pub(crate) time_zone: &'a str,
    /// The moment at which the page opens, in milliseconds since 1970.
    pub(crate) now: i64,
    /// Where the edge worker answers.
    pub(crate) edge: &'a str,
    pub(crate) products: &'a [Product],
    pub(crate) members: &'a [Member],
    pub(crate) standings: &'a [Standing],
    pub(crate) lines: u64,
    pub(crate) problems: &'a Problems,
    pub(crate) seconds: f64,
}

/// Writes the files into a folder.
pub(crate) fn write(site: &Site<'_>, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("ledgers"))?;
    fs::create_dir_all(folder.join("histories"))?;
    fs::write(folder.join("program.json"), site.program)?;
    fs::write(folder.join("offers.json"), site.offers.unwrap_or("null"))?;
    save(&folder.join("shop.json"), &summary(site))?;
    save(&folder.join("products.json"), &shelf(site.products))?;
    save(&folder.join("members.json"), &members(site)?)?;
    for (number, (members, standings)) in site.members.chunks(CHUNK).zip(site.standings.chunks(CHUNK)).enumerate() {
        save(&folder.join(format!("ledgers/{number}.json")), &ledgers(members, standings)?)?;
        save(&folder.join(format!("histories/{number}.json")), &histories(members, site.products))?;
    }
    Ok(())
}

fn save(path: &Path, value: &impl Serialize) -> Result<()> {
    fs::write(path, serde_json::to_vec(value)?).with_context(|| format!("{} cannot be written", path.display()))
}

fn summary(site: &Site<'_>) -> Value {
    let problems = site.problems.iter().map(|(reason, tally)| {
        json!({ "reason": reason, "fault": reason.is_fault(), "count": tally.count, "examples": tally.examples })
    });
    let orders: usize = site.members.iter().map(|member| member.orders.len()).sum();
    json!({
        "source": site.source,
        "currency": site.currency,
        "timeZone": site.time_zone,
        "now": site.now,
        "edge": site.edge,
        "pack": site.pack.as_ref().ok(),
        "noPack": site.pack.as_ref().err(),
        "shipping": site.shipping,
        "chunk": CHUNK,
        "channels": channels(site.members),
        "lines": site.lines,
        "orders": orders,
        "problems": problems.collect::<Vec<_>>(),
        "seconds": site.seconds,
    })
}

/// The channels that orders came through, the busiest first.
fn channels(members: &[Member]) -> Vec<&str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for channel in members.iter().flat_map(|member| &member.orders).filter_map(|order| order.channel.as_deref()) {
        match counts.iter_mut().find(|(name, _)| *name == channel) {
            Some((_, count)) => *count += 1,
            None => counts.push((channel, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.into_iter().map(|(channel, _)| channel).collect()
}

/// What has a price, the most sold first.
fn shelf(products: &[Product]) -> Vec<Value> {
    let mut sold: Vec<&Product> = products.iter().filter(|product| product.price > 0).collect();
    sold.sort_by(|a, b| b.sold.cmp(&a.sold).then_with(|| a.id.cmp(&b.id)));
    let entry = |product: &&Product| match &product.category {
        Some(category) => {
            json!({ "id": product.id, "name": product.name, "category": category, "price": product.price })
        }
        None => json!({ "id": product.id, "name": product.name, "price": product.price }),
    };
    sold.iter().map(entry).collect()
}

/// What the member picker shows: who it is, and where the engine says the member stands.
fn members(site: &Site<'_>) -> Result<Vec<Value>> {
    site.members.iter().zip(site.standings).map(|(member, standing)| listed(member, standing)).collect()
}

fn listed(member: &Member, standing: &Standing) -> Result<Value> {
    let status: Value = serde_json::from_str(&standing.status)?;
    let mut entry = Map::new();
    entry.insert("id".to_owned(), member.id.as_str().into());
    for key in ["name", "country"] {
        if let Some(value) = member.facts.get(key) {
            entry.insert(key.to_owned(), value.clone());
        }
    }
    entry.insert("tier".to_owned(), status["tier"].clone());
    entry.insert("points".to_owned(), status["points"].clone());
    entry.insert("percent".to_owned(), status["next"]["percent"].clone());
    entry.insert("orders".to_owned(), member.orders.len().into());
    Ok(Value::Object(entry))
}

/// What each member bought, order by order, as the recommender takes it.
fn histories(members: &[Member], products: &[Product]) -> Vec<Vec<Value>> {
    let past = |member: &Member| {
        let orders = member.orders.iter().filter_map(|order| {
            let bought = order.lines.iter().filter(|line| line.quantity > 0);
            let items: Vec<&str> = bought.map(|line| products[line.product].id.as_str()).collect();
            (!items.is_empty()).then(|| json!({ "at": order.at, "items": items }))
        });
        orders.collect()
    };
    members.iter().map(past).collect()
}

#[derive(Serialize)]
struct Ledger<'a> {
    id: &'a str,
    #[serde(flatten)]
    facts: &'a Map<String, Value>,
    entries: Vec<&'a RawValue>,
}

/// The members as the engine takes them, ledgers and all.
fn ledgers<'a>(members: &'a [Member], standings: &'a [Standing]) -> Result<Vec<Ledger<'a>>> {
    let ledger = |(member, standing): (&'a Member, &'a Standing)| -> Result<Ledger<'a>> {
        let entries = standing.entries.iter().map(|entry| Ok(serde_json::from_str(entry)?)).collect::<Result<_>>()?;
        Ok(Ledger { id: &member.id, facts: &member.facts, entries })
    };
    members.iter().zip(standings).map(ledger).collect()
}
