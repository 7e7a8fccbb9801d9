//! What a page is painted from, and that what a call says it changed is enough to paint again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::expr::Value;
use patronage::survey::{Answer, Changes, Options, Survey};

fn survey(json: &str) -> Survey {
    Survey::parse(json, Options::default()).unwrap()
}

fn text(text: &str) -> Answer {
    Value::Text(text.to_owned().into())
}

fn json(answer: &Answer) -> String {
    let mut out = String::new();
    answer.write_json(&mut out);
    out
}

fn told(changes: &Changes) -> Vec<&str> {
    changes.elements.iter().map(|path| &**path).collect()
}

/// A part of what is painted, as JSON; `null` where it is absent.
fn part(answer: &Answer, way: &str) -> String {
    let mut at = answer;
    for step in way.split('/') {
        let next = match at {
            Value::List(items) => items.get(step.parse::<usize>().unwrap()),
            other => other.field(step),
        };
        match next {
            Some(next) => at = next,
            None => return "null".to_owned(),
        }
    }
    json(at)
}

/// The paths of the questions and panels in a tree, with panels opened.
fn paths(page: &Answer) -> String {
    fn walk(nodes: &Answer, out: &mut Vec<String>) {
        let Value::List(nodes) = nodes else { return };
        for node in nodes.iter() {
            out.push(node.field("path").unwrap().to_plain_text());
            node.field("elements").iter().for_each(|below| walk(below, out));
        }
    }
    let mut out = Vec::new();
    walk(page.field("elements").unwrap(), &mut out);
    out.join(" ")
}

const PAGES: &str = r#"{
    "title": {"default": "For {who}", "zh-CN": "给{who}"}, "showQuestionNumbers": "on",
    "pages": [
        {"name": "one", "title": "First", "elements": [
            {"type": "text", "name": "who"},
            {"type": "html", "name": "words", "html": "<b>{who}</b>"},
            {"type": "panel", "name": "box", "title": "Box", "isRequired": true, "elements": [
                {"type": "comment", "name": "why", "visibleIf": "{who} = 'me'"}]}]},
        {"name": "two", "elements": [
            {"type": "rating", "name": "score", "isRequired": true, "title": {"default": "Rate", "zh-CN": "评分"}},
            {"type": "boolean", "name": "sure", "enableIf": "{score} > 2"}]},
        {"name": "three", "elements": [{"type": "text", "name": "end"}]}]}"#;

