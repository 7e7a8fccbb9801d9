//! What SurveyJS does that generated surveys have found: each case is small here, and named after what happens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::survey::{Options, Survey};

fn survey(json: &str) -> Survey {
    Survey::parse(json, Options { now: Some(0), ..Options::default() }).unwrap()
}

/// Makes the calls, each a list `["method", …]`, and gives the data.
fn data(json: &str, calls: &[&str]) -> String {
    let mut survey = survey(json);
    calls.iter().for_each(|call| drop(survey.call_json(call).unwrap()));
    let mut out = String::new();
    survey.data().write_json(&mut out);
    out
}

/// What a call answers, once others were made.
fn told(json: &str, calls: &[&str]) -> String {
    let mut survey = survey(json);
    calls.iter().map(|call| survey.call_json(call).unwrap()).last().unwrap()
}

#[test]
fn a_trigger_that_reads_a_part_of_an_answer_runs_only_when_that_part_changes() {
    let rows = r#"{"elements":[{"type":"text","name":"note"},
        {"type":"matrixdynamic","name":"m","columns":[{"name":"x","cellType":"text"},{"name":"y","cellType":"text"}]}],
        "triggers":[{"type":"setvalue","expression":"{m[0].x} = 1","setToName":"note","setValue":"set"},
            {"type":"copyvalue","fromName":"m[0].y","setToName":"copy"}]}"#;
    let typed =
        [r#"["setValue","m",[{"x":1,"y":2},{}]]"#, r#"["setValue","note","typed"]"#, r#"["setValue","copy","typed"]"#];
    assert_eq!(data(rows, &typed[..1]), r#"{"note":"set","m":[{"x":1,"y":2},{}],"copy":2}"#);
    let other = [typed[0], typed[1], typed[2], r#"["setValue","m",[{"x":1,"y":2},{"x":5}]]"#];
    assert_eq!(data(rows, &other), r#"{"note":"typed","m":[{"x":1,"y":2},{"x":5}],"copy":"typed"}"#);
    let same = [typed[0], r#"["setValue","m",[{"x":3,"y":2},{}]]"#, typed[1], typed[0]];
    assert_eq!(data(rows, &same), r#"{"note":"set","m":[{"x":1,"y":2},{}],"copy":2}"#);
}

#[test]
fn triggers_show_and_hide_when_a_page_is_left() {
    let document = r#"{"pages":[{"elements":[{"type":"text","name":"a"}]},{"elements":[{"type":"text","name":"b","visible":false}]},
        {"elements":[{"type":"text","name":"c"}]}],
        "triggers":[{"type":"visible","expression":"{a} empty","questions":["b"]}]}"#;
    let mut survey = survey(document);
    assert_eq!(survey.state().visible, ["a", "c"]);
    survey.next_page();
    assert_eq!(
        (survey.state().visible, survey.state().page.unwrap()),
        (vec!["a".into(), "b".into(), "c".into()], "page2".into())
    );
}

#[test]
fn what_asks_for_today_runs_when_the_moment_is_told() {
    let mut survey = survey(r#"{"elements":[{"type":"text","name":"a","visibleIf":"year(today()) > 1970"}]}"#);
    assert!(survey.state().visible.is_empty());
    let changes = survey.set_now(40_000_000_000);
    assert_eq!(changes.elements.iter().map(|path| &**path).collect::<Vec<_>>(), ["a", "page1"]);
    assert_eq!(survey.state().visible, ["a"]);
}

#[test]
fn rows_without_an_answer_are_there_and_no_part_of_the_data() {
    let matrix =
        r#"{"elements":[{"type":"matrixdynamic","name":"m","rowCount":1,"columns":[{"name":"x","cellType":"text"}]}]}"#;
    assert_eq!(data(matrix, &[r#"["addItem","m"]"#]), "{}");
    assert_eq!(data(matrix, &[r#"["addItem","m"]"#, r#"["answer","m[1].x",1]"#]), r#"{"m":[{},{"x":1}]}"#);
    let emptied = [r#"["open","m"]"#, r#"["answer","m[0].x",1]"#, r#"["answer","m[0].x",null]"#];
    assert_eq!(data(matrix, &emptied), "{}");
    let question = told(matrix, &[emptied[0], emptied[1], emptied[2], r#"["question","m"]"#]);
    assert_eq!(question.matches("m[0].x").count(), 1, "{question}");
    let removed =
        [r#"["addItem","m"]"#, r#"["answer","m[1].x",1]"#, r#"["removeItem","m",0]"#, r#"["removeItem","m",0]"#];
    assert_eq!(data(matrix, &removed[..3]), r#"{"m":[{"x":1}]}"#);
    assert_eq!(data(matrix, &removed), "{}");
}

#[test]
fn nobody_adds_or_removes_where_nothing_can_be_answered() {
    let panels = r#"{"elements":[{"type":"paneldynamic","name":"p","panelCount":1,"enableIf":"{a} = 1","templateElements":[{"type":"text","name":"x"}]}]}"#;
    assert_eq!(data(panels, &[r#"["addItem","p"]"#, r#"["removeItem","p",0]"#]), r#"{"p":[{}]}"#);
    assert_eq!(data(panels, &[r#"["setValue","a",1]"#, r#"["addItem","p"]"#]), r#"{"p":[{},{}],"a":1}"#);
}

#[test]
fn who_answers_a_question_is_not_overwritten_by_its_own_expression() {
    let document =
        r#"{"elements":[{"type":"text","name":"a","setValueExpression":"1 + 1"},{"type":"text","name":"b"}]}"#;
    assert_eq!(data(document, &[r#"["answer","a",7]"#]), r#"{"a":7}"#);
    assert_eq!(data(document, &[r#"["answer","a",7]"#, r#"["answer","b",1]"#]), r#"{"a":2,"b":1}"#);
}

#[test]
fn what_is_chosen_in_hidden_columns_and_rows_goes() {
    let matrix = |more: &str| {
        format!(
            r#"{{{more}"elements":[{{"type":"matrix","name":"m","rows":["r","s"],"columns":["a",{{"value":"b","visibleIf":"{{v}} = 1"}}]}}]}}"#
        )
    };
    let calls = [
        r#"["setVariable","v",1]"#,
        r#"["setValue","m",{"r":"a","s":"b"}]"#,
        r#"["setVariable","v",2]"#,
        r#"["tryComplete"]"#,
    ];
    assert_eq!(data(&matrix(""), &calls[..3]), r#"{"m":{"r":"a","s":"b"}}"#);
    assert_eq!(data(&matrix(""), &calls), r#"{"m":{"r":"a"}}"#);
    assert_eq!(data(&matrix(r#""clearInvisibleValues":"onHidden","#), &calls[..3]), r#"{"m":{"r":"a"}}"#);
    let rows = r#"{"clearInvisibleValues":"onHidden","elements":[{"type":"matrixdynamic","name":"m","rowsVisibleIf":"{row.x} != 2",
        "columns":[{"name":"x","cellType":"text","totalType":"sum"}]}]}"#;
    let set = r#"["setValue","m",[{"x":1},{"x":2}]]"#;
    assert_eq!(data(rows, &[r#"["open","m"]"#, set]), r#"{"m":[{"x":1}],"m-total":{"x":1}}"#);
}

#[test]
fn rows_that_are_hidden_do_not_count_in_totals() {
    let document = r#"{"elements":[{"type":"matrixdynamic","name":"m","rowsVisibleIf":"{row.x} != 2",
        "columns":[{"name":"x","cellType":"text","totalType":"sum"}]}]}"#;
    let calls = [r#"["open","m"]"#, r#"["setValue","m",[{"x":1},{"x":2}]]"#];
    assert_eq!(data(document, &calls), r#"{"m":[{"x":1},{"x":2}],"m-total":{"x":1}}"#);
}

#[test]
fn texts_say_answers_in_the_words_of_their_choices() {
    let document = r#"{"elements":[{"type":"boolean","name":"yes"},{"type":"boolean","name":"own","labelTrue":"Aye","valueTrue":"y"},
        {"type":"checkbox","name":"c","choices":[{"value":1,"text":"One of {n}"},2],"showDontKnowItem":true},
        {"type":"radiogroup","name":"taken","choicesFromQuestion":"c"},
        {"type":"text","name":"n"},{"type":"html","name":"all","html":"{yes} {own} {c} {taken}"}]}"#;
    let calls =
        [r#"["mergeData",{"yes":false,"own":"y","c":[1,"dontknow"],"taken":1,"n":"9"}]"#, r#"["question","all"]"#];
    let said = told(document, &calls);
    assert!(said.contains("No Aye One of 9, Don't know One of 9"), "{said}");
    let offered = told(document, &[calls[0], r#"["question","taken"]"#]);
    assert!(offered.contains(r#"{"value":1,"text":"One of 9"}"#), "{offered}");
    let itself = r#"{"elements":[{"type":"radiogroup","name":"r","choices":[{"value":"a","text":"so {r}"}]}]}"#;
    assert!(told(itself, &[r#"["setValue","r","a"]"#, r#"["question","r"]"#]).contains("so so a"));
}

#[test]
fn who_has_chosen_as_many_as_there_may_be_can_only_take_one_back() {
    let document = r#"{"elements":[{"type":"checkbox","name":"c","choices":["a","b"],"maxSelectedChoices":1,"showNoneItem":true}]}"#;
    let offered = told(document, &[r#"["setValue","c",["a"]]"#, r#"["question","c"]"#]);
    assert!(
        offered.contains(
            r#"[{"value":"a","text":"a"},{"value":"b","text":"b","disabled":true},{"value":"none","text":"None"}]"#
        ),
        "{offered}"
    );
    let state = |max: u8, answer: &str, word: &str| {
        let document = format!(
            r#"{{"elements":[{{"type":"checkbox","name":"c","choices":["a","b",{{"value":"d","enableIf":"{{v}} = 1"}}],"maxSelectedChoices":{max},
                "showOtherItem":true,"showSelectAllItem":true}}]}}"#
        );
        let offered = told(&document, &[&format!(r#"["setValue","c",{answer}]"#), r#"["question","c"]"#]);
        let (_, after) = offered.split_once(&format!(r#""value":"{word}""#)).unwrap();
        !after.split('}').next().unwrap().contains("disabled")
    };
    // As many as may be chosen are chosen, too few to choose all, and the other one is among them.
    assert_eq!(
        [state(2, r#"["a","b"]"#, "other"), state(2, r#"["a"]"#, "other"), state(1, r#"["other"]"#, "other")],
        [false, true, true]
    );
    assert_eq!([state(1, "[]", "all"), state(2, "[]", "all"), state(0, "[]", "all")], [false, true, true]);
}

#[test]
fn too_few_choices_are_wrong_also_where_there_is_none_unless_that_is_the_choice() {
    let document = r#"{"elements":[{"type":"checkbox","name":"c","choices":["a","b"],"minSelectedChoices":2,"showNoneItem":true}]}"#;
    let refused = |calls: &[&str]| told(document, calls).contains(r#""refused":true"#);
    assert!(refused(&[r#"["tryComplete"]"#]));
    assert!(refused(&[r#"["setValue","c",["a"]]"#, r#"["tryComplete"]"#]));
    assert!(!refused(&[r#"["setValue","c",["none"]]"#, r#"["tryComplete"]"#]));
    assert!(!refused(&[r#"["setValue","c",["a","b"]]"#, r#"["tryComplete"]"#]));
}

#[test]
fn digits_are_refused_in_numbers_too() {
    let document = r#"{"elements":[{"type":"text","name":"t","validators":[{"type":"text","allowDigits":false}]}]}"#;
    assert!(told(document, &[r#"["setValue","t",2]"#, r#"["tryComplete"]"#]).contains(r#""refused":true"#));
    assert!(told(document, &[r#"["setValue","t","two"]"#, r#"["tryComplete"]"#]).contains(r#""refused":false"#));
}

#[test]
fn a_quiz_counts_the_rows_of_a_matrix_and_what_can_be_chosen() {
    let quiz = |element: &str, call: &str| told(&format!(r#"{{"elements":[{element}]}}"#), &[call, r#"["quiz"]"#]);
    let matrix =
        r#"{"type":"matrix","name":"q","rows":["r","s"],"columns":["a","b"],"correctAnswer":{"r":"a","s":"b"}}"#;
    assert_eq!(quiz(matrix, r#"["setValue","q",{"r":"a","s":"a"}]"#), r#"{"questions":2,"correct":1,"score":0}"#);
    let gone = r#"{"type":"radiogroup","name":"q","choices":["a"],"correctAnswer":"z"}"#;
    assert_eq!(quiz(gone, r#"["setValue","q","a"]"#), r#"{"questions":0,"correct":0,"score":0}"#);
    let start = r#"{"firstPageIsStartPage":true,"pages":[{"elements":[{"type":"text","name":"q","correctAnswer":1}]},{"elements":[{"type":"text","name":"r"}]}]}"#;
    assert_eq!(told(start, &[r#"["quiz"]"#]), r#"{"questions":0,"correct":0,"score":0}"#);
}

#[test]
fn rankings_and_pictures_have_no_special_choices() {
    for kind in ["ranking", "imagepicker"] {
        let document = format!(
            r#"{{"elements":[{{"type":"{kind}","name":"q","choices":["a"],"showNoneItem":true,"showOtherItem":true}}]}}"#
        );
        assert!(
            told(&document, &[r#"["question","q"]"#]).contains(r#""choices":[{"value":"a","text":"a"}]"#),
            "{kind}"
        );
    }
}

/// A matrix of which `y` follows `x` in each row.
const FOLLOWING: &str = r#"{"type":"matrixdynamic","name":"m","columns":[{"name":"x","cellType":"text"},
    {"name":"y","cellType":"expression","expression":"{row.x} * 2"}]}"#;

#[test]
fn a_trigger_reads_the_part_that_was_answered_though_others_follow_from_it() {
    let document = format!(
        r#"{{"elements":[{FOLLOWING},{{"type":"text","name":"note"}},{{"type":"text","name":"count"}}],
            "triggers":[{{"type":"setvalue","expression":"{{m[0].x}} = 3","setToName":"note","setValue":"set"}},
                {{"type":"runexpression","expression":"{{m[0].x}} > 0","runExpression":"{{count}} + 1","setToName":"count"}}]}}"#
    );
    let answered = [r#"["open","m"]"#, r#"["answer","m[0].x",3]"#];
    assert_eq!(data(&document, &answered), r#"{"m":[{"y":6,"x":3},{"y":0}],"note":"set","count":1}"#);
    let again = [answered[0], answered[1], r#"["setValue","note","typed"]"#, r#"["answer","m[1].x",3]"#];
    assert_eq!(data(&document, &again), r#"{"m":[{"y":6,"x":3},{"y":6,"x":3}],"note":"typed","count":1}"#);
}

#[test]
fn a_trigger_hears_that_the_last_cell_within_a_panel_is_emptied() {
    let document = r#"{"elements":[{"type":"paneldynamic","name":"p","panelCount":1,"templateElements":[
            {"type":"text","name":"t"},{"type":"matrixdynamic","name":"m","columns":[{"name":"x","cellType":"text"}]}]},
            {"type":"text","name":"note"}],
        "triggers":[{"type":"setvalue","expression":"{p[0].m[0].x} empty","setToName":"note","setValue":"empty"}]}"#;
    let calls = [
        r#"["mergeData",{"p":[{"m":[{"x":1}]}]}]"#,
        r#"["open","p"]"#,
        r#"["setValue","note","typed"]"#,
        r#"["answer","p[0].t","other"]"#,
        r#"["answer","p[0].m[0].x",null]"#,
    ];
    assert_eq!(data(document, &calls[..4]), r#"{"p":[{"m":[{"x":1}],"t":"other"}],"note":"typed"}"#);
    assert_eq!(data(document, &calls), r#"{"p":[{"t":"other"}],"note":"empty"}"#);
}

#[test]
fn texts_that_name_themselves_again_and_again_come_to_an_end() {
    let text = "{r}".repeat(10_000);
    let document = format!(
        r#"{{"elements":[{{"type":"radiogroup","name":"r","choices":[{{"value":"a","text":"{text}"}}]}},
            {{"type":"checkbox","name":"c","choices":[{{"value":1,"text":"{text}"}},{{"value":2,"text":"{{c}}{text}"}}]}},
            {{"type":"html","name":"h","html":"{{r}} {{c}}"}}]}}"#
    );
    let set = r#"["mergeData",{"r":"a","c":[1,2]}]"#;
    for name in ["r", "c", "h"] {
        let length = told(&document, &[set, &format!(r#"["question","{name}"]"#)]).len();
        assert!((10_000..600_000).contains(&length), "{name}: {length}");
    }
}

#[test]
fn what_a_respondent_has_typed_names_nothing() {
    let document = r#"{"elements":[{"type":"text","name":"secret"},
        {"type":"paneldynamic","name":"p","templateElements":[{"type":"text","name":"x"}]},
        {"type":"radiogroup","name":"c","choices":["a"],"showOtherItem":true},
        {"type":"checkbox","name":"taken","choicesFromQuestion":"p","choiceValuesFromQuestion":"x"}]}"#;
    let calls = [r#"["mergeData",{"secret":"told","p":[{"x":"{secret}"},{"x":"plain"}]}]"#, r#"["question","taken"]"#];
    let offered = told(document, &calls);
    assert!(offered.contains(r#""text":"{secret}""#) && !offered.contains("told"), "{offered}");
}

#[test]
fn all_rows_that_are_hidden_go_and_only_those() {
    let document = r#"{"clearInvisibleValues":"onHidden","elements":[{"type":"matrixdynamic","name":"m",
        "rowsVisibleIf":"{row.x} != 2","columns":[{"name":"x","cellType":"text"}]}]}"#;
    let rows = |values: &[u8]| values.iter().map(|x| format!(r#"{{"x":{x}}}"#)).collect::<Vec<_>>().join(",");
    let many: Vec<u8> = [&[1][..], &[2; 20], &[3, 2, 4]].concat();
    for (given, kept) in [(&[1, 2, 2][..], &[1][..]), (&[1, 2, 2, 3], &[1, 3]), (&[2, 2, 1], &[1]), (&many, &[1, 3, 4])]
    {
        let set = format!(r#"["setValue","m",[{}]]"#, rows(given));
        assert_eq!(data(document, &[r#"["open","m"]"#, &set]), format!(r#"{{"m":[{}]}}"#, rows(kept)), "{given:?}");
    }
}

#[test]
fn an_expression_in_a_panel_that_becomes_enabled_is_computed() {
    let document = r#"{"elements":[{"type":"text","name":"a"},{"type":"panel","name":"p","enableIf":"{a} > 0",
        "elements":[{"type":"expression","name":"e","expression":"{a} * 2"}]}]}"#;
    assert_eq!(data(document, &[r#"["setValue","a",2]"#]), r#"{"a":2,"e":4}"#);
}

#[test]
fn what_is_computed_follows_the_defaults_that_return_with_the_preview() {
    let document = r#"{"elements":[{"type":"text","name":"a","defaultValue":4},{"type":"expression","name":"e","expression":"{a} + 1"}]}"#;
    assert_eq!(data(document, &[r#"["clearValue","a"]"#]), r#"{"e":1}"#);
    assert_eq!(data(document, &[r#"["clearValue","a"]"#, r#"["showPreview"]"#]), r#"{"a":4,"e":5}"#);
}

#[test]
fn a_hidden_multipletext_on_the_start_page_keeps_its_default() {
    let document = r#"{"firstPageIsStartPage":true,"pages":[{"elements":[{"type":"multipletext","name":"m","visible":false,
        "defaultValue":{"x":1},"items":[{"name":"x"}]},{"type":"text","name":"t"}]},{"elements":[{"type":"text","name":"u"}]}]}"#;
    assert_eq!(data(document, &[r#"["start"]"#, r#"["tryComplete"]"#]), r#"{"m":{"x":1}}"#);
}

#[test]
fn dynamic_panels_that_return_without_answers_are_as_many_as_at_first() {
    let document = r#"{"clearInvisibleValues":"onHidden","elements":[{"type":"text","name":"a"},{"type":"paneldynamic","name":"p",
        "visibleIf":"{a} = 1","panelCount":2,"templateElements":[{"type":"text","name":"x"}]}]}"#;
    let calls = [
        r#"["setValue","a",1]"#,
        r#"["setValue","p",[{"x":1}]]"#,
        r#"["setValue","a",2]"#,
        r#"["setValue","a",1]"#,
        r#"["answer","p[1].x",2]"#,
        r#"["removeItem","p",0]"#,
        r#"["removeItem","p",0]"#,
        r#"["question","p"]"#,
    ];
    assert_eq!(data(document, &calls[..4]), r#"{"a":1}"#);
    assert_eq!(data(document, &calls[..5]), r#"{"a":1,"p":[{},{"x":2}]}"#);
    let removed = told(document, &calls);
    assert!(removed.contains(r#""items":[]"#), "{removed}");
}

#[test]
fn a_condition_on_the_items_of_a_list_sees_the_answers_around_it() {
    let document = r#"{"elements":[{"type":"text","name":"y"},{"type":"text","name":"least"},
        {"type":"expression","name":"n","expression":"countInArray({m}, 'x', {y} > {least})"}]}"#;
    let calls = [
        r#"["setData",{"y":9,"least":5,"m":[{"x":1,"y":4},{"x":1,"y":6},{"x":1}]}]"#,
        r#"["setValue","least",3]"#,
        r#"["setValue","y",1]"#,
    ];
    let count = |calls: &[&str]| data(document, calls).split(r#""n":"#).nth(1).unwrap().chars().next();
    let counts = [&calls[..1], &calls[..2], &calls].map(count);
    assert_eq!(counts, [Some('2'), Some('3'), Some('2')], "an item without the field has that of the survey");
}

#[test]
fn the_preview_shows_only_what_is_answered_where_the_document_wants_it() {
    let document = |mode: &str| {
        format!(
            r#"{{{mode},"elements":[{{"type":"text","name":"a"}},{{"type":"text","name":"b"}},
            {{"type":"panel","name":"p","elements":[{{"type":"html","name":"h","html":"x"}},{{"type":"text","name":"c"}}]}},
            {{"type":"paneldynamic","name":"d","panelCount":1,"templateElements":[{{"type":"text","name":"x"}}]}}]}}"#
        )
    };
    for mode in [r#""previewMode":"answeredQuestions""#, r#""showPreviewBeforeComplete":"showAnsweredQuestions""#] {
        let mut survey = survey(&document(mode));
        survey.call_json(r#"["setValue","a",1]"#).unwrap();
        assert_eq!(survey.state().visible, ["a", "b", "h", "c", "d"]);
        survey.show_preview();
        assert_eq!(survey.state().visible, ["a"]);
        let mut page = String::new();
        survey.page().write_json(&mut page);
        assert!(page.contains(r#""path":"a""#) && !page.contains(r#""path":"b""#), "{page}");
        assert!(!page.contains(r#""path":"p""#), "a panel without an answer is not shown: {page}");
        survey.cancel_preview();
        assert_eq!(survey.state().visible, ["a", "b", "h", "c", "d"]);
    }
    let mut none = survey(&document(r#""previewMode":"answeredQuestions""#));
    none.show_preview();
    assert_eq!(
        none.state().visible,
        ["a", "b", "h", "c", "d"],
        "where nothing is answered, all is there to go back to"
    );
    let mut all = survey(&document(r#""showPreviewBeforeComplete":true"#));
    all.show_preview();
    assert_eq!(all.state().visible, ["a", "b", "h", "c", "d"]);
}
