//! Evaluates expressions from standard input, one JSON object a line: `{"expression": "{a} + 1", "request": {…}}`.
//!
//! Each answer is one line: `{"canonical": "…", "value": …}`, or `{"code": "expression", "at": "5"}` for a text that does
//! not parse. The request is that of `Expression::evaluate_json`.
//!
//! `echo '{"expression": "{a} + 1", "request": {"values": {"a": 1}}}' | cargo run --quiet --example evaluate`

use patronage::expr::Expression;
use patronage::kernel::Error;
use patronage::kernel::json::{Json, write_text};
use std::io::{BufRead, Write, stdin, stdout};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let line = line?;
        let answer = answer(&line).unwrap_or_else(|error| refusal(&error));
        writeln!(out, "{answer}")?;
    }
    out.flush()
}

fn answer(line: &str) -> Result<String, Error> {
    let json = Json::parse(line)?;
    let expression = Expression::parse(json.get("expression").and_then(Json::as_text).unwrap_or_default())?;
    let mut request = String::new();
    json.get("request").unwrap_or(&Json::Object(Vec::new())).write(&mut request);
    let mut answer = String::from(r#"{"canonical":"#);
    write_text(&expression.to_string(), &mut answer);
    answer.push_str(r#","value":"#);
    answer.push_str(&expression.evaluate_json(&request)?);
    answer.push('}');
    Ok(answer)
}

fn refusal(error: &Error) -> String {
    let mut answer = String::from(r#"{"code":"#);
    write_text(error.code().as_str(), &mut answer);
    for (name, value) in error.params() {
        answer.push(',');
        write_text(name, &mut answer);
        answer.push(':');
        write_text(value, &mut answer);
    }
    answer.push('}');
    answer
}
