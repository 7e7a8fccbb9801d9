//! The finished folder: written beside its place and then put there, so that nobody ever sees half of one.

use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file of the folder.
pub type Written = (String, Vec<u8>);

/// What every folder that a trainer wrote has in it.
const MARK: &str = "report.json";

/// A place to work in beside the folder, which is gone afterwards; what an interrupted run left there is swept away.
#[derive(Debug)]
pub struct Workshop {
    target: PathBuf,
    place: PathBuf,
    /// Held as long as the run lasts: two can't work on the same folder.
    _lock: File,
}

impl Workshop {
    /// Opens the place.
    ///
    /// # Errors
    /// Where nothing can be written there, another run is at work, or the folder is one that no trainer wrote.
    pub fn open(target: &Path) -> Result<Self> {
        let name = target.file_name().with_context(|| format!("{} names no folder", target.display()))?;
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        replaceable(target)?;
        fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        let hidden = |ending: &str| parent.join(format!(".{}.{ending}", name.to_string_lossy()));
        let lock = hidden("lock");
        let held = File::create(&lock).with_context(|| lock.display().to_string())?;
        if held.try_lock().is_err() {
            bail!("another run is writing {}", target.display());
        }
        let place = hidden("part");
        if place.exists() {
            fs::remove_dir_all(&place).with_context(|| place.display().to_string())?;
        }
        fs::create_dir(&place).with_context(|| place.display().to_string())?;
        Ok(Workshop { target: target.to_owned(), place, _lock: held })
    }

    /// Where to work.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Writes the files and puts the folder in its place, instead of the one that a former run wrote.
    ///
    /// # Errors
    /// Where the disk is full; what stood there before still does.
    pub fn publish(self, files: &[Written]) -> Result<()> {
        let ready = self.place.join("ready");
        for (name, bytes) in files {
            write(&ready.join(name), bytes)?;
        }
        let former = self.place.join("former");
        let replaced = self.target.exists();
        if replaced {
            fs::rename(&self.target, &former).with_context(|| self.target.display().to_string())?;
        }
        if let Err(error) = fs::rename(&ready, &self.target) {
            if replaced {
                fs::rename(&former, &self.target).with_context(|| self.target.display().to_string())?;
            }
            return Err(error).with_context(|| self.target.display().to_string());
        }
        Ok(())
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What can't be removed now is swept away by the next run.
        let _ = fs::remove_dir_all(&self.place);
        let _ = fs::remove_file(self.place.with_extension("lock"));
    }
}

/// Refuses to replace what is not a trainer's.
fn replaceable(target: &Path) -> Result<()> {
    if !target.exists() || target.join(MARK).is_file() {
        return Ok(());
    }
    let empty = fs::read_dir(target).with_context(|| target.display().to_string())?.next().is_none();
    if empty { Ok(()) } else { bail!("{} has other files in it: name a folder of its own", target.display()) }
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let named = || path.display().to_string();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(named)?;
    }
    let mut file = File::create(path).with_context(named)?;
    file.write_all(bytes).with_context(named)?;
    file.sync_all().with_context(named)
}
