//! The command: what it writes, what it leaves alone, how it ends.

use super::logs::{Folder, csv, orders};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn command(log: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
    command.arg("train").arg(log).arg("--out").arg(out).arg("--quiet").stdin(Stdio::null());
    command
}

fn run(log: &Path, out: &Path) -> Output {
    command(log, out).output().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_run_writes_its_folder_and_nothing_else() {
    let folder = Folder::new();
    let log = folder.write("log.csv", csv(&orders(80)));
    let out = folder.path("shop");
    let output = run(&log, &out);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(names(&folder.path("")), ["log.csv", "shop"]);
    let report: serde_json::Value = serde_json::from_slice(&fs::read(out.join("report.json")).unwrap()).unwrap();
    assert_eq!(report["kind"], "orders");
    for page in ["report.html", "report.zh-CN.html"] {
        let page = fs::read_to_string(out.join(page)).unwrap();
        assert!(page.contains("<svg") && !page.contains("http"), "a page asks no network for anything");
    }
    // A second run replaces what the first wrote, to the same bytes but for the times.
    fs::write(out.join("old"), "").unwrap();
    assert!(run(&log, &out).status.success());
    assert!(!out.join("old").exists());
}

#[test]
fn what_was_not_measured_is_not_told_as_nothing() {
    let folder = Folder::new();
    let log = folder.write("log.csv", "member,item,time\na,tea,2025-01-01\na,cup,2025-01-02\n");
    let out = folder.path("shop");
    let output = Command::new(env!("CARGO_BIN_EXE_patronage")).arg("train").arg(&log).arg("--out").arg(&out).output();
    let told = String::from_utf8(output.unwrap().stdout).unwrap();
    assert!(told.contains("were not measured") && !told.contains("0.0000"), "{told}");
    let page = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    assert!(page("report.html").contains("nothing was measured"));
    assert!(page("report.zh-CN.html").contains("没有评测"));
}

#[test]
fn columns_of_a_catalogue_need_one() {
    let folder = Folder::new();
    let log = folder.write("log.csv", csv(&orders(80)));
    for flag in ["--margin", "--added"] {
        let output = command(&log, &folder.path("shop")).args([flag, "price"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("--items"), "{flag}");
    }
}

#[test]
fn flags_that_are_wrong_are_told_from_logs_that_are() {
    let folder = Folder::new();
    let log = folder.write("log.csv", csv(&orders(80)));
    let refusal = |flag: &str, value: &str| {
        let output = command(&log, &folder.path("shop")).args([flag, value]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (flag, value, says) in [
        ("--currency", "EURO", "not a currency of ISO 4217"),
        ("--time-zone", "Mars/Base", "not a time zone"),
        ("--neighbours", "0", "not in 1..=65535"),
    ] {
        let (code, error) = refusal(flag, value);
        assert_eq!(code, Some(2), "{flag}: {error}");
        assert!(error.contains(flag) && error.contains(says), "{error}");
    }
    let (code, error) = refusal("--events", "purchase");
    assert_eq!(code, Some(1));
    assert!(error.contains("name it with --event COLUMN"), "{error}");
}

#[test]
fn a_run_that_fails_leaves_what_was_there() {
    let folder = Folder::new();
    let out = folder.path("shop");
    assert!(run(&folder.write("log.csv", csv(&orders(80))), &out).status.success());
    let before = names(&out);
    let output = run(&folder.write("bad.csv", "member,item,time\nm,i,never\n"), &out);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("row 2, column time: \"never\""));
    assert_eq!(names(&out), before);
    assert_eq!(names(&folder.path("")), ["bad.csv", "log.csv", "shop"]);
}

#[test]
fn an_interrupted_run_leaves_no_folder_and_the_next_sweeps_up() {
    let folder = Folder::new();
    let log = folder.write("log.csv", csv(&orders(3000)));
    let out = folder.path("shop");
    let mut running = command(&log, &out).spawn().unwrap();
    while !folder.path(".shop.part").exists() {
        assert!(running.try_wait().unwrap().is_none(), "the run ended before it began");
    }
    running.kill().unwrap();
    running.wait().unwrap();
    assert!(!out.exists());
    let output = run(&folder.write("log.csv", csv(&orders(80))), &out);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(names(&folder.path("")), ["log.csv", "shop"]);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = Folder::new();
    let log = folder.write("log.csv", csv(&orders(80)));
    folder.write("home/letter.txt", "dear");
    let output = run(&log, &folder.path("home"));
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("has other files in it"));
    assert_eq!(names(&folder.path("home")), ["letter.txt"]);
}
