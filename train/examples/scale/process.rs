//! A process, its time and the most memory that it ever had.

use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Runs its arguments, and kills them when its own input ends. The system closes that input however this process ends.
const LEASH: &str = r#""$@" & child=$!; echo "$child"; cat >/dev/null; kill -9 "$child" 2>/dev/null"#;

/// A part of a cluster, which lives no longer than this value.
pub struct Leashed {
    shell: Child,
    number: u32,
    /// The first line that it printed.
    pub said: String,
}

impl Leashed {
    /// Starts a program; `says` where it prints a line when it's ready.
    pub fn start(program: &Path, arguments: &[&str], says: bool) -> Result<Leashed> {
        let mut shell = Command::new("sh")
            .args(["-c", LEASH, "sh"])
            .arg(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("sh could not be started")?;
        let mut output = BufReader::new(shell.stdout.take().context("the output is lost")?);
        let mut lines = [String::new(), String::new()];
        for line in lines.iter_mut().take(1 + usize::from(says)) {
            output.read_line(line)?;
        }
        // Which of the two prints first is chance.
        let [first, second] = lines.map(|line| line.trim().to_owned());
        let (number, said) = if first.parse::<u32>().is_ok() { (first, second) } else { (second, first) };
        let number = number.parse().with_context(|| format!("{} did not start", program.display()))?;
        Ok(Leashed { shell, number, said })
    }

    /// The most memory that it has had so far, in bytes.
    pub fn peak(&self) -> u64 {
        peak(self.number).unwrap_or(0)
    }
}

impl Drop for Leashed {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

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
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
