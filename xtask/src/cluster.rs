//! `cargo xtask cluster`: a scheduler and executors on this machine, for the trainer's queries.

use crate::leash::{End, Leashed, leash};
use crate::run::{command, root, run, say};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// What `cargo xtask cluster` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct ClusterFlags {
    /// The port of the scheduler; 0 takes any that is free.
    #[arg(long, default_value_t = 50050)]
    port: u16,
    /// How many executors work.
    #[arg(long, value_name = "N", default_value_t = 2)]
    executors: u32,
    /// On how many parts each works at once.
    #[arg(long, value_name = "N", default_value_t = 1)]
    cores: u32,
    /// The memory that queries take in each before they go to disk.
    #[arg(long, value_name = "SIZE", default_value = "2GB")]
    memory: String,
    /// The profile to build with: dev is built sooner, and slow.
    #[arg(long, value_name = "NAME", default_value = "trainer")]
    profile: String,
}

/// Builds and starts them; returns only where something fails: Ctrl-C ends it.
pub(crate) fn cluster(flags: &ClusterFlags) -> Result<()> {
    let patronage = build(&flags.profile)?;
    let (mut scheduler, address) = scheduler(&patronage, flags.port)?;
    let executors: Vec<Leashed> =
        (0..flags.executors).map(|_| executor(&patronage, &address, flags)).collect::<Result<_>>()?;
    println!();
    println!("  Scheduler    {address}");
    println!("  Executors    {}, each with {} at once and {}", executors.len(), flags.cores, flags.memory);
    println!("  Train on it  {} train LOG --out FOLDER --cluster {address}", shown(&patronage));
    println!("  Ctrl-C ends all.");
    println!();
    // Waiting for a process closes its input, which is what it ends by.
    let held = scheduler.0.stdin.take();
    let ended = scheduler.0.wait()?;
    drop(held);
    bail!("the scheduler ended ({ended}); its own words are above")
}

fn build(profile: &str) -> Result<PathBuf> {
    say("Building the trainer with all of a cluster");
    // As the tests build it, so that nothing is compiled twice.
    let trainer = ["build", "--workspace", "--features", "patronage-train/cluster", "--bin", "patronage"];
    run(command("cargo").args(trainer).args(["--profile", profile]))?;
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(root().join("target").join(folder).join("patronage"))
}

fn scheduler(patronage: &Path, port: u16) -> Result<(Leashed, String)> {
    let mut command = leash(End::Asked);
    command.arg(patronage).args(["scheduler", "--listen"]).arg(format!("127.0.0.1:{port}")).stdout(Stdio::piped());
    let mut scheduler = Leashed(command.spawn().context("the scheduler could not be started")?);
    let output = scheduler.0.stdout.take().context("the scheduler's output is lost")?;
    let mut address = String::new();
    BufReader::new(output).read_line(&mut address)?;
    match address.trim() {
        "" => bail!("the scheduler does not listen on port {port}; its own words are above"),
        address => Ok((scheduler, address.to_owned())),
    }
}

fn executor(patronage: &Path, address: &str, flags: &ClusterFlags) -> Result<Leashed> {
    let mut command = leash(End::Asked);
    command.arg(patronage).args(["executor", "--scheduler", address, "--memory", &flags.memory]);
    command.args(["--cores", &flags.cores.to_string()]);
    Ok(Leashed(command.spawn().context("an executor could not be started")?))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
