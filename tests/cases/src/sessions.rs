//! What any survey document, and any sequence of calls to a survey, may be given to.
//!
//! Each panics where something that must hold does not.

use patronage::expr::Value;
use patronage::kernel::json::Json;
use patronage::survey::{Answer, Options, Survey};

/// How many questions of one survey are answered, and how many pages are turned.
const ENOUGH: usize = 12;

/// How long a sequence of calls may be.
const MOST_CALLS: usize = 60;

/// A survey document; one that is taken is painted, answered and walked to its end.
pub fn survey(text: &str) {
    let Ok(mut survey) = Survey::parse(text, options()) else { return };
    call(&mut survey, r#"["warnings"]"#);
    paint(&mut survey);
    let questions = survey.state().visible;
    for (at, question) in questions.iter().take(ENOUGH).enumerate() {
        let value = VALUES.get(at % VALUES.len()).copied().unwrap_or("1");
        call(&mut survey, &["[\"setValue\",", &quoted(question), ",", value, "]"].concat());
    }
    for method in ["nextPage", "tryComplete", "prevPage", "showPreview", "cancelPreview"].iter().cycle().take(ENOUGH) {
        call(&mut survey, &["[\"", method, "\"]"].concat());
        paint(&mut survey);
    }
    call(&mut survey, "[\"setData\",{}]");
    call(&mut survey, "[\"doComplete\"]");
    paint(&mut survey);
    is_json(&json(&survey.ending()));
}

/// A sequence of calls: the first letter chooses the survey, each two after it a call.
pub fn answers(text: &str) {
    let mut bytes = text.bytes();
    let Some((document, plain)) = DOCUMENTS.get(usize::from(bytes.next().unwrap_or(0)) % DOCUMENTS.len()) else {
        return;
    };
    let mut survey = Survey::parse(document, options()).expect("the document is sound");
    let known = survey_names(document);
    for _ in 0..MOST_CALLS {
        let (Some(what), Some(with)) = (bytes.next(), bytes.next()) else { break };
        call(&mut survey, &written(what, with));
        check(&survey, &known, *plain);
    }
    paint(&mut survey);
}

/// What must hold after every call.
fn check(survey: &Survey, known: &[String], plain: bool) {
    let state = survey.state();
    for name in state.visible.iter().chain(&state.required).chain(&state.read_only) {
        assert!(known.contains(name), "{name} is no question of the document");
    }
    assert!(
        state.page.iter().all(|page| state.pages.contains(page)),
        "{:?} is not among {:?}",
        state.page,
        state.pages
    );
    let mut again = survey.clone();
    again.recompute();
    if plain {
        assert_eq!(decided(survey), decided(&again), "an answer recomputed too little");
    }
    let (once, twice) = (json(&survey.clone().page()), json(&survey.clone().page()));
    assert_eq!(once, twice, "to paint twice is to paint the same");
}

fn decided(survey: &Survey) -> String {
    let state = survey.state();
    let data = json(&state.data);
    format!("{data} {:?} {:?} {:?} {:?}", state.visible, state.required, state.read_only, state.pages)
}

/// The page, and every question on it by its path.
fn paint(survey: &mut Survey) {
    let page = survey.page();
    is_json(&json(&page));
    for path in paths(&page) {
        is_json(&json(&survey.question(&path)));
    }
    is_json(&survey.state_json());
}

fn paths(painted: &Answer) -> Vec<String> {
    let mut open = vec![painted];
    let mut found = Vec::new();
    while let Some(next) = open.pop() {
        if let Some(Value::Text(path)) = next.field("path") {
            found.push(path.to_string());
        }
        match next {
            Value::List(items) => open.extend(items.iter()),
            Value::Object(fields) => open.extend(fields.iter().map(|field| &field.value)),
            _ => {}
        }
    }
    found.truncate(4 * ENOUGH);
    found
}

fn call(survey: &mut Survey, call: &str) {
    match survey.call_json(call) {
        Ok(changes) => is_json(&changes),
        Err(error) => panic!("{call}: {error}"),
    }
}

/// The call that two bytes stand for.
fn written(what: u8, with: u8) -> String {
    let name = |at: u8| NAMES.get(usize::from(at) % NAMES.len()).copied().unwrap_or("a");
    let value = VALUES.get(usize::from(with) % VALUES.len()).copied().unwrap_or("1");
    let method = METHODS.get(usize::from(what & 15)).copied().unwrap_or("");
    if method.is_empty() {
        return format!("[\"setValue\",\"{}\",{value}]", name(what >> 4));
    }
    method.replace("NAME", name(with)).replace("VALUE", value).replace("AT", &(with & 3).to_string())
}

/// By the lower four bits; the others give an answer.
const METHODS: [&str; 12] = [
    r#"["nextPage"]"#,
    r#"["prevPage"]"#,
    r#"["tryComplete"]"#,
    r#"["showPreview"]"#,
    r#"["cancelPreview"]"#,
    r#"["clearValue","NAME"]"#,
    r#"["setComment","NAME","why"]"#,
    r#"["mergeData",{"NAME":VALUE,"a":1}]"#,
    r#"["setData",{"b":VALUE,"people":[{"x":VALUE},{"x":2}]}]"#,
    r#"["addItem","NAME"]"#,
    r#"["removeItem","NAME",AT]"#,
    r#"["answer","people[AT].x",VALUE]"#,
];

const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "people", "grid", "rows", "g", "h", "sum"];

