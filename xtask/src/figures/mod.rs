//! `cargo xtask figures`: what each flavour weighs and what a preview costs, in a table that is committed and watched.

mod fuel;
mod meter;

use crate::build::FLAVOURS;
use crate::run::{command, output, root};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

/// How far a figure may stray from the committed one before somebody must look.
const DRIFT_PERCENT: u64 = 2;

/// A named figure.
type Row = (String, u64);

/// Measures the built package, and writes the table or compares it with the committed one.
pub fn run(check: bool) -> Result<()> {
    let rows = measure()?;
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
    let mut rows = Vec::new();
    for flavour in FLAVOURS {
        let printed = output(command("node").arg("bench/sizes.mjs").arg(flavour.wasm()))?;
        let sizes = printed.trim().split(' ').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
        for (kind, size) in ["raw", "gzip", "brotli"].iter().zip(sizes) {
            rows.push((format!("{}.wasm, {kind}, bytes", flavour.name), size));
        }
    }
    let text = |name: &str| fs::read_to_string(workload(name)).with_context(|| format!("the workload's {name}"));
    let loyalty = FLAVOURS.iter().find(|flavour| flavour.name == "loyalty").context("the flavour loyalty")?;
    let fuel = fuel::count(&loyalty.wasm(), &text("program.json")?, &compact(&text("request.json")?)?)?;
    rows.push(("preview of 200 lines under 50 rules, instructions".to_owned(), fuel.preview));
    rows.push(("compiling the 50 rules, instructions".to_owned(), fuel.compile));
    Ok(rows)
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
