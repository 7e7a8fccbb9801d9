//! Values as they cross to the engine and back.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, missing_docs)]

use patronage::expr::Expression;
use patronage::kernel::json::Json;
use proptest::prelude::*;

fn answer(text: &str, values: &str) -> String {
    let request = format!(r#"{{"values": {values}}}"#);
    Expression::parse(text).unwrap().evaluate_json(&request).unwrap()
}

#[test]
fn zeros_in_front_of_a_whole_number_do_not_count() {
    let zeros = "0".repeat(1300);
    assert_eq!(answer(&format!("0x{zeros}5"), "{}"), "5");
    for prefix in ["0x", "0b", "0o"] {
        assert_eq!(answer("{a} = 1", &format!(r#"{{"a": "{prefix}{zeros}1"}}"#)), "true", "{prefix}");
    }
    assert_eq!(answer(&format!("0x{}", "0".repeat(2000)), "{}"), "0");
    assert_eq!(answer(&format!("0x1{zeros}"), "{}"), r#"{"$":"Infinity"}"#);
}

#[test]
fn keys_of_the_mark_alone_are_escaped() {
    for object in [
        r#"{"$$":"NaN"}"#,
        r#"{"$$":"undefined","$$$":1,"$a":2}"#,
        r#"{"a":[{"$$":{"$":"NaN"}}]}"#,
        r#"{"$$":"amount","units":1,"exponent":0}"#,
    ] {
        assert_eq!(answer("{v}", &format!(r#"{{"v":{object}}}"#)), object);
    }
    assert_eq!(answer("{v.$}", r#"{"v": {"$$": 5}}"#), "5");
    assert_eq!(answer("{v} = {w}", r#"{"v": {"$$": "NaN"}, "w": {"$$": "NaN"}}"#), "true");
    // Where nothing is a mark, nothing is escaped.
    let json = Json::parse(r#"{"$$": 1}"#).unwrap();
    assert!(patronage::expr::Value::from(&json).field("$$").is_some());
}

const WORDS: &[&str] = &[
    r#""a""#,
    r#"" A""#,
    r#""b""#,
    r#""""#,
    r#"" ""#,
    r#""undefined""#,
    r#"" undefined""#,
    r#""Undefined""#,
    r#""ς""#,
    r#""Σ""#,
    r#""\u212a""#,
    r#""k""#,
    r#""5""#,
    r#""5.0""#,
];
const NUMBERS: &[&str] = &["0", "-0", "1", "1.0", "0.1", "0.3", "1e400", "9007199254740993", r#"{"$":"NaN"}"#];
const OTHERS: &[&str] = &["true", "false", "null", "[]", r#"["a"]"#, r#"{"a": 1}"#, "5", r#""true""#, r#""""#];

/// Lists around the length from which they are sorted, of one kind or of any.
fn lists() -> impl Strategy<Value = (Vec<&'static str>, Vec<&'static str>)> {
    let of = |pool: Vec<&'static str>| {
        let list = || prop::collection::vec(prop::sample::select(pool.clone()), 12..24);
        let twice = prop::sample::select(pool.clone());
        let few = prop::collection::vec(twice, 1..4);
        let repeated = few.prop_map(|few| few.iter().copied().cycle().take(20).collect());
        (list(), prop_oneof![list().boxed(), repeated.boxed()])
    };
    prop_oneof![
        of(WORDS.to_vec()),
        of(WORDS.iter().filter(|word| word.len() > 3 && !word.contains("undefined")).copied().collect()),
        of(NUMBERS.to_vec()),
        of(NUMBERS.iter().filter(|number| !number.contains('$')).copied().collect()),
        of(vec!["true", "false"]),
        of([WORDS, NUMBERS, OTHERS].concat()),
    ]
}

proptest! {
    #[test]
    fn long_lists_hold_what_they_hold_one_by_one((a, b) in lists()) {
        let values = |b: &[&str]| format!(r#"{{"a": [{}], "b": [{}]}}"#, a.join(","), b.join(","));
        let single = |text: &str| {
            b.iter().map(|one| answer(text, &values(&[*one])) == "true").collect::<Vec<bool>>()
        };
        let all = !single("{a} contains {b}").contains(&false);
        prop_assert_eq!(answer("{a} contains {b}", &values(&b)), all.to_string());
        prop_assert_eq!(answer("{a} notcontains {b}", &values(&b)), (!all).to_string());
        prop_assert_eq!(answer("{a} allof {b}", &values(&b)), (!single("{a} allof {b}").contains(&false)).to_string());
        prop_assert_eq!(answer("{a} anyof {b}", &values(&b)), single("{a} anyof {b}").contains(&true).to_string());
    }
}
