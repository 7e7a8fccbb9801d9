//! What fuzzing once found, and seeds for it to start from: every file in `regressions/<target>/` is tried.

use patronage_cases::{sessions, tries};
use std::fs;
use std::path::Path;

fn try_all(target: &str, attempt: fn(&str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regressions").join(target);
    let mut tried = 0;
    for file in fs::read_dir(&folder).unwrap() {
        attempt(&String::from_utf8_lossy(&fs::read(file.unwrap().path()).unwrap()));
        tried += 1;
    }
    assert!(tried > 0, "{} is empty", folder.display());
}

#[test]
fn programs() {
    try_all("program", tries::program);
}

#[test]
fn requests() {
    try_all("request", tries::request);
}

#[test]
fn json_texts() {
    try_all("json", tries::json);
}

#[test]
fn expressions() {
    try_all("expression", tries::expression);
}

#[test]
fn values() {
    try_all("values", tries::values);
}

#[test]
fn zone_tables() {
    try_all("zone", tries::zone);
}

#[test]
fn surveys() {
    try_all("survey", sessions::survey);
}

#[test]
fn answers() {
    try_all("answers", sessions::answers);
}
