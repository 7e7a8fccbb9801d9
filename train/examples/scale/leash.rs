//! Processes that never outlive the one that started them; the tests of a cluster start theirs so too.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Runs its arguments, and kills them when its own input ends. The system closes that input however this process ends.
const LEASH: &str = r#""$@" & child=$!; echo "$child"; cat >/dev/null; kill -9 "$child" 2>/dev/null"#;

/// A part of a cluster, which lives no longer than this value.
pub struct Leashed {
    shell: Child,
    /// Which process it is.
    pub number: u32,
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
}

impl Drop for Leashed {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}
