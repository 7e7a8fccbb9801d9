//! What the recorded traces do not reach: texts, choices, scores, time, warnings, and what a call says that it changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::expr::Value;
use patronage::survey::{Options, Quiz, Stage, Survey, VOCABULARY};

fn survey(json: &str) -> Survey {
    Survey::parse(json, Options::default()).unwrap()
}

fn text(text: &str) -> Value<'static> {
    Value::Text(text.to_owned().into())
}

#[test]
fn texts_have_the_answers_in_their_places() {
    let mut survey = survey(
        r#"{"elements": [
            {"type": "text", "name": "a", "title": {"default": "Hi {b}, {c}, {d.e} and {nobody}", "de": "Hallo {b}"}},
            {"type": "dropdown", "name": "b", "choices": [{"value": 1, "text": {"default": "One", "de": "Eins"}}]},
            {"type": "text", "name": "c"}]}"#,
    );
    survey.call_json(r#"["setData", {"b": 1, "d": {"e": "deep"}}]"#).unwrap();
    assert_eq!(survey.title("a"), "Hi One, , deep and {nobody}");
    survey.set_locale("de");
    assert_eq!(survey.title("a"), "Hallo Eins");
}

#[test]
fn the_thanks_are_those_whose_condition_holds() {
    let mut survey = survey(
        r#"{"completedHtml": "Thanks", "navigateToUrl": "/end", "completedHtmlOnCondition":
            [{"expression": "{score} > 8", "html": "Thanks for the {score}!"}],
            "elements": [{"type": "rating", "name": "score"}]}"#,
    );
    assert_eq!(survey.completed_html().as_deref(), Some("Thanks"));
    survey.set_value("score", Value::Number(9.0));
    assert_eq!(survey.completed_html().as_deref(), Some("Thanks for the 9!"));
    assert_eq!(survey.navigate_to_url().as_deref(), Some("/end"));
}

#[test]
fn choices_are_offered_in_their_order() {
    let json = r#"{"elements": [{"type": "checkbox", "name": "a", "choicesOrder": "random", "showOtherItem": true,
        "choices": [1, 2, 3, 4, {"value": 5, "visibleIf": "{b} = 1"}, {"value": 6, "enableIf": "{b} = 1"}]}]}"#;
    let offered = |seed| {
        let survey = Survey::parse(json, Options { seed, ..Options::default() }).unwrap();
        let offers = survey.choices("a").into_iter();
        offers.map(|offer| format!("{}{}", offer.text, if offer.enabled { "" } else { "!" })).collect::<Vec<_>>()
    };
    let first = offered(1);
    assert_eq!(first, offered(1));
    assert!((2..20).any(|seed| offered(seed) != first));
    assert_eq!(first.last().unwrap(), "Other (describe)");
    let mut sorted = first;
    sorted.sort();
    assert_eq!(sorted, ["1", "2", "3", "4", "6!", "Other (describe)"]);
}

#[test]
fn questions_come_in_an_order_of_the_seed() {
    let questions: Vec<String> = (0..6).map(|at| format!(r#"{{"type":"text","name":"q{at}"}}"#)).collect();
    let json = format!(r#"{{"questionOrder":"random","elements":[{}]}}"#, questions.join(","));
    let order = |seed| Survey::parse(&json, Options { seed, ..Options::default() }).unwrap().state().visible;
    assert_eq!(order(3), order(3));
    assert!((4..12).any(|seed| order(seed) != order(3)));
}

#[test]
fn a_quiz_counts_what_is_right() {
    let mut survey = survey(
        r#"{"elements": [
            {"type": "text", "name": "a", "correctAnswer": "Paris"},
            {"type": "checkbox", "name": "b", "correctAnswer": [1, 2], "choices": [{"value": 1, "score": 2}, {"value": 2, "score": 3}, 3]},
            {"type": "text", "name": "c", "correctAnswer": 4, "visibleIf": "{a} = 'never'"}]}"#,
    );
    assert_eq!(survey.quiz(), Quiz { questions: 2, correct: 0, score: 0.0 });
    survey.set_value("a", text("paris"));
    survey.call_json(r#"["setValue", "b", [2, 1]]"#).unwrap();
    assert_eq!(survey.quiz(), Quiz { questions: 2, correct: 2, score: 5.0 });
}

#[test]
fn time_leads_on() {
    let mut survey = survey(
        r#"{"timeLimit": 10, "timeLimitPerPage": 3, "pages": [
            {"elements": [{"type": "text", "name": "a", "isRequired": true}]},
            {"timeLimit": 20, "elements": [{"type": "text", "name": "b"}]}]}"#,
    );
    assert!(!survey.tick(2.0).page);
    assert!(survey.tick(1.0).page);
    assert_eq!(survey.state().page.as_deref(), Some("page2"));
    assert_eq!(survey.elapsed(), [("page1".to_owned(), 3.0)]);
    assert!(survey.tick(7.0).stage);
    assert_eq!(survey.stage(), Stage::Completed);
}

