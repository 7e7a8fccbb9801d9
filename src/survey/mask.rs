//! Answers written with a mask: `1.000,5` is a number to expressions, `+12-34` is kept as `1234`.

use super::Answer;
use super::fields::Fields;
use crate::expr::{Value, replaced};

/// How a text is written, and whether it is kept as it is written.
#[derive(Debug, Clone)]
pub(super) struct Mask {
    form: Form,
    pub(super) saved: bool,
}

#[derive(Debug, Clone)]
enum Form {
    Number { decimal: Box<str>, thousands: Box<str> },
    Pattern(Box<str>),
}

impl Mask {
    /// The mask of a question, where it has one that the engine knows.
    pub(super) fn read(fields: &Fields<'_>) -> Option<Mask> {
        let settings = fields.get("maskSettings");
        let word = |name: &str, default: &str| {
            let given = settings.and_then(|settings| settings.field(name));
            given.map_or_else(|| default.into(), |value| Box::from(value.to_plain_text()))
        };
        let form = match fields.text("maskType")? {
            "numeric" | "currency" => {
                Form::Number { decimal: word("decimalSeparator", "."), thousands: word("thousandsSeparator", ",") }
            }
            "pattern" => Form::Pattern(word("pattern", "")),
            _ => return None,
        };
        let saved = settings.and_then(|settings| settings.field("saveMaskedValue")) == Some(&Value::Bool(true));
        Some(Mask { form, saved })
    }

    /// Whether it has places for letters and digits, with literals between them.
    pub(super) fn is_pattern(&self) -> bool {
        matches!(self.form, Form::Pattern(_))
    }

    /// The answer without its mask.
    pub(super) fn bare(&self, answer: &Answer) -> Option<Answer> {
        let Value::Text(text) = answer else { return None };
        match &self.form {
            Form::Number { decimal, thousands } => {
                let plain = replaced(&replaced(text, thousands, [""; 2]), decimal, ["."; 2]);
                Value::text(&plain).as_number().map(Value::Number)
            }
            Form::Pattern(pattern) => without_literals(text, pattern).map(|bare| Value::Text(bare.into())),
        }
    }
}

/// What stands in the places of the pattern; none if the text does not follow it.
fn without_literals(text: &str, pattern: &str) -> Option<String> {
    let mut bare = String::new();
    let mut written = text.chars();
    let mut escaped = false;
    for place in pattern.chars() {
        if place == '\\' && !escaped {
            escaped = true;
            continue;
        }
        let Some(letter) = written.next() else { break };
        let fits = match place {
            '9' => letter.is_ascii_digit(),
            'a' => letter.is_ascii_alphabetic(),
            '#' => letter.is_ascii_alphanumeric(),
            _ => false,
        };
        if fits && !escaped {
            bare.push(letter);
        } else if letter != place {
            return None;
        }
        escaped = false;
    }
    written.next().is_none().then_some(bare)
}
