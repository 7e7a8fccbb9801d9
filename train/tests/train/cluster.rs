//! On a cluster the same log gives the same pack, byte for byte, also where an executor dies over its work.

use super::context;
use super::leash::Leashed;
use super::linear::runs;
use super::logs::{Folder, csv, orders};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Nothing here takes as long as that, however slow the machine.
const LONG: Duration = Duration::from_secs(300);

/// A part of the cluster, which lives no longer than this value.
struct Part(Leashed);

impl Part {
    /// Starts it; `says` where it prints a line when it is ready.
    fn start(arguments: &[&str], says: bool) -> Part {
        Part(Leashed::start(Path::new(env!("CARGO_BIN_EXE_patronage")), arguments, says).expect("a part starts"))
    }

    /// Lets it stand still, or go on.
    fn signal(&self, signal: &str) {
        let done = Command::new("kill").args([signal, &self.0.number.to_string()]).status().unwrap();
        assert!(done.success(), "{signal}");
    }

    /// Whether it is writing a part of a table in one of these folders: a file that bears its number and has no end yet.
    fn writes(&self, folder: &Path) -> bool {
        let own = format!("{:08x}.parquet", self.0.number);
        let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
        let tables = entries(folder).filter(|table| table.path().extension().is_some_and(|name| name == "parts"));
        let mut parts = tables.flat_map(|table| entries(&table.path()));
        parts.any(|part| {
            let named = part.file_name().to_str().is_some_and(|name| name.ends_with(&own));
            named && fs::read(part.path()).is_ok_and(|bytes| !bytes.ends_with(b"PAR1") || bytes.len() < 12)
        })
    }
}

/// A scheduler and two executors, on ports that are free.
struct Cluster {
    address: String,
    executors: Vec<Part>,
    _scheduler: Part,
}

impl Cluster {
    fn start(folder: &Folder) -> Cluster {
        let scheduler = Part::start(&["scheduler", "--listen", "127.0.0.1:0", "--patience", "3"], true);
        let address = scheduler.0.said.clone();
        assert!(address.starts_with("df://127.0.0.1:"), "{address:?} is the address");
        let executors = ["first", "second"].map(|name| {
            let work = folder.path(name);
            let flags = ["--cores", "1", "--memory", "256MB", "--work", work.to_str().unwrap()];
            Part::start(&[&["executor", "--scheduler", &address][..], &flags].concat(), false)
        });
        Cluster { address, executors: executors.into(), _scheduler: scheduler }
    }
}

fn train(log: &Path, out: &Path, cluster: Option<&Cluster>, further: &[&str]) -> Child {
    let (log, out) = (log.to_str().unwrap(), out.to_str().unwrap());
    let mut arguments = vec!["train", log, "--out", out, "--quiet", "--sample", "20000"];
    arguments.extend(further);
    if let Some(cluster) = cluster {
        arguments.extend(["--cluster", &cluster.address, "--partitions", "4"]);
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
    command.args(arguments).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits for the end of a run, which must be a good one.
fn finish(mut run: Child) {
    let begun = Instant::now();
    while run.try_wait().unwrap().is_none() {
        if begun.elapsed() > LONG {
            run.kill().unwrap();
            panic!("the run does not end");
        }
        sleep(Duration::from_millis(20));
    }
    let mut said = String::new();
    std::io::Read::read_to_string(&mut run.stderr.take().unwrap(), &mut said).unwrap();
    assert!(run.wait().unwrap().success(), "{said}");
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

fn report(folder: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join("report.json")).unwrap()).unwrap()
}

/// Linear weights and lifts are asked of the cluster too.
#[test]
fn a_cluster_trains_the_same_pack() {
    let folder = Folder::new();
    let log = folder.write("log.csv", runs());
    let moments = folder.write("moments.csv", context::log());
    let zone = ["--time-zone", "Asia/Shanghai"];
    finish(train(&log, &folder.path("here"), None, &[]));
    finish(train(&moments, &folder.path("moments"), None, &zone));
    let cluster = Cluster::start(&folder);
    finish(train(&log, &folder.path("there"), Some(&cluster), &[]));
    same(&folder.path("here"), &folder.path("there"));
    assert!(report(&folder.path("there"))["settings"]["linear"].is_object());
    finish(train(&moments, &folder.path("moments-there"), Some(&cluster), &zone));
    same(&folder.path("moments"), &folder.path("moments-there"));
    assert!(report(&folder.path("moments-there"))["lifts"].as_u64() > Some(0));
}

#[test]
fn an_executor_that_dies_over_its_work_changes_nothing() {
    let folder = Folder::new();
    let log = folder.write("log.csv", csv(&orders(4000)));
    finish(train(&log, &folder.path("here"), None, &[]));
    let mut cluster = Cluster::start(&folder);
    let mut run = train(&log, &folder.path("there"), Some(&cluster), &[]);
    let tables = folder.path(".there.part");
    let begun = Instant::now();
    let victim = loop {
        assert!(run.try_wait().unwrap().is_none(), "the run ended before an executor could die");
        assert!(begun.elapsed() < LONG, "no executor ever worked");
        let Some(working) = cluster.executors.iter().position(|executor| executor.writes(&tables)) else {
            sleep(Duration::from_millis(1));
            continue;
        };
        // It may have finished since; while it stands still it can't.
        cluster.executors[working].signal("-STOP");
        if cluster.executors[working].writes(&tables) {
            break working;
        }
        cluster.executors[working].signal("-CONT");
    };
    drop(cluster.executors.remove(victim));
    assert!(run.try_wait().unwrap().is_none(), "the run was not half-way");
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