#[test]
fn a_page_whose_own_limit_is_nought_has_that_of_all_pages() {
    let mut survey = survey(
        r#"{"timeLimitPerPage": 3, "pages": [
            {"name": "one", "timeLimit": 0, "elements": [{"type": "text", "name": "a"}]},
            {"name": "two", "timeLimit": -1, "elements": [{"type": "text", "name": "b"}]}]}"#,
    );
    assert!(survey.tick(3.0).page);
    assert!(!survey.tick(1e308).stage);
    survey.tick(1e308);
    let elapsed = survey.call_json(r#"["elapsed"]"#).unwrap();
    assert_eq!(elapsed, r#"{"one":3,"two":4000000000}"#, "no more than a session may be given");
}

#[test]
fn a_page_that_is_gone_back_to_has_what_was_left_of_its_time() {
    let mut survey = survey(
        r#"{"timeLimitPerPage": 3, "pages": [
            {"name": "one", "elements": [{"type": "text", "name": "a"}]},
            {"name": "two", "elements": [{"type": "text", "name": "b"}]}]}"#,
    );
    survey.tick(2.0);
    survey.next_page();
    survey.tick(1.0);
    survey.prev_page();
    assert!(survey.tick(1.0).page);
    assert_eq!(survey.elapsed(), [("one".to_owned(), 3.0), ("two".to_owned(), 1.0)]);
}

