//! The options of a survey: what is wrong is refused with its place, and never read as something else.

use patronage::survey::{Examiner, Options, Survey};

fn refused(options: &str) -> String {
    Survey::parse_json("{}", options).expect_err(options).to_json()
}

#[test]
fn what_is_left_out_is_well() {
    for options in [
        "{}",
        r#"{"locale": "zh-CN", "now": 0, "offset": -86400, "seed": 9007199254740991}"#,
        r#"{"elapsed": {}}"#,
        r#"{"elapsed": {"one": 1.5, "gone": 4000000000}}"#,
    ] {
        assert!(Survey::parse_json("{}", options).is_ok(), "{options}");
    }
}

#[test]
fn each_wrong_option_is_named() {
    let type_ = |name: &str, expected: &str, found: &str| {
        format!(r#"{{"code":"type","path":"/{name}","params":{{"expected":"{expected}","found":"{found}"}}}}"#)
    };
    let range = |name: &str, min: &str, max: &str| {
        format!(r#"{{"code":"range","path":"/{name}","params":{{"min":"{min}","max":"{max}"}}}}"#)
    };
    let days = |name: &str| range(name, "-62135596800000", "253402300799999");
    for (options, error) in [
        (r#"{"seed": "x"}"#, type_("seed", "integer", "string")),
        (r#"{"seed": 1.5}"#, type_("seed", "integer", "1.5")),
        (r#"{"seed": null}"#, type_("seed", "integer", "null")),
        (r#"{"seed": -1}"#, range("seed", "0", "9007199254740991")),
        (r#"{"offset": 1000000000000}"#, range("offset", "-86400", "86400")),
        (r#"{"offset": true}"#, type_("offset", "integer", "boolean")),
        (r#"{"now": "2026-11-22"}"#, type_("now", "integer", "string")),
        (r#"{"now": 9000000000000000}"#, days("now")),
        (r#"{"locale": 7}"#, type_("locale", "string", "number")),
        (r#"{"elapsed": 7}"#, type_("elapsed", "object", "number")),
        (r#"{"elapsed": {"a/b": "7"}}"#, type_("elapsed/a~1b", "number", "string")),
        (r#"{"elapsed": {"one": -0.5}}"#, range("elapsed/one", "0", "4000000000")),
        (r#"{"elapsed": {"one": 1e999}}"#, range("elapsed/one", "0", "4000000000")),
        ("[]", r#"{"code":"type","path":"","params":{"expected":"object","found":"array"}}"#.to_owned()),
    ] {
        assert_eq!(refused(options), error, "{options}");
    }
    let error = refused(r#"{"lang": "de"}"#);
    assert!(error.starts_with(r#"{"code":"unknown-field","path":"/lang""#), "{error}");
}

#[test]
fn typed_options_are_refused_too() {
    for (options, path) in [
        (Options { offset: 90_000, ..Options::default() }, "/offset"),
        (Options { now: Some(i64::MAX), ..Options::default() }, "/now"),
        (Options { elapsed: vec![("one".to_owned(), f64::NAN)], ..Options::default() }, "/elapsed/one"),
    ] {
        assert_eq!(Survey::parse("{}", options).expect_err(path).path(), path);
    }
}

#[test]
fn an_examined_response_has_its_answers_beside_the_options() {
    let document = r#"{"elements": [{"type": "text", "name": "a"}]}"#;
    let examine = |response: &str| Examiner::parse(document).unwrap().examine_json(response);
    assert_eq!(examine(r#"{"data": {"a": "x"}, "seed": 3}"#).as_deref(), Ok("[]"));
    assert_eq!(
        examine(r#"{"data": {}, "seed": -3}"#).map_err(|error| error.path().to_owned()),
        Err("/seed".to_owned())
    );
}
