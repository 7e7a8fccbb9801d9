//! What the generated cases really reach, so that a hole can't hide behind a large number.

use patronage::kernel::json::{Json, write_text};
use patronage_cases::Case;
use std::collections::BTreeMap;

/// Keys whose values are words of the program's language, counted one by one.
const WORDS: &[&str] =
    &["currency", "timeZone", "mode", "level", "multipliers", "each", "on", "within", "per", "tier", "weekdays"];

/// How many cases reach each thing.
#[derive(Default)]
pub struct Coverage(BTreeMap<String, u64>);

impl Coverage {
    /// Counts a case by what is answered: its error, or its reasons and the features of its program.
    pub fn count(&mut self, case: &Case, answer: &str) {
        let mut found = BTreeMap::new();
        let answer = Json::parse(answer).unwrap_or(Json::Null);
        if let Some(code) = answer.get("error").and_then(|error| error.get("code")?.as_text()) {
            found.insert(format!("error {code}"), 1);
        } else {
            found.insert(format!("answer {}", case.asked.name()), 1);
            reasons(&answer, &mut found);
            for document in [&case.program, &case.request] {
                features("", &Json::parse(document).unwrap_or(Json::Null), &mut found);
            }
        }
        self.add(Coverage(found));
    }

    pub fn add(&mut self, other: Coverage) {
        for (name, count) in other.0 {
            *self.0.entry(name).or_default() += count;
        }
    }

    /// One object: what is reached, and by how many cases.
    pub fn json(&self) -> String {
        let mut out = String::from("{");
        for (name, count) in &self.0 {
            out += if out.len() > 1 { ",\n" } else { "\n" };
            write_text(name, &mut out);
            out += &format!(": {count}");
        }
        out + "\n}\n"
    }
}

/// The codes of all reasons in an answer.
fn reasons(json: &Json<'_>, found: &mut BTreeMap<String, u64>) {
    match json {
        Json::List(items) => items.iter().for_each(|item| reasons(item, found)),
        Json::Object(fields) => {
            if let Some(code) = json.get("code").and_then(Json::as_text) {
                found.insert(format!("reason {code}"), 1);
            }
            fields.iter().for_each(|(_, value)| reasons(value, found));
        }
        _ => {}
    }
}

/// The fields that a document uses, and the words that stand in them.
fn features(under: &str, json: &Json<'_>, found: &mut BTreeMap<String, u64>) {
    match json {
        Json::List(items) => items.iter().for_each(|item| features(under, item, found)),
        Json::Object(fields) => {
            for (key, value) in fields {
                found.insert(format!("field {key}"), 1);
                features(key, value, found);
            }
        }
        Json::Text(word) if WORDS.contains(&under) && !word.starts_with(|first: char| first.is_ascii_digit()) => {
            found.insert(format!("word {under} {word}"), 1);
        }
        _ => {}
    }
}