#[test]
fn a_session_goes_on_with_the_time_that_was_left() {
    let json = r#"{"timeLimit": 60, "pages": [
        {"name": "one", "elements": [{"type": "text", "name": "a"}]},
        {"name": "two", "timeLimit": 20, "elements": [{"type": "text", "name": "b"}]}]}"#;
    let mut before = survey(json);
    before.tick(30.5);
    before.next_page();
    before.tick(12.0);
    let elapsed = before.call_json(r#"["elapsed"]"#).unwrap();
    assert_eq!(elapsed, r#"{"one":30.5,"two":12}"#);
    let mut after = Survey::parse_json(json, &format!(r#"{{"elapsed": {elapsed}}}"#)).unwrap();
    assert_eq!(after.elapsed(), before.elapsed());
    after.next_page();
    let page = after.call_json(r#"["page"]"#).unwrap();
    assert!(page.contains(r#""left":17.5,"leftOnPage":8"#), "{page}");
    assert!(after.tick(8.0).stage);
    after.clear(true, true);
    assert!(after.elapsed().is_empty());
}

#[test]
fn what_is_unknown_is_named_and_kept() {
    let survey = survey(
        r#"{"colour": "red", "elements": [{"type": "hologram", "name": "h"}, {"type": "text", "name": "a", "visibleIf": "{b} =",
            "spin": 3, "validators": [{"type": "regex", "regex": "(?=a)"}]}]}"#,
    );
    let warnings: Vec<String> =
        survey.warnings(VOCABULARY).iter().map(|warning| format!("{} {}", warning.code, warning.path)).collect();
    assert_eq!(
        warnings,
        [
            "unknown-property /colour",
            "unknown-type /elements/0/type",
            "unknown-property /elements/1/spin",
            "expression /elements/1/visibleIf",
            "unknown-pattern /elements/1/validators/0/regex",
        ]
    );
    assert_eq!(survey.document().field("colour"), Some(&text("red")));
    assert_eq!(survey.state().visible, ["a"]);
}

#[test]
fn problems_are_named() {
    let mut survey = survey(
        r#"{"elements": [
            {"type": "text", "name": "a", "isRequired": true},
            {"type": "text", "name": "mail", "inputType": "email"},
            {"type": "text", "name": "age", "inputType": "number", "min": 18},
            {"type": "text", "name": "zip", "validators": [{"type": "regex", "regex": "^[0-9]{5}$", "text": "five digits"}]},
            {"type": "paneldynamic", "name": "people", "panelCount": 1,
             "templateElements": [{"type": "text", "name": "name", "isRequired": true}]}]}"#,
    );
    for (name, value) in [("mail", text("x@")), ("age", Value::Number(3.0)), ("zip", text("123"))] {
        survey.set_value(name, value);
    }
    let errors = survey.state().errors;
    let named: Vec<_> = errors.iter().map(|error| (&*error.question, error.code)).collect();
    assert_eq!(
        named,
        [("a", "required"), ("mail", "email"), ("age", "min"), ("zip", "regex"), ("people[0].name", "required")]
    );
    assert_eq!(errors[3].text.as_deref(), Some("five digits"));
    assert!(survey.try_complete().refused);
    assert_eq!(survey.stage(), Stage::Running);
}

#[test]
fn rows_are_computed_once_they_are_painted() {
    let json = r#"{"elements": [{"type": "matrixdynamic", "name": "m", "rowCount": 2, "columns": [
        {"name": "price", "cellType": "text", "totalType": "sum"},
        {"name": "twice", "cellType": "expression", "expression": "{row.price} * 2"}]}]}"#;
    let mut survey = survey(json);
    survey.open("m");
    survey.call_json(r#"["setValue", "m", [{"price": 2}, {"price": 5}]]"#).unwrap();
    let mut data = String::new();
    survey.data().write_json(&mut data);
    assert_eq!(data, r#"{"m":[{"price":2,"twice":4},{"price":5,"twice":10}],"m-total":{"price":7}}"#);
}

#[test]
fn what_is_no_call_is_refused() {
    let mut survey = survey("{}");
    assert_eq!(survey.stage(), Stage::Empty);
    for call in ["", "{}", "[]", "[1]", r#"["dance"]"#] {
        assert!(survey.call_json(call).is_err(), "{call}");
    }
    assert!(Survey::parse("[]", Options::default()).is_err());
}

#[test]
fn rows_that_come_and_go_leave_nothing_behind() {
    let json = r#"{"elements": [{"type": "paneldynamic", "name": "p", "templateElements": [
        {"type": "text", "name": "a", "visibleIf": "{panel.b} = 1"}, {"type": "text", "name": "b", "enableIf": "{c} = 1"}]}]}"#;
    let mut survey = survey(json);
    for round in 0..2_000 {
        let panels = if round % 2 == 0 { r#"[{"b":1},{},{}]"# } else { "[]" };
        survey.call_json(&format!(r#"["setValue","p",{panels}]"#)).unwrap();
    }
    survey.set_value("c", Value::Number(1.0));
    assert_eq!(survey.state().data.field("p"), None);
}

#[test]
fn words_and_functions_that_there_are_not_are_named() {
    let survey = survey(
        r#"{"clearInvisibleValues": "maybe", "triggers": {"type": "complete"}, "showPreviewBeforeComplete": "perhaps", "elements": [
            {"type": "text", "name": "t", "visibleIf": 7}, {"type": "text", "name": "a", "inputType": "fancy", "visibleIf": "guess({b}) > 1"},
            {"type": "matrixdynamic", "name": "m", "cellType": "hologram", "columns": [
                {"name": "x"}, {"name": "y", "cellType": "cube", "totalType": "median"}, {"name": "z", "cellType": "text"}]}]}"#,
    );
    let warnings: Vec<String> =
        survey.warnings(VOCABULARY).iter().map(|warning| format!("{} {}", warning.code, warning.path)).collect();
    assert_eq!(
        warnings,
        [
            "unknown-value /clearInvisibleValues",
            "unknown-value /triggers",
            "unknown-value /showPreviewBeforeComplete",
            "expression /elements/0/visibleIf",
            "unknown-value /elements/1/inputType",
            "unknown-function /elements/1/visibleIf",
            "unknown-type /elements/2/cellType",
            "unknown-type /elements/2/columns/1/cellType",
            "unknown-value /elements/2/columns/1/totalType",
        ]
    );
}

