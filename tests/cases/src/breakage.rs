//! Breaking a document in one place, as a careless author or a broken sender would.

use crate::Random;
use crate::value::{Value, number, text, text_of};
use patronage::kernel::json::Json;

/// The document with something wrong in it: a value, a field, or the text itself.
pub(crate) fn broken(random: &mut Random, document: &str) -> String {
    if random.chance(12) {
        return torn(random, document);
    }
    let Ok(mut value) = Json::parse(document) else { return document.to_owned() };
    let mut place = random.below(count(&value));
    change(random, &mut value, &mut place);
    text_of(&value)
}

/// Text that is no longer JSON, or JSON in another dress.
fn torn(random: &mut Random, document: &str) -> String {
    let cut = document.char_indices().map(|(at, _)| at).nth(random.index(document.len())).unwrap_or(0);
    let (before, after) = document.split_at(cut);
    match random.below(8) {
        0 => before.to_owned(),
        1 => format!("{document}{}", random.pick(&[",", "}", " null", "\u{feff}"])),
        2 => format!("{before}{}{after}", random.pick(&["\u{0}", "\"", "\\", "\n", "NaN", "+1", "//", "\\u12"])),
        3 => document.replacen("\"currency\"", "\"\\u0063urrency\"", 1),
        4 => document.replacen("\":\"", "\":\"\\ud83d", 1),
        5 => document.replacen(':', " :\r\n\t", 3),
        6 => "[".repeat(random.index(400) + 100),
        _ => format!("{{\"deep\":{}1{}}}", "[".repeat(300), "]".repeat(300)),
    }
}

/// How many values a document holds, itself included.
fn count(value: &Json<'_>) -> u64 {
    1 + match value {
        Json::List(items) => items.iter().map(count).sum(),
        Json::Object(fields) => fields.iter().map(|(_, value)| count(value)).sum(),
        _ => 0,
    }
}

/// Changes the value at a place, counted in the order of the text.
fn change(random: &mut Random, value: &mut Json<'_>, place: &mut u64) {
    if *place == 0 {
        *place = u64::MAX;
        spoil(random, value);
        return;
    }
    *place -= 1;
    match value {
        Json::List(items) => walk(random, items.iter_mut(), place),
        Json::Object(fields) => walk(random, fields.iter_mut().map(|(_, value)| value), place),
        _ => {}
    }
}

fn walk<'v, 'j: 'v>(random: &mut Random, values: impl Iterator<Item = &'v mut Json<'j>>, place: &mut u64) {
    for value in values {
        let size = count(value);
        if *place < size {
            return change(random, value, place);
        }
        *place -= size;
    }
}

fn spoil(random: &mut Random, value: &mut Json<'_>) {
    match value {
        Json::Object(fields) if !fields.is_empty() && random.chance(80) => {
            let index = random.index(fields.len());
            let (key, field) = fields[index].clone();
            match random.below(4) {
                0 => drop(fields.remove(index)),
                1 => fields.push((key, field)),
                2 => fields[index].0 = misspelt(random, &key).into(),
                _ => fields.push((random.pick(&["extra", "", "__proto__", "a/b", "~"]).to_owned().into(), field)),
            }
        }
        Json::List(items) if !items.is_empty() && random.chance(60) => {
            let index = random.index(items.len());
            match random.below(3) {
                0 => items.clear(),
                1 => items.push(items[index].clone()),
                _ => items.insert(index, Json::Null),
            }
        }
        Json::Number(digits) if random.chance(70) => *value = odd_number(random, digits),
        Json::Text(word) if random.chance(70) => *value = odd_text(random, word),
        other => *other = anything(random),
    }
}

fn misspelt(random: &mut Random, key: &str) -> String {
    match random.below(3) {
        0 => key.to_uppercase(),
        1 => format!("{key}s"),
        _ => key.chars().rev().collect(),
    }
}

fn odd_number(random: &mut Random, digits: &str) -> Value {
    match random.below(9) {
        0 => number(format!("-{}", digits.trim_start_matches('-'))),
        1 => number("9007199254740992"),
        2 => number("1e308"),
        3 => number("0.1"),
        4 => number("-0"),
        5 => number(format!("{digits}{}", if digits.contains(['e', 'E', '.']) { "1" } else { ".0" })),
        6 => number("123456789012345678901234567890"),
        7 => text(digits),
        _ => number("0"),
    }
}

fn odd_text(random: &mut Random, word: &str) -> Value {
    text(match random.below(11) {
        0 => String::new(),
        1 => word.to_uppercase(),
        2 => format!("{word} "),
        3 => format!("-{word}"),
        4 => "2026-02-30".to_owned(),
        5 => "1.234.5".to_owned(),
        6 => format!("{{line.price}} >= {word}"),
        7 => format!("({word}"),
        8 => "2026-06-15T25:00:00Z".to_owned(),
        9 => "nosuch({line.price}) > 1".to_owned(),
        _ => "{nobody.knows} = 1".to_owned(),
    })
}

fn anything(random: &mut Random) -> Value {
    match random.below(6) {
        0 => Json::Null,
        1 => Json::Bool(true),
        2 => number(random.between(-3, 40)),
        3 => text("x"),
        4 => Json::List(Vec::new()),
        _ => Json::Object(Vec::new()),
    }
}
