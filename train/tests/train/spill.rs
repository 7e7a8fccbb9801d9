//! A log that doesn't fit into the memory goes through the disk.

use super::logs::{Folder, Row, csv, holds_something, orders};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What queries may take.
const MEMORY: u64 = 8 << 20;

/// A log of members and orders with ids as long as they often are.
fn log() -> String {
    let long = |row: Row| Row {
        member: format!("6b1f0c52-7d7e-4c1e-9c57-{:0>12}", row.member),
        order: format!("e58ed763-928c-4155-bee9-{:0>12}", row.order),
        item: format!("4006381{:0>6}", row.item),
        category: format!("home and garden / {}", row.category),
        ..row
    };
    csv(&orders(15_000).into_iter().map(long).collect::<Vec<_>>())
}

/// Trains with some memory, and tells whether anything went to the disk.
fn spills(log: &Path, out: &Path, memory: u64) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
    command.arg("train").arg(log).arg("--out").arg(out).args(["--quiet", "--sample", "10000", "--partitions", "2"]);
    let mut run = command.args(["--memory", &memory.to_string()]).stdin(Stdio::null()).spawn().unwrap();
    let name = out.file_name().unwrap().to_str().unwrap();
    let spill = out.with_file_name(format!(".{name}.part")).join("spill");
    let (begun, mut spilt) = (Instant::now(), false);
    loop {
        spilt |= holds_something(&spill);
        if let Some(status) = run.try_wait().unwrap() {
            assert!(status.success(), "with {memory} bytes of memory");
            return spilt;
        }
        if begun.elapsed() > Duration::from_secs(400) {
            run.kill().unwrap();
            panic!("the run does not end");
        }
        sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_log_four_times_larger_than_the_memory_trains() {
    let folder = Folder::new();
    let log = folder.write("log.csv", log());
    let size = fs::metadata(&log).unwrap().len();
    assert!(size > 4 * MEMORY, "{size} bytes");
    let [tight, ample] = ["tight", "ample"].map(|name| folder.path(name));
    assert!(spills(&log, &tight, MEMORY), "nothing went to the disk");
    assert!(!spills(&log, &ample, 1 << 30), "with ample memory nothing does");
    let pack = |out: &Path| fs::read(out.join("whole.pack")).unwrap();
    assert!(pack(&tight) == pack(&ample), "the packs differ");
}
