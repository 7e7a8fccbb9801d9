//! The stages of a run: shown while they last, timed, and told in the report.

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::time::{Duration, Instant};

/// How long a stage took.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timed {
    /// Its name.
    pub name: &'static str,
    /// Seconds.
    pub seconds: f64,
}

/// The stages so far.
#[derive(Debug)]
pub struct Stages {
    bar: ProgressBar,
    /// Those that are done.
    pub done: Vec<Timed>,
}

impl Stages {
    /// No stage yet; they are shown on the terminal unless `quiet`.
    pub fn new(quiet: bool) -> Self {
        let bar = if quiet {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
        } else {
            ProgressBar::new_spinner()
        };
        Stages { bar, done: Vec::new() }
    }

    /// Carries out a stage that says what it is doing, or how far it is of a length.
    ///
    /// # Errors
    /// Where the stage fails, with its name.
    pub fn run<T>(&mut self, name: &'static str, stage: impl FnOnce(&ProgressBar) -> Result<T>) -> Result<T> {
        let begun = Instant::now();
        self.show(name);
        let made = stage(&self.bar).context(name).inspect_err(|_| self.finish())?;
        self.end(name, begun);
        Ok(made)
    }

    /// Carries out a stage that can't fail.
    pub fn time<T>(&mut self, name: &'static str, stage: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        self.show(name);
        let made = stage();
        self.end(name, begun);
        made
    }

    fn show(&self, name: &'static str) {
        let spinner = ProgressStyle::with_template("{spinner} {prefix}  {wide_msg} {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        self.bar.set_style(spinner);
        self.bar.set_prefix(name);
        self.bar.set_message("");
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }

    fn end(&mut self, name: &'static str, begun: Instant) {
        let seconds = begun.elapsed().as_secs_f64();
        if !self.bar.is_hidden() {
            // The bar may not be asked while it is suspended.
            let said = self.bar.message();
            self.bar.suspend(|| eprintln!("{name:<10} {seconds:>8.1} s  {said}"));
        }
        self.done.push(Timed { name, seconds });
    }

    /// Clears the line.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
