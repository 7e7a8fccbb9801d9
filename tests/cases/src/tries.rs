//! What any text may be given to: the fuzz targets call these, and so do the regression tests with what fuzzing found.
//!
//! Each panics where something that must hold does not.

use patronage::expr::Expression;
use patronage::kernel::calendar::{Instant, Zone};
use patronage::kernel::json::Json;
use patronage::loyalty::Program;
use std::sync::LazyLock;

const REQUEST: &str = r#"{"member":{"birthday":"1990-11-03","level":3,"tags":["a"],"entries":[
    {"at":"2026-10-01T08:00:00Z","points":4900,"spend":490000,"rules":{"base":100}}]},
    "cart":{"id":"o","channel":"app","lines":[
    {"product":"p1","category":"coffee","quantity":2,"price":1990,"discount":5,"brand":"Nord"},
    {"product":"p2","category":"tea","quantity":-1,"amount":-1250}]},"now":"2026-11-18T12:30:00Z"}"#;

const PROGRAM: &str = r#"{"currency":"CNY","timeZone":"Europe/Berlin","multipliers":"highest","earn":[
    {"id":"base","points":1,"per":"1.00","rounding":{"mode":"halfEven","level":"line"}},
    {"id":"step","points":5,"every":"10.00","lines":"{line.brand} = 'Nord' or {line.weight} > 0.5"},
    {"id":"unit","points":3,"each":"unit","when":"{member.level} >= 2","cap":{"points":40,"per":"month"}},
    {"id":"double","multiply":"2","rules":["base"]},{"id":"half","multiply":"3/2"}],
    "tiers":[{"id":"silver","from":1000,"benefits":[{"discount":"10%"},{"multiply":"1.5"}]}],
    "qualify":{"on":"points","within":{"days":365}}}"#;

const VALUES: &str = r#"{"values":{"a":{"b":[{"c":2}]},"d":["x",1,null],"e":[1,2.5],"f":"2026-01-01","tags":[2,"3"]},
    "now":1790000000000,"offset":28800}"#;

/// A program document; one that is taken must answer or refuse, and answer in JSON.
pub fn program(text: &str) {
    let Ok(program) = Program::parse(text) else { return };
    is_json(program.preview_json(REQUEST));
    is_json(program.status_json(r#"{"now":0}"#));
}

/// A request for a preview or a status.
pub fn request(text: &str) {
    static COMPILED: LazyLock<Program> = LazyLock::new(|| Program::parse(PROGRAM).expect("the program is sound"));
    is_json(COMPILED.preview_json(text));
    is_json(COMPILED.status_json(text));
}

/// JSON text; what is read and written is read again as the same.
pub fn json(text: &str) {
    let Ok(value) = Json::parse(text) else { return };
    let mut written = String::new();
    value.write(&mut written);
    assert_eq!(Json::parse(&written).as_ref(), Ok(&value), "{written}");
}

/// An expression; its canonical form may be given to the reader too, though the reference, whose form it is, leaves
/// quotes inside texts as they are, so that it need not be read as the same.
pub fn expression(text: &str) {
    let Ok(expression) = Expression::parse(text) else { return };
    let _ = Expression::parse(&expression.to_string());
    is_json(expression.evaluate_json(VALUES));
    program(&in_program(text));
}

/// The values over which an expression is evaluated.
pub fn values(text: &str) {
    let expression =
        "{a.b[0].c} > 1 and iif({d} contains 'x', sum({e}), today()) = {f} or dateAdd({g}, 1, 'days') != age({h})";
    is_json(Expression::parse(expression).expect("the expression is sound").evaluate_json(text));
}

/// The table of a time zone; what is read and written is read again as the same.
pub fn zone(text: &str) {
    let Ok(zone) = Zone::from_table("Test/Zone", text) else { return };
    assert_eq!(Zone::from_table("Test/Zone", &zone.table()).as_ref(), Ok(&zone));
    for day in [-800_000, 0, 20_000, 20_400, 60_000, 2_900_000_i64] {
        let Some(instant) = Instant::from_millis(day * 86_400_000 + 43_200_000) else { continue };
        let date = zone.local(instant).date;
        let _ = (zone.start_of_day(date), zone.offset_at(instant));
    }
}

/// A program whose one rule has the expression as its condition over lines.
fn in_program(expression: &str) -> String {
    let mut text =
        String::from(r#"{"currency":"CNY","timeZone":"UTC","earn":[{"id":"a","points":1,"per":100,"lines":"#);
    patronage::kernel::json::write_text(expression, &mut text);
    text + "}]}"
}

fn is_json(answer: patronage::kernel::Result<String>) {
    if let Ok(answer) = answer {
        assert!(Json::parse(&answer).is_ok(), "{answer}");
    }
}
