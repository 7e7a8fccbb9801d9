//! What holds for every survey and every sequence of calls.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::kernel::json::{Json, write_text};
use patronage::survey::{Options, Survey};
use proptest::prelude::*;

/// A name: few, so that questions and conditions meet.
fn name() -> impl Strategy<Value = String> {
    (0_u8..8).prop_map(|number| format!("q{number}"))
}

/// A value as JSON.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        (0_i32..4).prop_map(|number| number.to_string()),
        (0_u8..3).prop_map(|letter| format!("\"{}\"", char::from(b'a' + letter))),
        Just("null".to_owned()),
        Just("[\"a\",\"b\"]".to_owned()),
        Just("[{\"x\":1},{}]".to_owned()),
        Just("{\"x\":2}".to_owned()),
        Just("true".to_owned()),
    ]
}

/// A condition over the answers.
fn condition() -> impl Strategy<Value = String> {
    let simple = prop_oneof![
        (name(), 0_i32..4).prop_map(|(name, number)| format!("{{{name}}} = {number}")),
        (name(), name()).prop_map(|(left, right)| format!("{{{left}}} > {{{right}}}")),
        name().prop_map(|name| format!("{{{name}}} notempty")),
        name().prop_map(|name| format!("{{{name}}} contains 'a'")),
    ];
    (simple.clone(), prop_oneof![Just("and"), Just("or")], simple).prop_map(|(l, op, r)| format!("{l} {op} {r}"))
}

/// A property that only shows something: what follows from the answers without writing any.
fn shown() -> impl Strategy<Value = String> {
    let key = prop_oneof![Just("visibleIf"), Just("enableIf"), Just("requiredIf")];
    (key, condition()).prop_map(|(key, condition)| format!("\"{key}\":{}", quoted(&condition)))
}

/// A property that writes answers.
fn writing() -> impl Strategy<Value = String> {
    prop_oneof![
        condition().prop_map(|condition| format!("\"resetValueIf\":{}", quoted(&condition))),
        (condition(), name()).prop_map(|(condition, name)| format!(
            "\"setValueIf\":{},\"setValueExpression\":\"{{{name}}} + 1\"",
            quoted(&condition)
        )),
        name().prop_map(|name| format!("\"defaultValueExpression\":\"{{{name}}} + 1\"")),
        value().prop_map(|value| format!("\"defaultValue\":{value}")),
        Just("\"clearIfInvisible\":\"onHidden\"".to_owned()),
    ]
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    write_text(text, &mut out);
    out
}

