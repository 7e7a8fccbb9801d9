//! Whether an answer has the form that its field lets through: long texts, dates and files.

use super::Answer;
use super::address::Place;
use super::session::Survey;
use super::spec::{Action, Given, Kind, Spec, When, Word};
use crate::expr::Value;
use crate::kernel::calendar::Date;
use crate::kernel::text::cut;

impl Survey {
    /// What makes an answer one that the question's field does not let through.
    pub(super) fn malformed(&self, spec: &Spec, answer: &Answer) -> Option<&'static str> {
        let definition = Place(&spec.place).find(&self.source)?;
        match (spec.kind, answer) {
            _ if self.is_preset(spec, answer) => None,
            (Kind::Comment, Value::Text(text)) => is_too_long(definition, text).then_some("length"),
            (Kind::Text, Value::Text(text)) if is_too_long(definition, text) => Some("length"),
            (Kind::Text, Value::Text(text)) => (!is_of_field(spec.word(Word::Input), text)).then_some("type"),
            (Kind::Signature, value) if is_kept_whole(definition) => {
                (!matches!(value, Value::Text(text) if text.starts_with("data:image/"))).then_some("type")
            }
            (Kind::Slider, Value::List(ends)) => ends.iter().find_map(|end| off_scale(spec, end)),
            (Kind::Slider, value) => off_scale(spec, value),
            (Kind::File, Value::List(files)) => unlike_files(definition, files),
            _ => None,
        }
    }

    /// What the document itself gives need not have gone through the field.
    pub(super) fn is_preset(&self, spec: &Spec, answer: &Answer) -> bool {
        spec.value(Given::Default) == answer || self.is_computed(spec)
    }

    /// Whether the document has a way to give the answer, or a part of it.
    pub(super) fn is_preset_in(&self, spec: &Spec) -> bool {
        !spec.value(Given::Default).is_empty() || self.is_computed(spec)
    }

    fn is_computed(&self, spec: &Spec) -> bool {
        let by_rule = spec.rule(When::Default).is_some() || spec.rule(When::Set).is_some();
        by_rule || self.is_set_by_trigger(&spec.value_name)
    }

    /// Whether a trigger gives a value to a name.
    pub(super) fn is_set_by_trigger(&self, name: &str) -> bool {
        self.document.triggers.iter().any(|trigger| match &trigger.action {
            Action::Set { name: target, .. } | Action::Copy { name: target, .. } | Action::Run { name: target, .. } => {
                target.split(['.', '[']).next() == Some(name)
            }
            _ => false,
        })
    }
}

fn count(definition: &Answer, name: &str) -> Option<f64> {
    definition.field(name)?.as_number().filter(|count| *count > 0.0)
}

/// A field counts as browsers do, in UTF-16.
fn is_too_long(definition: &Answer, text: &str) -> bool {
    let length = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    count(definition, "maxLength").is_some_and(|most| f64::from(length) > most)
}

/// Whether a text is what a field for dates, times or colours gives; true of other fields.
fn is_of_field(kind: &str, text: &str) -> bool {
    match kind {
        "date" => split_date(text).is_some_and(|rest| rest.is_empty() || rest.starts_with('T')),
        "datetime-local" => split_date(text).is_some_and(|rest| rest.strip_prefix(['T', ' ']).is_some_and(is_time)),
        "time" => is_time(text),
        "color" => {
            text.len() == 7
                && text.strip_prefix('#').is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
        }
        _ => true,
    }
}

/// Whether a text is a month such as `2026-03`, or a week of ISO 8601 such as `2026-W09`; years have four digits or more.
pub(super) fn is_of_year(text: &str, weeks: bool) -> bool {
    let Some((year, rest)) = cut(text, b"-") else { return false };
    let (number, most) = if weeks { (rest.strip_prefix('W').unwrap_or_default(), "53") } else { (rest, "12") };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    year.len() >= 4 && digits(year) && number.len() == 2 && digits(number) && ("01"..=most).contains(&number)
}

/// A number that a slider does not have.
fn off_scale(spec: &Spec, value: &Answer) -> Option<&'static str> {
    let Some(number) = value.as_number() else { return Some("type") };
    // A bound that is computed may have been another when the answer was given.
    let bound = |when, given, otherwise| match spec.rule(when) {
        Some(_) => number,
        None => spec.number(given).unwrap_or(otherwise),
    };
    let (min, max) = (bound(When::Min, Given::Min, 0.0), bound(When::Max, Given::Max, 100.0));
    (!(min..=max).contains(&number)).then_some("choice")
}

