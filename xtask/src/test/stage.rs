//! A named part of the test run: its commands, where their output goes, and what came of them.

use super::counts::{self, Counts};
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many closing lines of a failed command are shown; the rest is in its log.
const SHOWN: usize = 120;

/// A named part of the test run.
pub struct Stage {
    pub name: &'static str,
    /// What the stage shows to be true, in a few words.
    pub shows: &'static str,
    pub steps: Vec<Step>,
}

/// One command of a stage.
pub struct Step {
    pub program: String,
    pub arguments: Vec<String>,
    pub environment: Vec<(&'static str, &'static str)>,
    pub counting: Counting,
}

/// How the tests of a command are counted.
pub enum Counting {
    /// The command is one test.
    Check,
    /// `cargo test -- --show-output`.
    Cargo,
    /// `node --test --test-reporter=tap` over these files.
    Node(Vec<String>),
}

/// What came of a stage.
pub struct Outcome {
    pub name: &'static str,
    pub counts: Counts,
    pub took: Duration,
}

impl Stage {
    /// Runs all steps, also after one has failed.
    pub fn run(&self, root: &Path, logs: &Path) -> Result<Outcome> {
        println!("\n▸ {}: {}", self.name, self.shows);
        let started = Instant::now();
        let mut counts = Counts::default();
        for (number, step) in (1..).zip(&self.steps) {
            let log = logs.join(format!("{}-{number}.log", self.name));
            println!("    {}", step.line());
            let came = step.run(root, &log)?;
            if came.failed > 0 {
                show_end(&log, root)?;
            }
            counts += came;
        }
        Ok(Outcome { name: self.name, counts: counts.judged(true), took: started.elapsed() })
    }
}

impl Step {
    /// A command that is one test: it passes when it exits with zero.
    pub fn check(line: &str) -> Self {
        let mut words = line.split(' ').map(str::to_owned);
        let program = words.next().unwrap_or_default();
        Step { program, arguments: words.collect(), environment: Vec::new(), counting: Counting::Check }
    }

    /// Rust tests, all of them even when one fails, with the output by which a test says that it was skipped.
    pub fn cargo_test(line: &str) -> Self {
        let counted = Step::check(&format!("cargo test --no-fail-fast {line} -- --show-output"));
        Step { counting: Counting::Cargo, ..counted }
    }

    /// Tests for Node's own runner. A test that hangs fails by name after ten minutes.
    pub fn node_test(files: Vec<String>) -> Self {
        let mut counted = Step::check("node --test --test-reporter=tap --test-timeout=600000 --test-concurrency=1");
        counted.arguments.extend(files.iter().cloned());
        Step { counting: Counting::Node(files), ..counted }
    }

    pub fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.push((name, value));
        self
    }

    fn line(&self) -> String {
        let set = self.environment.iter().map(|(name, value)| format!("{name}='{value}' "));
        let words = self.arguments.iter().map(|word| format!(" {word}"));
        set.chain([self.program.clone()]).chain(words).collect()
    }

    fn run(&self, root: &Path, log: &Path) -> Result<Counts> {
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let status = Command::new(self.found())
            .args(&self.arguments)
            .envs(self.environment.iter().copied())
            .env("CARGO_TERM_COLOR", "never")
            .current_dir(root)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .status();
        let success = match status {
            Ok(status) => status.success(),
            Err(error) => {
                fs::write(log, format!("cannot run {}: {error}\n", self.program))?;
                false
            }
        };
        let output = String::from_utf8_lossy(&fs::read(log)?).into_owned();
        Ok(match &self.counting {
            Counting::Check => Counts::check(success),
            Counting::Cargo => counts::of_cargo_test(&output).judged(success),
            Counting::Node(files) => counts::of_node_test(&output, files).judged(success),
        })
    }

    /// `xtask` is this program itself, already built.
    fn found(&self) -> PathBuf {
        match self.program.as_str() {
            "xtask" => std::env::current_exe().unwrap_or_else(|_| PathBuf::from("xtask")),
            other => PathBuf::from(other),
        }
    }
}

fn show_end(log: &Path, root: &Path) -> Result<()> {
    let output = String::from_utf8_lossy(&fs::read(log)?).into_owned();
    let lines: Vec<&str> = output.lines().collect();
    let from = lines.len().saturating_sub(SHOWN);
    for line in lines.iter().skip(from) {
        println!("    │ {line}");
    }
    println!("    └ the whole of it: {}", log.strip_prefix(root).unwrap_or(log).display());
    Ok(())
}
