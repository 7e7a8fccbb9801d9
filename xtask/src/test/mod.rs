//! `cargo xtask test`: every test there is, as named stages, with one summary.

mod counts;
mod stage;
mod stages;
mod summary;

use anyhow::{Result, bail};
use stage::Stage;
use std::fs;
use std::path::Path;

/// Runs all stages, or those named, and shows the summary. Fails when any test failed.
pub fn run(root: &Path, only: &[String]) -> Result<()> {
    let chosen = choose(stages::all(root)?, only)?;
    let logs = root.join("target/test-logs");
    fs::create_dir_all(&logs)?;
    let outcomes = chosen.iter().map(|stage| stage.run(root, &logs)).collect::<Result<Vec<_>>>()?;
    let failed: u64 = outcomes.iter().map(|outcome| outcome.counts.failed).sum();
    println!("{}", summary::table(&outcomes));
    // The summary's last line stays the last line: the exit code alone tells of the failure.
    if failed > 0 { std::process::exit(1) } else { Ok(()) }
}

fn choose(stages: Vec<Stage>, only: &[String]) -> Result<Vec<Stage>> {
    let names: Vec<&str> = stages.iter().map(|stage| stage.name).collect();
    if let Some(unknown) = only.iter().find(|name| !names.contains(&name.as_str())) {
        bail!("no stage is called {unknown}; the stages are {}", names.join(", "));
    }
    let wanted = |stage: &Stage| only.is_empty() || stage.name == "setup" || only.iter().any(|name| name == stage.name);
    Ok(stages.into_iter().filter(wanted).collect())
}