/// What follows the date that a text begins with.
fn split_date(text: &str) -> Option<&str> {
    let (day, rest) = text.split_at_checked(10)?;
    Date::parse(day).ok().map(|_| rest)
}

fn is_time(text: &str) -> bool {
    let below = |digits: &str, end: u8| digits.len() == 2 && digits.parse::<u8>().is_ok_and(|number| number < end);
    let Some((hour, rest)) = text.split_once(':') else { return false };
    let Some((minute, rest)) = rest.split_at_checked(2) else { return false };
    below(hour, 24) && below(minute, 60) && (rest.is_empty() || rest.starts_with([':', 'Z']))
}

/// Whether the content itself is the answer, as a data URL, and no address of it.
fn is_kept_whole(definition: &Answer) -> bool {
    definition.field("storeDataAsText") != Some(&Value::Bool(false))
}

fn unlike_files(definition: &Answer, files: &[Answer]) -> Option<&'static str> {
    let many = definition.field("allowMultiple") == Some(&Value::Bool(true));
    let most = if many { count(definition, "maxFiles") } else { Some(1.0) };
    let number = u32::try_from(files.len()).unwrap_or(u32::MAX);
    if most.is_some_and(|most| f64::from(number) > most) {
        return Some("count");
    }
    files.iter().find_map(|file| unlike_file(definition, file))
}

fn unlike_file(definition: &Answer, file: &Answer) -> Option<&'static str> {
    let text = |name: &str| match file.field(name) {
        Some(Value::Text(text)) => Some(&**text),
        _ => None,
    };
    let Some(content) = text("content") else { return Some("type") };
    let (name, media) = (text("name").unwrap_or_default(), text("type").unwrap_or_default());
    if !is_accepted(definition, &name.to_ascii_lowercase(), &media.to_ascii_lowercase()) {
        return Some("type");
    }
    if !is_kept_whole(definition) {
        return None;
    }
    let Some((said, length)) = whole(content) else { return Some("type") };
    let bare = |media: &str| media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !media.is_empty() && bare(media) != bare(said) {
        return Some("type");
    }
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    count(definition, "maxSize").is_some_and(|most| f64::from(length) > most).then_some("size")
}

/// The media type and the length of what a data URL holds.
fn whole(content: &str) -> Option<(&str, usize)> {
    let (media, body) = content.strip_prefix("data:")?.split_once(";base64,")?;
    let bare = body.trim_end_matches('=');
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let length = bare.len().checked_mul(3)?.checked_div(4)?;
    bare.bytes().all(plain).then_some((media, length))
}

/// The kinds of files that a document names by a word (`acceptedCategories`), each with the endings or the family of media
/// types that it stands for, separated by commas.
pub const FILE_CATEGORIES: [(&str, &str); 5] = [
    ("image", "image/*"),
    ("video", "video/*"),
    ("audio", "audio/*"),
    ("document", ".doc,.docx,.odt,.pdf,.rtf,.txt,.xls,.xlsx,.ods,.csv,.ppt,.pptx,.odp"),
    ("archive", ".zip,.rar,.7z,.gz,.tar"),
];

/// Whether a document takes a file: by its ending or by its media type.
fn is_accepted(definition: &Answer, name: &str, media: &str) -> bool {
    let accepted = accepted(definition);
    let fits = |one: &str| match (one.strip_suffix("/*"), one.starts_with('.')) {
        (_, true) => name.ends_with(one),
        (Some(family), _) => media.split('/').next() == Some(family),
        _ => one == media || one == "*" || name.strip_suffix(one).is_some_and(|stem| stem.ends_with('.')),
    };
    let mut all = accepted.split(',').map(str::trim).filter(|one| !one.is_empty()).peekable();
    all.peek().is_none() || all.any(fits)
}

/// The endings and media types that a document takes, separated by commas.
fn accepted(definition: &Answer) -> String {
    let mut accepted = match definition.field("acceptedTypes") {
        Some(Value::Text(types)) => types.to_ascii_lowercase(),
        _ => String::new(),
    };
    let Some(Value::List(named)) = definition.field("acceptedCategories") else { return accepted };
    for (name, types) in FILE_CATEGORIES {
        if named.iter().any(|one| one.is_like(&Value::text(name))) {
            accepted.push(',');
            accepted.push_str(types);
        }
    }
    accepted
}
