//! What the page is filled with: an order log, or a generated shop, and the program that goes with it.

use super::bar;
use super::chosen::{Chosen, fitting};
use crate::orders::{self, ColumnFlags, Log, Problems, Settings};
use crate::run::say;
use crate::shop::{self, Member, Order, Product, Source};
use anyhow::{Context, Result, anyhow, bail};
use patronage::kernel::calendar::{self, Date, LocalDateTime, LocalTime, Zone};
use patronage_log::moment::DateOrder;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

/// What `cargo xtask start` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct StartFlags {
    /// An order log to fill the page with: CSV, plain or gzipped. Without it, a shop is generated.
    #[arg(long, value_name = "FILE")]
    orders: Option<PathBuf>,
    /// The loyalty program; without it, the one in www/programs that fits.
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// The coupons and promotions; without it, those in www/offers that go with the program in www/programs.
    #[arg(long, value_name = "FILE")]
    offers: Option<PathBuf>,
    /// Train no model pack: the page shows no recommendations.
    #[arg(long)]
    pub(super) untrained: bool,
    /// The port of the page; 0 takes any that is free.
    #[arg(long, default_value_t = 4180)]
    pub(super) port: u16,
    /// The port of the edge worker; without it, any that is free.
    #[arg(long, default_value_t = 0)]
    pub(super) edge_port: u16,
    /// The package and the trainer are built already: do not build them anew.
    #[arg(long)]
    pub(super) built: bool,
    /// What the generated shop follows from.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// How many members the generated shop has.
    #[arg(long, default_value_t = 360)]
    members: u64,
    /// The day on which the generated shop stands; the computer's where left out.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,
    /// The currency of the log's prices, such as GBP; the program's where left out.
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// The time zone of the log's local times; the program's where left out.
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Which part of a date like 1/2/2010 comes first.
    #[arg(long, value_enum, default_value_t)]
    dates: DateOrder,
    /// The encoding of the log, such as windows-1252 or gb18030, where it is not UTF-8.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static encoding_rs::Encoding>,
    #[command(flatten)]
    columns: ColumnFlags,
}

fn day(text: &str) -> Result<Date> {
    Date::parse(text).map_err(|_| anyhow!("{text} is not a date such as 2026-11-18"))
}

fn encoding(name: &str) -> Result<&'static encoding_rs::Encoding> {
    encoding_rs::Encoding::for_label(name.as_bytes()).with_context(|| format!("no encoding is called {name}"))
}

/// The shop before its history has been through the engine.
pub(super) struct Input {
    pub(super) source: Source,
    pub(super) program: Chosen,
    pub(super) now: i64,
    pub(super) products: Vec<Product>,
    pub(super) members: Vec<Member>,
    /// Orders of nobody.
    pub(super) guests: Vec<Order>,
    pub(super) lines: u64,
    pub(super) problems: Problems,
}

impl Input {
    pub(super) fn gather(flags: &StartFlags) -> Result<Self> {
        match &flags.orders {
            Some(path) => from_log(flags, path),
            None => generated(flags),
        }
    }
}

fn generated(flags: &StartFlags) -> Result<Input> {
    let program = Chosen::read(flags.program.as_deref(), "cafe")?.with_offers(flags.offers.as_deref())?;
    let zone = zone(&program.time_zone)?;
    let now = match flags.today {
        Some(date) => {
            zone.instant(LocalDateTime { date, time: LocalTime::from_millis(10 * 3_600_000).expect("ten o'clock") })
        }
        None => computer_time()?,
    };
    say(format!("Making up a shop with {} members (seed {})", flags.members, flags.seed));
    let (products, members) = shop::generate(flags.seed, flags.members, &zone, zone.date(now));
    let lines = members.iter().flat_map(|member| &member.orders).map(|order| order.lines.len() as u64).sum();
    let source = Source::Generated { seed: flags.seed };
    let (guests, problems) = (Vec::new(), Problems::default());
    Ok(Input { source, program, now: now.millis(), products, members, guests, lines, problems })
}

fn zone(name: &str) -> Result<Zone> {
    Zone::named(name).map_err(|_| anyhow!("{name} is not a time zone of the IANA database, such as Asia/Shanghai"))
}

fn computer_time() -> Result<calendar::Instant> {
    let now =
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).context("the computer's clock stands before 1970")?;
    calendar::Instant::from_millis(i64::try_from(now.as_millis())?)
        .context("the computer's clock stands beyond the calendar")
}

fn from_log(flags: &StartFlags, path: &Path) -> Result<Input> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let open = || File::open(path).with_context(|| format!("{} cannot be opened", path.display()));
    let header = orders::header(open()?, flags.encoding).with_context(|| name.clone())?;
    let program = Chosen::read(flags.program.as_deref(), fitting(&header))?
        .priced_in(flags.currency.as_deref())?
        .with_offers(flags.offers.as_deref())?;
    let zone = zone(flags.time_zone.as_deref().unwrap_or(&program.time_zone))?;
    let settings = Settings {
        flags: &flags.columns,
        currency: program.currency,
        dates: flags.dates,
        encoding: flags.encoding,
        zone: &zone,
    };

    let begun = Instant::now();
    let file = open()?;
    let bar = bar(file.metadata()?.len(), "  {bar:32} {bytes} of {total_bytes} of the order log");
    let log = orders::read(bar.wrap_read(file), &settings).with_context(|| name.clone())?;
    bar.finish_and_clear();
    say(format!("{name}: {} lines in {:.1} s", log.lines, begun.elapsed().as_secs_f64()));
    tell(&log);
    let Some(last) = log.last.filter(|_| !log.members.is_empty()) else {
        bail!("{name}: no line of the file is a member's purchase; the reasons are above");
    };
    let Log { products, members, guests, lines, problems, .. } = log;
    Ok(Input { source: Source::Orders { file: name }, program, now: last, products, members, guests, lines, problems })
}

/// Says what became of the lines, with examples of those at fault.
fn tell(log: &Log) {
    eprintln!("    {:>9}  lines are members' purchases and returns", log.used);
    for (reason, tally) in log.problems.iter() {
        eprintln!("    {:>9}  lines set aside: {}", tally.count, reason.advice());
        for example in tally.examples.iter().filter(|_| reason.is_fault()).take(3) {
            eprintln!("               line {}, {}: {:?}", example.line, example.column, example.found);
        }
    }
}
