//! Conditions over the line, the cart, the member and the time.

use crate::Random;
use crate::money::Currency;

/// What a condition may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The line alone, as an exclusion does.
    Line,
    /// The cart, the member and the time.
    Order,
    /// The event, the member and the time.
    Event,
    /// The line, the cart, the member and the time.
    All,
}

/// A condition, up to three joined with `and`, `or` and `not`.
pub(crate) fn condition(random: &mut Random, scope: Scope, currency: Currency) -> String {
    if scope == Scope::Event {
        return condition(random, Scope::Order, currency).replace("{cart.", "{event.");
    }
    let first = comparison(random, scope, currency);
    match random.below(10) {
        0..5 => first,
        5 | 6 => format!("{first} and {}", comparison(random, scope, currency)),
        7 | 8 => format!("{first} or {}", comparison(random, scope, currency)),
        _ if scope == Scope::Line => format!("!({first}) or {{line.id}} empty"),
        _ => format!("!({first} and {}) or {}", comparison(random, scope, currency), function(random)),
    }
}

fn comparison(random: &mut Random, scope: Scope, currency: Currency) -> String {
    match scope {
        Scope::Line => of_line(random, currency),
        Scope::All if random.chance(75) => of_line(random, currency),
        Scope::All | Scope::Order | Scope::Event => of_order(random, currency),
    }
}

fn of_line(random: &mut Random, currency: Currency) -> String {
    match random.below(9) {
        0 => format!("{{line.category}} = '{}'", random.pick(super::request::CATEGORIES)),
        1 => format!("{{line.price}} {} {}", relation(random), limit(random, currency)),
        2 => format!("{{line.quantity}} {} {}", relation(random), random.between(-1, 6)),
        3 => format!("{{line.amount}} {} {}", relation(random), limit(random, currency)),
        4 => format!("{{line.brand}} anyof ['Nord', 'Süd', \"{}\"]", random.pick(super::request::BRANDS)),
        5 => "{line.organic} = true".to_owned(),
        6 => format!("{{line.weight}} {} {}.{}", relation(random), random.between(0, 3), random.between(0, 99)),
        7 => format!("{{line.tags}} {} 'sale'", random.pick(&["contains", "notcontains"])),
        _ => format!("{{line.product}} != '{}' and {{line.brand}} notempty", random.pick(super::request::PRODUCTS)),
    }
}

fn of_order(random: &mut Random, currency: Currency) -> String {
    match random.below(16) {
        0 => format!("{{cart.total}} {} {}", relation(random), limit(random, currency)),
        1 => format!("{{cart.channel}} {} 'app'", random.pick(&["=", "!=", "contains"])),
        2 => "{cart.coupon} notempty".to_owned(),
        3 => format!("{{member.level}} {} {}", relation(random), random.between(0, 9)),
        4 => "{member.vip} = true".to_owned(),
        5 => "{member.city} anyof ['Köln', '上海', \"OFallon\"]".to_owned(),
        6 => "{member.tags} allof ['a', 'b']".to_owned(),
        7 => "{member.birthday.month} = {now.month}".to_owned(),
        8 => format!("{{now.hour}} {} {}", relation(random), random.between(0, 23)),
        9 => "{now.weekday} anyof ['mon', 'wed', 'sat', 'sun']".to_owned(),
        10 => format!("{{member.points}} {} {}", relation(random), random.between(-10, 3000)),
        11 => format!("{{member.tier}} = '{}'", random.pick(super::program::TIERS)),
        12 => "{member.name} contains 'ab' or {member.name} empty".to_owned(),
        13 => "({member.level} + 1) * 2 % 3 = 0 and 0 - {member.level} <= 4 / 2".to_owned(),
        14 => "{member.score} ^ 2 > 2.25".to_owned(),
        _ => function(random),
    }
}

fn function(random: &mut Random) -> String {
    match random.below(9) {
        0 => "iif({member.vip} = true, 1, 2) = 1".to_owned(),
        1 => "sum({member.level}, 3, 4.5) > 10".to_owned(),
        2 => "round({member.score}, 1) >= 1.5".to_owned(),
        3 => "year({member.joined}) >= 2024".to_owned(),
        4 => "dateDiff({member.joined}, {now.date}, 'days') > 100".to_owned(),
        5 => "age({member.birthday}) >= 18".to_owned(),
        6 => "max({member.level}, 2) = min(5, {member.level})".to_owned(),
        7 => "month(today()) = {now.month}".to_owned(),
        _ => "avg({member.level}, 1) < trunc(3.7) or substring({member.name}, 0, 2) = 'ab'".to_owned(),
    }
}

fn relation(random: &mut Random) -> &'static str {
    random.pick(&["=", "!=", ">", ">=", "<", "<=", "=", ">="])
}

/// An amount in a condition is in whole units with decimals.
fn limit(random: &mut Random, currency: Currency) -> String {
    let units = random.between(0, 120);
    if currency.minor(1) > 1 && random.chance(40) { format!("{units}.5") } else { units.to_string() }
}
