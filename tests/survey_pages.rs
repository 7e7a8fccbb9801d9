//! What the survey asks for on the way through its pages, found by the comparison with survey-core.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::expr::Value;
use patronage::survey::{Options, Stage, Survey};

fn survey(json: &str) -> Survey {
    Survey::parse(json, Options::default()).unwrap()
}

#[test]
fn a_single_page_asks_for_the_answers_of_all_pages() {
    let mut survey = survey(
        r#"{"questionsOnPageMode": "singlePage", "pages": [
            {"elements": [{"type": "text", "name": "a"}]},
            {"elements": [{"type": "text", "name": "b", "isRequired": true}]}]}"#,
    );
    assert!(survey.try_complete().refused);
    assert_eq!(survey.state().errors.first().unwrap().question, "b");
    survey.set_value("b", Value::Number(1.0));
    survey.try_complete();
    assert_eq!(survey.stage(), Stage::Completed);
}

#[test]
fn what_only_shows_something_is_never_missing() {
    let mut survey = survey(
        r#"{"elements": [{"type": "html", "name": "a", "isRequired": true, "html": "Hello"},
            {"type": "image", "name": "b", "requiredIf": "1 = 1"}]}"#,
    );
    survey.try_complete();
    assert_eq!(survey.stage(), Stage::Completed);
}

#[test]
fn panels_of_which_none_is_answered_are_no_answer() {
    let mut survey = survey(
        r#"{"elements": [{"type": "paneldynamic", "name": "a", "isRequired": true, "panelCount": 2,
            "templateElements": [{"type": "text", "name": "x"}]}]}"#,
    );
    assert!(survey.try_complete().refused);
    survey.call_json(r#"["setValue", "a", [{}, {"x": 1}]]"#).unwrap();
    assert!(!survey.try_complete().refused);
}

#[test]
fn a_required_panel_is_not_answered_by_panels_without_answers() {
    let mut survey = survey(
        r#"{"elements": [{"type": "panel", "name": "b", "isRequired": true, "elements": [{"type": "paneldynamic",
            "name": "a", "panelCount": 1, "templateElements": [{"type": "text", "name": "x"}]}]}]}"#,
    );
    assert!(survey.try_complete().refused);
    survey.call_json(r#"["setValue", "a", [{"x": 1}]]"#).unwrap();
    assert!(!survey.try_complete().refused);
}

#[test]
fn what_is_cleared_begins_on_the_page_that_is_first_without_answers() {
    let mut survey = survey(
        r#"{"pages": [{"name": "a", "visibleIf": "{x} = 1", "elements": [{"type": "text", "name": "y"}]},
            {"name": "b", "elements": [{"type": "text", "name": "x", "defaultValue": 1}]}]}"#,
    );
    survey.clear(true, true);
    assert_eq!(survey.state().page.as_deref(), Some("b"));
}

#[test]
fn a_choice_that_is_hidden_is_not_taken_along_from_a_page() {
    let json = r#"{"pages": [{"elements": [{"type": "text", "name": "a"}]},
        {"elements": [{"type": "radiogroup", "name": "b", "choices": [1, {"value": 2, "visibleIf": "{a} = 1"}]}]}]}"#;
    for ways in [r#"["prevPage"]"#, r#"["goToPage", 0]"#] {
        let mut survey = survey(json);
        survey.next_page();
        survey.set_value("b", Value::Number(2.0));
        survey.call_json(ways).unwrap();
        assert_eq!(survey.value("b"), None);
    }
    let mut survey = survey(&json.replacen('{', r#"{"questionsOnPageMode": "questionPerPage", "#, 1));
    survey.next_page();
    survey.set_value("b", Value::Number(2.0));
    survey.next_page();
    assert_eq!(survey.value("b"), None);
}

#[test]
fn the_one_question_on_show_stays_when_another_appears_before_it() {
    let mut survey = survey(
        r#"{"questionsOnPageMode": "questionPerPage", "elements": [
            {"type": "text", "name": "a", "visibleIf": "{b} = 1"},
            {"type": "text", "name": "b", "isRequired": true}, {"type": "text", "name": "c"}]}"#,
    );
    survey.set_value("b", Value::Number(1.0));
    survey.set_value("b", Value::Undefined);
    survey.set_value("b", Value::Number(1.0));
    assert!(!survey.next_page().refused);
    assert!(survey.state().visible.contains(&"a".to_owned()));
    survey.set_value("b", Value::Undefined);
    survey.prev_page();
    assert!(survey.next_page().refused, "b is the question on show");
}

#[test]
fn a_trigger_ends_a_survey_of_one_question_at_a_time() {
    let mut survey = survey(
        r#"{"questionsOnPageMode": "questionPerPage", "triggers": [{"type": "complete", "expression": "{a} = 1"}],
            "elements": [{"type": "text", "name": "a"}, {"type": "text", "name": "b"}]}"#,
    );
    survey.set_value("a", Value::Number(1.0));
    survey.next_page();
    assert_eq!(survey.stage(), Stage::Completed);
}

#[test]
fn rows_that_nobody_has_answered_stay_when_other_answers_come() {
    let mut survey = survey(
        r#"{"elements": [{"type": "text", "name": "a"}, {"type": "matrixdynamic", "name": "b", "rowCount": 1,
            "columns": [{"name": "x", "isRequired": true}]}]}"#,
    );
    survey.open("b");
    survey.call_json(r#"["setData", {"a": 1}]"#).unwrap();
    assert!(survey.try_complete().refused);
}

#[test]
fn what_is_missing_is_not_wrong_too() {
    let mut survey = survey(
        r#"{"elements": [{"type": "text", "name": "a", "isRequired": true,
            "validators": [{"type": "expression", "expression": "{a} > 1"}]}]}"#,
    );
    let codes = |survey: &Survey| survey.state().errors.iter().map(|problem| problem.code).collect::<Vec<_>>();
    assert_eq!(codes(&survey), ["required"]);
    survey.set_value("a", Value::Number(1.0));
    assert_eq!(codes(&survey), ["expression"]);
}

#[test]
fn another_language_changes_all_that_has_texts() {
    let mut survey = survey(
        r#"{"pages": [{"name": "p", "elements": [{"type": "text", "name": "a"}, {"type": "paneldynamic", "name": "b",
            "panelCount": 1, "templateElements": [{"type": "text", "name": "x"}]}]}]}"#,
    );
    let elements = survey.set_locale("de").elements;
    assert_eq!(elements.iter().map(|path| &**path).collect::<Vec<_>>(), ["a", "b", "b[0].x", "p"]);
}
