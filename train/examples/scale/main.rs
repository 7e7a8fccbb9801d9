//! Time and peak memory of training, by the number of rows, and DataFusion alone against Ballista with two executors:
//!
//! ```sh
//! cargo build --profile trainer -p patronage-train --features cluster
//! cargo run --profile trainer -p patronage-train --features cluster --example scale -- --rows 1000000,10000000
//! ```
//!
//! Each run is a process of its own. What comes of it is printed as JSON. Peak memory is that of Linux; elsewhere it is 0.

mod leash;
mod log;
mod process;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use leash::Leashed;
use process::{measure, peak};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(Parser)]
struct Arguments {
    /// How many rows the logs have.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000_000, 10_000_000, 100_000_000])]
    rows: Vec<u64>,
    /// Of how many rows the log is that is also trained on by a cluster; 0 is none.
    #[arg(long, default_value_t = 10_000_000)]
    cluster: u64,
    /// What the logs follow from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The memory of queries; of two executors each has half.
    #[arg(long, default_value_t = 2048, value_name = "MB")]
    memory: u64,
    /// Where logs and packs go: into a new folder of its own there, which is removed at the end. It lies among the temporary
    /// ones where nothing is said.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// No run may take longer.
    #[arg(long, default_value_t = 3600, value_name = "SECONDS")]
    most: u64,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let place = arguments.folder.clone().unwrap_or_else(std::env::temp_dir);
    fs::create_dir_all(&place)?;
    let folder = tempfile::Builder::new().prefix("patronage-scale-").tempdir_in(place)?;
    let measured = all(&arguments, folder.path());
    folder.close()?;
    println!("{}", serde_json::to_string_pretty(&measured?)?);
    Ok(())
}

fn all(arguments: &Arguments, folder: &Path) -> Result<Value> {
    // The command lies beside the folder of the examples.
    let here = std::env::current_exe()?;
    let patronage = here.ancestors().nth(2).context("an example lies in a folder")?.join("patronage");
    ensure!(patronage.is_file(), "{} is not built", patronage.display());
    let bench = Bench { arguments, folder, patronage: &patronage };
    let mut runs = Vec::new();
    let mut compared = Value::Null;
    for rows in &arguments.rows {
        let log = bench.log(*rows)?;
        let alone = bench.alone(&log)?;
        if *rows == arguments.cluster {
            compared = bench.cluster(&log, &alone)?;
        }
        runs.push(json!({
            "rows": rows, "logBytes": fs::metadata(&log)?.len(), "seconds": alone.seconds, "peakBytes": alone.peak,
            "stages": alone.stages,
        }));
        fs::remove_file(&log)?;
    }
    let processors = std::thread::available_parallelism().map_or(1, |count| count.get());
    Ok(json!({ "processors": processors, "memoryMB": arguments.memory, "alone": runs, "cluster": compared }))
}

struct Bench<'a> {
    arguments: &'a Arguments,
    folder: &'a Path,
    patronage: &'a Path,
}

/// What one training took.
struct Taken {
    seconds: f64,
    peak: u64,
    stages: Value,
}

impl Bench<'_> {
    fn log(&self, rows: u64) -> Result<PathBuf> {
        let path = self.folder.join(format!("log-{rows}.parquet"));
        let begun = Instant::now();
        log::write(&path, rows, self.arguments.seed)?;
        eprintln!("{rows} rows written in {:.1} s", begun.elapsed().as_secs_f64());
        Ok(path)
    }

    fn train(&self, log: &Path, out: &str, further: &[&str]) -> Result<Taken> {
        let out = self.folder.join(out);
        let (log, shown) = (log.display().to_string(), out.display().to_string());
        let memory = format!("{}MB", self.arguments.memory);
        let mut arguments = vec!["train", &log, "--out", &shown, "--memory", &memory];
        arguments.extend(further);
        let (seconds, peak) = measure(self.patronage, &arguments, Duration::from_secs(self.arguments.most))?;
        let report: Value = serde_json::from_slice(&fs::read(out.join("report.json"))?)?;
        eprintln!("{} in {seconds:.1} s with {} MB", arguments.join(" "), peak >> 20);
        Ok(Taken { seconds, peak, stages: report["stages"].clone() })
    }

    fn alone(&self, log: &Path) -> Result<Taken> {
        self.train(log, "alone", &[])
    }

    /// The same on a scheduler and two executors that have as much of the machine between them.
    fn cluster(&self, log: &Path, alone: &Taken) -> Result<Value> {
        let scheduler = Leashed::start(self.patronage, &["scheduler", "--listen", "127.0.0.1:0"], true)?;
        let processors = std::thread::available_parallelism().map_or(1, |count| count.get());
        let (cores, memory) = ((processors / 2).max(1).to_string(), format!("{}MB", self.arguments.memory / 2));
        let executors: Vec<Leashed> = ["first", "second"]
            .map(|work| {
                let work = self.folder.join(work).display().to_string();
                let flags = ["--cores", &cores, "--memory", &memory, "--work", &work];
                Leashed::start(
                    self.patronage,
                    &[&["executor", "--scheduler", &scheduler.said], &flags[..]].concat(),
                    false,
                )
            })
            .into_iter()
            .collect::<Result<_>>()?;
        let taken = self.train(log, "cluster", &["--cluster", &scheduler.said])?;
        let peaks: Vec<u64> = executors.iter().map(|executor| peak(executor.number).unwrap_or(0)).collect();
        Ok(json!({
            "rows": self.arguments.cluster,
            "alone": alone.seconds,
            "cluster": taken.seconds,
            "ratio": taken.seconds / alone.seconds,
            "aloneQueries": queries(&alone.stages),
            "clusterQueries": queries(&taken.stages),
            "trainerPeakBytes": taken.peak,
            "executorPeakBytes": peaks,
            "schedulerPeakBytes": peak(scheduler.number).unwrap_or(0),
            "same": self.whole("alone")? == self.whole("cluster")?,
            "stages": taken.stages,
        }))
    }

    fn whole(&self, out: &str) -> Result<Vec<u8>> {
        Ok(fs::read(self.folder.join(out).join("whole.pack"))?)
    }
}

/// The seconds of the stages that are queries and nothing else.
fn queries(stages: &Value) -> f64 {
    let stages = stages.as_array().into_iter().flatten();
    stages
        .filter(|stage| ["steps", "pairs", "links"].iter().any(|name| stage["name"] == **name))
        .filter_map(|stage| stage["seconds"].as_f64())
        .sum()
}