#[test]
fn lists_that_are_none_and_words_of_any_case_are_told_apart() {
    let survey = survey(
        r#"{"completedHtmlOnCondition": "x", "triggers": [{"type": "complete", "name": "t", "operator": "like", "value": 1}], "elements": [
            {"type": "text", "name": "t", "validators": {"type": "email"}, "maskType": "datetime", "titleLocation": "above"},
            {"type": "comment", "name": "c", "rows": 4}, {"type": "rating", "name": "r", "rateValues": 5},
            {"type": "matrix", "name": "m", "rows": "x", "columns": "x", "rowOrder": "RANDOM"},
            {"type": "multipletext", "name": "u", "items": "x"},
            {"type": "checkbox", "name": "o", "choicesOrder": "DESC", "choices": [1, 2]},
            {"type": "dropdown", "name": "p", "choicesOrder": "down", "choices": [1, 2]},
            {"type": "matrixdynamic", "name": "y", "cellType": "lists", "columns": [{"name": "a", "cellType": "special", "showOtherItem": true}]}]}"#,
    );
    let mut warnings: Vec<String> =
        survey.warnings(VOCABULARY).iter().map(|warning| format!("{} {}", warning.code, warning.path)).collect();
    warnings.sort();
    assert_eq!(
        warnings,
        [
            "not-read /elements/0/maskType",
            "unknown-property /elements/7/columns/0/showOtherItem",
            "unknown-type /elements/7/cellType",
            "unknown-type /elements/7/columns/0/cellType",
            "unknown-value /completedHtmlOnCondition",
            "unknown-value /elements/0/titleLocation",
            "unknown-value /elements/0/validators",
            "unknown-value /elements/2/rateValues",
            "unknown-value /elements/3/columns",
            "unknown-value /elements/3/rows",
            "unknown-value /elements/4/items",
            "unknown-value /elements/6/choicesOrder",
            "unknown-value /triggers/0/operator",
        ]
    );
    let offered: Vec<String> = survey.choices("o").into_iter().map(|offer| offer.text).collect();
    assert_eq!(offered, ["2", "1"]);
}

#[test]
fn a_row_that_is_removed_takes_what_is_computed_in_it_along() {
    let mut survey = survey(
        r#"{"elements": [{"type": "text", "name": "a"}, {"type": "matrixdynamic", "name": "m", "resetValueIf": "{a} = 1", "columns": [
            {"name": "x", "cellType": "text"}, {"name": "z", "cellType": "expression", "expression": "{row.x} * 2"}]},
            {"type": "matrixdynamic", "name": "n", "rowCount": 0, "resetValueIf": "{a} = 1", "columns": [{"name": "x", "cellType": "text"}]}]}"#,
    );
    survey.open("m");
    let rows = |survey: &Survey, name: &str| {
        let mut told = String::new();
        survey.state().data.field(name).unwrap_or(&Value::Undefined).write_json(&mut told);
        told
    };
    assert_eq!(rows(&survey, "m"), r#"[{"z":0},{"z":0}]"#);
    survey.answer("m[1].x", Value::Number(4.0));
    survey.remove_item("m", 0);
    assert_eq!(rows(&survey, "m"), r#"[{"z":8,"x":4}]"#);
    survey.remove_item("m", 0);
    assert_eq!(survey.state().data.field("m"), None);
    // A matrix that begins without rows has none again.
    survey.add_item("n");
    survey.answer("n[0].x", Value::Number(1.0));
    survey.set_value("a", Value::Number(1.0));
    assert!(matches!(survey.question("n").field("items"), Some(Value::List(items)) if items.is_empty()));
}

#[test]
fn an_answer_that_changes_nothing_sets_nothing_in_motion() {
    let mut survey = survey(
        r#"{"elements": [{"type": "text", "name": "a", "setValueExpression": "iif({m[0].x} > 0, 1, 2)"},
            {"type": "matrixdynamic", "name": "m", "columns": [{"name": "x", "cellType": "text"}]}]}"#,
    );
    survey.open("m");
    survey.answer("m[0].x", Value::Null);
    assert_eq!(survey.state().data.field("a"), None);
    survey.answer("m[0].x", Value::Number(1.0));
    assert_eq!(survey.state().data.field("a"), Some(&Value::Number(1.0)));
}

#[test]
fn a_survey_tells_of_itself_in_texts_and_conditions() {
    let mut survey = survey(
        r#"{"pages": [
            {"elements": [{"type": "text", "name": "a", "correctAnswer": "x", "title": "{pageNo}/{pageCount} {locale}"}]},
            {"elements": [{"type": "text", "name": "b", "correctAnswer": "y"},
                {"type": "html", "name": "well", "html": "x", "visibleIf": "{correctAnswers} > 0 and {a} notempty"},
                {"type": "html", "name": "turned", "html": "x", "visibleIf": "{pageNo} = 2 and {b} notempty"},
                {"type": "html", "name": "alone", "html": "x", "visibleIf": "{correctAnswers} > 0 and {pageNo} > 1"}]}],
            "completedHtml": "none", "completedHtmlOnCondition": [
            {"expression": "{incorrectAnswers} = 1", "html": "{correctAnswers} of {questionCount}"}]}"#,
    );
    assert_eq!(survey.title("a"), "1/2 en");
    survey.answer("a", Value::text("z"));
    assert_eq!(survey.state().visible, ["a", "b"]);
    survey.answer("a", Value::text("x"));
    assert_eq!(survey.state().visible, ["a", "b", "well"]);
    survey.next_page();
    assert_eq!(survey.title("a"), "2/2 en");
    survey.answer("b", Value::text("z"));
    assert_eq!(survey.state().visible, ["a", "b", "well", "turned"], "a page turn alone runs no condition");
    survey.complete();
    assert_eq!(survey.completed_html().as_deref(), Some("1 of 2"));
}

