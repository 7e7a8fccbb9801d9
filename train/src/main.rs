//! The command `patronage`.

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand, value_parser};
use patronage::kernel::calendar::Zone;
use patronage::kernel::money::Currency;
use patronage_log::moment::DateOrder;
use patronage_train::check::{Allowed, Checker};
use patronage_train::cluster::Address;
use patronage_train::output::{Workshop, Written};
use patronage_train::plan::{Limits, size};
use patronage_train::read::ColumnFlags;
use patronage_train::report::{Language, page};
use patronage_train::stage::Stages;
use patronage_train::train::{Options, Trained, train};
use std::io::{Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

#[derive(Parser)]
#[command(name = "patronage", version, about = "Learns from an order log what a shop should show next.")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Train a model pack from an order log.
    Train(Box<TrainFlags>),
    /// Hand out the work of a cluster until Ctrl-C.
    #[cfg(feature = "cluster")]
    Scheduler(patronage_train::cluster::Scheduler),
    /// Work for a cluster until Ctrl-C.
    #[cfg(feature = "cluster")]
    Executor(patronage_train::cluster::Executor),
}

#[derive(Args)]
struct TrainFlags {
    /// Files or folders: CSV, NDJSON (both also gzipped) or Parquet.
    #[arg(required = true, value_name = "LOG")]
    logs: Vec<PathBuf>,
    /// The catalogue, in the same formats: prices, margins, stock, and items that nobody has bought yet with what they are
    /// like.
    #[arg(long, value_name = "FILE")]
    items: Vec<PathBuf>,
    /// The folder to write; one that a former run wrote is replaced.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    #[command(flatten)]
    columns: ColumnFlags,
    /// What comes first in a date that does not begin with the year.
    #[arg(long, value_enum, default_value_t, help_heading = "Rows")]
    dates: DateOrder,
    /// The ISO 4217 currency of the prices; without one the pack has none.
    #[arg(long, value_name = "CODE", value_parser = Currency::named, help_heading = "Rows")]
    currency: Option<Currency>,
    /// The shop's time zone, such as Europe/London: its clock tells the times without an offset, the part of the day and the
    /// season.
    #[arg(long, value_name = "ZONE", value_parser = Zone::named, help_heading = "Rows")]
    time_zone: Option<Zone>,
    /// The events that count, such as view,purchase; all where nothing is said.
    #[arg(long, value_name = "KIND", value_delimiter = ',', help_heading = "Rows")]
    events: Vec<String>,
    /// How many bad rows are skipped and reported: a number or a percentage. One more and the run fails.
    #[arg(long, value_name = "N|N%", default_value = "0", help_heading = "Rows")]
    bad_rows: Allowed,
    /// How many links an item keeps; by quality and size where nothing is said.
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..), help_heading = "Model")]
    neighbours: Option<u16>,
    /// How many entries of the log the search for settings looks at.
    #[arg(long, value_name = "N", default_value_t = 2_000_000, value_parser = value_parser!(u64).range(1..), help_heading = "Model")]
    sample: u64,
    /// The memory that queries take before they go to disk, such as 500MB or 2GB.
    #[arg(long, value_name = "SIZE", default_value = "2GB", value_parser = size, help_heading = "Machine")]
    memory: usize,
    /// Into how many parts queries are shared; as many as there are processors where nothing is said, 16 on a cluster.
    #[arg(long, value_name = "N", help_heading = "Machine")]
    partitions: Option<usize>,
    /// The scheduler of a cluster that carries the queries out; the folder of --out must be on storage that its executors
    /// reach by the same path. Needs a build with the feature `cluster`.
    #[arg(long, value_name = "df://HOST:PORT", help_heading = "Machine")]
    cluster: Option<Address>,
    /// No progress, only errors.
    #[arg(long)]
    quiet: bool,
}

/// Into how many parts the queries of a cluster are shared: enough for several executors, and for one that dies.
const SHARED: usize = 16;

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Train(flags) => run(&flags),
        #[cfg(feature = "cluster")]
        Task::Scheduler(scheduler) => patronage_train::cluster::schedule(scheduler, |address| println!("{address}")),
        #[cfg(feature = "cluster")]
        Task::Executor(executor) => patronage_train::cluster::execute(executor),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(flags: &TrainFlags) -> Result<()> {
    let options = options(flags);
    let workshop = Workshop::open(&flags.out)?;
    let mut stages = Stages::new(flags.quiet);
    let trained = train(&options, workshop.place(), &mut stages)?;
    let quality = trained.report.quality;
    workshop.publish(&files(trained, &mut stages)?)?;
    stages.finish();
    if !flags.quiet {
        // Who reads no further, such as `head`, has read enough.
        let _ = writeln!(stdout(), "{quality}\nwritten to {}", flags.out.display());
    }
    Ok(())
}

fn options(flags: &TrainFlags) -> Options {
    let (currency, zone) = (flags.currency, flags.time_zone.clone());
    let processors = || thread::available_parallelism().map_or(1, |count| count.get());
    let partitions = flags.partitions.unwrap_or_else(|| if flags.cluster.is_some() { SHARED } else { processors() });
    Options {
        paths: flags.logs.clone(),
        items: flags.items.clone(),
        columns: ColumnFlags { catalogue: !flags.items.is_empty(), ..flags.columns.clone() },
        checker: Checker { dates: flags.dates, currency, events: flags.events.clone(), zone },
        bad: flags.bad_rows,
        limits: Limits { memory: flags.memory, partitions: partitions.max(1) },
        cluster: flags.cluster.clone(),
        neighbours: flags.neighbours.map(usize::from),
        sample: flags.sample,
    }
}

fn files(mut trained: Trained, stages: &mut Stages) -> Result<Vec<Written>> {
    let mut files = trained.pack(stages);
    let report = serde_json::to_vec_pretty(&trained.report).context("the report")?;
    files.push(("report.json".to_owned(), report));
    let pages =
        Language::ALL.map(|language| (language.file().to_owned(), page(&trained.report, language).into_bytes()));
    files.extend(pages);
    Ok(files)
}
