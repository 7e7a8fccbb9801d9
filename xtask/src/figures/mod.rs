//! `cargo xtask figures`: what each flavour weighs and what a preview costs, in a table that is committed and watched.

mod fuel;
mod meter;

use crate::build::{FLAVOURS, Flavour};
use crate::run::root;
use crate::sizes::{Sizes, sizes};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::PathBuf;

/// How far a figure may stray from the committed one before somebody must look.
const DRIFT_PERCENT: u64 = 2;

/// What some files may weigh at most, whatever is committed.
const BUDGETS: [(&str, u64); 2] = [("survey.wasm, brotli, bytes", 70_000), ("widget.js, brotli, bytes", 30_000)];

/// A named figure.
type Row = (String, u64);

/// Measures the built package, and writes the table or compares it with the committed one.
pub fn run(check: bool) -> Result<()> {
    let rows = measure()?;
    for (name, most) in BUDGETS {
        let (_, weight) = rows.iter().find(|(row, _)| row == name).with_context(|| format!("no figure is {name}"))?;
        ensure!(*weight < most, "{name}: {weight}, and it is to be less than {most}");
    }
    let path = root().join("bench/FIGURES.md");
    if !check {
        fs::write(&path, table(&rows)).with_context(|| format!("{} cannot be written", path.display()))?;
        println!("{}", table(&rows));
        return Ok(());
    }
    let committed = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let strays: Vec<String> = rows.iter().filter_map(|row| stray(row, &committed)).collect();
    if !strays.is_empty() {
        bail!(
            "figures stray by more than {DRIFT_PERCENT} %:\n{}\nIf that is meant, run `cargo xtask figures` and commit.",
            strays.join("\n")
        );
    }
    println!("{} figures are as committed", rows.len());
    Ok(())
}

fn measure() -> Result<Vec<Row>> {
    let files: Vec<PathBuf> = FLAVOURS.iter().map(Flavour::wasm).chain(widget()?).collect();
    let mut rows = rows_of(&files)?;
    let text = |name: &str| fs::read_to_string(workload(name)).with_context(|| format!("the workload's {name}"));
    let loyalty = FLAVOURS.iter().find(|flavour| flavour.name == "loyalty").context("the flavour loyalty")?;
    let fuel = fuel::count(&loyalty.wasm(), &text("program.json")?, &compact(&text("request.json")?)?)?;
    rows.push(("preview of 200 lines under 50 rules, instructions".to_owned(), fuel.preview));
    rows.push(("compiling the 50 rules, instructions".to_owned(), fuel.compile));
    Ok(rows)
}

/// The sizes of the files that a page fetches.
fn rows_of(files: &[PathBuf]) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (file, Sizes { raw, gzip, brotli }) in files.iter().zip(sizes(files)?) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        for (kind, size) in [("raw", raw), ("gzip", gzip), ("brotli", brotli)] {
            rows.push((format!("{name}, {kind}, bytes"), size));
        }
    }
    Ok(rows)
}

/// The scripts of the widget: the one that every page fetches, and those that only some surveys need.
fn widget() -> Result<Vec<PathBuf>> {
    let folder = root().join("pkg/dist/survey");
    let listed = fs::read_dir(&folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    let paths = listed.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    let is_widget = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("widget") && name.ends_with(".js")
    };
    let mut scripts: Vec<PathBuf> = paths.into_iter().filter(is_widget).collect();
    scripts.sort();
    Ok(scripts)
}

fn workload(name: &str) -> PathBuf {
    root().join("bench/workload").join(name)
}

/// As `JSON.stringify` gives it to the engine.
fn compact(json: &str) -> Result<String> {
    Ok(serde_json::from_str::<serde_json::Value>(json)?.to_string())
}

fn table(rows: &[Row]) -> String {
    let head = "# Figures\n\nWritten by `cargo xtask figures`; `cargo xtask test` fails when one strays.\n\n\
                Instructions are counted one by one as the shipped `loyalty.wasm` executes them, without JavaScript, with the\n\
                weights of wasmtime's fuel. The workload is in `bench/workload`.\n\n\
                | figure | |\n| --- | --: |\n";
    rows.iter().fold(head.to_owned(), |text, (name, value)| text + &format!("| {name} | {} |\n", grouped(*value)))
}

/// `1,234,567`.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let comma = |index: usize| if index > 0 && (digits.len() - index).is_multiple_of(3) { "," } else { "" };
    digits.char_indices().map(|(index, digit)| format!("{}{digit}", comma(index))).collect()
}

/// What to say of a figure that is not in the committed table, or has left it.
fn stray((name, value): &Row, committed: &str) -> Option<String> {
    let row = committed.lines().find(|line| line.starts_with(&format!("| {name} |")));
    let Some(was) = row.and_then(|line| line.split('|').nth(2)?.trim().replace(',', "").parse::<u64>().ok()) else {
        return Some(format!("{name}: {} is not in the table", grouped(*value)));
    };
    let strays = value.abs_diff(was) * 100 > was * DRIFT_PERCENT;
    strays.then(|| format!("{name}: {} was {}", grouped(*value), grouped(was)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_may_stray_a_little() {
        let rows = [("size".to_owned(), 1_000_u64)];
        let committed = table(&rows);
        assert_eq!(stray(&("size".to_owned(), 1_020), &committed), None);
        assert_eq!(stray(&("size".to_owned(), 979), &committed), Some("size: 979 was 1,000".to_owned()));
        assert!(stray(&("fuel".to_owned(), 1), &committed).is_some());
    }
}
