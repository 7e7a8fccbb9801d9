//! Hundreds of malformed programs and requests, each refused with the right code at the right place.
//!
//! A table in `bad_input/` has a sound document and cases: what to `put` (or `drop`, or write `twice`) `at` a place in it,
//! or a whole `text` instead; then the `code` that must come back, and its `path` where that isn't the place itself.

use patronage::kernel::json::Json;
use patronage::kernel::{Error, Result};
use patronage::loyalty::Program;

const PROGRAMS: &str = include_str!("bad_input/programs.json");
const REQUESTS: &str = include_str!("bad_input/requests.json");

type Value = Json<'static>;

#[test]
fn programs_are_refused() {
    check(PROGRAMS, |text| Program::parse(text).map(drop));
}

#[test]
fn requests_are_refused() {
    let table = Json::parse(PROGRAMS).unwrap();
    let program = Program::parse(&written(table.get("base").unwrap())).unwrap();
    check(REQUESTS, |text| program.preview_json(text).map(drop));
}

#[test]
fn what_is_too_large_is_refused() {
    let refused = |earn: &str| {
        let program = format!(r#"{{ "currency": "CNY", "timeZone": "UTC", "earn": [{earn}] }}"#);
        shown(Program::parse(&program).unwrap_err())
    };
    let long = format!(r#"{{ "id": "a", "points": 1, "each": "order", "when": "1{}" }}"#, " + 1".repeat(20_000));
    assert_eq!(refused(&long), "too-large at /earn/0/when");
    let rules = (0..10_001).map(|id| format!(r#"{{ "id": "{id}", "points": 1, "each": "order" }}"#));
    assert_eq!(refused(&rules.collect::<Vec<_>>().join(",")), "too-large at ");
}

/// Compares what `ask` says about each case of a table with what it should say; shows all differences at once.
fn check(table: &'static str, ask: impl Fn(&str) -> Result<()>) {
    let table = Json::parse(table).unwrap();
    let base = table.get("base").unwrap();
    ask(&written(base)).expect("the document is sound before it is spoilt");
    let Some(Json::List(cases)) = table.get("cases") else { panic!("the table has no cases") };
    let wrong: Vec<String> = cases.iter().filter_map(|case| difference(base, case, &ask)).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(cases.len() > 100, "the table has shrunk to {} cases", cases.len());
}

fn difference(base: &Value, case: &Value, ask: impl Fn(&str) -> Result<()>) -> Option<String> {
    let field = |key| case.get(key).and_then(Json::as_text);
    let text = field("text").map_or_else(|| spoilt(base, case, field("at").unwrap()), str::to_owned);
    let wanted = [field("code").unwrap(), " at ", field("path").or(field("at")).unwrap()].concat();
    let found = ask(&text).err().map_or("accepted".to_owned(), shown);
    let case: String = written(case).chars().take(200).collect();
    (found != wanted).then(|| format!("{case}\n    should be {wanted}\n    but is    {found}"))
}

fn shown(error: Error) -> String {
    [error.code().as_str(), " at ", error.path()].concat()
}

/// The document with one thing changed.
fn spoilt(base: &Value, case: &Value, at: &str) -> String {
    let mut document = base.clone();
    let (parent, key) = at.rsplit_once('/').expect("a place is a JSON Pointer");
    let parent = place(&mut document, parent);
    let key = key.replace("~1", "/").replace("~0", "~");
    let put = case.get("put").cloned();
    match parent {
        Json::List(items) => change_item(items, key.parse().unwrap(), put),
        Json::Object(fields) => change_field(fields, &key, put, case.get("twice").is_some()),
        other => panic!("nothing lies inside {other:?}"),
    }
    written(&document)
}

fn change_item(items: &mut Vec<Value>, index: usize, put: Option<Value>) {
    match put {
        Some(value) if index == items.len() => items.push(value),
        Some(value) => items[index] = value,
        None => drop(items.remove(index)),
    }
}

fn change_field(fields: &mut Vec<(std::borrow::Cow<'static, str>, Value)>, key: &str, put: Option<Value>, twice: bool) {
    let index = fields.iter().position(|(name, _)| name == key);
    match (put, index) {
        (Some(value), Some(index)) => fields[index].1 = value,
        (Some(value), None) => fields.push((key.to_owned().into(), value)),
        (None, Some(index)) if twice => fields.push(fields[index].clone()),
        (None, Some(index)) => drop(fields.remove(index)),
        (None, None) => panic!("there is no field {key} to drop"),
    }
}

fn place<'v>(document: &'v mut Value, path: &str) -> &'v mut Value {
    path.split('/').skip(1).fold(document, |value, step| match value {
        Json::List(items) => &mut items[step.parse::<usize>().unwrap()],
        Json::Object(fields) => &mut fields.iter_mut().find(|(name, _)| name == step).unwrap().1,
        other => panic!("nothing lies inside {other:?}"),
    })
}

fn written(json: &Json<'_>) -> String {
    let mut out = String::new();
    json.write(&mut out);
    out
}
