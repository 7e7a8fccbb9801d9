//! The same thing written in another way gets the same answer.

use crate::document::{Value, at_mut, parse, written};
use crate::{often, preview, previews};
use patronage::kernel::calendar::{Instant, Zone};
use patronage::kernel::json::Json;
use proptest::prelude::*;

proptest! {
    #![proptest_config(often(400))]

    #[test]
    fn the_order_of_fields_and_white_space_do_not_matter(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let request = spaced(&written(&reversed(parse(&case.request))));
        prop_assert_eq!(preview(&spaced(&written(&turned(parse(&case.program)))), &request).unwrap(), answer);
    }

    #[test]
    fn now_in_milliseconds_or_in_another_offset_is_the_same_time(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let mut request = parse(&case.request);
        let now = at_mut(&mut request, "now").unwrap();
        *now = match &*now {
            Json::Text(text) => Json::Number(Instant::parse(text).unwrap().millis().to_string().into()),
            millis => Json::Text(Instant::from_json(millis).unwrap().to_string().into()),
        };
        prop_assert_eq!(preview(&case.program, &written(&request)).unwrap(), answer);
    }

    #[test]
    fn a_pinned_zone_answers_like_the_named_one(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let mut program = parse(&case.program);
        let zone = at_mut(&mut program, "timeZone").unwrap();
        let Json::Text(name) = zone else { return Ok(()) };
        let table = Zone::named(name).unwrap().table();
        *zone = parse(&format!("{{\"name\":\"{name}\",\"table\":\"{table}\"}}"));
        prop_assert_eq!(preview(&written(&program), &case.request).unwrap(), answer);
    }

    #[test]
    fn json_text_survives_reading_and_writing(case in previews()) {
        prop_assert_eq!(&written(&parse(&case.program)), &case.program);
        prop_assert_eq!(&written(&parse(&case.request)), &case.request);
    }
}

/// All objects with their fields turned round; the caller's own maps, whose order is answered, stay as they are.
fn reversed(value: Value) -> Value {
    match value {
        Json::List(items) => Json::List(items.into_iter().map(reversed).collect()),
        Json::Object(fields) => {
            Json::Object(fields.into_iter().rev().map(|(key, value)| (key, reversed(value))).collect())
        }
        other => other,
    }
}

/// The same but for names in several languages, which come back as they were written.
fn turned(value: Value) -> Value {
    match value {
        Json::List(items) => Json::List(items.into_iter().map(turned).collect()),
        Json::Object(fields) => {
            let keep = |key: &str, value: Value| if key == "name" { value } else { turned(value) };
            Json::Object(fields.into_iter().rev().map(|(key, value)| (key.clone(), keep(&key, value))).collect())
        }
        other => other,
    }
}

/// White space after each comma that stands between values, not inside a text.
fn spaced(json: &str) -> String {
    let (mut out, mut inside, mut escaped) = (String::from(" \n"), false, false);
    for character in json.chars() {
        out.push(character);
        inside ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        if !inside && matches!(character, ',' | ':' | '{' | '[') {
            out.push_str("\t\r\n ");
        }
    }
    out + " "
}
