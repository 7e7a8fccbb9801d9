//! The stages of `cargo xtask test`, in the order in which they run: what is quick and near first.

use super::stage::{Stage, Step};
use crate::build::FLAVOURS;
use crate::setup::WASM;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The feature sets that somebody builds natively.
const NATIVE: &[&str] = &["--no-default-features", "--features shape"];

/// All of the workspace, with the trainer's cluster: the query engine is compiled once for all stages.
const WORKSPACE: &str = "--workspace --features patronage-train/cluster";

/// The stages whose tests Node runs: their name, what they show, and the folder that holds their `*.test.mjs` files.
const IN_NODE: &[(&str, &str, &str)] = &[
    ("oracle", "expressions and surveys answer as survey-core answers them", "tests/oracle"),
    ("node", "the wasm in Node answers as it should", "tests/node"),
    ("packaging", "the packed package loads everywhere with zero configuration", "tests/packaging"),
    ("workerd", "the edge worker answers on workerd", "tests/edge"),
    ("responses", "drafts outlive crashes, and each response is stored once, by the whole way", "tests/responses"),
    ("chromium", "the page and the wasm work in a real Chromium", "tests/browser"),
    ("widget", "the survey widget in a real Chromium: keyboard, axe, painting, languages, trust", "tests/widget"),
    ("differential", "native Rust, Node, Chromium and workerd give the same bytes", "tests/differential"),
    ("examples", "the examples in the documentation run", "tests/examples"),
];

/// All stages for the repository at `root`.
pub fn all(root: &Path) -> Result<Vec<Stage>> {
    let mut stages = vec![setup(), format(), lint(), docs(), rust(), build(), types(), figures()];
    for &(name, shows, folder) in IN_NODE {
        if root.join(folder).is_dir() {
            stages.push(Stage { name, shows, steps: vec![Step::node_test(node_files(root, folder)?)] });
        }
    }
    every_test_has_a_stage(root, &stages)?;
    Ok(stages)
}

fn setup() -> Stage {
    Stage { name: "setup", shows: "what the other stages need is installed", steps: vec![Step::check("xtask setup")] }
}

fn format() -> Stage {
    let steps = vec![Step::check("cargo fmt --all --check"), Step::check("npx prettier --check .")];
    Stage { name: "format", shows: "code is laid out by rustfmt and prettier", steps }
}

fn lint() -> Stage {
    let native = NATIVE.iter().map(|set| format!("cargo clippy --package patronage --all-targets {set}"));
    let wasm = FLAVOURS.iter().map(|flavour| {
        let features = flavour.features;
        format!("cargo clippy --package patronage --lib --target {WASM} --no-default-features --features {features}")
    });
    let tools = format!("cargo clippy {WORKSPACE} --all-targets");
    let steps = native.chain(wasm).chain([tools]).map(|line| Step::check(&(line + " -- -D warnings"))).collect();
    Stage { name: "lint", shows: "clippy is silent for every feature set, native and wasm", steps }
}

fn docs() -> Stage {
    let line = format!("cargo doc {WORKSPACE},patronage/shape --no-deps");
    let step = Step::check(&line).with("RUSTDOCFLAGS", "-D warnings");
    Stage { name: "docs", shows: "the documentation builds without a warning", steps: vec![step] }
}

fn rust() -> Stage {
    let steps = vec![Step::cargo_test(WORKSPACE)];
    Stage { name: "rust", shows: "unit tests, integration tests and documented examples pass", steps }
}

fn build() -> Stage {
    let steps = vec![Step::check("xtask build")];
    Stage { name: "build", shows: "the wasm files and the package build", steps }
}

fn types() -> Stage {
    let written = Step::check("xtask types --check");
    let checked = ["pkg", "www", "edge"].map(|project| Step::check(&format!("npx tsc --noEmit --project {project}")));
    let steps = [written].into_iter().chain(checked).collect();
    Stage { name: "types", shows: "TypeScript checks, with the types that the engine describes", steps }
}

fn figures() -> Stage {
    let steps = vec![Step::check("xtask figures --check")];
    Stage { name: "figures", shows: "sizes and instructions are as committed", steps }
}

/// The test files of a folder for Node's runner, sorted.
fn node_files(root: &Path, folder: &str) -> Result<Vec<String>> {
    let mut found = test_files(&root.join(folder))?;
    found.sort();
    let relative = |path: PathBuf| path.strip_prefix(root).map(|path| path.to_string_lossy().replace('\\', "/"));
    found.into_iter().map(|path| relative(path).context("a test file lies outside the repository")).collect()
}

/// A test that no stage runs would pass for ever.
fn every_test_has_a_stage(root: &Path, stages: &[Stage]) -> Result<()> {
    let files = node_files(root, "")?;
    let run: Vec<&String> = stages.iter().flat_map(|stage| &stage.steps).flat_map(|step| &step.arguments).collect();
    match files.iter().find(|file| !run.contains(file)) {
        Some(file) => bail!("no stage runs {file}: give it one in xtask/src/test/stages.rs"),
        None => Ok(()),
    }
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let foreign = name.starts_with('.') || matches!(name.as_str(), "node_modules" | "target" | "dist");
        if path.is_dir() && !foreign {
            found.extend(test_files(&path)?);
        } else if [".test.mjs", ".test.js", ".test.ts"].iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    Ok(found)
}
