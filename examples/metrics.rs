//! Computes metrics from standard input, one JSON request a line, as `metrics` does in JavaScript.
//!
//! Each answer is one line of JSON; what is refused is `{"error": {"code": …, "path": …, "params": …}}`.
//!
//! `echo '{"nps": {"ratings": [10, 9, 7, 3]}}' | cargo run --quiet --example metrics`

use patronage::survey::metrics::answer_json;
use std::io::{BufRead, Write, stdin, stdout};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let answer = answer_json(&line?).unwrap_or_else(|error| format!("{{\"error\":{}}}", error.to_json()));
        writeln!(out, "{answer}")?;
    }
    out.flush()
}
