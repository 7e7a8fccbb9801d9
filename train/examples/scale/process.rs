//! A process, its time and the most memory that it ever had.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Runs a program to its end: how many seconds that takes, and the most memory that it has, in bytes.
pub fn measure(program: &Path, arguments: &[&str], most: Duration) -> Result<(f64, u64)> {
    let begun = Instant::now();
    let mut child = Command::new(program).args(arguments).stdin(Stdio::null()).spawn().context("it did not start")?;
    let mut memory = 0;
    let status = loop {
        memory = memory.max(peak(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if begun.elapsed() > most {
            child.kill()?;
            child.wait()?;
            bail!("{} took more than {} s", arguments.join(" "), most.as_secs());
        }
        sleep(Duration::from_millis(10));
    };
    if !status.success() {
        bail!("{} failed ({status})", arguments.join(" "));
    }
    Ok((begun.elapsed().as_secs_f64(), memory))
}

/// The high-water mark of a process's memory, as Linux keeps it.
pub fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
