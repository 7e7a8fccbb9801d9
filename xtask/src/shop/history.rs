//! Every member's whole history through the engine: each order a preview, whose entry is what the ledger keeps.

use super::{Member, Order, Product};
use patronage::kernel::Error;
use patronage::kernel::json::{Json, write_integer, write_text};
use patronage::loyalty::Program;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Where a member stands after the whole history.
pub(crate) struct Standing {
    /// The ledger's entries, each as JSON, in time order.
    pub(crate) entries: Vec<String>,
    /// The engine's status as JSON.
    pub(crate) status: String,
    /// Orders that the engine refused, and why.
    pub(crate) refused: Vec<(String, Error)>,
}

/// Runs all members, on all cores; the standings come in the order of the members.
pub(crate) fn run(
    program: &str,
    products: &[Product],
    members: &[Member],
    now: i64,
    tick: &(dyn Fn() + Sync),
) -> Result<Vec<Standing>, Error> {
    Program::parse(program)?;
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<(usize, Standing)>, Error> {
        let program = Program::parse(program)?;
        let mut done = Vec::new();
        while let Some((place, member)) = take(&next, members) {
            done.push((place, replay(&program, products, member, now)?));
            tick();
        }
        Ok(done)
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut standings = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let results = workers.into_iter().map(|worker| worker.join().expect("a worker panicked"));
        results.collect::<Result<Vec<_>, _>>().map(|parts| parts.into_iter().flatten().collect::<Vec<_>>())
    })?;
    standings.sort_unstable_by_key(|(place, _)| *place);
    Ok(standings.into_iter().map(|(_, standing)| standing).collect())
}

fn take<'a>(next: &AtomicUsize, members: &'a [Member]) -> Option<(usize, &'a Member)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    members.get(place).map(|member| (place, member))
}

fn replay(program: &Program, products: &[Product], member: &Member, now: i64) -> Result<Standing, Error> {
    let mut entries = Vec::with_capacity(member.orders.len());
    let mut refused = Vec::new();
    let facts = facts(member);
    let mut request = String::new();
    for order in &member.orders {
        request.clear();
        write_request(&facts, &entries, Some((order, products)), order.at, &mut request);
        match program.preview_json(&request) {
            Ok(preview) => entries.push(entry(&preview)?),
            Err(error) => refused.push((order.id.clone(), error)),
        }
    }
    request.clear();
    write_request(&facts, &entries, None, now, &mut request);
    Ok(Standing { status: program.status_json(&request)?, entries, refused })
}

/// The entry that a preview would write.
fn entry(preview: &str) -> Result<String, Error> {
    let mut text = String::new();
    if let Some(entry) = Json::parse(preview)?.get("entry") {
        entry.write(&mut text);
    }
    Ok(text)
}

/// The member without the ledger, as an object that is still open.
fn facts(member: &Member) -> String {
    let mut text = String::from("{\"id\":");
    write_text(&member.id, &mut text);
    for (key, value) in &member.facts {
        text.push(',');
        write_text(key, &mut text);
        text.push(':');
        text.push_str(&value.to_string());
    }
    text
}

fn write_request(facts: &str, entries: &[String], cart: Option<(&Order, &[Product])>, now: i64, out: &mut String) {
    out.push_str("{\"member\":");
    out.push_str(facts);
    out.push_str(",\"entries\":[");
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(entry);
    }
    out.push_str("]}");
    if let Some((order, products)) = cart {
        out.push_str(",\"cart\":");
        write_cart(order, products, out);
    }
    out.push_str(",\"now\":");
    write_integer(now, out);
    out.push('}');
}

fn write_cart(order: &Order, products: &[Product], out: &mut String) {
    out.push_str("{\"id\":");
    write_text(&order.id, out);
    if let Some(channel) = &order.channel {
        out.push_str(",\"channel\":");
        write_text(channel, out);
    }
    out.push_str(",\"lines\":[");
    for (index, line) in order.lines.iter().enumerate() {
        out.push_str(if index > 0 { ",{\"product\":" } else { "{\"product\":" });
        let product = &products[line.product];
        write_text(&product.id, out);
        if let Some(category) = &product.category {
            out.push_str(",\"category\":");
            write_text(category, out);
        }
        if let Some(name) = product.name.as_str() {
            out.push_str(",\"name\":");
            write_text(name, out);
        }
        out.push_str(",\"quantity\":");
        write_integer(line.quantity, out);
        out.push_str(",\"price\":");
        write_integer(line.price, out);
        out.push('}');
    }
    out.push_str("]}");
}
