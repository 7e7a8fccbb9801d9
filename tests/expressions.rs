//! SurveyJS's own cases: `../shared/conformance` beside the repository. Without it, these tests say so and pass.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod conformance;

use conformance::{list, same, shared};
use patronage::expr::{Dialect, Expression};
use patronage::kernel::Code;
use patronage::kernel::json::Json;

/// A file of the conformance folder; none where there is no such folder.
fn text<'a>(case: &'a Json<'_>, key: &str) -> Option<&'a str> {
    case.get(key).and_then(Json::as_text)
}

fn dialect(case: &Json<'_>) -> Dialect {
    let mut dialect = Dialect { patched: text(case, "api") != Some("parse().evaluate"), ..Dialect::default() };
    if let Some(settings) = case.get("settings") {
        dialect.case_sensitive = settings.get("caseSensitive") == Some(&Json::Bool(true));
        if let Some(Json::List(pair)) = settings.get("delims") {
            let part = |at: usize| pair.get(at).and_then(Json::as_text).unwrap().to_owned().into();
            (dialect.open, dialect.close) = (part(0), part(1));
        }
    }
    dialect
}

/// The request that a case asks for.
fn request(case: &Json<'_>) -> String {
    let mut fields = Vec::new();
    for name in ["values", "bindings"] {
        fields.extend(case.get(name).map(|values| (name.into(), values.clone())));
    }
    fields.extend(case.get("nowMs").map(|now| ("now".into(), now.clone())));
    fields.push(("condition".into(), Json::Bool(text(case, "mode") == Some("condition"))));
    let mut request = String::new();
    Json::Object(fields).write(&mut request);
    request
}

/// What is wrong with the engine's answer to a case.
fn fault(case: &Json<'_>) -> Option<String> {
    let source = text(case, "expression").unwrap();
    let expected = case.get("expected").unwrap();
    let (answer, canonical) = match Expression::parse_as(source, &dialect(case)) {
        Ok(expression) => (expression.evaluate_json(&request(case)).unwrap(), Some(expression.to_string())),
        // What does not parse is null, or false as a condition.
        Err(error) if error.code() == Code::Expression => {
            let condition = text(case, "mode") == Some("condition");
            ((if condition { "false" } else { "null" }).to_owned(), None)
        }
        Err(error) => return Some(format!("{source}: {error}")),
    };
    let written = text(case, "canonical");
    if written.is_some() && written != canonical.as_deref() {
        return Some(format!("{source}: canonical {canonical:?}, not {written:?}"));
    }
    let answered = Json::parse(&answer).unwrap();
    let mut wanted = String::new();
    expected.write(&mut wanted);
    (!same(&answered, expected)).then(|| format!("{source} with {}: {answer}, not {wanted}", request(case)))
}

fn check(faults: &[String]) {
    assert!(faults.is_empty(), "{} cases differ:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn expressions_answer_as_the_reference() {
    let Some(file) = shared("surveyjs_expressions.json") else { return };
    let json = Json::parse(&file).unwrap();
    let cases = list(json.get("cases").unwrap());
    assert_eq!(cases.len(), 1856);
    check(&cases.iter().filter_map(fault).collect::<Vec<_>>());
}

#[test]
fn expressions_parse_as_in_the_reference() {
    let Some(file) = shared("surveyjs_parse.json") else { return };
    let json = Json::parse(&file).unwrap();
    let cases = list(json.get("cases").unwrap());
    assert_eq!(cases.len(), 943);
    // The texts are those after the patch, so braces open their variables whatever delimiters the form is written with.
    let raw = |doubled: bool| {
        let (open, close) = if doubled { ("{{", "}}") } else { ("{", "}") };
        Dialect { patched: false, open: open.into(), close: close.into(), ..Dialect::default() }
    };
    let fault = |case: &Json<'_>| {
        let source = text(case, "expression").unwrap();
        let doubled = text(case, "canonical").is_some_and(|canonical| canonical.contains("{{"));
        let outcome = match Expression::parse_as(source, &raw(doubled)) {
            Ok(expression) => Ok(expression.to_string()),
            Err(error) => Err(error.params().iter().find(|(name, _)| *name == "at").unwrap().1.clone()),
        };
        let expected = match (text(case, "canonical"), case.get("at")) {
            (Some(canonical), _) => Ok(canonical.to_owned()),
            (None, Some(Json::Number(at))) => Err(at.to_string()),
            _ => panic!("neither a form nor an error"),
        };
        (outcome != expected).then(|| format!("{source}: {outcome:?}, not {expected:?}"))
    };
    check(&cases.iter().filter_map(fault).collect::<Vec<_>>());
}

#[test]
fn odd_corners_are_those_of_the_reference() {
    let Some(file) = shared("surveyjs_quirks.json") else { return };
    let json = Json::parse(&file).unwrap();
    let cases = list(&json);
    assert_eq!(cases.len(), 69);
    let fault = |case: &Json<'_>| {
        let source = text(case, "expression").unwrap();
        let answer = match Expression::parse(source) {
            Ok(expression) => expression.evaluate_json(&request(case)).unwrap(),
            Err(_) => "\"<<syntax error>>\"".to_owned(),
        };
        let wanted = match text(case, "resultText").unwrap() {
            "undefined" => r#"{"$":"undefined"}"#,
            wanted => wanted,
        };
        (answer != wanted).then(|| format!("{source}: {answer}, not {wanted}"))
    };
    check(&cases.iter().filter_map(fault).collect::<Vec<_>>());
}

/// Cases that need a clock and nothing else; where survey-core itself did not answer the same again, that is left out.
#[test]
fn expressions_of_the_clock_answer_as_the_reference() {
    let Some(file) = shared("surveyjs_expressions_special.json") else { return };
    let json = Json::parse(&file).unwrap();
    let needs_only_a_clock = |case: &&Json<'_>| {
        let flags = case.get("flags").map_or(&[][..], |flags| list(flags));
        let allowed = ["clock", "maybe_clock", "date_value"];
        case.get("nowMs").is_some()
            && flags.iter().all(|flag| allowed.contains(&flag.as_text().unwrap()))
            && case.get("replay").unwrap().get("3.1.1") == Some(&Json::Bool(true))
    };
    let cases: Vec<&Json<'_>> = list(json.get("cases").unwrap()).iter().filter(needs_only_a_clock).collect();
    println!("{} cases need only a clock", cases.len());
    assert!(cases.len() > 40);
    check(&cases.into_iter().filter_map(fault).collect::<Vec<_>>());
}