#[test]
fn what_is_no_flag_no_list_and_no_question_is_named() {
    let survey = survey(
        r#"{"showTitle": "perhaps", "elements": [
            {"type": "text", "name": "t", "isRequired": "always", "visible": "no", "readOnly": "true"},
            {"type": "matrix", "name": "m", "rows": 3, "columns": 2, "eachRowRequired": [true, false], "showHeader": 0},
            {"type": "matrixdynamic", "name": "d", "choices": 4, "columns": [{"name": "c", "cellType": "comment", "rows": 2}]}],
            "triggers": [{"type": "skip", "expression": "{t} = 1", "gotoName": "elsewhere"},
                {"type": "skip", "expression": "{t} = 1", "gotoName": "d"}]}"#,
    );
    let warnings: Vec<String> =
        survey.warnings(VOCABULARY).iter().map(|warning| format!("{} {}", warning.code, warning.path)).collect();
    assert_eq!(
        warnings,
        [
            "unknown-value /showTitle",
            "unknown-value /elements/0/isRequired",
            "unknown-value /elements/0/visible",
            "unknown-value /elements/1/rows",
            "unknown-value /elements/1/columns",
            "unknown-value /elements/1/eachRowRequired",
            "unknown-value /elements/2/choices",
            "unknown-value /triggers/0/gotoName",
        ]
    );
}

#[test]
fn special_choices_of_types_that_have_none_are_named() {
    let survey = survey(
        r#"{"elements": [
            {"type": "ranking", "name": "r", "choices": [1], "showOtherItem": true, "showSelectAllItem": true},
            {"type": "imagepicker", "name": "i", "choices": [1], "hasNone": true, "showRefuseItem": false},
            {"type": "checkbox", "name": "c", "choices": [1], "showOtherItem": true}]}"#,
    );
    let warnings: Vec<String> =
        survey.warnings(VOCABULARY).iter().map(|warning| format!("{} {}", warning.code, warning.path)).collect();
    assert_eq!(
        warnings,
        [
            "not-read /elements/0/showOtherItem",
            "not-read /elements/0/showSelectAllItem",
            "not-read /elements/1/hasNone"
        ]
    );
}

#[test]
fn what_is_unknown_in_choices_columns_and_items_is_named() {
    let survey = survey(
        r#"{"surveyId": "x", "elements": [
            {"type": "checkbox", "name": "c", "choices": [{"value": 1, "isExclusive": true, "colour/tone": 1}]},
            {"type": "dropdown", "name": "d", "choicesByUrl": {"url": "u"}, "choices": [{"value": 1, "isExclusive": true}]},
            {"type": "matrix", "name": "m", "rows": [{"value": 1, "hue": 2}], "columns": [{"value": 1, "hue": 2}]},
            {"type": "matrixdynamic", "name": "y", "columns": [{"name": "a", "cellType": "text", "inputType": "date", "hue": 1}]},
            {"type": "multipletext", "name": "t", "items": [{"name": "a", "hue": 1}]}],
            "completedHtmlOnCondition": [{"expression": "1 = 1", "html": "", "hue": 1}]}"#,
    );
    let warnings: Vec<String> =
        survey.warnings(VOCABULARY).iter().map(|warning| format!("{} {}", warning.code, warning.path)).collect();
    assert_eq!(
        warnings,
        [
            "not-read /surveyId",
            "unknown-property /elements/0/choices/0/colour~1tone",
            "not-read /elements/1/choicesByUrl",
            "unknown-property /elements/1/choices/0/isExclusive",
            "unknown-property /elements/2/rows/0/hue",
            "unknown-property /elements/2/columns/0/hue",
            "unknown-property /elements/3/columns/0/hue",
            "unknown-property /elements/4/items/0/hue",
            "unknown-property /completedHtmlOnCondition/0/hue",
        ]
    );
}

