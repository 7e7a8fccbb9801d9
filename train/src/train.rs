//! A whole run: read, check, prepare, choose the settings, measure, count everything, rank.

use crate::catalogue;
use crate::check::{Allowed, Checker};
use crate::cluster::Address;
use crate::content;
use crate::linear::{self, Blend, frequent};
use crate::lines::{self, Log};
use crate::measure::measure;
use crate::output::Written;
use crate::plan::{self, Items, Limits, Query};
use crate::read::{self, ColumnFlags};
use crate::report::{Linear, Offered, Quality, Report, Sized};
use crate::search::{Blended, Cut, Found, Held, Kind, Search, Sequence, Settings, threads};
use crate::stage::Stages;
use anyhow::{Result, bail};
use patronage::kernel::calendar::Zone;
use patronage::recommend::pack::Order;
use patronage::recommend::{Item, Link, LinkSettings, Model};
use std::path::{Path, PathBuf};

/// What a run is told.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files and folders of the log.
    pub paths: Vec<PathBuf>,
    /// Files and folders of the catalogue; none where the log is all there is.
    pub items: Vec<PathBuf>,
    /// Which column says what.
    pub columns: ColumnFlags,
    /// What rows are checked against.
    pub checker: Checker,
    /// How many rows may be bad.
    pub bad: Allowed,
    /// What the queries may take.
    pub limits: Limits,
    /// The cluster that carries queries out, where not this process does.
    pub cluster: Option<Address>,
    /// How many links an item keeps; chosen by quality and size where nothing is said.
    pub neighbours: Option<usize>,
    /// How many entries the search for settings looks at.
    pub sample: u64,
}

/// What came of a run.
#[derive(Debug)]
pub struct Trained {
    /// What was learnt.
    pub model: Model,
    /// The order of the items in the pack.
    pub order: Order,
    /// How it went, and how good it is.
    pub report: Report,
}

/// With more items than this, the report tells the size of no pack but that of the chosen length.
const COMPARED: usize = 200_000;

/// What can stand in the place of an item is near it in the same histories, but not bought with it.
const IN_PLACE: LinkSettings =
    LinkSettings { window: 0, fade: 0.8, within: 0.0, backward: 1.0, spread: 0.0, support: 0.5, penalty: 0.5 };

/// Trains, with `folder` for everything that doesn't fit into memory.
///
/// # Errors
/// Where the log can't be read, has too many bad rows or too little to learn from, or the disk is full.
pub fn train(options: &Options, folder: &Path, stages: &mut Stages) -> Result<Trained> {
    let query = Query::open(folder, options.limits, options.cluster.as_ref())?;
    let mut log = read(options, &query, stages)?;
    let mut items = stages.run("steps", |bar| {
        plan::entries(&query)?;
        let items = plan::items(&query, log.items.len())?;
        bar.set_message(format!("{} sequences, {} steps, {} items", items.sequences, items.steps, log.items.len()));
        Ok(items)
    })?;
    let sample = stages.run("sample", |_| plan::sample(&query, items.entries, options.sample))?;
    let (lifts, segments) = stages.run("context", |bar| {
        let found = (plan::lifts(&query, &log)?, plan::segments(&query, &log, items.until)?);
        bar.set_message(format!("{} lifts, {} groups", found.0.len(), found.1.len()));
        Ok(found)
    })?;
    let found = search(&sample, log.kind(), log.items.len(), options.neighbours, stages)?;
    let quality = stages.run("measure", |bar| {
        let quality = measure(&query, &log, &sample, &found.settings, !lifts.is_empty())?;
        bar.set_message(quality.to_string());
        Ok(quality)
    })?;
    drop(sample);
    let chosen = Chosen { kind: log.kind(), found, quality };
    let settings = chosen.found.settings;
    let compared = options.neighbours.is_none() && log.items.len() <= COMPARED;
    let most = longest(compared, &settings);
    link(&query, &settings, most, &mut items.items, stages)?;
    let mut report = chosen.report(&log, &items, options);
    report.lifts = lifts.len() as u64;
    report.segments = segments.iter().map(|segment| segment.name.clone()).collect();
    let attributes: Vec<_> = log.items.iter_mut().map(|item| std::mem::take(&mut item.attributes)).collect();
    let model = Model { lifts, segments, ..model(log, items, &settings, &options.checker) };
    // Packs of other lengths need the longest lists.
    let longest = compared.then(|| model.clone());
    let (trained, linked) = stages.run("content", |_| Ok(finished(model, settings.neighbours, &attributes)))?;
    report.catalogue.linked = linked;
    let order = stages.time("order", || Order::of(&trained));
    if let Some(longest) = longest {
        stages.time("sizes", || {
            // The chosen length is that of the pack itself.
            let others = report.neighbours.iter_mut().filter(|kept| kept.neighbours != settings.neighbours);
            // One after the other: each is a model more in memory.
            for kept in others {
                let (model, _) = finished(longest.clone(), kept.neighbours, &attributes);
                kept.bytes = order.write_whole(&model).len() as u64;
            }
        });
    }
    Ok(Trained { model: trained, order, report })
}

