//! `cargo xtask start`: the storefront page with a shop to try, and the edge worker beside it.

mod chosen;
mod input;
mod server;
mod trainer;
mod worker;

use crate::build;
use crate::orders::{Problems, Reason};
use crate::run::{command, output, root, run, say};
use crate::shop::{self, NoPack, Site, Standing};
use anyhow::{Context, Result};
use chosen::Chosen;
use indicatif::{ProgressBar, ProgressStyle};
use input::Input;
use server::Server;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use trainer::{Log, Trainer};
use worker::Place;

pub(crate) use input::StartFlags;

/// Does it all, and returns only where something fails: Ctrl-C ends it.
pub(crate) fn start(flags: &StartFlags) -> Result<()> {
    // What can be refused comes first, so that nobody waits for a build to hear of a port that is taken or a bad log.
    let server = Server::bind(flags.port)?;
    let edge_port = worker::free_port(flags.edge_port)?;
    let edge = format!("http://127.0.0.1:{edge_port}");
    // A folder of its own for each port, so that one page does not pull the rug from under another.
    let ours = root().join(format!("target/start/{}", server.port()));
    let filled = Filled::gather(flags)?;

    if !flags.built {
        build::all()?;
    }
    let page = emptied(ours.join("page"))?;
    let shop = page.join("shop");
    fs::create_dir_all(&shop).with_context(|| format!("{} cannot be created", shop.display()))?;
    let pack = match learn(flags, &filled.input, &ours)? {
        Ok(folder) => Ok(trainer::publish(&folder, &shop)?),
        Err(why) => Err(why),
    };
    filled.write(&edge, pack, &shop).context("what the page loads cannot be written")?;
    say("Bundling the page and the edge worker");
    run(command("node").arg("www/build.mjs").arg(&page))?;
    let worker_folder = emptied(ours.join("edge"))?;
    run(command("node").arg("edge/build.mjs").arg(&worker_folder).arg(shop.join("program.json")))?;

    // What respondents have answered is there again with the next start.
    let responses = ours.join("responses");
    fs::create_dir_all(&responses).with_context(|| format!("{} cannot be created", responses.display()))?;
    let token = output(command("node").args(["-p", "crypto.randomUUID()"]))?;
    let operator = serde_json::json!({ "edge": edge, "token": token.trim() });
    fs::write(page.join("operator.json"), operator.to_string()).context("what the page loads cannot be written")?;
    let worker =
        worker::start(&Place { folder: &worker_folder, responses: &responses, token: token.trim() }, edge_port)?;
    println!();
    println!("  Storefront   http://127.0.0.1:{}/", server.port());
    println!("  Surveys      http://127.0.0.1:{}/gallery.html", server.port());
    println!("  Edge worker  {edge}/");
    println!("  Responses are kept in {}; the operator's token is {}", responses.display(), token.trim());
    println!("  Ctrl-C ends both.");
    println!();
    server.serve(&page, &edge);
    drop(worker);
    Ok(())
}

fn emptied(folder: PathBuf) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    Ok(folder)
}

/// The folder of the model pack, or why there is none.
fn learn(flags: &StartFlags, input: &Input, ours: &Path) -> Result<Result<PathBuf, NoPack>> {
    if flags.untrained {
        return Ok(Err(NoPack::Untrained));
    }
    let Chosen { currency, time_zone, .. } = &input.program;
    let path = ours.join("orders.csv");
    let rows = shop::write_log(&input.products, &input.members, &input.guests, currency.exponent(), &path)?;
    let log = Log { path: &path, currency: currency.code(), time_zone };
    Trainer::ready(rows, flags.built)?.train(&log, &ours.join("pack"))
}

/// A shop whose history has been through the engine.
struct Filled {
    input: Input,
    standings: Vec<Standing>,
    problems: Problems,
    seconds: f64,
}

impl Filled {
    /// Reads or makes the shop, and runs its history through the engine.
    fn gather(flags: &StartFlags) -> Result<Self> {
        let begun = Instant::now();
        let input = Input::gather(flags)?;
        let bar = bar(input.members.len() as u64, "  {bar:32} {pos} of {len} members through the engine");
        let standings = shop::run(&input.program.text, &input.products, &input.members, input.now, &|| bar.inc(1))
            .map_err(|error| anyhow::anyhow!("{}: {error}", input.program.name))?;
        bar.finish_and_clear();
        let seconds = begun.elapsed().as_secs_f64();
        let mut problems = input.problems.clone();
        for (member, standing) in input.members.iter().zip(&standings) {
            for (order, error) in &standing.refused {
                problems.add(Reason::Refused, 0, &format!("{} {order}", member.id), &error.to_string());
            }
        }
        let orders: usize = standings.iter().map(|standing| standing.entries.len()).sum();
        say(format!("{} members, {orders} orders through the engine in {seconds:.1} s", input.members.len()));
        Ok(Filled { input, standings, problems, seconds })
    }

    /// Writes what the page loads.
    fn write(self, edge: &str, pack: Result<String, NoPack>, shop: &Path) -> Result<()> {
        let Input { source, program, now, products, members, lines, .. } = self.input;
        let site = Site {
            source,
            program: &program.text,
            offers: program.offers.as_deref(),
            shipping: program.shipping,
            pack,
            currency: program.currency.code(),
            time_zone: &program.time_zone,
            now,
            edge,
            products: &products,
            members: &members,
            standings: &self.standings,
            lines,
            problems: &self.problems,
            seconds: self.seconds,
        };
        shop::write(&site, shop)
    }
}

/// A progress bar that stays out of a log file.
fn bar(length: u64, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template).expect("the template is right");
    ProgressBar::new(length).with_style(style.progress_chars("━╸ "))
}