#[test]
fn numbers_are_choices_too_and_special_choices_have_words_in_both_languages() {
    let document = r#"{"elements": [{"type": "dropdown", "name": "d", "choicesMin": 1, "choicesMax": 2, "choicesStep": 0.5,
        "showOtherItem": true, "showDontKnowItem": true, "dontKnowText": "no idea"}]}"#;
    let words = |locale: &str| {
        let options = Options { locale: locale.to_owned(), ..Options::default() };
        let survey = Survey::parse(document, options).unwrap();
        survey.choices("d").into_iter().map(|offer| offer.text).collect::<Vec<_>>()
    };
    assert_eq!(words("en"), ["1", "1.5", "2", "no idea", "Other (describe)"]);
    assert_eq!(words("zh-CN"), ["1", "1.5", "2", "no idea", "其他（请说明）"]);
}

#[test]
fn a_document_that_is_no_object_says_what_it_is() {
    let error = Survey::parse("[]", Options::default()).unwrap_err();
    assert_eq!(error.to_json(), r#"{"code":"type","path":"","params":{"expected":"object","found":"array"}}"#);
}

#[test]
fn a_text_is_found_in_the_locale_or_its_language() {
    let read = |document: &str, locale: &str| {
        let options = Options { locale: locale.to_owned(), ..Options::default() };
        Survey::parse(document, options).unwrap().title("q")
    };
    let titles = |own: &str| {
        [
            r#"{"locale": ""#,
            own,
            r#"", "elements": [{"type": "text", "name": "q", "title": {"default": "D", "zh-cn": "中", "de": "G"}}]}"#,
        ]
        .concat()
    };
    let cases = [("zh-CN", "中"), ("zh", "中"), ("zh-Hans-CN", "中"), ("de-AT", "G"), ("fr", "D"), ("", "D")];
    assert_eq!(cases.map(|(locale, _)| read(&titles(""), locale)), cases.map(|(_, title)| title.to_owned()));
    assert_eq!(read(&titles("de"), ""), "G");
    assert_eq!(read(&titles("de"), "zh-CN"), "中");
}

#[test]
fn a_large_answer_within_a_panel_is_kept() {
    let mut survey = survey(
        r#"{"elements": [{"type": "paneldynamic", "name": "p", "panelCount": 1, "templateElements": [
            {"type": "file", "name": "f"}]}]}"#,
    );
    let photo = Value::Text("x".repeat(1_000_000).into());
    let changes = survey.answer("p[0].f", photo.clone());
    assert_eq!(changes.values.len(), 1);
    let panels = |survey: &Survey| match survey.value("p") {
        Some(Value::List(panels)) => panels.to_vec(),
        other => panic!("{other:?}"),
    };
    assert_eq!(panels(&survey)[0].field("f"), Some(&photo));
    survey.add_item("p");
    assert_eq!(panels(&survey).len(), 2);
}

#[test]
fn more_rows_than_the_engine_makes_are_no_answer() {
    let mut survey = survey(
        r#"{"elements": [{"type": "matrixdynamic", "name": "m", "rowCount": 0, "maxRowCount": 5000, "columns": [
            {"name": "c", "cellType": "text"}]}]}"#,
    );
    let row = |index: usize| format!(r#"{{"c": {index}}}"#);
    let rows = |count: usize| format!(r#"["setValue", "m", [{}]]"#, (0..count).map(row).collect::<Vec<_>>().join(","));
    survey.call_json(&rows(1_500)).unwrap();
    assert!(survey.try_complete().refused);
    assert_eq!(survey.state().errors[0].code, "count");
    survey.call_json(&rows(900)).unwrap();
    assert!(!survey.try_complete().refused);
}

#[test]
fn a_date_that_nobody_knows_is_no_answer() {
    let survey = survey(
        r#"{"elements": [{"type": "text", "name": "a", "isRequired": true, "defaultValueExpression": "today()"}]}"#,
    );
    assert_eq!(survey.value("a"), None);
}

#[test]
fn a_document_without_pages_says_its_title_once() {
    let mut survey = survey(r#"{"title": {"en": "T"}, "elements": [{"type": "text", "name": "a"}]}"#);
    let page = survey.page();
    assert_eq!(page.field("texts").and_then(|texts| texts.field("title")), Some(&text("T")));
    assert_eq!(page.field("page").and_then(|page| page.field("texts")).and_then(|texts| texts.field("title")), None);
}
