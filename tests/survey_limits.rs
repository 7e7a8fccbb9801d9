//! However large, deep or circular a document is: it gets an answer or a clear error, soon, with bounded memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::expr::Value;
use patronage::kernel::Code;
use patronage::survey::{Options, Survey, VOCABULARY};
use std::time::{Duration, Instant};

/// Far beyond what any of these takes, and far below what something of the wrong order would.
const SOON: Duration = Duration::from_secs(20);

fn elements(elements: &[String]) -> String {
    format!(r#"{{"elements":[{}]}}"#, elements.join(","))
}

/// Opens a survey, paints and answers it, and gives it back.
fn walked(document: &str, calls: &[&str]) -> Survey {
    let start = Instant::now();
    let mut survey = Survey::parse(document, Options::default()).unwrap();
    survey.page();
    for call in calls {
        survey.call_json(call).unwrap();
    }
    for question in survey.state().visible.iter().take(20) {
        assert!(survey.question(question).field("path").is_some());
    }
    assert!(survey.state_json().len() < 40_000_000);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    survey
}

#[test]
fn ten_thousand_questions() {
    let questions: Vec<String> = (0..10_000)
        .map(|at| format!(r#"{{"type":"text","name":"n{at}","visibleIf":"{{n{}}} = 1"}}"#, at / 2))
        .collect();
    let survey =
        walked(&elements(&questions), &[r#"["setValue","n0",1]"#, r#"["setValue","n1",1]"#, r#"["tryComplete"]"#]);
    assert!(survey.state().data.field("n1").is_some());
}

#[test]
fn more_questions_than_there_may_be() {
    let questions = vec![r#"{"type":"text"}"#.to_owned(); 100_001];
    let error = Survey::parse(&elements(&questions), Options::default()).unwrap_err();
    assert_eq!(error.code(), Code::TooLarge);
}

#[test]
fn a_document_of_too_many_bytes() {
    let title = "x".repeat(9 * 1024 * 1024);
    let document = elements(&[format!(r#"{{"type":"text","title":"{title}"}}"#)]);
    assert_eq!(Survey::parse(&document, Options::default()).unwrap_err().code(), Code::TooLarge);
}

#[test]
fn panels_in_panels() {
    let nested = |depth: usize| {
        let panel = r#"{"type":"panel","elements":["#;
        elements(&[panel.repeat(depth) + r#"{"type":"text","name":"a"}"# + &"]}".repeat(depth)])
    };
    assert_eq!(walked(&nested(60), &[r#"["setValue","a",1]"#]).state().visible, ["a"]);
    assert_eq!(Survey::parse(&nested(1_000), Options::default()).unwrap_err().code(), Code::TooDeep);
}

#[test]
fn answers_nested_deep() {
    let mut survey = walked(&elements(&[r#"{"type":"paneldynamic","name":"a"}"#.to_owned()]), &[]);
    let deep = |depth: usize| format!(r#"["setValue","a",{}1{}]"#, "[".repeat(depth), "]".repeat(depth));
    assert!(survey.call_json(&deep(100)).is_ok());
    assert_eq!(survey.call_json(&deep(100_000)).unwrap_err().code(), Code::TooDeep);
}

#[test]
fn expressions_nested_deep() {
    let conditions = [
        "(".repeat(1_000) + "1" + &")".repeat(1_000),
        "!".repeat(10_000) + "{a}",
        "iif(1,".repeat(1_000) + "1" + &",2)".repeat(1_000),
        ["{a} = 1"; 10_000].join(" and "),
        format!("{{a{}}} = 1", ".b[0]".repeat(10_000)),
        format!("[{}] contains 1", "1,".repeat(20_000) + "1"),
    ];
    for condition in conditions {
        let question = format!(r#"{{"type":"text","name":"b","visibleIf":"{condition}"}}"#);
        let document = elements(&[r#"{"type":"text","name":"a"}"#.to_owned(), question]);
        let survey = walked(&document, &[r#"["setValue","a",1]"#]);
        let refused = survey.warnings(VOCABULARY).iter().any(|warning| warning.code == "expression");
        assert!(refused || survey.state().visible.contains(&"a".to_owned()));
    }
}

/// A dynamic panel that has the rest of the document as its only question.
fn dynamic(inner: &str, settings: &str) -> String {
    format!(r#"{{"type":"paneldynamic","name":"p","templateElements":[{inner}]{settings}}}"#)
}

#[test]
fn dynamic_panels_in_dynamic_panels() {
    let mut inner = r#"{"type":"text","name":"a","visibleIf":"{panel.a} empty"}"#.to_owned();
    for _ in 0..30 {
        inner = dynamic(&inner, r#","panelCount":10"#);
    }
    walked(&elements(&[inner]), &[r#"["setValue","p",[{},{}]]"#, r#"["tryComplete"]"#]);
}

#[test]
fn more_items_than_there_may_be() {
    let text = r#"{"type":"text","name":"a"}"#;
    for settings in [r#","panelCount":1e9"#, r#","minPanelCount":1e9,"maxPanelCount":1e9"#, r#","panelCount":-1"#] {
        walked(&elements(&[dynamic(text, settings)]), &[r#"["addItem","p"]"#, r#"["tryComplete"]"#]);
    }
    for settings in [r#""rowCount":1e9"#, r#""minRowCount":1e308,"maxRowCount":1e308,"defaultRowValue":{"a":1}"#] {
        let matrix = format!(r#"{{"type":"matrixdynamic","name":"p","columns":[{{"name":"a"}}],{settings}}}"#);
        walked(&elements(&[matrix]), &[r#"["addItem","p"]"#, r#"["open","p"]"#, r#"["tryComplete"]"#]);
    }
    let many = format!(r#"["setValue","p",[{}]]"#, vec![r#"{"a":1}"#; 100_000].join(","));
    walked(&elements(&[dynamic(text, "")]), &[&many, r#"["tryComplete"]"#]);
}

#[test]
fn matrices_of_a_million_cells() {
    let line = |at: usize| format!("\"{at}\"");
    let column = |at: usize| format!(r#"{{"name":"c{at}","cellType":"text","visibleIf":"{{row.c0}} empty"}}"#);
    let rows: Vec<String> = (0..10_000).map(line).collect();
    let columns: Vec<String> = (0..100).map(column).collect();
    let matrix = format!(
        r#"{{"type":"matrixdropdown","name":"m","rows":[{}],"columns":[{}]}}"#,
        rows.join(","),
        columns.join(",")
    );
    walked(&elements(&[matrix]), &[r#"["open","m"]"#, r#"["setValue","m",{"0":{"c0":1}}]"#]);
}

#[test]
fn a_hundred_thousand_choices() {
    let choices: Vec<String> = (0..100_000).map(|at| at.to_string()).collect();
    let with_conditions: Vec<String> =
        (0..5_000).map(|at| format!(r#"{{"value":{at},"visibleIf":"{{a}} != {at}"}}"#)).collect();
    let document = elements(&[
        format!(r#"{{"type":"checkbox","name":"a","choicesOrder":"random","choices":[{}]}}"#, choices.join(",")),
        format!(r#"{{"type":"checkbox","name":"b","choices":[{}]}}"#, with_conditions.join(",")),
    ]);
    walked(&document, &[r#"["setValue","a",[5,99999]]"#, r#"["setValue","b",[7]]"#, r#"["tryComplete"]"#]);
}

#[test]
fn what_refers_to_itself() {
    let pair = |first: &str, second: &str| {
        elements(&[
            format!(r#"{{"type":"checkbox","name":"a","choices":[1,2,3],{first}}}"#),
            format!(r#"{{"type":"checkbox","name":"b","choices":[1,2,3],{second}}}"#),
        ])
    };
    for property in [
        r#""choicesFromQuestion":"X""#,
        r#""choicesFromQuestion":"X","choicesFromQuestionMode":"selected""#,
        r#""visibleIf":"{X} empty""#,
        r#""visibleIf":"{X} empty","clearIfInvisible":"onHidden","defaultValue":[1]"#,
        r#""enableIf":"{$X.isReadOnly} = false""#,
        r#""defaultValueExpression":"{X} + {X}""#,
        r#""setValueExpression":"[{X}, {X}]""#,
        r#""resetValueIf":"{X} notempty","defaultValue":[1]"#,
        r#""title":"{X} {a} {b}""#,
        r#""valueName":"X""#,
    ] {
        for (left, right) in [("b", "a"), ("a", "b")] {
            let document = pair(&property.replace('X', left), &property.replace('X', right));
            walked(&document, &[r#"["setValue","a",[1,2]]"#, r#"["setValue","b",[3]]"#, r#"["tryComplete"]"#]);
        }
    }
}

#[test]
fn triggers_in_a_ring() {
    let trigger = |at: usize| {
        let (from, to) = (at % 500, (at + 1) % 500);
        format!(
            r#"{{"type":"runexpression","expression":"{{t{from}}} notempty","setToName":"t{to}","runExpression":"{{t{from}}} + {{t{from}}}"}}"#
        )
    };
    let triggers: Vec<String> = (0..500).map(trigger).collect();
    let document = format!(
        r#"{{"elements":[{{"type":"text","name":"t0"}},{{"type":"text","name":"t250"}}],"triggers":[{}]}}"#,
        triggers.join(",")
    );
    walked(&document, &[r#"["setValue","t0","x"]"#, r#"["setValue","t250","y"]"#]);
}

#[test]
fn long_chains() {
    let link = |property: &str, at: usize| {
        let text = property.replace("BEFORE", &format!("{{q{}}}", at.saturating_sub(1)));
        format!(r#"{{"type":"text","name":"q{at}",{text}}}"#)
    };
    for property in [
        r#""defaultValueExpression":"BEFORE + 1""#,
        r#""setValueExpression":"BEFORE + 1""#,
        r#""visibleIf":"BEFORE notempty","defaultValue":1"#,
        r#""resetValueIf":"BEFORE = 1""#,
    ] {
        // Forwards each link finds the one before it; backwards it takes a pass for each.
        let mut questions: Vec<String> = (0..2_000).map(|at| link(property, at)).collect();
        for _ in 0..2 {
            walked(&elements(&questions), &[r#"["setValue","q0",1]"#, r#"["setValue","q0",2]"#, r#"["tryComplete"]"#]);
            questions.reverse();
        }
    }
    let value = |at: usize| format!(r#"{{"name":"c{at}","expression":"{{c{}}} + 1"}}"#, at + 1);
    let values: Vec<String> = (0..2_000).map(value).collect();
    walked(
        &format!(r#"{{"elements":[{{"type":"text","name":"c2000"}}],"calculatedValues":[{}]}}"#, values.join(",")),
        &[r#"["setValue","c2000",1]"#],
    );
}

#[test]
fn texts_that_are_nothing_but_braces() {
    let title = "{".repeat(1_000_000);
    let document = elements(&[format!(r#"{{"type":"text","name":"a","title":"{title}"}}"#)]);
    walked(&document, &[]);
    let document = elements(&[format!(r#"{{"type":"text","name":"a","title":"{}"}}"#, "{a}".repeat(100_000))]);
    walked(&document, &[r#"["setValue","a","xxxxxxxxxx"]"#]);
}

#[test]
fn a_condition_that_asks_how_the_quiz_goes_waits_for_nothing() {
    let mut survey = Survey::parse(
        r#"{"elements": [
            {"type": "checkbox", "name": "a", "choices": [1, 2]},
            {"type": "radiogroup", "name": "b", "choicesFromQuestion": "a", "correctAnswer": 1,
                "choicesVisibleIf": "{correctAnswers} = 0 and {locale} = 'en'"}]}"#,
        Options::default(),
    )
    .unwrap();
    survey.answer("b", Value::Number(1.0));
    assert_eq!((survey.quiz().questions, survey.quiz().correct), (1, 1));
}
