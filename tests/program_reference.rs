//! The examples of the program reference, in both languages, run and answer what the text says.

#![allow(clippy::unwrap_used, clippy::panic)]

use patronage::kernel::json::Json;
use patronage::loyalty::Program;

/// The fenced blocks of a document with an info string of two words, such as `json program`: the second word, the text.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```json ") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        found.push((kind.to_owned(), body.join("\n")));
    }
    found
}

/// Whether an answer says all that is expected: objects may say more, lists and values not.
fn says(answer: &Json<'_>, expected: &Json<'_>) -> bool {
    match (answer, expected) {
        (Json::Object(_), Json::Object(fields)) => {
            fields.iter().all(|(key, value)| answer.get(key).is_some_and(|found| says(found, value)))
        }
        (Json::List(found), Json::List(items)) => {
            found.len() == items.len() && found.iter().zip(items).all(|(found, item)| says(found, item))
        }
        _ => answer == expected,
    }
}

fn error_of(document: &str) -> String {
    let error = Program::parse(document).unwrap_err();
    format!(r#"{{ "code": "{}", "path": "{}" }}"#, error.code().as_str(), error.path())
}

fn check(text: &str) -> usize {
    let mut program = None;
    let mut answer = String::new();
    let mut checked = 0;
    for (kind, body) in blocks(text) {
        match &*kind {
            "program" => program = Some(Program::parse(&body).unwrap_or_else(|error| panic!("{error}\n{body}"))),
            "request" => {
                answer = program.as_ref().unwrap().preview_json(&body).unwrap_or_else(|error| panic!("{error}\n{body}"))
            }
            "award" => {
                answer = program.as_ref().unwrap().award_json(&body).unwrap_or_else(|error| panic!("{error}\n{body}"))
            }
            "program-error" => answer = error_of(&body),
            "answer" => {
                assert!(
                    says(&Json::parse(&answer).unwrap(), &Json::parse(&body).unwrap()),
                    "{body}\nbut was\n{answer}"
                );
                checked += 1;
            }
            other => panic!("no such kind of example: {other}"),
        }
    }
    checked
}

#[test]
fn the_examples_in_english_hold() {
    assert_eq!(check(include_str!("../docs/program.md")), 5);
}

#[test]
fn the_examples_in_chinese_hold() {
    assert_eq!(check(include_str!("../docs/zh-CN/program.md")), 5);
}