/// Links the items: by counts, and those that occur most by linear weights too, where the settings say so.
fn link(query: &Query, settings: &Settings, most: usize, items: &mut [Item], stages: &mut Stages) -> Result<()> {
    stages.run("pairs", |_| {
        plan::pairs(query, &settings.links, &LinkSettings { window: settings.links.window, ..IN_PLACE })
    })?;
    stages.run("links", |bar| {
        plan::linked(query, (&settings.links, most), (&IN_PLACE, settings.neighbours.min(20)), items)?;
        bar.set_message(format!("{} links", items.iter().map(|item| item.next.len()).sum::<usize>()));
        Ok(())
    })?;
    let Some(Blend { ridge, share }) = settings.linear else { return Ok(()) };
    stages.run("linear", |bar| {
        let weights = plan::gram(query, items, linear::ITEMS)?.weights(ridge, most, threads());
        bar.set_message(format!("{} items", weights.rows.len()));
        let counted = |item: u32| items[item as usize].next.iter().map(|link| (link.item, link.strength)).collect();
        for row in weights.blended(counted, share, most).rows {
            let links = row.links.into_iter().map(|(item, strength)| Link { item, strength });
            items[row.item as usize].next = links.collect();
        }
        Ok(())
    })
}

/// How many links are ranked: as many as the search looked at where packs of all lengths are compared, and where linear weights
/// are blended with them.
fn longest(compared: bool, settings: &Settings) -> usize {
    if compared || settings.linear.is_some() {
        Settings::START.neighbours.max(settings.neighbours)
    } else {
        settings.neighbours
    }
}

/// A model whose items keep no more links than that, and those that nobody has bought yet are linked by what they are like; and
/// how many of these are.
fn finished(mut model: Model, most: usize, attributes: &[Vec<String>]) -> (Model, u64) {
    model.items.iter_mut().for_each(|item| item.next.truncate(most));
    let linked = content::link(&mut model.items, attributes);
    (model, linked)
}

impl Trained {
    /// The files of the pack, by name; the report tells their sizes.
    pub fn pack(&mut self, stages: &mut Stages) -> Vec<Written> {
        let packed = stages.time("pack", || self.order.write(&self.model));
        let chosen = self.report.settings.neighbours;
        for kept in self.report.neighbours.iter_mut().filter(|kept| kept.neighbours == chosen) {
            kept.bytes = packed.whole.len() as u64;
        }
        let whole = ("whole.pack".to_owned(), packed.whole);
        let chunks = packed.chunks.into_iter().map(|(name, bytes)| (format!("{name}.pack"), bytes));
        let files: Vec<Written> = [("head.pack".to_owned(), packed.head)].into_iter().chain(chunks).collect();
        let sized = |(name, bytes): &Written| Sized { name: name.clone(), bytes: bytes.len() as u64 };
        self.report.files = files.iter().map(sized).collect();
        self.report.stages = stages.done.clone();
        files.into_iter().chain([whole]).collect()
    }
}

