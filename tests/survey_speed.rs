//! How much an answer costs: `cargo test --release --test survey_speed -- --ignored --nocapture`.
//!
//! On two noisy cores of x86-64, each question with a `visibleIf` and a `requiredIf`: 0.4 µs an answer, with 50, 500,
//! 2,000 or 10,000 questions alike; to load 500 takes 3 ms and 2,000 take 14 ms.
#![allow(clippy::unwrap_used, missing_docs)]

use patronage::expr::Value;
use patronage::survey::{Options, Survey};
use std::time::Instant;

/// A survey whose questions each depend on the one before.
fn document(count: usize) -> String {
    let question = |at: usize| {
        let before = at.saturating_sub(1);
        format!(
            r#"{{"type":"text","name":"q{at}","visibleIf":"{{q{before}}} notempty or {{start}} = 1","requiredIf":"{{q{before}}} = 'yes'"}}"#
        )
    };
    format!(r#"{{"elements":[{}]}}"#, (0..count).map(question).collect::<Vec<_>>().join(","))
}

#[test]
#[ignore = "a measurement"]
fn an_answer_costs_the_same_in_a_long_survey() {
    for count in [50, 500, 2_000, 10_000] {
        let document = document(count);
        let start = Instant::now();
        let mut survey = Survey::parse(&document, Options::default()).unwrap();
        let load = start.elapsed();
        let start = Instant::now();
        let rounds = 100_000_u32;
        for round in 0..rounds {
            let name = if round % 2 == 0 { "q7" } else { "q31" };
            survey.set_value(name, Value::Number(f64::from(round % 5)));
        }
        println!("{count} questions: load {load:?}, an answer {:?}", start.elapsed() / rounds);
    }
}
