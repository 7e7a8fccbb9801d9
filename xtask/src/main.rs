//! `cargo xtask …`: everything a developer of Patronage runs, set-up included.

mod alike;
mod build;
mod cases;
mod cluster;
mod code;
mod figures;
mod leash;
mod loaders;
mod order;
mod orders;
mod pairs;
mod run;
mod sentences;
mod setup;
mod shop;
mod sizes;
mod start;
mod test;
mod types;
mod webs;
mod zones;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, tests and starts Patronage; installs what is missing.")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what the other commands need: the wasm target, the npm packages, Chromium.
    Setup,
    /// Build the engine's wasm files and the npm package around them.
    Build {
        /// Only the wasm of this flavour, into the package that is there; may be given more than once.
        #[arg(long, value_name = "FLAVOUR")]
        only: Vec<String>,
    },
    /// Build everything and serve the storefront page, with the edge worker beside it.
    Start(Box<start::StartFlags>),
    /// Start a scheduler and executors on this machine, for `patronage train --cluster`.
    Cluster(cluster::ClusterFlags),
    /// Run every test there is and print one summary.
    Test {
        /// Only this stage; may be given more than once.
        #[arg(long, value_name = "NAME")]
        only: Vec<String>,
    },
    /// Race against others doing the same, measure the recommendations' quality, and write bench/RESULTS.md.
    Bench {
        /// Only this section, or those in this folder of bench/; the others' text stays. May be given more than once.
        #[arg(long, value_name = "NAME")]
        only: Vec<String>,
    },
    /// Write the table of sizes and instructions.
    Figures {
        /// Compare with the committed table instead, and fail where a figure strays.
        #[arg(long)]
        check: bool,
    },
    /// Write the TypeScript declarations and the JSON Schema from the Rust types.
    Types {
        /// Check instead that they are written.
        #[arg(long)]
        check: bool,
    },
    /// Write generated cases into a folder, with the digests of the native answers and what the cases reach.
    Cases {
        folder: PathBuf,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[arg(long, default_value_t = 100_000)]
        count: u64,
    },
    /// Print the native answers to one file of such cases.
    Answers {
        number: u64,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Pack the time zone database into src/kernel/calendar/zones.bin.
    Zones,
}

fn main() -> ExitCode {
    match carry_out(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: Task) -> Result<()> {
    match task {
        Task::Setup => setup::all(),
        Task::Build { only } if only.is_empty() => build::all(),
        Task::Build { only } => build::flavours(&only),
        Task::Start(flags) => start::start(&flags),
        Task::Cluster(flags) => cluster::cluster(&flags),
        Task::Test { only } => test::run(&run::root(), &only),
        Task::Bench { only } => bench(&only),
        Task::Figures { check } => figures::run(check),
        Task::Types { check } => types::run(&run::root(), check),
        Task::Cases { folder, seed, count } => cases::write(&folder, seed, count),
        Task::Answers { number, seed } => {
            println!("{}", cases::answers(seed, number));
            Ok(())
        }
        Task::Zones => zones::write(&run::root()),
    }
}

fn bench(only: &[String]) -> Result<()> {
    build::all()?;
    if only.is_empty() {
        figures::run(false)?;
    }
    run::run(run::command("node").arg("bench/bench.mjs").args(only))
}
