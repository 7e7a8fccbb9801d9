//! The model pack that the page recommends from: trained on what the shop has sold, once for each log.

use crate::run::{command, root, run, say};
use crate::shop::NoPack;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, io};

/// From so many rows on an optimised trainer pays, though its query engine compiles for longer than ten minutes, once.
const LARGE: usize = 100_000;

/// What the trainer is given.
pub(super) struct Log<'a> {
    pub(super) path: &'a Path,
    pub(super) currency: &'a str,
    /// Of the shop's clock.
    pub(super) time_zone: &'a str,
}

/// The trainer's program.
pub(super) struct Trainer(PathBuf);

impl Trainer {
    /// The program for so many rows, built first unless it is built already: as the tests build it, or optimised where that
    /// pays or was done before.
    pub(super) fn ready(rows: usize, is_built: bool) -> Result<Self> {
        let name = format!("patronage{}", env::consts::EXE_SUFFIX);
        let plain = env::current_exe()?.with_file_name(&name);
        let optimised = root().join("target/trainer").join(name);
        if is_built {
            let program = [optimised, plain].into_iter().find(|program| program.exists());
            let why = "the trainer is not built: leave out --built, or show no recommendations with --untrained";
            return program.map(Trainer).context(why);
        }
        let build = |profile, takes| {
            say(format!("Building the trainer; the first time that takes {takes}, for its query engine is large"));
            let bin = ["--package", "patronage-train", "--bin", "patronage", "--profile", profile];
            run(command("cargo").arg("build").args(bin))
        };
        if rows >= LARGE || optimised.exists() {
            build("trainer", "a quarter of an hour (--untrained starts without)")?;
            Ok(Trainer(optimised))
        } else {
            build("dev", "some minutes")?;
            Ok(Trainer(plain))
        }
    }

    /// The folder of the pack of a log: the one that an earlier start has trained on the same log with the same trainer, or
    /// a new one, made in `workshop`.
    pub(super) fn train(&self, log: &Log, workshop: &Path) -> Result<Result<PathBuf, NoPack>> {
        let packs = root().join("target/start/packs");
        let pack = packs.join(self.key(log)?);
        if pack.exists() {
            say("The model pack of this log has been trained before");
            return Ok(Ok(pack));
        }
        let begun = Instant::now();
        say("Training what to recommend");
        let mut training = command(&self.0.to_string_lossy());
        training.arg("train").arg(log.path).args(["--currency", log.currency, "--time-zone", log.time_zone]);
        training.arg("--out").arg(workshop);
        if !training.status().context("the trainer could not be started")?.success() {
            say("The page goes without recommendations; the trainer's own words are above");
            return Ok(Err(NoPack::Refused));
        }
        say(format!("Trained in {:.0} s; the next start with this log does without", begun.elapsed().as_secs_f64()));
        fs::create_dir_all(&packs).with_context(|| format!("{} cannot be created", packs.display()))?;
        // Whoever was quicker has trained the same.
        if fs::rename(workshop, &pack).is_err() && !pack.exists() {
            bail!("{} cannot be created", pack.display());
        }
        say(format!("Its report: {}", pack.join("report.html").display()));
        Ok(Ok(pack))
    }

    /// The name of what this trainer makes of a log.
    fn key(&self, log: &Log) -> Result<String> {
        let mut digest = Sha256::new();
        for path in [log.path, self.0.as_path()] {
            let mut file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
            io::copy(&mut file, &mut digest).with_context(|| format!("{} cannot be read", path.display()))?;
        }
        digest.update(format!("{}\n{}", log.currency, log.time_zone));
        Ok(digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Copies what a page loads of a pack into `shop`, and gives the folder's name there: as long as the name is the same, so
/// are the files.
pub(super) fn publish(pack: &Path, shop: &Path) -> Result<String> {
    let name = format!("pack/{}", pack.file_name().unwrap_or_default().to_string_lossy());
    let folder = shop.join(&name);
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be created", folder.display()))?;
    for entry in fs::read_dir(pack).with_context(|| format!("{} cannot be read", pack.display()))? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default();
        if path.extension().is_some_and(|extension| extension == "pack") && file != "whole.pack" {
            fs::copy(&path, folder.join(file)).with_context(|| format!("{} cannot be copied", path.display()))?;
        }
    }
    Ok(name)
}
