//! What must hold of every program, cart and member, tried on many that were generated.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agreement;
mod awards;
mod document;
mod fraction;
mod kernel;
mod ledger;
mod metrics;
mod order;
mod reference;
mod sums;
mod writing;

use patronage::kernel::Result;
use patronage::loyalty::Program;
use patronage_cases::{Asked, Case, sound};
use proptest::prelude::*;

/// As many cases for each property; where one fails, its seed is kept in a file and tried first ever after.
fn often(cases: u32) -> ProptestConfig {
    let file = proptest::test_runner::FileFailurePersistence::Direct("tests/regressions/properties.txt");
    ProptestConfig { cases, failure_persistence: Some(Box::new(file)), ..ProptestConfig::default() }
}

/// A generated preview case; its questions are all previews.
fn previews() -> impl Strategy<Value = Case> {
    asking(Asked::Preview)
}

/// A generated case of one question.
fn asking(asked: Asked) -> impl Strategy<Value = Case> {
    let case = move |seed: u64| (0..).map(|index| sound(seed, index)).find(|case| case.asked == asked).unwrap();
    any::<u64>().prop_map(case)
}

fn preview(program: &str, request: &str) -> Result<String> {
    Program::parse(program)?.preview_json(request)
}

fn status(program: &str, request: &str) -> Result<String> {
    Program::parse(program)?.status_json(request)
}

/// Most generated cases must have an answer, or the properties would hold of nothing.
#[test]
fn most_cases_are_answered() {
    let answered = (0..2_000).filter(|index| !patronage_cases::answer(&sound(7, *index)).starts_with("{\"error\""));
    let answered = answered.count();
    assert!(answered > 1_800, "only {answered} of 2000");
}