const VALUES: [&str; 12] = [
    "1",
    "2",
    "3.5",
    "\"x\"",
    "\"other\"",
    "null",
    "true",
    "[\"x\",\"y\"]",
    "[{\"x\":1},{\"x\":2}]",
    "{\"x\":1,\"y\":2}",
    "\"2026-11-22\"",
    "[]",
];

/// Surveys, and whether to run every condition again must change nothing.
const DOCUMENTS: [(&str, bool); 5] = [
    (
        r#"{"pages":[{"name":"p1","elements":[
            {"type":"text","name":"a"},
            {"type":"text","name":"b","visibleIf":"{a} = 1","requiredIf":"{c} notempty"},
            {"type":"panel","name":"q","visibleIf":"{b} notempty or {e} = 'x'","elements":[
                {"type":"text","name":"c","enableIf":"{a} > 1"},{"type":"comment","name":"d"}]}]},
            {"name":"p2","visibleIf":"{d} != 2","elements":[
                {"type":"boolean","name":"e"},{"type":"text","name":"f","visibleIf":"{e} and {c} empty","isRequired":true}]}]}"#,
        true,
    ),
    (
        r#"{"elements":[
            {"type":"checkbox","name":"a","choices":["x",{"value":"y","visibleIf":"{b} = 1"},3],"showOtherItem":true,
                "showNoneItem":true},
            {"type":"radiogroup","name":"b","choices":[1,2,"x"],"choicesVisibleIf":"{item} != {c}"},
            {"type":"text","name":"c","title":"About {a}"},
            {"type":"matrix","name":"grid","columns":[1,2],"rows":["x",{"value":"y","visibleIf":"{a} contains 'x'"}]},
            {"type":"dropdown","name":"d","choicesFromQuestion":"a","choicesFromQuestionMode":"selected"},
            {"type":"ranking","name":"e","choices":["x","y"]},{"type":"rating","name":"f","rateMax":3}]}"#,
        false,
    ),
    (
        r#"{"elements":[
            {"type":"paneldynamic","name":"people","panelCount":1,"maxPanelCount":4,"templateElements":[
                {"type":"text","name":"x"},{"type":"text","name":"y","visibleIf":"{panel.x} = 1"},
                {"type":"paneldynamic","name":"pets","templateElements":[
                    {"type":"text","name":"z","visibleIf":"{panel.z} empty or {a} = 2"}]},
                {"type":"expression","name":"twice","expression":"{panel.x} * 2"}]},
            {"type":"matrixdynamic","name":"rows","rowCount":2,"columns":[
                {"name":"x","cellType":"text","totalType":"sum"},
                {"name":"y","cellType":"dropdown","choices":["x","y"],"visibleIf":"{row.x} > 1"}]},
            {"type":"matrixdropdown","name":"grid","rows":["x","y"],"columns":[{"name":"x","cellType":"text"}]},
            {"type":"expression","name":"sum","expression":"sumInArray({people}, 'x')"},
            {"type":"text","name":"a","visibleIf":"{people.length} > 1 and {rows[0].x} notempty"}]}"#,
        false,
    ),
    (
        r#"{"elements":[
            {"type":"text","name":"a","defaultValue":1},{"type":"text","name":"b","defaultValueExpression":"{a} + 1"},
            {"type":"text","name":"c","setValueIf":"{a} = 2","setValueExpression":"{b}"},
            {"type":"text","name":"d","resetValueIf":"{c} = 3","clearIfInvisible":"onHidden","visibleIf":"{e} != 'x'"},
            {"type":"text","name":"e"},{"type":"text","name":"f"},{"type":"multipletext","name":"g","items":[
                {"name":"x"},{"name":"y"}]}],
            "calculatedValues":[{"name":"sum","expression":"{a} + {b}","includeIntoResult":false}],
            "triggers":[{"type":"setvalue","expression":"{sum} > 3","setToName":"f","setValue":"x"},
                {"type":"copyvalue","expression":"{f} = 'x'","fromName":"a","setToName":"e"},
                {"type":"runexpression","expression":"{e} notempty","setToName":"d","runExpression":"{e} + 1"},
                {"type":"skip","expression":"{b} = 3","gotoName":"f"},
                {"type":"complete","expression":"{f} = 'other'"}]}"#,
        false,
    ),
    (
        r#"{"questionsOnPageMode":"questionPerPage","showPreviewBeforeComplete":true,"firstPageIsStartPage":true,
            "pages":[{"name":"start","elements":[{"type":"html","name":"h","html":"Hello {a}"}]},
            {"name":"p1","questionOrder":"random","elements":[
                {"type":"text","name":"a","isRequired":true,"validators":[{"type":"numeric","minValue":1},
                    {"type":"expression","expression":"{a} != {b}"}]},
                {"type":"text","name":"b","validators":[{"type":"regex","regex":"^[a-z]+$"},{"type":"email"}]}]},
            {"name":"p2","elements":[{"type":"checkbox","name":"c","choices":["x","y"],"validators":[
                {"type":"answercount","minCount":2}]},{"type":"text","name":"d","inputType":"date","max":"2026-11-22"},
                {"type":"imagepicker","name":"e","choices":["x"],"multiSelect":true},{"type":"slider","name":"f"},
                {"type":"file","name":"g"}]}]}"#,
        false,
    ),
];

fn survey_names(document: &str) -> Vec<String> {
    let json = Json::parse(document).expect("the document is sound");
    let mut open = vec![&json];
    let mut names = Vec::new();
    while let Some(next) = open.pop() {
        if let (Some(name), Some(_)) = (next.get("name").and_then(Json::as_text), next.get("type")) {
            names.push(name.to_owned());
        }
        match next {
            Json::List(items) => open.extend(items),
            Json::Object(fields) => open.extend(fields.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    names
}

fn options() -> Options {
    Options { locale: "zh-CN".to_owned(), now: Some(1_790_000_000_000), offset: 28_800, seed: 7, ..Options::default() }
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    patronage::kernel::json::write_text(text, &mut out);
    out
}

fn json(value: &Answer) -> String {
    let mut out = String::new();
    value.write_json(&mut out);
    out
}

fn is_json(text: &str) {
    assert!(Json::parse(text).is_ok(), "{text}");
}