/// A question of some kind, with the rest of its properties.
fn question(property: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    let kind = prop_oneof![
        Just(r#""type":"text""#),
        Just(r#""type":"checkbox","choices":["a",{"value":"b","visibleIf":"{q1} = 1"},"c"]"#),
        Just(r#""type":"radiogroup","choices":["a","b"],"showOtherItem":true"#),
        Just(r#""type":"matrix","rows":["x","y"],"columns":["a","b"]"#),
    ];
    (kind, name(), property).prop_map(|(kind, name, property)| format!("{{{kind},\"name\":\"{name}\",{property}}}"))
}

/// Questions with dynamic ones among them.
fn any_question() -> impl Strategy<Value = String> {
    let property = prop_oneof![shown(), writing()].boxed();
    prop_oneof![
        4 => question(property.clone()),
        1 => (name(), question(property.clone()), 0_u8..3).prop_map(|(name, inner, count)| format!(
            r#"{{"type":"paneldynamic","name":"{name}","panelCount":{count},"templateElements":[{inner},{{"type":"expression","name":"x2","expression":"{{panel.x}} + {{q2}}"}}]}}"#
        )),
        1 => (name(), 0_u8..3).prop_map(|(name, count)| format!(
            r#"{{"type":"matrixdynamic","name":"{name}","rowCount":{count},"columns":[{{"name":"x","cellType":"text","totalType":"sum"}},{{"name":"y","cellType":"expression","expression":"{{row.x}} * 2"}}]}}"#
        )),
    ]
}

fn survey(questions: &[String]) -> String {
    let (first, second) = questions.split_at(questions.len() / 2);
    format!(
        r#"{{"pages":[{{"elements":[{}]}},{{"visibleIf":"{{q0}} != 3","elements":[{{"type":"panel","name":"p","elements":[{}]}}]}}],"triggers":[{{"type":"setvalue","expression":"{{q1}} = 2","setToName":"q3","setValue":1}},{{"type":"copyvalue","fromName":"q4","setToName":"q5","expression":"{{q2}} = 1"}}]}}"#,
        first.join(","),
        second.join(",")
    )
}

fn call() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (name(), value()).prop_map(|(name, value)| format!(r#"["setValue","{name}",{value}]"#)),
        1 => (name(), value()).prop_map(|(name, value)| format!(r#"["setData",{{"{name}":{value}}}]"#)),
        1 => name().prop_map(|name| format!(r#"["setComment","{name}","why"]"#)),
        1 => name().prop_map(|name| format!(r#"["setVariable","{name}",1]"#)),
        3 => prop_oneof![
            Just(r#"["nextPage"]"#), Just(r#"["prevPage"]"#), Just(r#"["tryComplete"]"#), Just(r#"["showPreview"]"#),
            Just(r#"["cancelPreview"]"#), Just(r#"["clear",true,true]"#), Just(r#"["doComplete"]"#), Just(r#"["goToPage",1]"#),
        ].prop_map(str::to_owned),
    ]
}

/// What the answers decide: all but the page where one happens to be.
fn decided(survey: &Survey) -> String {
    let state = survey.state();
    let mut data = String::new();
    state.data.write_json(&mut data);
    let mut data = Json::parse(&data).unwrap();
    if let Json::Object(fields) = &mut data {
        fields.sort_by(|(left, _), (right, _)| left.cmp(right));
    }
    let mut out = String::new();
    data.write(&mut out);
    format!("{out} {:?} {:?} {:?} {:?}", state.visible, state.required, state.read_only, state.pages)
}

/// The names that stand more often in one list than in the other.
fn differing<'a>(left: &'a [String], right: &'a [String]) -> impl Iterator<Item = &'a str> {
    let count = |list: &[String], name: &str| list.iter().filter(|other| *other == name).count();
    left.iter().chain(right).filter(move |name| count(left, name) != count(right, name)).map(|name| &**name)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is called in whatever order, there is an answer; and to run every condition again changes nothing,
    /// wherever nothing chases itself in a circle.
    #[test]
    fn no_sequence_of_calls_panics(
        questions in prop::collection::vec(any_question(), 2..10),
        calls in prop::collection::vec(call(), 1..30),
    ) {
        let mut survey = Survey::parse(&survey(&questions), Options::default()).unwrap();
        for call in &calls {
            survey.call_json(call).unwrap();
            prop_assert!(!survey.state_json().is_empty());
        }
    }

    /// Answers given one after the other leave the survey as all of them given to a new one at once.
    #[test]
    fn an_answer_recomputes_enough(
        questions in prop::collection::vec(question(shown().boxed()), 2..12),
        answers in prop::collection::vec((name(), value()), 1..20),
    ) {
        // A choice that goes takes the answer with it: here the answers alone decide.
        let document = survey(&questions).replace("\"triggers\"", "\"kept\"").replace(r#""b","visibleIf""#, r#""b","enableIf""#);
        let mut step_by_step = Survey::parse(&document, Options::default()).unwrap();
        for (name, value) in &answers {
            step_by_step.call_json(&format!(r#"["setValue","{name}",{value}]"#)).unwrap();
            let mut again = step_by_step.clone();
            again.recompute();
            prop_assert_eq!(decided(&step_by_step), decided(&again));
            let mut at_once = Survey::parse(&document, Options::default()).unwrap();
            at_once.set_data(&step_by_step.data());
            prop_assert_eq!(decided(&step_by_step), decided(&at_once));
        }
    }

    /// What a call says that it changed is all that changed.
    #[test]
    fn a_call_names_what_it_changed(
        questions in prop::collection::vec(any_question(), 2..10),
        answers in prop::collection::vec((name(), value()), 1..12),
    ) {
        let mut survey = Survey::parse(&survey(&questions), Options::default()).unwrap();
        for (name, value) in &answers {
            let before = survey.state();
            let changes = survey.call_json(&format!(r#"["setValue","{name}",{value}]"#)).unwrap();
            let after = survey.state();
            let changes = Json::parse(&changes).unwrap();
            let named = |list: &str, name: &str| match changes.get(list) {
                Some(Json::List(names)) => names.iter().any(|other| other.as_text() == Some(name)),
                _ => false,
            };
            for name in differing(&before.visible, &after.visible).chain(differing(&before.required, &after.required)) {
                prop_assert!(named("elements", name), "{name} is not named");
            }
            for number in 0..8 {
                let name = format!("q{number}");
                if before.data.field(&name) != after.data.field(&name) {
                    prop_assert!(named("values", &name), "{name} is not named");
                }
            }
        }
    }

    /// Any text is answered with a survey or an error.
    #[test]
    fn no_document_panics(text in "\\PC{0,200}") {
        let _ = Survey::parse(&text, Options::default());
    }
}

#[test]
fn large_documents_get_an_answer() {
    let questions: Vec<String> = (0..10_000)
        .map(|at| format!(r#"{{"type":"text","name":"n{at}","visibleIf":"{{n{}}} = 1"}}"#, at / 2))
        .collect();
    let document = format!(r#"{{"elements":[{}]}}"#, questions.join(","));
    let mut survey = Survey::parse(&document, Options::default()).unwrap();
    survey.call_json(r#"["setValue","n0",1]"#).unwrap();
    assert!(survey.state().visible.len() >= 2);
}

#[test]
fn deep_documents_get_an_error() {
    let document = [&*r#"{"elements":[{"type":"panel","elements":["#.repeat(1000), &*"]}]}".repeat(1000)].concat();
    let error = Survey::parse(&document, Options::default()).unwrap_err();
    assert_eq!(error.code(), patronage::kernel::Code::TooDeep);
}

#[test]
fn expressions_that_chase_each_other_end() {
    let document = r#"{"elements":[
        {"type":"text","name":"a","setValueExpression":"{b} + 1"},
        {"type":"text","name":"b","setValueExpression":"{a} + 1"},
        {"type":"expression","name":"c","expression":"{c} + 1"}]}"#;
    let mut survey = Survey::parse(document, Options::default()).unwrap();
    survey.call_json(r#"["setValue","a",1]"#).unwrap();
    assert!(survey.value("b").is_some());
}
