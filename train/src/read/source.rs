//! The files of a log.

use anyhow::{Context, Result, bail};
use patronage_log::text::unpacked;
use std::fs::{self, File};
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One row a line, the fields apart by a sign.
    Csv,
    /// One JSON object a line.
    Ndjson,
    /// Columns, with their types.
    Parquet,
}

/// A file of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it lies.
    pub path: PathBuf,
    /// How it is written, by its ending.
    pub format: Format,
    /// How long it is.
    pub length: u64,
}

/// The files that paths name: those of a folder by name, so that a log is always read in the same order.
///
/// # Errors
/// Where a path is no file or folder, or a file's ending tells no format.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    for path in paths {
        let about = fs::metadata(path).with_context(|| path.display().to_string())?;
        if about.is_dir() {
            folder(path, &mut found)?;
        } else {
            let Some(format) = format(path) else {
                bail!(
                    "{}: the ending tells no format; there are .csv, .tsv, .ndjson, .jsonl (each also .gz) and .parquet",
                    path.display()
                );
            };
            found.push(Source { path: path.clone(), format, length: about.len() });
        }
    }
    if found.is_empty() {
        bail!(
            "there is no file to read in {}",
            paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
        );
    }
    Ok(found)
}

/// All files of a folder that look like a part of a log; others, such as notes and markers, are passed over.
fn folder(path: &Path, found: &mut Vec<Source>) -> Result<()> {
    let entries = fs::read_dir(path).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let mut paths: Vec<PathBuf> =
        entries.with_context(|| path.display().to_string())?.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with(['.', '_']));
        if path.is_dir() && !hidden {
            folder(&path, found)?;
        } else if let Some(format) = format(&path).filter(|_| !hidden) {
            let length = fs::metadata(&path).with_context(|| path.display().to_string())?.len();
            found.push(Source { path, format, length });
        }
    }
    Ok(())
}

fn format(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    match name.strip_suffix(".gz").unwrap_or(&name).rsplit('.').next()? {
        "csv" | "tsv" | "txt" => Some(Format::Csv),
        "ndjson" | "jsonl" | "json" => Some(Format::Ndjson),
        "parquet" | "pq" => Some(Format::Parquet),
        _ => None,
    }
}

impl Source {
    pub(super) fn file(&self) -> Result<File> {
        File::open(&self.path).with_context(|| self.path.display().to_string())
    }

    /// The file's text, unpacked where it is packed.
    pub(super) fn bytes(&self) -> Result<Box<dyn BufRead>> {
        unpacked(self.file()?).with_context(|| self.path.display().to_string())
    }
}
