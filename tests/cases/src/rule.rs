//! Earning rules of every kind.

use crate::Random;
use crate::condition::{Scope, condition};
use crate::program::{EVENTS, Frame};
use crate::request::{CATEGORIES, CHANNELS, PRODUCTS};
use crate::time;
use crate::value::{Fields, Value, number, text, texts};
use patronage::kernel::json::Json;

const RATIOS: &[&str] = &["2", "1.5", "3", "10/3", "150%", "1.01", "0.5", "0"];
const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The rule at an index of the frame's rules.
pub(crate) fn rule(random: &mut Random, frame: &Frame, index: usize) -> Value {
    let mut fields = Fields::default();
    let kind = frame.kinds[index];
    fields.put("id", text(frame.rules[index])).maybe(random, 20, "name", |random| label(random, frame.rules[index]));
    effect(random, frame, kind, &mut fields);
    fields
        .maybe(random, 12, "products", |random| texts(&random.some(PRODUCTS)))
        .maybe(random, 25, "categories", |random| texts(&random.some(CATEGORIES)))
        .maybe(random, 22, "lines", |random| text(condition(random, Scope::All, frame.currency)))
        .maybe(random, 12, "channels", |random| texts(&random.some(CHANNELS)))
        .maybe(random, 22, "when", |random| text(condition(random, Scope::Order, frame.currency)))
        .maybe(random, 25, "schedule", |random| schedule(random, frame.now))
        .maybe(random, 25, "cap", cap);
    if matches!(kind, Kind::Per | Kind::Every) {
        fields.maybe(random, 20, "rounding", rounding);
    }
    if !frame.tiers.is_empty() {
        fields.maybe(random, 15, "tiers", |random| texts(&random.some(&frame.tiers)));
    }
    fields.done()
}

/// A rule for events.
pub(crate) fn event_rule(random: &mut Random, frame: &Frame, index: u64) -> Value {
    let mut fields = Fields::default();
    fields
        .put("id", text(format!("event-{index}")))
        .put("on", text(random.pick(EVENTS)))
        .put("points", points(random))
        .maybe(random, 20, "name", |random| label(random, "Thanks"))
        .maybe(random, 12, "channels", |random| texts(&random.some(CHANNELS)))
        .maybe(random, 22, "when", |random| text(condition(random, Scope::Event, frame.currency)))
        .maybe(random, 15, "schedule", |random| schedule(random, frame.now))
        .maybe(random, 25, "cap", cap);
    if !frame.tiers.is_empty() {
        fields.maybe(random, 15, "tiers", |random| texts(&random.some(&frame.tiers)));
    }
    fields.done()
}

/// What a rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Per,
    Every,
    Each,
    Multiply,
}

impl Kind {
    pub(crate) fn any(random: &mut Random) -> Self {
        match random.below(10) {
            0..4 => Kind::Per,
            4 | 5 => Kind::Every,
            6 => Kind::Each,
            _ => Kind::Multiply,
        }
    }
}

fn effect(random: &mut Random, frame: &Frame, kind: Kind, fields: &mut Fields) {
    let money = |random: &mut Random| {
        let minor = match random.below(4) {
            0 => frame.currency.minor(1),
            1 => frame.currency.minor(10),
            2 => random.between(1, frame.currency.minor(7)),
            _ => frame.currency.minor(random.between(1, 99)),
        };
        frame.currency.written(random, minor)
    };
    match kind {
        Kind::Per => fields.put("points", points(random)).put("per", money(random)),
        Kind::Every => fields.put("points", points(random)).put("every", money(random)),
        Kind::Each => fields.put("points", points(random)).put("each", text(random.pick(&["order", "line", "unit"]))),
        Kind::Multiply => fields.put("multiply", text(random.pick(RATIOS))),
    };
    let liftable = frame.liftable();
    if kind == Kind::Multiply && !liftable.is_empty() {
        fields.maybe(random, 30, "rules", |random| texts(&random.some(&liftable)));
    }
}

fn points(random: &mut Random) -> Value {
    number(match random.below(20) {
        0 => 0,
        1 => 1_000_000_000,
        2..8 => random.between(2, 500),
        _ => random.between(1, 9),
    })
}

pub(crate) fn rounding(random: &mut Random) -> Value {
    let mut fields = Fields::default();
    fields.maybe(random, 80, "mode", |random| text(random.pick(&["floor", "ceil", "halfUp", "halfEven"]))).maybe(
        random,
        70,
        "level",
        |random| text(random.pick(&["line", "order"])),
    );
    fields.done()
}

fn cap(random: &mut Random) -> Value {
    let points = if random.chance(10) { 0 } else { random.between(1, 400) };
    let per = text(random.pick(&["order", "day", "week", "month", "year", "lifetime"]));
    Fields::default().put("points", number(points)).put("per", per).done()
}

const DAY: i64 = 86_400_000;

/// A schedule about the time of the question, so that it holds often enough.
fn schedule(random: &mut Random, now: i64) -> Value {
    let mut fields = Fields::default();
    fields
        .maybe(random, 40, "from", |random| text(local(random, now - 20 * DAY)))
        .maybe(random, 30, "until", |random| text(local(random, now + 20 * DAY)))
        .maybe(random, 40, "weekdays", |random| texts(&random.some(WEEKDAYS)))
        .maybe(random, 15, "months", |random| numbers(random, 12))
        .maybe(random, 15, "days", |random| numbers(random, 31))
        .maybe(random, 30, "hours", hours);
    fields.done()
}

/// A local date, or a local time.
fn local(random: &mut Random, about: i64) -> String {
    let date = time::date_near(random, about, 22);
    if random.chance(60) { date } else { format!("{date}T{}", time::clock(random)) }
}

fn numbers(random: &mut Random, last: i64) -> Value {
    let mut all: Vec<i64> = (1..=last).filter(|_| random.chance(40)).collect();
    all.push(last);
    all.dedup();
    Json::List(all.into_iter().map(number).collect())
}

fn hours(random: &mut Random) -> Value {
    let (from, until) = (time::clock(random), if random.chance(10) { "24:00".to_owned() } else { time::clock(random) });
    Fields::default().put("from", text(from)).put("until", text(until)).done()
}

/// A name, now and then in two languages.
pub(crate) fn label(random: &mut Random, name: &str) -> Value {
    if random.chance(60) {
        return text(name);
    }
    Fields::default().put("en", text(name)).put("zh-CN", text(format!("会员“{name}”\n\u{1f389}"))).done()
}
