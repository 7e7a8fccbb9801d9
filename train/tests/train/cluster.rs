//! On a cluster the same log gives the same pack, byte for byte, also where an executor dies over its work.

use super::logs::{Folder, csv, holds_something, orders};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Runs its arguments, and kills them when its own input ends: not even a killed test leaves a process behind.
const LEASH: &str = r#""$@" & child=$!; cat >/dev/null; kill -9 "$child" 2>/dev/null"#;

/// Nothing here takes as long as that, however slow the machine.
const LONG: Duration = Duration::from_secs(300);

/// A process that lives no longer than this value.
struct Leashed(Child);

impl Leashed {
    fn start(arguments: &[&str]) -> Leashed {
        let program = ["-c", LEASH, "sh", env!("CARGO_BIN_EXE_patronage")];
        let child = Command::new("sh")
            .args(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a part of the cluster starts");
        Leashed(child)
    }
}

impl Drop for Leashed {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// A scheduler and two executors, on ports that are free.
struct Cluster {
    address: String,
    executors: Vec<(Leashed, PathBuf)>,
    _scheduler: Leashed,
}

impl Cluster {
    fn start(folder: &Folder) -> Cluster {
        let mut scheduler = Leashed::start(&["scheduler", "--listen", "127.0.0.1:0", "--patience", "3"]);
        let mut address = String::new();
        BufReader::new(scheduler.0.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        assert!(address.starts_with("df://127.0.0.1:"), "{address:?} is the address");
        let executors = ["first", "second"].map(|name| {
            let work = folder.path(name);
            let place = work.to_str().unwrap();
            let flags = ["--cores", "1", "--memory", "256MB", "--work", place];
            (Leashed::start(&[&["executor", "--scheduler", &address][..], &flags].concat()), work)
        });
        Cluster { address, executors: executors.into(), _scheduler: scheduler }
    }
}

fn train(log: &Path, out: &Path, cluster: Option<&Cluster>) -> Leashed {
    let (log, out) = (log.to_str().unwrap(), out.to_str().unwrap());
    let mut arguments = vec!["train", log, "--out", out, "--quiet", "--sample", "20000"];
    if let Some(cluster) = cluster {
        arguments.extend(["--cluster", &cluster.address, "--partitions", "4"]);
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
    Leashed(command.args(arguments).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap())
}

/// Waits for the end of a run, which must be a good one.
fn finish(mut run: Leashed) {
    let begun = Instant::now();
    while run.0.try_wait().unwrap().is_none() {
        if begun.elapsed() > LONG {
            run.0.kill().unwrap();
            panic!("the run does not end");
        }
        sleep(Duration::from_millis(20));
    }
    let mut said = String::new();
    std::io::Read::read_to_string(&mut run.0.stderr.take().unwrap(), &mut said).unwrap();
    assert!(run.0.wait().unwrap().success(), "{said}");
}

/// All files of a run: packs as they are, the report without what it tells of times.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = entries.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()));
    named
        .filter(|(name, _)| !name.ends_with(".html"))
        .map(|(name, bytes)| match name.as_str() {
            "report.json" => {
                let mut report: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                assert!(report.as_object_mut().unwrap().remove("stages").is_some());
                (name, report.to_string().into_bytes())
            }
            _ => (name, bytes),
        })
        .collect()
}

fn same(here: &Path, there: &Path) {
    let (here, there) = (files(here), files(there));
    assert!(here.len() >= 4, "a head, chunks, the whole and a report");
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (name, bytes) in &here {
        assert!(there[name] == *bytes, "{name} differs");
    }
}

#[test]
fn a_cluster_trains_the_same_pack() {
    let folder = Folder::new();
    let log = folder.write("log.csv", csv(&orders(2000)));
    finish(train(&log, &folder.path("here"), None));
    let cluster = Cluster::start(&folder);
    finish(train(&log, &folder.path("there"), Some(&cluster)));
    same(&folder.path("here"), &folder.path("there"));
}

#[test]
fn an_executor_that_dies_over_its_work_changes_nothing() {
    let folder = Folder::new();
    let log = folder.write("log.csv", csv(&orders(4000)));
    finish(train(&log, &folder.path("here"), None));
    let mut cluster = Cluster::start(&folder);
    let mut run = train(&log, &folder.path("there"), Some(&cluster));
    // Half-way: steps are known, entries are being worked out, and an executor holds a part of them.
    let begun = Instant::now();
    let victim = loop {
        assert!(run.0.try_wait().unwrap().is_none(), "the run ended before an executor could die");
        assert!(begun.elapsed() < LONG, "no executor ever worked");
        let worked = cluster.executors.iter().position(|(_, work)| holds_something(work));
        match worked {
            Some(victim) if folder.path(".there.part/entries.parts").exists() => break victim,
            _ => sleep(Duration::from_millis(1)),
        }
    };
    drop(cluster.executors.remove(victim));
    assert!(run.0.try_wait().unwrap().is_none(), "the run was not half-way");
    finish(run);
    same(&folder.path("here"), &folder.path("there"));
}

#[test]
fn a_cluster_that_is_not_there_is_told() {
    let folder = Folder::new();
    let log = folder.write("log.csv", csv(&orders(10)));
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
    let address = format!("df://127.0.0.1:{port}");
    command.arg("train").arg(log).arg("--out").arg(folder.path("shop")).args(["--quiet", "--cluster", &address]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&address), "{said}");
    assert!(!folder.path("shop").exists());
}