/// Reads and checks the log and its catalogue, and makes the table `lines`.
///
/// # Errors
/// Where a file can't be read, or too many rows are bad.
pub fn read(options: &Options, query: &Query, stages: &mut Stages) -> Result<Log> {
    let mut log = stages.run("read", |bar| {
        let sources = read::sources(&options.paths)?;
        let log =
            lines::collect(&sources, &options.columns, &options.checker, &query.path("lines"), &mut |source, rows| {
                bar.set_message(format!("{}: {rows} rows", source.path.display()));
            })?;
        bar.set_message(format!("{} rows, {} lines", log.rows, log.lines));
        Ok(log)
    })?;
    if !options.items.is_empty() {
        stages.run("catalogue", |bar| {
            let sources = read::sources(&options.items)?;
            catalogue::collect(&sources, &options.columns, &options.checker, &mut log)?;
            options.columns.require(&log.titles)?;
            bar.set_message(format!("{} rows", log.offered));
            Ok(())
        })?;
    }
    log.problems.judge(log.rows + log.offered, options.bad)?;
    if log.lines == 0 {
        bail!("none of the {} rows says that somebody took something", log.rows);
    }
    query.table("lines")?;
    Ok(log)
}

/// The settings, and how good they are.
struct Chosen {
    kind: Kind,
    found: Found,
    quality: Quality,
}

/// Chooses the settings by what they predict of a part of the log.
fn search(
    sample: &[Sequence],
    kind: Kind,
    items: usize,
    neighbours: Option<usize>,
    stages: &mut Stages,
) -> Result<Found> {
    stages.run("search", |bar| {
        let cut = Cut::new(sample, kind, Held::Choice);
        let search = Search::new(&cut, kind, items, neighbours);
        let [found, rank] = kind.names();
        Ok(search.climb(|stage, measure| {
            bar.set_message(format!("{stage}: {found} {:.4}, {rank} {:.4}", measure.found, measure.rank));
        }))
    })
}

impl Chosen {
    fn report(self, log: &Log, items: &Items, options: &Options) -> Report {
        Report {
            trainer: trainer(),
            kind: self.kind,
            rows: log.rows,
            lines: log.lines,
            dropped: log.problems.clone(),
            sequences: items.sequences,
            steps: items.steps,
            items: log.items.len() as u64,
            categories: log.categories.list.len() as u64,
            catalogue: Offered {
                rows: log.offered,
                unbought: items.items.iter().filter(|item| item.count == 0).count() as u64,
                linked: 0,
                sold_out: log.items.iter().filter(|item| item.sold_out).count() as u64,
            },
            lifts: 0,
            segments: Vec::new(),
            crowded: log.crowded.iter().map(|fact| fact.name()).collect(),
            from: items.items.iter().filter_map(|item| item.first).min().unwrap_or(0),
            until: items.until,
            settings: self.found.settings.into(),
            tried: self.found.tried,
            chosen_by: self.found.measure,
            quality: self.quality,
            linear: told(self.found.blends, &items.items),
            neighbours: self.found.kept,
            memory: options.limits.memory as u64,
            stages: Vec::new(),
            files: Vec::new(),
        }
    }
}

/// What was tried of linear weights, and over how much of the log they are.
fn told(tried: Vec<Blended>, items: &[Item]) -> Linear {
    let counts: Vec<u64> = items.iter().map(|item| item.count).collect();
    let frequent = frequent(&counts, linear::ITEMS);
    let within: u64 = frequent.iter().map(|item| counts[*item as usize]).sum();
    Linear { items: frequent.len() as u64, part: within as f64 / counts.iter().sum::<u64>().max(1) as f64, tried }
}

/// The trainer and its version.
fn trainer() -> String {
    format!("patronage {}", env!("CARGO_PKG_VERSION"))
}

fn model(log: Log, items: Items, settings: &Settings, checker: &Checker) -> Model {
    let named = log.items.into_iter().zip(items.items);
    Model {
        trainer: trainer(),
        until: items.until,
        currency: checker.currency.map(|currency| currency.code().to_owned()),
        links: settings.links,
        taste: settings.taste,
        categories: log.categories.list,
        items: named
            .map(|(named, item)| Item {
                id: named.id,
                category: named.category,
                price: named.price,
                margin: named.margin,
                sold_out: named.sold_out,
                first: named.added.or(item.first),
                ..item
            })
            .collect(),
        lifts: Vec::new(),
        zone: checker.zone.as_ref().map(|zone| Zone::name(zone).to_owned()),
        segments: Vec::new(),
    }
}
