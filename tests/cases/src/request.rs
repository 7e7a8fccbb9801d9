//! Members with their ledgers, and carts.

use crate::program::{EVENTS, Frame, RULES, TIERS};
use crate::value::{Fields, Value, number, text, texts};
use crate::{Asked, Random, time};
use patronage::kernel::json::Json;

pub(crate) const PRODUCTS: &[&str] = &["p1", "p2", "p3", "p4", "p5", "p6", "espresso", "茶"];
pub(crate) const CATEGORIES: &[&str] = &["coffee", "tea", "book", "toy", "gift-card"];
pub(crate) const CHANNELS: &[&str] = &["app", "web", "store"];
pub(crate) const BRANDS: &[&str] = &["Nord", "Süd", "西", "Hara"];

const DAY: i64 = 86_400_000;

pub(crate) fn request(random: &mut Random, frame: &Frame, asked: Asked) -> Value {
    let mut fields = Fields::default();
    fields.maybe(random, 90, "member", |random| member(random, frame));
    match asked {
        Asked::Preview => fields.put("cart", cart(random, frame)),
        Asked::Award => fields.put("event", event(random)),
        Asked::Status => &mut fields,
    };
    fields.put("now", time::written(random, frame.now)).done()
}

fn member(random: &mut Random, frame: &Frame) -> Value {
    let mut fields = Fields::default();
    fields
        .maybe(random, 60, "id", |random| text(format!("m{}", random.below(1000))))
        .maybe(random, 60, "birthday", |random| text(time::date_near(random, -200_000_000_000, 9_000)))
        .maybe(random, 60, "joined", |random| text(time::date_near(random, frame.now - 400 * DAY, 500)))
        .maybe(random, 75, "entries", |random| entries(random, frame))
        .maybe(random, 60, "level", |random| number(random.between(-2, 9)))
        .maybe(random, 50, "vip", |random| Json::Bool(random.chance(60)))
        .maybe(random, 50, "city", |random| text(random.pick(&["Köln", "上海", "OFallon", ""])))
        .maybe(random, 40, "tags", |random| texts(&random.some(&["a", "b", "c"])))
        .maybe(random, 40, "name", |random| text(random.pick(&["abel", "Zoë", "\"ab\"", "\u{1f600}\u{7f}\t"])))
        .maybe(random, 40, "score", |random| number(random.pick(&["1.5", "-0.25", "2.449", "1e3", "0.1", "1E-7"])));
    fields.done()
}

fn entries(random: &mut Random, frame: &Frame) -> Value {
    let count = random.below(9);
    Json::List((0..count).map(|index| entry(random, frame, index)).collect())
}

/// What happened, of few kinds and ids, so that the ledger often has it already.
fn event(random: &mut Random) -> Value {
    let mut fields = event_name(random);
    fields
        .maybe(random, 75, "channel", |random| text(random.pick(CHANNELS)))
        .maybe(random, 40, "coupon", |random| text(random.pick(&["SAVE10", "", "双11"])))
        .maybe(random, 40, "gift", |random| Json::Bool(random.chance(50)));
    fields.done()
}

fn event_name(random: &mut Random) -> Fields {
    let mut fields = Fields::default();
    fields.put("kind", text(random.pick(EVENTS))).put("id", text(random.pick(&["spring", "秋", "1"])));
    fields
}

/// An earlier purchase or event; a few lie after `now`, a few take back.
fn entry(random: &mut Random, frame: &Frame, index: u64) -> Value {
    let back = match random.below(10) {
        0 => -random.between(1, 5 * DAY),
        1..4 => random.between(0, 2 * DAY),
        4..8 => random.between(0, 400 * DAY),
        _ => random.between(0, 1_500 * DAY),
    };
    let sign = if random.chance(12) { -1 } else { 1 };
    let (points, spend) = (sign * random.between(0, 900), sign * frame.currency.price(random).min(99_999_999));
    let mut fields = Fields::default();
    fields
        .put("at", text(time::rfc3339(random, frame.now - back)))
        .maybe(random, 60, "order", |_| text(format!("o{index}")))
        .maybe(random, 20, "event", |random| event_name(random).done())
        .put("points", number(points))
        .put("spend", number(spend))
        .maybe(random, 60, "rules", |random| by_rule(random, points));
    fields.done()
}

fn by_rule(random: &mut Random, points: i64) -> Value {
    let mut fields = Fields::default();
    let mut left = points;
    for rule in random.some(RULES) {
        let share = left / random.between(1, 3);
        left -= share;
        fields.put(rule, number(share));
    }
    if random.chance(20) {
        fields.put(format!("tier:{}", random.pick(TIERS)), number(left));
    }
    fields.done()
}

fn cart(random: &mut Random, frame: &Frame) -> Value {
    let count = if random.chance(4) { 0 } else { random.between(1, 9) };
    let lines = (0..count).map(|index| line(random, frame, index)).collect();
    let mut fields = Fields::default();
    fields
        .maybe(random, 50, "id", |random| text(format!("o{}", random.below(12))))
        .maybe(random, 75, "channel", |random| text(random.pick(CHANNELS)))
        .put("lines", Json::List(lines))
        .maybe(random, 30, "coupon", |random| text(random.pick(&["SAVE10", "", "双11"])))
        .maybe(random, 20, "gift", |random| Json::Bool(random.chance(50)));
    fields.done()
}

fn line(random: &mut Random, frame: &Frame, index: i64) -> Value {
    let quantity = match random.below(20) {
        0 => random.between(-3, 0),
        1 => random.between(10, 5_000),
        _ => random.between(1, 5),
    };
    let price = frame.currency.price(random);
    let by_unit = random.chance(70);
    let whole = if by_unit { price.saturating_mul(quantity.abs()) } else { price * quantity.signum().abs() };
    let mut fields = Fields::default();
    fields
        .maybe(random, 70, "id", |_| text(format!("l{index}")))
        .maybe(random, 85, "product", |random| text(random.pick(PRODUCTS)))
        .maybe(random, 85, "category", |random| text(random.pick(CATEGORIES)));
    if quantity != 1 || random.chance(40) {
        fields.put("quantity", number(quantity));
    }
    if by_unit {
        fields.put("price", frame.currency.written(random, price));
    } else {
        fields.put("amount", frame.currency.written(random, price * quantity.signum()));
    }
    fields
        .maybe(random, 20, "discount", |random| {
            let off = random.between(0, whole.min(frame.currency.minor(20)));
            frame.currency.written(random, off)
        })
        .maybe(random, 40, "brand", |random| text(random.pick(BRANDS)))
        .maybe(random, 40, "organic", |random| Json::Bool(random.chance(50)))
        .maybe(random, 40, "weight", |random| number(random.pick(&["0.5", "1.25", "2", "3e-1"])))
        .maybe(random, 30, "tags", |random| texts(&random.some(&["sale", "new"])));
    fields.done()
}
