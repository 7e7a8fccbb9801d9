//! What could exhaust the stack, the memory or the time: refused or survived, on a stack of 512 kB.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::arithmetic_side_effects, missing_docs)]

use patronage::expr::{Expression, MAX_LENGTH};
use patronage::kernel::Code;
use std::time::{Duration, Instant};

/// Half of the smallest stack that the engine meets: a wasm module's is 1 MB.
const STACK: usize = 512 * 1024;

fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join().unwrap();
}

fn refused(text: &str) -> Code {
    Expression::parse(text).expect_err("a bomb was parsed").code()
}

/// Everything that can be done with an expression.
fn exercise(text: &str) {
    let Ok(expression) = Expression::parse(text) else { return };
    let canonical = expression.to_string();
    drop(Expression::parse(&canonical));
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let request = format!(r#"{{"values": {{"a": {deep}, "b": "{text}", "c": {{"d": 1}}}}, "now": 0}}"#);
    drop(expression.evaluate_json(&request));
    drop(expression.clone());
}

/// `opening` and `closing` around a 1, as often as the parser lets them, and once more.
fn nested_to_the_limit(opening: &'static str, closing: &'static str) {
    on_a_small_stack(move || {
        let nested = |count: usize| format!("{}1{}", opening.repeat(count), closing.repeat(count));
        let most = (1..1000).take_while(|count| Expression::parse(&nested(*count)).is_ok()).last().unwrap();
        assert!(most >= 30, "only {most} of {opening}");
        assert_eq!(refused(&nested(most + 1)), Code::TooDeep);
        exercise(&nested(most));
    });
}

#[test]
fn parentheses_by_the_hundred_thousand_are_refused() {
    on_a_small_stack(|| {
        assert_eq!(refused(&"(".repeat(60_000)), Code::TooDeep);
        assert_eq!(refused(&"(".repeat(100_000)), Code::TooLarge);
        assert_eq!(refused(&"!".repeat(60_000)), Code::TooDeep);
        assert_eq!(refused(&"[".repeat(60_000)), Code::TooDeep);
        assert_eq!(refused(&"iif(".repeat(15_000)), Code::TooDeep);
        assert_eq!(refused(&"negate ".repeat(9_000)), Code::TooDeep);
    });
}

#[test]
fn a_megabyte_is_refused() {
    assert_eq!(refused(&"a".repeat(1_000_000)), Code::TooLarge);
    assert_eq!(refused(&"é".repeat(MAX_LENGTH / 2 + 1)), Code::TooLarge);
    assert!(Expression::parse(&"a".repeat(MAX_LENGTH)).is_ok());
}

#[test]
fn as_deep_as_it_goes_is_survived() {
    nested_to_the_limit("(", ")");
    nested_to_the_limit("!", "");
    nested_to_the_limit("[", "]");
    nested_to_the_limit("iif(1,", ",2)");
    // Each level of precedence opens a chain of its own.
    nested_to_the_limit("1 or 2 and 3 = 4 + 5 * 6 ^ (", ")");
    nested_to_the_limit("{a} contains (1 - ", ")");
    nested_to_the_limit("sumInArray({a}, '0', ", ")");
    nested_to_the_limit("[{a}, {b}] = [", "]");
}

#[test]
fn chains_of_any_length_are_no_deeper_than_one() {
    on_a_small_stack(|| {
        for operator in ["+", "or ", "=", "*=1", "and ", "^", "contains "] {
            let text = format!("1{}", format!(" {operator}1").repeat(MAX_LENGTH / 12));
            let expression = Expression::parse(&text).unwrap();
            assert!(expression.to_string().starts_with("(((((("));
            exercise(&text);
        }
    });
}

#[test]
fn going_back_costs_no_more_than_the_text_is_long() {
    // Each of these is tried as an operand again and again, unless what failed is remembered.
    for text in ["f(1 + [".repeat(45), "[1 + !".repeat(60), "(1 * [f(".repeat(35), "a + negate [1 or ".repeat(40)] {
        assert_eq!(refused(&text), Code::Expression);
    }
}

#[test]
fn a_text_stops_growing() {
    let request = format!(r#"{{"values": {{"a": "{}"}}}}"#, "x".repeat(1 << 16));
    let text = format!("{}{{a}}", "{a}+".repeat(8_000));
    let answer = Expression::parse(&text).unwrap().evaluate_json(&request).unwrap();
    assert!(answer.len() < 1 << 23);
}

#[test]
fn conditions_that_hold_conditions_end() {
    on_a_small_stack(|| {
        // The condition is a text of the item itself, which asks the same of the items within.
        let condition = r"sumInArray({l}, 'n', {c})";
        let item = (0..60).fold(String::from("{}"), |inner, _| {
            format!(r#"{{"n": 1, "c": "{condition} >= 0", "l": [{inner}, {{"n": 1}}]}}"#)
        });
        let calls = "sumInArray({l}, 'n', ".repeat(40);
        let text = format!("{calls}{{n}} > 0{}", ")".repeat(40));
        let request = format!(r#"{{"values": {item}}}"#);
        drop(Expression::parse(&text).unwrap().evaluate_json(&request).unwrap());
        drop(Expression::parse(condition).unwrap().evaluate_json(&request).unwrap());
    });
}

/// The answer to an expression over values, within a time that only work in proportion to its size keeps.
fn answered_soon(text: &str, values: &str) -> String {
    let begun = Instant::now();
    let answer = Expression::parse(text).unwrap().evaluate_json(&format!(r#"{{"values": {values}}}"#)).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(30), "{text} took {:?}", begun.elapsed());
    answer
}

#[test]
fn a_part_is_sought_in_one_pass() {
    let (text, part) = ("a".repeat(1_600_000), "a".repeat(800_000));
    for (part, answer) in [(format!("{part}b"), "false"), (part.clone(), "true"), (format!("b{part}"), "false")] {
        let values = format!(r#"{{"a": "{text}", "b": "{part}"}}"#);
        assert_eq!(answered_soon("{a} contains {b}", &values), answer);
    }
}

#[test]
fn long_lists_are_sought_in_by_sorting() {
    let list = |item: &dyn Fn(u32) -> String| format!("[{}]", (0..50_000).map(item).collect::<Vec<_>>().join(","));
    let even = list(&|at| (at * 2).to_string());
    let odd = list(&|at| (at * 2 + 1).to_string());
    let words = list(&|at| format!("\"Ärger {at}\""));
    let same = list(&|at| format!("\" äRGER {} \"", 49_999 - at));
    let others = list(&|at| format!("\"Arger {at}\""));
    for (a, b, all, any) in [
        (&even, &even, "true", "true"),
        (&even, &odd, "false", "false"),
        (&words, &same, "true", "true"),
        (&words, &others, "false", "false"),
        (&list(&|_| "false".into()), &list(&|_| "true".into()), "false", "false"),
    ] {
        let values = format!(r#"{{"a": {a}, "b": {b}}}"#);
        assert_eq!(answered_soon("{a} contains {b}", &values), all);
        assert_eq!(answered_soon("{a} allof {b}", &values), all);
        assert_eq!(answered_soon("{a} anyof {b}", &values), any);
    }
}

#[test]
fn objects_of_many_fields_are_compared_by_sorting() {
    let object = |item: &dyn Fn(u32) -> String| format!("{{{}}}", (0..50_000).map(item).collect::<Vec<_>>().join(","));
    let up = object(&|at| format!("\"k{at}\": {at}"));
    let down = object(&|at| format!("\"k{}\": {}", 49_999 - at, 49_999 - at));
    let other = object(&|at| format!("\"k{}\": {}", 49_999 - at, if at == 0 { 0 } else { 49_999 - at }));
    assert_eq!(answered_soon("{a} = {b}", &format!(r#"{{"a": {up}, "b": {down}}}"#)), "true");
    assert_eq!(answered_soon("{a} = {b}", &format!(r#"{{"a": {up}, "b": {other}}}"#)), "false");
}
