//! Program documents.

use crate::Random;
use crate::condition::{Scope, condition};
use crate::money::Currency;
use crate::request::{CATEGORIES, PRODUCTS};
use crate::rule::{self, Kind};
use crate::time::{self, ZONES};
use crate::value::{Fields, Value, number, text, texts};
use patronage::kernel::calendar::Zone;
use patronage::kernel::json::Json;

pub(crate) const TIERS: &[&str] = &["bronze", "silver", "gold", "platinum", "钻石"];
pub(crate) const RULES: &[&str] = &[
    "base",
    "coffee",
    "each-order",
    "each-line",
    "unit",
    "double",
    "birthday",
    "app-only",
    "满",
    "7",
    "a/b~c",
    "night",
];

/// The kinds of events.
pub(crate) const EVENTS: &[&str] = &["survey", "评价"];

/// What the parts of one case share.
pub(crate) struct Frame {
    pub(crate) currency: Currency,
    pub(crate) now: i64,
    /// Ids of the earning rules, in order, and what each does.
    pub(crate) rules: Vec<&'static str>,
    pub(crate) kinds: Vec<Kind>,
    /// Ids of the tiers, lowest first.
    pub(crate) tiers: Vec<&'static str>,
    pub(crate) by_spend: bool,
}

impl Frame {
    pub(crate) fn new(random: &mut Random) -> Self {
        let tiers = if random.chance(20) { Vec::new() } else { random.some(TIERS) };
        let (currency, now, rules) = (Currency::any(random), time::moment(random), random.some(RULES));
        let kinds = rules.iter().map(|_| Kind::any(random)).collect();
        Frame { currency, now, rules, kinds, tiers, by_spend: random.chance(40) }
    }

    /// The rules that a multiplier may lift.
    pub(crate) fn liftable(&self) -> Vec<&'static str> {
        let both = self.rules.iter().zip(&self.kinds);
        both.filter(|(_, kind)| **kind != Kind::Multiply).map(|(id, _)| *id).collect()
    }
}

pub(crate) fn program(random: &mut Random, frame: &Frame) -> Value {
    let earn = (0..frame.rules.len()).map(|index| rule::rule(random, frame, index)).collect();
    let mut fields = Fields::default();
    fields
        .maybe(random, 5, "$schema", |_| text("./program.schema.json"))
        .maybe(random, 20, "id", |random| text(random.pick(&["shop", "咖啡", "a b"])))
        .maybe(random, 20, "name", |random| rule::label(random, "Programme"))
        .put("currency", text(frame.currency.code))
        .put("timeZone", zone(random))
        .maybe(random, 60, "rounding", rule::rounding)
        .maybe(random, 60, "multipliers", |random| text(random.pick(&["compound", "add", "highest"])))
        .maybe(random, 40, "exclude", |random| exclusions(random, frame))
        .put("earn", Json::List(earn))
        .maybe(random, 60, "events", |random| events(random, frame));
    if !frame.tiers.is_empty() {
        fields.put("tiers", tiers(random, frame));
    }
    if frame.by_spend || random.chance(70) {
        fields.put("qualify", qualification(random, frame));
    }
    fields.done()
}

/// A zone by name, now and then pinned with its table.
fn zone(random: &mut Random) -> Value {
    let name = random.pick(ZONES);
    match Zone::named(name) {
        Ok(zone) if random.chance(10) => {
            Fields::default().put("name", text(name)).put("table", text(zone.table())).done()
        }
        _ => text(name),
    }
}

fn exclusions(random: &mut Random, frame: &Frame) -> Value {
    let count = random.below(2) + 1;
    let one = |index: u64, random: &mut Random| {
        let mut fields = Fields::default();
        fields.put("id", text(format!("no-{index}"))).maybe(random, 20, "name", |random| rule::label(random, "None"));
        match random.below(4) {
            0 => fields.put("products", texts(&random.some(PRODUCTS))),
            1 => fields.put("lines", text(condition(random, Scope::Line, frame.currency))),
            _ => fields.put("categories", texts(&[random.pick(CATEGORIES)])),
        };
        fields.done()
    };
    Json::List((0..count).map(|index| one(index, random)).collect())
}

fn events(random: &mut Random, frame: &Frame) -> Value {
    let count = random.below(4) + 1;
    Json::List((0..count).map(|index| rule::event_rule(random, frame, index)).collect())
}

fn tiers(random: &mut Random, frame: &Frame) -> Value {
    let mut from = 0;
    let mut list = Vec::new();
    for id in &frame.tiers {
        from += random.between(if list.is_empty() { 0 } else { 1 }, 900);
        let threshold = if frame.by_spend { frame.currency.minor(from) } else { from };
        let mut fields = Fields::default();
        fields.put("id", text(*id)).maybe(random, 30, "name", |random| rule::label(random, id));
        fields.put("from", if frame.by_spend { frame.currency.written(random, threshold) } else { number(threshold) });
        fields.maybe(random, 60, "benefits", |random| benefits(random, frame));
        list.push(fields.done());
    }
    Json::List(list)
}

/// At most one multiplier, some discounts, a promise in words.
fn benefits(random: &mut Random, frame: &Frame) -> Value {
    let mut list = Vec::new();
    let mut put = |random: &mut Random, key, choices: &[&'static str]| {
        let mut fields = Fields::default();
        fields
            .maybe(random, 40, "name", |random| rule::label(random, "Benefit"))
            .put(key, text(random.pick(choices)))
            .maybe(random, 25, "lines", |random| text(condition(random, Scope::Line, frame.currency)));
        list.push(fields.done());
    };
    if random.chance(50) {
        put(random, "discount", &["10%", "12%", "1/3", "0.05", "100%", "33.3%"]);
    }
    if random.chance(50) {
        put(random, "multiply", &["1.5", "2", "3/2", "110%", "1"]);
    }
    if random.chance(15) {
        put(random, "discount", &["5%", "1/7"]);
    }
    if random.chance(25) {
        list.push(Fields::default().put("name", rule::label(random, "Promise")).done());
    }
    Json::List(list)
}

fn qualification(random: &mut Random, frame: &Frame) -> Value {
    let within = match random.below(4) {
        0 => text("lifetime"),
        1 => text("calendarYear"),
        _ => Fields::default().put("days", number(random.pick(&["1", "30", "90", "365", "366", "730"]))).done(),
    };
    let on = if frame.by_spend { "spend" } else { "points" };
    Fields::default().put("on", text(on)).put("within", within).done()
}
