//! What an endpoint accepts: every response of an honest session, and none that cannot come from one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::survey::{Examiner, Options, Stage, Survey};
use proptest::prelude::*;

/// The problems of some answers, as "question code" each.
fn problems(document: &str, data: &str) -> Vec<String> {
    problems_of(document, &format!(r#"{{"data":{data},"now":1763800000000}}"#))
}

/// The problems of a response.
fn problems_of(document: &str, response: &str) -> Vec<String> {
    let written = Examiner::parse(document).unwrap().examine_json(response).unwrap();
    let json = patronage::kernel::json::Json::parse(&written).unwrap();
    let patronage::kernel::json::Json::List(items) = &json else { panic!("{written}") };
    let word = |item: &patronage::kernel::json::Json<'_>, key| item.get(key).unwrap().as_text().unwrap().to_owned();
    items.iter().map(|item| format!("{} {}", word(item, "question"), word(item, "code"))).collect()
}

/// Asserts the problems of some answers, each with those that are expected.
fn check(document: &str, cases: &[(&str, &[&str])]) {
    for (data, expected) in cases {
        assert_eq!(problems(document, data), *expected, "{data}");
    }
}

#[test]
fn missing_and_wrong_answers_are_found_on_all_pages() {
    check(
        r#"{"pages":[
            {"elements":[{"type":"text","name":"a","isRequired":true}]},
            {"elements":[{"type":"text","name":"b","inputType":"email","requiredIf":"{a} = 1"}]},
            {"elements":[{"type":"text","name":"c","validators":[{"type":"numeric","maxValue":5}]}]}]}"#,
        &[
            (r#"{"a":1,"b":"a@b.cd","c":5}"#, &[]),
            (r#"{"a":2}"#, &[]),
            (r"{}", &["a required"]),
            (r#"{"a":1}"#, &["b required"]),
            (r#"{"a":2,"b":"no","c":6}"#, &["b email", "c numeric"]),
        ],
    );
}

#[test]
fn values_that_are_no_choices_are_found() {
    let one = r#"{"elements":[{"type":"radiogroup","name":"q","choices":["a",{"value":2,"text":"b"}]}]}"#;
    check(one, &[(r#"{"q":"a"}"#, &[]), (r#"{"q":2}"#, &[]), (r#"{"q":"c"}"#, &["q choice"])]);
    check(one, &[(r#"{"q":["a"]}"#, &["q type"])]);
    let many = r#"{"elements":[{"type":"checkbox","name":"q","choices":["a","b"],"showNoneItem":true}]}"#;
    check(
        many,
        &[
            (r#"{"q":["a","b"]}"#, &[]),
            (r#"{"q":["none"]}"#, &[]),
            (r#"{"q":["a","c"]}"#, &["q choice"]),
            (r#"{"q":["a","a"]}"#, &["q choice"]),
            (r#"{"q":"a"}"#, &["q type"]),
            (r#"{"q":{"a":1}}"#, &["q type"]),
        ],
    );
    let scale = r#"{"elements":[{"type":"rating","name":"q","rateMin":0,"rateMax":10}]}"#;
    check(
        scale,
        &[(r#"{"q":0}"#, &[]), (r#"{"q":10}"#, &[]), (r#"{"q":11}"#, &["q choice"]), (r#"{"q":"x"}"#, &["q choice"])],
    );
    let stars = r#"{"elements":[{"type":"rating","name":"q","rateCount":7}]}"#;
    check(stars, &[(r#"{"q":7}"#, &[]), (r#"{"q":8}"#, &["q choice"])]);
    let other = r#"{"elements":[{"type":"dropdown","name":"q","choices":["a"],"showOtherItem":true}]}"#;
    check(
        other,
        &[
            (r#"{"q":"other","q-Comment":"mine"}"#, &[]),
            (r#"{"q":"mine"}"#, &["q choice"]),
            (r#"{"q":"other"}"#, &["q comment"]),
        ],
    );
}

#[test]
fn matrices_have_their_rows_and_columns() {
    check(
        r#"{"elements":[{"type":"matrix","name":"m","rows":["x","y"],"columns":[1,2]}]}"#,
        &[
            (r#"{"m":{"x":1,"y":2}}"#, &[]),
            (r#"{"m":{"x":3}}"#, &["m choice"]),
            (r#"{"m":{"z":1}}"#, &["m choice"]),
            (r#"{"m":1}"#, &["m choice"]),
        ],
    );
    check(
        r#"{"elements":[{"type":"matrixdropdown","name":"m","rows":["x"],"columns":[{"name":"c","cellType":"dropdown","choices":["a"]}]}]}"#,
        &[
            (r#"{"m":{"x":{"c":"a"}}}"#, &[]),
            (r#"{"m":{"x":{"c":"b"}}}"#, &["m[0].c choice"]),
            (r#"{"m":{"y":{"c":"a"}}}"#, &["m choice"]),
            (r#"{"m":[{"c":"a"}]}"#, &["m type"]),
        ],
    );
    check(
        r#"{"elements":[{"type":"multipletext","name":"m","items":[{"name":"x"}]}]}"#,
        &[(r#"{"m":{"x":"1"}}"#, &[]), (r#"{"m":{"y":"1"}}"#, &["m choice"]), (r#"{"m":"1"}"#, &["m type"])],
    );
}

#[test]
fn answers_of_hidden_questions_are_found_unless_the_document_keeps_them() {
    let hidden = |mode: &str| {
        format!(
            r#"{{"clearInvisibleValues":"{mode}","elements":[{{"type":"boolean","name":"a"}},{{"type":"text","name":"b","visibleIf":"{{a}} = true"}}]}}"#
        )
    };
    let cases: &[(&str, &[&str])] = &[
        (r#"{"a":true,"b":"x"}"#, &[]),
        (r#"{"a":false}"#, &[]),
        (r#"{"a":false,"b":"x"}"#, &["b hidden"]),
        (r#"{"b":"x"}"#, &["b hidden"]),
    ];
    check(&hidden("onComplete"), cases);
    check(&hidden("onHidden"), cases);
    check(&hidden("none"), &[(r#"{"a":false,"b":"x"}"#, &[])]);
}

#[test]
fn derived_values_must_follow_from_the_answers() {
    check(
        r#"{"elements":[{"type":"text","name":"a"},{"type":"expression","name":"twice","expression":"{a} * 2"},
            {"type":"expression","name":"when","expression":"today()"}],
            "calculatedValues":[{"name":"half","expression":"{a} / 2","includeIntoResult":true}]}"#,
        &[
            (r#"{"a":3,"twice":6,"half":1.5,"when":"2020-01-01"}"#, &[]),
            (r#"{"a":3,"twice":7,"half":1.5}"#, &["twice derived"]),
            (r#"{"a":3,"twice":6,"half":2}"#, &["half derived"]),
            (r#"{"a":3,"half":1.5}"#, &["twice derived"]),
        ],
    );
    // The end took away what hid itself, and left what followed from it.
    check(
        r#"{"elements":[{"type":"text","name":"a","visibleIf":"{a} != 2"},{"type":"expression","name":"same","expression":"{a}"}]}"#,
        &[(r#"{"same":2}"#, &[]), (r#"{"a":1,"same":1}"#, &[])],
    );
    check(
        r#"{"elements":[{"type":"text","name":"a"},{"type":"text","name":"b","visibleIf":"{a} != 2"},
            {"type":"expression","name":"same","expression":"{b}"}]}"#,
        &[
            (r#"{"a":2,"same":5}"#, &[]),
            (r#"{"a":1,"b":5,"same":5}"#, &[]),
            (r#"{"a":1,"b":5,"same":6}"#, &["same derived"]),
        ],
    );
    check(
        r#"{"elements":[{"type":"paneldynamic","name":"p","templateElements":[{"type":"text","name":"n"},
            {"type":"expression","name":"twice","expression":"{panel.n} * 2"}]}]}"#,
        &[
            (r#"{"p":[{"n":1,"twice":2}]}"#, &[]),
            (r#"{"p":[{"n":1,"twice":2},{"n":2,"twice":2}]}"#, &["p[1].twice derived"]),
        ],
    );
}

#[test]
fn names_and_types_that_no_question_has_are_found() {
    let document = r#"{"elements":[{"type":"text","name":"a"},{"type":"text","name":"b","valueName":"c"},
        {"type":"boolean","name":"d"},{"type":"boolean","name":"e","valueTrue":"yes","valueFalse":"no"}],
        "triggers":[{"type":"setvalue","expression":"{a} = 1","setToName":"seen","setValue":true}]}"#;
    check(
        document,
        &[
            (r#"{"a":"1","c":"x","d":false,"e":"no","seen":true}"#, &[]),
            (r#"{"b":"x"}"#, &["b unknown"]),
            (r#"{"x":1}"#, &["x unknown"]),
            (r#"{"a":{"deep":1}}"#, &["a type"]),
            (r#"{"d":"yes"}"#, &["d choice"]),
            (r#"{"e":true}"#, &["e choice"]),
            (r"[]", &[" type"]),
        ],
    );
}

#[test]
fn what_a_session_may_leave_open_is_not_demanded() {
    let page_that_came_late = r#"{"pages":[
        {"elements":[{"type":"text","name":"a","isRequired":true}]},
        {"visibleIf":"{c} = 1","elements":[{"type":"text","name":"b","isRequired":true}]},
        {"elements":[{"type":"text","name":"c"}]}]}"#;
    check(page_that_came_late, &[(r#"{"a":"x","c":1}"#, &[]), (r#"{"c":1}"#, &["a required", "b required"])]);
    let ended_early = r#"{"triggers":[{"type":"complete","expression":"{a} = 1"}],"pages":[
        {"elements":[{"type":"text","name":"a"}]},{"elements":[{"type":"text","name":"b","isRequired":true}]}]}"#;
    check(ended_early, &[(r#"{"a":1}"#, &[]), (r#"{"a":2}"#, &["b required"])]);
    let ended_from_behind = r#"{"triggers":[{"type":"complete","expression":"{b} = 1"}],"pages":[
        {"elements":[{"type":"text","name":"a","clearIfInvisible":"onHidden","visibleIf":"{c} notempty"},
            {"type":"text","name":"b","visibleIf":"{a} notempty"}]},
        {"elements":[{"type":"text","name":"c"},{"type":"text","name":"d","isRequired":true}]}]}"#;
    check(ended_from_behind, &[(r#"{"a":"x","b":1,"c":1}"#, &[]), (r#"{"a":"x","b":2,"c":1}"#, &["d required"])]);
    let reason_taken_away = r#"{"triggers":[{"type":"complete","expression":"{b} = 1"}],"pages":[
        {"elements":[{"type":"text","name":"a"},{"type":"text","name":"b","visibleIf":"{a} = 1"}]},
        {"elements":[{"type":"text","name":"c","isRequired":true}]}]}"#;
    check(reason_taken_away, &[(r#"{"a":2}"#, &[]), (r#"{"a":1,"b":2}"#, &["c required"])]);
    let skipped = r#"{"triggers":[{"type":"skip","expression":"{a} = 1","gotoName":"c"}],"pages":[
        {"elements":[{"type":"text","name":"a"}]},{"elements":[{"type":"text","name":"b","isRequired":true}]},
        {"elements":[{"type":"text","name":"c","isRequired":true}]}]}"#;
    check(skipped, &[(r#"{"a":1,"c":"x"}"#, &[]), (r#"{"a":2,"c":"x"}"#, &["b required"])]);
    // Who answers b first is led past c, since there is something to skip to then.
    let in_another_order = r#"{"triggers":[{"type":"skip","expression":"{a} = 1","gotoName":"d"}],"pages":[
        {"elements":[{"type":"text","name":"a"},{"type":"text","name":"b"},{"type":"text","name":"c","isRequired":true}]},
        {"elements":[{"type":"text","name":"d","visibleIf":"{b} notempty"},{"type":"text","name":"e"}]}]}"#;
    check(in_another_order, &[(r#"{"a":1,"b":1}"#, &[]), (r#"{"a":2,"b":1}"#, &["c required"])]);
    let out_of_time = r#"{"timeLimit":60,"elements":[{"type":"text","name":"a","isRequired":true},
        {"type":"text","name":"b","inputType":"email"}]}"#;
    check(out_of_time, &[("{}", &[]), (r#"{"b":"no"}"#, &["b email"])]);
    let required = r#""elements":[{"type":"text","name":"a","isRequired":true}]"#;
    let missing: &[(&str, &[&str])] = &[("{}", &["a required"])];
    check(&format!(r#"{{"pages":[{{"timeLimit":10,{required}}}]}}"#), &[("{}", &[])]);
    check(&format!(r#"{{"timeLimitPerPage":10,{required}}}"#), &[("{}", &[])]);
    check(&format!(r#"{{"timeLimit":0,"timeLimitPerPage":-1,{required}}}"#), missing);
    check(&format!(r#"{{"pages":[{{"timeLimit":0,{required}}}]}}"#), missing);
}

#[test]
fn what_a_field_does_not_let_through_is_found() {
    check(
        r#"{"elements":[{"type":"text","name":"a","maxLength":3},{"type":"comment","name":"b","maxLength":2,"defaultValue":"given"},
            {"type":"text","name":"c","inputType":"date"},{"type":"text","name":"d","inputType":"datetime-local"},
            {"type":"text","name":"e","inputType":"time"}]}"#,
        &[
            (r#"{"a":"abc","c":"2024-02-29","d":"2026-11-22T23:59","e":"00:00"}"#, &[]),
            (r#"{"a":"你好吗","b":"given","d":"2026-11-22T23:59:59.5"}"#, &[]),
            (r#"{"a":"abcd"}"#, &["a length"]),
            (r#"{"a":"😀😀"}"#, &["a length"]),
            (r#"{"b":"abc"}"#, &["b length"]),
            (r#"{"c":"2026-02-29"}"#, &["c type"]),
            (r#"{"c":"soon"}"#, &["c type"]),
            (r#"{"d":"2026-11-22"}"#, &["d type"]),
            (r#"{"d":"2026-11-22T24:00"}"#, &["d type"]),
            (r#"{"e":"9:00"}"#, &["e type"]),
        ],
    );
}

#[test]
fn files_are_what_the_document_takes() {
    let file = |name: &str, media: &str, content: &str| {
        format!(r#"{{"f":[{{"name":"{name}","type":"{media}","content":"{content}"}}]}}"#)
    };
    let question = |more: &str| format!(r#"{{"elements":[{{"type":"file","name":"f"{more}}}]}}"#);
    let limited = question(r#","acceptedTypes":"image/*,.pdf","maxSize":3"#);
    let png = "data:image/png;base64,";
    for (name, media, content, expected) in [
        ("a.png", "image/png", [png, "AAAA"].concat(), &[][..]),
        ("a.PDF", "application/pdf", "data:application/pdf;base64,AA==".to_owned(), &[]),
        ("a.png", "image/png", [png, "AAAAAA=="].concat(), &["f size"]),
        ("a.txt", "text/plain", "data:text/plain;base64,AAAA".to_owned(), &["f type"]),
        ("a.png", "image/png", "data:text/html;base64,AAAA".to_owned(), &["f type"]),
        ("a.png", "image/png", "https://elsewhere.example/a.png".to_owned(), &["f type"]),
        ("a.png", "image/png", [png, "<svg>"].concat(), &["f type"]),
    ] {
        assert_eq!(problems(&limited, &file(name, media, &content)), expected, "{name} {media} {content}");
    }
    let one = r#"{"name":"a","type":"","content":"data:;base64,AA=="}"#;
    let two = format!(r#"{{"f":[{one},{one}]}}"#);
    assert_eq!(problems(&question(""), &two), ["f count"]);
    assert_eq!(problems(&question(r#","allowMultiple":true"#), &two), [""; 0]);
    assert_eq!(problems(&question(r#","allowMultiple":true,"maxFiles":1"#), &two), ["f count"]);
    assert_eq!(problems(&question(""), r#"{"f":["a.png"]}"#), ["f type"]);
    let elsewhere = question(r#","storeDataAsText":false"#);
    assert_eq!(problems(&elsewhere, &file("a", "", "https://files.example/1")), [""; 0]);
    let signature = r#"{"elements":[{"type":"signaturepad","name":"s"}]}"#;
    check(signature, &[(r#"{"s":"data:image/png;base64,AAAA"}"#, &[]), (r#"{"s":"javascript:1"}"#, &["s type"])]);
}

#[test]
fn files_are_of_the_kinds_that_the_document_names() {
    let question = r#"{"elements":[{"type":"file","name":"f","acceptedCategories":["image","document"],"acceptedTypes":".step"}]}"#;
    for (name, media, expected) in [
        ("a.png", "image/png", &[][..]),
        ("A.PDF", "application/pdf", &[]),
        ("a.step", "", &[]),
        ("a.mp4", "video/mp4", &["f type"]),
        ("a", "", &["f type"]),
    ] {
        let content = format!("data:{media};base64,AAAA");
        let data = format!(r#"{{"f":[{{"name":"{name}","type":"{media}","content":"{content}"}}]}}"#);
        assert_eq!(problems(question, &data), expected, "{name} {media}");
    }
}

#[test]
fn months_weeks_and_colours_have_their_form() {
    check(
        r#"{"elements":[{"type":"text","name":"m","inputType":"month"},{"type":"text","name":"w","inputType":"week"},
            {"type":"text","name":"c","inputType":"color"}]}"#,
        &[
            (r##"{"m":"2026-03","w":"2026-W53","c":"#00fFa0"}"##, &[]),
            (r#"{"m":"12026-03","w":"12026-W01"}"#, &[]),
            (r#"{"m":"226-03"}"#, &["m month"]),
            (r#"{"m":"2026-13"}"#, &["m month"]),
            (r#"{"m":"March"}"#, &["m month"]),
            (r#"{"w":"2026-W00"}"#, &["w week"]),
            (r#"{"w":"2026-W1"}"#, &["w week"]),
            (r#"{"w":"2026-W54"}"#, &["w week"]),
            (r##"{"c":"#00ff"}"##, &["c type"]),
            (r#"{"c":"reddish"}"#, &["c type"]),
        ],
    );
    // What a browser without such a field takes, the session does not.
    let month = r#"{"elements":[{"type":"text","name":"m","inputType":"month"}]}"#;
    let mut survey = Survey::parse(month, Options::default()).unwrap();
    survey.set_value("m", patronage::expr::Value::text("March"));
    assert!(survey.try_complete().refused);
    survey.set_value("m", patronage::expr::Value::text("2026-03"));
    assert!(!survey.try_complete().refused);
    let preset = r#"{"elements":[{"type":"text","name":"m","inputType":"month","defaultValue":"March"}]}"#;
    assert!(!Survey::parse(preset, Options::default()).unwrap().try_complete().refused);
}

#[test]
fn variables_of_the_page_are_told() {
    let document = r#"{"elements":[{"type":"text","name":"a","visibleIf":"{tier} = 'gold'","isRequired":true}]}"#;
    for (response, expected) in [
        (r#"{"data":{"a":"x"},"variables":{"tier":"gold"}}"#, &[][..]),
        (r#"{"data":{},"variables":{"tier":"gold"}}"#, &["a required"]),
        (r#"{"data":{"a":"x"}}"#, &["a hidden"]),
        (r#"{"data":{"tier":"gold"},"variables":{"tier":"gold"}}"#, &["tier unknown", "a required"]),
    ] {
        assert_eq!(problems_of(document, response), expected, "{response}");
    }
    let error = Examiner::parse(document).unwrap().examine_json(r#"{"data":{},"variables":[1]}"#).unwrap_err();
    assert_eq!((error.code().as_str(), error.path()), ("type", "/variables"));
}

#[test]
fn numbers_are_on_their_scales() {
    check(
        r#"{"elements":[{"type":"rating","name":"r","rateMin":0,"rateMax":1,"rateStep":0.1},
            {"type":"slider","name":"s","min":10},{"type":"slider","name":"t","sliderType":"range"},
            {"type":"slider","name":"u","min":10,"maxValueExpression":"{s} * 10"}]}"#,
        &[
            (r#"{"s":50,"u":400}"#, &[]),
            (r#"{"s":50,"u":9}"#, &["u choice"]),
            (r#"{"s":50,"u":"much"}"#, &["u type"]),
            (r#"{"r":0.30000000000000004,"s":10,"t":[0,100]}"#, &[]),
            (r#"{"r":0.35}"#, &["r choice"]),
            (r#"{"s":9}"#, &["s choice"]),
            (r#"{"s":"much"}"#, &["s type"]),
            (r#"{"t":[0,101]}"#, &["t choice"]),
        ],
    );
}

#[test]
fn what_nobody_can_answer_has_no_answer() {
    check(
        r#"{"elements":[
            {"type":"text","name":"a","readOnly":true},
            {"type":"text","name":"given","readOnly":true,"defaultValue":"x"},
            {"type":"text","name":"open","readOnly":true,"enableIf":"{b} = 1"},{"type":"text","name":"b"},
            {"type":"text","name":"set","readOnly":true},
            {"type":"panel","name":"p","readOnly":true,"elements":[{"type":"text","name":"c"},{"type":"text","name":"b"}]},
            {"type":"matrixdynamic","name":"m","columns":[{"name":"x","cellType":"text","readOnly":true},{"name":"y","cellType":"text"}]},
            {"type":"matrixdynamic","name":"n","defaultRowValue":{"x":1},"columns":[{"name":"x","cellType":"text","readOnly":true}]}],
            "triggers":[{"type":"setvalue","expression":"{b} = 2","setToName":"set","setValue":3}]}"#,
        &[
            (r#"{"b":"2","given":"y","open":"z","set":3,"m":[{"y":1}],"n":[{"x":1}]}"#, &[]),
            (r#"{"a":"x"}"#, &["a read-only"]),
            (r#"{"c":"x"}"#, &["c read-only"]),
            (r#"{"m":[{"x":1,"y":1}]}"#, &["m[0].x read-only"]),
        ],
    );
}

#[test]
fn nothing_stands_beside_the_questions() {
    check(
        r#"{"elements":[{"type":"html","name":"h","html":"?"},{"type":"text","name":"a"},
            {"type":"rating","name":"b","showCommentArea":true},
            {"type":"imagepicker","name":"c","choices":[1,2]},
            {"type":"paneldynamic","name":"p","templateElements":[{"type":"panel","elements":[{"type":"text","name":"x"},
                {"type":"text","name":"y","showCommentArea":true}]}]},
            {"type":"matrixdropdown","name":"m","rows":["r"],"columns":[{"name":"x","cellType":"text"}]},
            {"type":"paneldynamic","name":"q","defaultValue":[{"id":7}],"templateElements":[{"type":"text","name":"x"}]}]}"#,
        &[
            (r#"{"a":"x","b-Comment":"why","c":2,"p":[{"x":1,"y-Comment":"z"}],"q":[{"id":7,"x":1}]}"#, &[]),
            (r#"{"h":1}"#, &["h unknown"]),
            (r#"{"a-Comment":"x"}"#, &["a-Comment unknown"]),
            (r#"{"a-total":1}"#, &["a-total unknown"]),
            (r#"{"b-Comment":{"deep":1}}"#, &["b-Comment type"]),
            (r#"{"c":[2]}"#, &["c type"]),
            (r#"{"p":[{"x":1},{"z":1}]}"#, &["p unknown"]),
            (r#"{"p":[7]}"#, &["p unknown"]),
            (r#"{"m":{"r":{"x":1,"z":1}}}"#, &["m unknown"]),
        ],
    );
}

#[test]
fn totals_stand_beside_matrices_in_items() {
    let columns = r#"[{"name":"x","cellType":"text","totalType":"sum"}]"#;
    let matrices = format!(
        r#"{{"type":"matrixdynamic","name":"m","columns":{columns}}},{{"type":"matrixdropdown","name":"d","rows":["r"],"columns":{columns}}},
            {{"type":"text","name":"t"}}"#
    );
    let panel = format!(r#"{{"elements":[{{"type":"paneldynamic","name":"p","templateElements":[{matrices}]}}]}}"#);
    let totals = r#"{"m":[{"x":5}],"m-total":{"x":5},"d":{"r":{"x":4}},"d-total":{"x":4}}"#;
    check(
        &panel,
        &[(&format!(r#"{{"p":[{totals}]}}"#), &[]), (r#"{"p":[{"t":"1","t-total":{"x":5}}]}"#, &["p unknown"])],
    );
    let details = format!(
        r#"{{"elements":[{{"type":"matrixdynamic","name":"p","detailPanelMode":"underRow","detailElements":[{matrices}],"columns":[{{"name":"y","cellType":"text"}}]}}]}}"#
    );
    check(&details, &[(&format!(r#"{{"p":[{totals}]}}"#), &[])]);
}

#[test]
fn questions_in_a_panel_may_share_an_answer() {
    let template = |name: &str| {
        format!(
            r#"{{"elements":[{{"type":"paneldynamic","name":"p","templateElements":[
                {{"type":"checkbox","name":"c","valueName":"v","valuePropertyName":"id","choices":[1,2]}},
                {{"type":"matrixdynamic","name":"m","valueName":"{name}","columns":[{{"name":"x","cellType":"text"}}]}}]}}]}}"#
        )
    };
    check(&template("v"), &[(r#"{"p":[{"v":[{"id":1,"x":"a"}]}]}"#, &[])]);
    check(&template("w"), &[(r#"{"p":[{"w":[{"id":1,"x":"a"}]}]}"#, &["p[0].m unknown"])]);
}

#[test]
fn choices_of_another_question_come_with_their_comments() {
    check(
        r#"{"elements":[{"type":"checkbox","name":"a","choices":[1,{"value":2,"showCommentArea":true}]},
            {"type":"radiogroup","name":"b","choicesFromQuestion":"a"},{"type":"radiogroup","name":"c","choices":[1]}]}"#,
        &[
            (r#"{"a":[2],"a-Comment":"x","b":2,"b-Comment":"y"}"#, &[]),
            (r#"{"c":1,"c-Comment":"z"}"#, &["c-Comment unknown"]),
        ],
    );
}

#[test]
fn a_ranking_has_each_choice_once() {
    check(
        r#"{"elements":[{"type":"ranking","name":"r","choices":["a","b"]}]}"#,
        &[(r#"{"r":["b","a"]}"#, &[]), (r#"{"r":["b","a","b"]}"#, &["r choice"])],
    );
}

#[test]
fn many_answers_and_many_problems_are_examined_in_time() {
    let names: Vec<String> = (0..60_000).map(|at| format!(r#""x{at}":1"#)).collect();
    let document = r#"{"elements":[{"type":"checkbox","name":"q","choices":[1]}]}"#;
    assert_eq!(problems(document, &format!("{{{}}}", names.join(","))).len(), 100);
    let numbers: Vec<String> = (0..40_000).map(|at| at.to_string()).collect();
    let begun = std::time::Instant::now();
    assert_eq!(problems(document, &format!(r#"{{"q":[{}]}}"#, numbers.join(","))), ["q choice"]);
    let choices = r#"{"elements":[{"type":"checkbox","name":"q","choices":[1],"choicesMin":1,"choicesMax":900}]}"#;
    assert_eq!(problems(choices, r#"{"q":[1,900]}"#), [""; 0]);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

/// The kinds of questions that a respondent meets, with answers that can be given.
const KINDS: &[(&str, &[&str])] = &[
    (r#""type":"text""#, &["1", "2", r#""a""#, r#""late""#]),
    (r#""type":"text","inputType":"number","max":5"#, &["1", "2", "5"]),
    (r#""type":"comment""#, &[r#""a\nb""#, r#""1""#]),
    (r#""type":"boolean""#, &["true", "false"]),
    (r#""type":"radiogroup","choices":["a",1,2]"#, &[r#""a""#, "1", "2"]),
    (r#""type":"dropdown","choices":["a","b"],"showNoneItem":true"#, &[r#""a""#, r#""none""#]),
    (r#""type":"checkbox","choices":["a",{"value":"b","visibleIf":"{q1} = 1"},"c"]"#, &[r#"["a"]"#, r#"["c","a"]"#]),
    (r#""type":"ranking","choices":["a","b"]"#, &[r#"["a","b"]"#, r#"["b","a"]"#]),
    (r#""type":"rating""#, &["1", "2", "5"]),
    (r#""type":"matrix","rows":["x","y"],"columns":["a","b"]"#, &[r#"{"x":"a"}"#, r#"{"x":"b","y":"b"}"#]),
    (r#""type":"multipletext","items":[{"name":"x"},{"name":"y"}]"#, &[r#"{"x":"1"}"#]),
    (
        r#""type":"paneldynamic","templateElements":[{"type":"text","name":"x"},{"type":"expression","name":"y","expression":"{panel.x} + 1"}]"#,
        &[r#"[{"x":1}]"#, r#"[{"x":2},{"x":"a"}]"#],
    ),
    (
        r#""type":"matrixdynamic","rowCount":1,"columns":[{"name":"x","cellType":"text"},{"name":"y","cellType":"dropdown","choices":[1,2],"visibleIf":"{row.x} = 1"}]"#,
        &[r#"[{"x":1}]"#, r#"[{"x":1},{"x":2}]"#],
    ),
    (r#""type":"expression","expression":"iif({q0} = 1, {q1}, {q2})""#, &[]),
];

fn condition() -> impl Strategy<Value = String> {
    (0_u8..8, 0_u8..4).prop_map(|(name, form)| match form {
        0 => format!("{{q{name}}} = 1"),
        1 => format!("{{q{name}}} notempty"),
        2 => format!("{{q{name}}} contains 'a'"),
        _ => format!("{{q{name}}} != 2"),
    })
}

fn property() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just("\"title\":\"?\"".to_owned()),
        2 => condition().prop_map(|condition| format!("\"visibleIf\":\"{condition}\"")),
        1 => condition().prop_map(|condition| format!("\"enableIf\":\"{condition}\"")),
        1 => condition().prop_map(|condition| format!("\"requiredIf\":\"{condition}\"")),
        1 => condition().prop_map(|condition| format!("\"resetValueIf\":\"{condition}\"")),
        2 => Just("\"isRequired\":true".to_owned()),
        1 => condition().prop_map(|condition| format!("\"clearIfInvisible\":\"onHidden\",\"visibleIf\":\"{condition}\"")),
    ]
}

/// A value that is computed from itself, or that triggers set too, is whatever it has become.
fn is_sound(questions: &[(usize, String)]) -> bool {
    questions.iter().take(4).all(|(kind, _)| kind + 1 < KINDS.len())
}

fn document(questions: &[(usize, String)], triggers: u8) -> String {
    let write = |(at, (kind, property)): (usize, &(usize, String))| {
        format!(r#"{{"name":"q{at}",{},{property}}}"#, KINDS.get(*kind).unwrap().0)
    };
    let all: Vec<String> = questions.iter().enumerate().map(write).collect();
    let pages: Vec<String> = all.chunks(3).map(|page| format!(r#"{{"elements":[{}]}}"#, page.join(","))).collect();
    let text = questions.iter().position(|(kind, _)| *kind == 0);
    let target = text.map_or("seen".to_owned(), |at| format!("q{at}"));
    let trigger = match triggers {
        0 => format!(r#"{{"type":"setvalue","expression":"{{q1}} = 2","setToName":"{target}","setValue":1}}"#),
        1 => r#"{"type":"skip","expression":"{q0} = 1","gotoName":"q5"}"#.to_owned(),
        2 => r#"{"type":"complete","expression":"{q2} = 1"}"#.to_owned(),
        _ => String::new(),
    };
    format!(r#"{{"pages":[{}],"triggers":[{trigger}]}}"#, pages.join(","))
}

/// Somebody who answers what the page shows, goes on and back, and ends where that is possible.
fn answered(document: &str, questions: &[(usize, String)], steps: &[(u8, u8, u8)]) -> Option<String> {
    let mut survey = Survey::parse(document, Options::default()).unwrap();
    let answer = |survey: &mut Survey, at: usize, which: u8| {
        let name = format!("q{at}");
        let state = survey.state();
        let values = questions.get(at).map_or(&[][..], |(kind, _)| KINDS.get(*kind).unwrap().1);
        let page = state.page.as_deref().and_then(|page| page.strip_prefix("page")).and_then(|page| page.parse().ok());
        let open = page == Some(at / 3 + 1) && state.visible.contains(&name) && !state.read_only.contains(&name);
        if let Some(value) = values.get(usize::from(which) % (values.len() + 1)).filter(|_| open) {
            survey.call_json(&format!(r#"["setValue","{name}",{value}]"#)).unwrap();
        }
    };
    for (action, at, which) in steps {
        if survey.stage() == Stage::Completed {
            break;
        }
        match action {
            0 => drop(survey.next_page()),
            1 => drop(survey.prev_page()),
            _ => answer(&mut survey, usize::from(*at) % questions.len(), *which),
        }
    }
    for step in 0..40 {
        for at in 0..questions.len() {
            if survey.state().required.contains(&format!("q{at}")) && survey.value(&format!("q{at}")).is_none() {
                answer(&mut survey, at, step % 2);
            }
        }
        if survey.stage() == Stage::Completed {
            let mut data = String::new();
            survey.data().write_json(&mut data);
            return Some(data);
        }
        let state = survey.state();
        if state.pages.last() == state.page.as_ref() {
            survey.try_complete();
        } else {
            survey.next_page();
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    /// Whatever an honest session ends with is accepted.
    #[test]
    fn honest_responses_are_accepted(
        questions in prop::collection::vec((0..KINDS.len(), property()), 1..10),
        trigger in 0_u8..5,
        steps in prop::collection::vec((0_u8..8, any::<u8>(), any::<u8>()), 0..40),
    ) {
        prop_assume!(is_sound(&questions));
        let document = document(&questions, trigger);
        if let Some(data) = answered(&document, &questions, &steps) {
            prop_assert_eq!(problems(&document, &data), Vec::<String>::new(), "{}\n{}", document, data);
        }
    }

    /// Whatever arrives is judged: nothing panics.
    #[test]
    fn any_answers_are_judged(
        questions in prop::collection::vec((0..KINDS.len(), property()), 1..10),
        trigger in 0_u8..5,
        data in prop::collection::vec((0_u8..12, prop::sample::select(vec![
            "1", "\"a\"", "[]", "[1,[{}]]", "{\"x\":{\"y\":[null]}}", "null", "true", "-0", "1e308", "[{\"x\":1,\"y\":{}}]",
        ])), 0..12),
    ) {
        let fields: Vec<String> = data.iter().map(|(name, value)| format!("\"q{name}\":{value}")).collect();
        let data = format!("{{{}}}", fields.join(","));
        problems(&document(&questions, trigger), &data);
    }
}
