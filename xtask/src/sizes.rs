//! What files weigh.

use crate::run::{command, output};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// The bytes of a file as it is, and as a server sends it.
pub struct Sizes {
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

/// The sizes of each of some files, compressed as strongly as can be.
pub fn sizes(files: &[PathBuf]) -> Result<Vec<Sizes>> {
    let printed = output(command("node").arg("bench/sizes.mjs").args(files))?;
    printed.lines().map(read).collect()
}

fn read(line: &str) -> Result<Sizes> {
    let numbers = line.split(' ').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
    let [raw, gzip, brotli] = numbers.try_into().ok().context("three sizes are printed")?;
    Ok(Sizes { raw, gzip, brotli })
}