#[test]
fn the_page_is_a_tree_of_what_is_shown() {
    let mut survey = survey(PAGES);
    let page = survey.page();
    assert_eq!(paths(&page), "who words");
    assert_eq!(part(&page, "elements/0"), r#"{"path":"who","type":"text","number":1}"#);
    assert_eq!(part(&page, "elements/1"), r#"{"path":"words","type":"html"}"#);
    assert_eq!(part(&page, "page/path"), r#""one""#);
    assert_eq!(part(&page, "page/place"), r#""/pages/0""#);
    assert_eq!([part(&page, "index"), part(&page, "count")], ["0", "3"]);
    assert_eq!(part(&page, "buttons"), r#"["next"]"#);

    let changes = survey.answer("who", text("me"));
    assert!(told(&changes).contains(&"why") && told(&changes).contains(&"box"));
    let page = survey.page();
    assert_eq!(paths(&page), "who words box why");
    assert_eq!(part(&page, "texts/title"), r#""For me""#);
    assert_eq!(part(&page, "elements/2/lacking"), "true");
    assert_eq!(part(&page, "elements/2/place"), r#""/pages/0/elements/2""#);
    assert_eq!(part(&survey.question("words"), "texts/html"), r#""<b>me</b>""#);

    survey.answer("why", text("x"));
    survey.next_page();
    let page = survey.page();
    assert_eq!(part(&page, "elements/0/number"), "3");
    assert_eq!(part(&page, "buttons"), r#"["previous","next"]"#);
    assert!(told(&survey.set_locale("zh-CN")).contains(&"score"));
    assert_eq!(part(&survey.page(), "texts/title"), r#""给me""#);
    assert_eq!(part(&survey.question("score"), "texts/title"), r#""评分""#);
}

#[test]
fn a_question_tells_what_is_asked_and_wrong() {
    let mut survey = survey(PAGES);
    survey.go_to_page(1);
    let question = survey.question("score");
    assert_eq!(part(&question, "required"), "true");
    assert_eq!(part(&question, "errors"), r#"[{"code":"required"}]"#);
    assert_eq!(part(&survey.question("sure"), "readOnly"), "true");
    let changes = survey.answer("score", Value::Number(3.0));
    assert_eq!(told(&changes), ["sure"]);
    assert_eq!(part(&survey.question("score"), "value"), "3");
    assert_eq!(part(&survey.question("score"), "errors"), "[]");
    assert_eq!(part(&survey.question("sure"), "readOnly"), "false");
    assert_eq!(survey.question("nobody"), Value::Undefined);
}

#[test]
fn the_last_page_completes_or_shows_all_answers_first() {
    let mut survey = survey(&PAGES.replacen("\"title\"", "\"showPreviewBeforeComplete\": true, \"title\"", 1));
    survey.answer("score", Value::Number(3.0));
    survey.go_to_page(2);
    assert_eq!(part(&survey.page(), "buttons"), r#"["previous","preview"]"#);
    survey.show_preview();
    let page = survey.page();
    assert_eq!(part(&page, "buttons"), r#"["edit","complete"]"#);
    assert_eq!(paths(&page), "one who words two score sure three end");
    assert_eq!(part(&survey.question("end"), "readOnly"), "true");
    survey.try_complete();
    let page = survey.page();
    assert_eq!([part(&page, "stage"), part(&page, "buttons"), part(&page, "elements")], ["\"completed\"", "[]", "[]"]);
}

#[test]
fn there_is_no_way_back_to_a_page_with_a_time_limit() {
    let limited = PAGES.replacen("\"name\": \"one\"", "\"name\": \"one\", \"timeLimit\": 9", 1);
    let mut survey = survey(&limited);
    survey.answer("who", text("Ada"));
    survey.next_page();
    assert_eq!(part(&survey.page(), "buttons"), r#"["next"]"#);
    survey.answer("score", Value::Number(1.0));
    survey.next_page();
    assert_eq!(part(&survey.page(), "buttons"), r#"["previous","complete"]"#);
}

#[test]
fn the_ends_of_a_scale_are_told_where_they_are_computed() {
    let mut survey = survey(
        r#"{"elements": [{"type": "text", "name": "a", "inputType": "number", "min": 1},
            {"type": "slider", "name": "s", "min": 5, "max": 10, "maxValueExpression": "{a} * 2"}]}"#,
    );
    let ends = |survey: &Survey, name: &str| ["min", "max"].map(|end| part(&survey.question(name), end));
    assert_eq!([ends(&survey, "a"), ends(&survey, "s")], [["1", "null"], ["5", "0"]]);
    survey.answer("a", Value::Number(20.0));
    assert_eq!(ends(&survey, "s"), ["5", "40"]);
}

#[test]
fn one_question_at_a_time_is_a_page_of_one() {
    let mut survey = survey(&PAGES.replacen("\"title\"", "\"questionsOnPageMode\": \"questionPerPage\", \"title\"", 1));
    let mut seen = Vec::new();
    survey.answer("score", Value::Number(1.0));
    for _ in 0..5 {
        let page = survey.page();
        seen.push(format!("{} {}/{}", paths(&page), part(&page, "index"), part(&page, "count")));
        survey.perform_next();
    }
    assert_eq!(seen, ["who 0/5", "words 1/5", "score 2/5", "sure 3/5", "end 4/5"]);
    assert_eq!(part(&survey.page(), "elements/0/number"), "4");
}

#[test]
fn all_pages_on_one_and_the_page_before_the_first() {
    let mut single = survey(&PAGES.replacen("\"title\"", "\"questionsOnPageMode\": \"singlePage\", \"title\"", 1));
    assert_eq!(paths(&single.page()), "one who words two score sure three end");
    let mut starting = survey(&PAGES.replacen("\"title\"", "\"firstPageIsStartPage\": true, \"title\"", 1));
    let page = starting.page();
    assert_eq!([paths(&page), part(&page, "buttons")], ["who words", r#"["start"]"#]);
    starting.start();
    assert_eq!(paths(&starting.page()), "score sure");
}

#[test]
fn choices_say_what_is_offered() {
    let mut survey = survey(
        r#"{"elements": [
            {"type": "checkbox", "name": "a", "showOtherItem": true, "choices": [
                {"value": 1, "text": "One {b}"}, {"value": 2, "enableIf": "{b} = 1"},
                {"value": 3, "elements": [{"type": "text", "name": "inner"}]}]},
            {"type": "text", "name": "b"},
            {"type": "radiogroup", "name": "c", "choicesFromQuestion": "a", "choicesFromQuestionMode": "selected"}]}"#,
    );
    let before = survey.question("a");
    assert_eq!(part(&before, "choices/1"), r#"{"value":2,"text":"2","disabled":true}"#);
    assert_eq!(part(&before, "choices/2/elements"), "null");
    let changes = survey.answer("b", Value::Number(1.0));
    assert!(told(&changes).contains(&"a"));
    assert_eq!(part(&survey.question("a"), "choices/1/disabled"), "null");
    assert_eq!(part(&survey.question("a"), "choices/0/text"), r#""One 1""#);

    let changes = survey.answer("a", Value::list(vec![Value::Number(3.0)]));
    assert!(told(&changes).contains(&"c") && told(&changes).contains(&"inner"), "{changes:?}");
    assert_eq!(part(&survey.question("a"), "choices/2/elements/0/path"), r#""inner""#);
    assert_eq!(part(&survey.question("c"), "choices"), r#"[{"value":3,"text":"3"}]"#);
    survey.answer("inner", text("x"));
    assert_eq!(survey.value("inner"), Some(&text("x")));
    survey.comment("a", "more");
    assert_eq!(part(&survey.question("a"), "comment"), r#""more""#);
}

const ITEMS: &str = r#"{"elements": [
    {"type": "paneldynamic", "name": "people", "panelCount": 1, "minPanelCount": 1, "maxPanelCount": 3,
        "templateElements": [
            {"type": "text", "name": "name", "isRequired": true},
            {"type": "text", "name": "mail [work]", "title": "Mail of {panel.name}, {panelIndex}",
                "visibleIf": "{panel.name} notempty", "defaultValue": "@"},
            {"type": "matrixdropdown", "name": "days", "columns": [{"name": "when", "cellType": "text"}], "rows": [1]}]},
    {"type": "matrixdropdown", "name": "grid", "rows": ["a", {"value": "b", "text": "Bee", "visibleIf": "{on} = 1"}],
        "columns": [{"name": "x", "cellType": "text"}, {"name": "y", "cellType": "text", "visibleIf": "{row.x} = 1"}]},
    {"type": "multipletext", "name": "contact", "items": [{"name": "phone"}, {"name": "city"}]},
    {"type": "matrix", "name": "likert", "columns": [1, 2], "rows": ["p", {"value": "q", "visibleIf": "{on} = 1"}]},
    {"type": "text", "name": "on"}]}"#;

#[test]
fn items_have_paths_and_answers_of_their_own() {
    let mut survey = survey(ITEMS);
    survey.page();
    let people = survey.question("people");
    assert_eq!(part(&people, "value"), "null");
    assert_eq!(part(&people, "items/0/elements/0/path"), r#""people[0].name""#);
    assert_eq!(part(&survey.question("people[0].name"), "errors"), r#"[{"code":"required"}]"#);
    assert_eq!(part(&people, "errors"), "[]");

    let changes = survey.answer("people[0].name", text("Ada"));
    assert_eq!(told(&changes), ["people[0].mail [work]"]);
    let mail = survey.question("people[0].mail [work]");
    assert_eq!(part(&mail, "texts/title"), r#""Mail of Ada, 1""#);
    assert_eq!(part(&mail, "path"), r#""people[0].mail [work]""#);
    assert_eq!(part(&mail, "place"), r#""/elements/0/templateElements/1""#);
    survey.answer("people[0].mail [work]", text("a@b.cc"));
    survey.answer("people[0].days[0].when", text("today"));
    survey.comment("people[0].name", "sic");
    assert_eq!(part(&survey.question("people[0].name"), "comment"), r#""sic""#);
    assert_eq!(
        json(&survey.data()),
        r#"{"people":[{"mail [work]":"a@b.cc","name":"Ada","days":{"1":{"when":"today"}},"name-Comment":"sic"}]}"#
    );

    assert!(told(&survey.add_item("people")).contains(&"people"));
    survey.answer("people[1].name", text("Bob"));
    survey.add_item("people");
    survey.add_item("people");
    assert_eq!(part(&survey.question("people"), "items/2/index"), "2");
    assert_eq!(part(&survey.question("people"), "items/3"), "null");
    survey.remove_item("people", 0);
    assert_eq!(part(&survey.question("people[0].name"), "value"), r#""Bob""#);
    survey.remove_item("people", 1);
    survey.remove_item("people", 0);
    assert_eq!(part(&survey.question("people[0].name"), "value"), r#""Bob""#);
}

#[test]
fn rows_and_cells_come_and_go() {
    let mut survey = survey(ITEMS);
    survey.page();
    assert_eq!(part(&survey.question("grid"), "items/1"), "null");
    let changes = survey.answer("on", Value::Number(1.0));
    assert!(told(&changes).contains(&"grid") && told(&changes).contains(&"likert"), "{changes:?}");
    let grid = survey.question("grid");
    assert_eq!([part(&grid, "items/1/text"), part(&grid, "items/1/value")], [r#""Bee""#, r#""b""#]);
    assert_eq!(part(&grid, "items/0/elements/1"), "null");
    let changes = survey.answer("grid[0].x", Value::Number(1.0));
    assert_eq!(told(&changes), ["grid[0].y"]);
    assert_eq!(part(&survey.question("grid"), "items/0/elements/1/path"), r#""grid[0].y""#);
    assert_eq!(part(&survey.question("grid[0].y"), "place"), r#""/elements/1/columns/1""#);
    assert_eq!(part(&survey.question("likert"), "rows"), r#"[{"value":"p","text":"p"},{"value":"q","text":"q"}]"#);

    assert_eq!(part(&survey.question("contact"), "items/0/elements/1/path"), r#""contact[0].city""#);
    survey.answer("contact[0].city", text("Rome"));
    assert_eq!(json(survey.value("contact").unwrap()), r#"{"city":"Rome"}"#);
}

#[test]
fn the_ending_has_its_words_and_way() {
    let mut survey = survey(
        r#"{"completedHtml": "Bye {a}", "navigateToUrl": "/x?{a}", "elements": [{"type": "text", "name": "a"}]}"#,
    );
    survey.answer("a", text("you"));
    assert_eq!(json(&survey.ending()), r#"{"html":"Bye you","url":"/x?you"}"#);
}

#[test]
fn no_path_is_too_strange() {
    let mut survey = survey(ITEMS);
    for path in [
        "",
        "[",
        "[0]",
        "people[",
        "people[9].name",
        "people[0].",
        "people[0].nobody",
        "people[0]",
        "a].b",
        "people[-1].name",
    ] {
        assert_eq!(survey.question(path), Value::Undefined, "{path}");
        assert!(survey.answer(path, text("x")).values.is_empty(), "{path}");
        assert!(survey.add_item(path).values.is_empty(), "{path}");
    }
    assert_eq!(survey.question(&"people[0].".repeat(10_000)), Value::Undefined);
}

#[test]
fn a_matrix_of_questions_tells_columns_and_totals() {
    let mut survey = survey(
        r#"{"elements": [{"type": "matrixdynamic", "name": "cart", "rowCount": 1, "columns": [
            {"name": "what", "cellType": "text", "title": {"default": "What, {who}?", "zh-CN": "什么"}},
            {"name": "price", "cellType": "text", "totalType": "sum"}]}, {"type": "text", "name": "who"}]}"#,
    );
    survey.page();
    survey.answer("who", text("Ada"));
    let changes = survey.answer("cart[0].price", Value::Number(4.0));
    assert!(changes.values.iter().any(|name| &**name == "cart-total"), "{changes:?}");
    let cart = survey.question("cart");
    assert_eq!(part(&cart, "columns"), r#"[{"value":"what","text":"What, Ada?"},{"value":"price","text":"price"}]"#);
    assert_eq!(part(&cart, "totals"), r#"{"price":4}"#);
    survey.set_locale("zh-CN");
    assert_eq!(part(&survey.question("cart"), "columns/0/text"), r#""什么""#);
    assert_eq!(part(&survey.question("who"), "columns"), "null");
}

#[test]
fn each_panel_has_its_own_titles() {
    let mut survey = survey(
        r#"{"elements": [{"type": "paneldynamic", "name": "trips", "panelCount": 2, "title": "Trips",
            "templateTitle": "{panelIndex}: {panel.to}", "templateElements": [{"type": "text", "name": "to"}]}]}"#,
    );
    survey.page();
    survey.answer("trips[1].to", text("Oslo"));
    let trips = survey.question("trips");
    assert_eq!(part(&trips, "items/0/texts/templateTitle"), r#""1: ""#);
    assert_eq!(part(&trips, "items/1/texts/templateTitle"), r#""2: Oslo""#);
}

#[test]
fn rows_may_stand_in_an_order_by_chance_which_stays() {
    const ROWS: &str = r#"{"elements": [
        {"type": "matrix", "name": "m", "rowOrder": "random", "columns": [1],
            "rows": [1, 2, 3, 4, 5, 6, 7, {"value": 8, "visibleIf": "{more} = 1"}]},
        {"type": "matrixdropdown", "name": "d", "rowOrder": "Random", "columns": ["c"], "rows": [1, 2, 3, 4, 5, 6, 7]},
        {"type": "text", "name": "more"}]}"#;
    let values = |survey: &Survey, name: &str, list: &str| {
        let question = survey.question(name);
        let Some(Value::List(lines)) = question.field(list) else { panic!("{name} has no {list}") };
        lines.iter().map(|line| line.field("value").unwrap().to_plain_text()).collect::<String>()
    };
    let mut one = Survey::parse(ROWS, Options { seed: 5, ..Options::default() }).unwrap();
    one.page();
    let rows = values(&one, "m", "rows");
    assert_ne!(rows, "1234567");
    assert_ne!(values(&one, "d", "items"), "1234567");
    one.answer("more", Value::Number(1.0));
    assert_eq!(values(&one, "m", "rows").replace('8', ""), rows);
    let again = Survey::parse(ROWS, Options { seed: 5, ..Options::default() }).unwrap();
    assert_eq!(values(&again, "m", "rows"), rows);
    let other = Survey::parse(ROWS, Options { seed: 6, ..Options::default() }).unwrap();
    assert_ne!(values(&other, "m", "rows"), rows);
}

#[test]
fn an_added_panel_begins_with_the_panels_within_it() {
    let mut survey = survey(
        r#"{"elements": [{"type": "paneldynamic", "name": "p", "panelCount": 1, "templateElements": [
            {"type": "paneldynamic", "name": "q", "panelCount": 1, "templateElements": [
                {"type": "text", "name": "a", "defaultValue": "x"}]}]}]}"#,
    );
    survey.page();
    survey.add_item("p");
    assert_eq!(survey.question("p[1].q[0].a").field("value"), survey.question("p[0].q[0].a").field("value"));
    assert_eq!(survey.question("p[1].q[0].a").field("value"), Some(&Value::Text("x".into())));
}
